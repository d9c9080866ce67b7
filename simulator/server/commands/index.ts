/** The commands of `trade-sim`, in the order of the help. One file each; a new one is added here. */
import { checkMerchantCommand } from './check-merchant';
import { toRow, type AnyCommand } from './command';
import { dev } from './dev';
import { keys } from './keys';
import { merchant } from './merchant';
import { trigger } from './trigger';

export const COMMANDS: readonly AnyCommand[] = [
  toRow(dev),
  toRow(trigger),
  toRow(merchant),
  toRow(checkMerchantCommand),
  toRow(keys),
];
