/**
 * `import 'microapp-trade-kit/taro'` first in the app entry of a Taro mini-program: ordinary handlers
 * (`onGetgoodsinfo={fetchGoods}`) then deliver what they return.
 */
import type { TaroHooks } from './taro-install';
import { installTaro } from './taro-install';

declare const require: (id: string) => { hooks?: TaroHooks };

installTaro(require('@tarojs/shared').hooks);
