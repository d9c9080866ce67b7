import type { RedeemCode } from '../../src/contract/redeem';
import { REDEEM_TEXTS } from '../../src/contract/redeem';

/** A step of redeeming that the platform refuses. */
export class RedeemFailure extends Error {
  constructor(
    readonly code: RedeemCode,
    text: string = REDEEM_TEXTS[code],
  ) {
    super(text);
  }
}
