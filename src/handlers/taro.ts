/**
 * `import 'microapp-trade-kit/taro'` first in the app entry of a Taro mini-program: ordinary handlers
 * (`onGetgoodsinfo={fetchGoods}`) then deliver what they return.
 */
import type { TaroHooks } from './taro-install';
import { installTaro } from './taro-install';

declare const require: (id: string) => { hooks?: TaroHooks };

let hooks: TaroHooks | undefined;
try {
  hooks = require('@tarojs/shared').hooks;
} catch {
  // No Taro: the line that says so comes from `installTaro`.
}
installTaro(hooks);
