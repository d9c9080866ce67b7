/** The commands of `trade-sim`, in the order of the help. One file each; a new one is added here. */
import { auto } from './auto';
import { buy, pay, redeem, refund } from './buy';
import { faults, resend } from './callbacks';
import { check } from './check';
import { checkMerchantCommand } from './check-merchant';
import { crawl } from './crawl';
import { toRow, type AnyCommand } from './command';
import { create } from './create';
import { dev } from './dev';
import { init } from './init';
import { keys } from './keys';
import { listen } from './listen';
import { mcp } from './mcp';
import { merchant } from './merchant';
import { orders } from './orders';
import { sandbox } from './sandbox';
import { scenario, trigger } from './scenario';
import { clock, exportState, importState, reset } from './state';
import { ttcomponents } from './ttcomponents';

export const COMMANDS: readonly AnyCommand[] = [
  toRow(dev),
  toRow(check),
  toRow(crawl),
  toRow(create),
  toRow(init),
  toRow(ttcomponents),
  toRow(auto),
  toRow(mcp),
  toRow(sandbox),
  buy,
  pay,
  refund,
  redeem,
  orders,
  listen,
  resend,
  faults,
  scenario,
  trigger,
  clock,
  reset,
  exportState,
  importState,
  toRow(merchant),
  toRow(checkMerchantCommand),
  keys,
];
