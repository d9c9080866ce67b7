/**
 * `import 'microapp-trade-kit/auto'` first in the app entry of a native, mpx or uni-app (Vue 3) mini-program:
 * handlers written as the official documents show them then deliver what they return. For Taro import
 * `microapp-trade-kit/taro` instead.
 */
import { installAuto } from './auto-install';

installAuto();
