import { check, mismatch, toJson } from './check';
import type { TradeError } from './codes';
import { ErrNo } from './codes';

/** One item order to refund (contract pay-button §9.2). Money in 分; further keys are passed on unchanged. */
export interface ItemOrderRefund {
  itemOrderId: string;
  /** Absent: the item's maximum refundable amount. */
  refundAmount?: number;
  [key: string]: unknown;
}

/** An `applyrefund` answer as it is used: the string for the merchant's server, and the items beside it. */
export interface RefundPassThrough {
  cpExtra: string;
  itemOrderList?: ItemOrderRefund[];
}

function checkItems(list: unknown): string | undefined {
  let wrong = check('itemOrderList', list, 'array', 1);
  for (let i = 0; !wrong && i < (list as unknown[]).length; i++) {
    const field = `itemOrderList[${i}]`;
    const item = (list as ItemOrderRefund[])[i];
    wrong =
      check(field, item, 'object') ||
      check(`${field}.itemOrderId`, item.itemOrderId, 'string', 1) ||
      check(`${field}.refundAmount`, item.refundAmount, 'number?', 1);
  }
  return wrong;
}

/**
 * Checks what `applyrefund` resolved (contract pay-button §9.1, §9.2): 21534, or what travels with the refund
 * application.
 */
export function checkApplyRefund(value: unknown): RefundPassThrough | TradeError {
  let errMsg: string | undefined = 'The return value of bind:applyrefund should be an object';
  if (!check('', value, 'object')) {
    const rest = Object.assign({}, value) as { itemOrderList?: ItemOrderRefund[] };
    const itemOrderList = rest.itemOrderList;
    errMsg = 'itemOrderList' in rest ? checkItems(itemOrderList) : undefined;
    delete rest.itemOrderList;
    const cpExtra = toJson(rest);
    if (!errMsg && cpExtra) return itemOrderList ? { cpExtra, itemOrderList } : { cpExtra };
  }
  return { errNo: ErrNo.ApplyRefundType, errMsg: errMsg || mismatch('bind:applyrefund', 'JSON', 'no JSON') };
}
