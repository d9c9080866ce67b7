import { check, mismatch } from './check';
import type { TradeError } from './codes';
import { BizLine, ErrNo, GoodsType, Mode } from './codes';
import { FEES } from './fees';
import { ID_BYTES } from './limits';
import { checkShape } from './merchant/check';
import { sentenceOf } from './schema/mistakes';

/** The properties of a pay-button that validation reads (contract pay-button §2), as they come: unchecked. */
export interface PayButtonProps {
  mode: unknown;
  goodsId: unknown;
  goodsType: unknown;
  bizLine: unknown;
  orderStatus: unknown;
  orderId: unknown;
  refundId: unknown;
  refundTotalAmount: unknown;
  feeDetailsList?: unknown;
}

function failed(errNo: ErrNo, errMsg: string | undefined): TradeError | undefined {
  return errMsg ? { errNo, errMsg } : undefined;
}

/** Fees that cannot be added up: an order without them would be sold for less (decision D-E262). */
function feesProblem(fees: unknown): string | undefined {
  const [problem] = fees == null ? [] : checkShape(FEES, fees, 'fee-details-list');
  return problem && sentenceOf(problem);
}

/**
 * The first property that breaks the contract: `mode` 21500, then in mode 2 21501, 21502 and
 * 21512, in mode 1 21521 (pay-button §4.1).
 */
export function checkProps(props: PayButtonProps): TradeError | undefined {
  return (
    failed(ErrNo.ModeIllegal, check('mode', props.mode, 'number', 1, 2)) ||
    (props.mode === Mode.NotOrdered
      ? failed(ErrNo.GoodsIdIllegal, check('goods-id', props.goodsId, 'string', 1, ID_BYTES)) ||
        failed(
          ErrNo.GoodsTypeIllegal,
          check('goods-type', props.goodsType, 'number', 1, 2) ||
            (props.bizLine === BizLine.Course && props.goodsType === GoodsType.Own
              ? mismatch('goods-type', '1 with biz-line 2', 2)
              : undefined),
        ) ||
        failed(ErrNo.GoodsInfoType, feesProblem(props.feeDetailsList))
      : failed(ErrNo.OrderStatusIllegal, check('order-status', props.orderStatus, 'number', 0, 4)))
  );
}

/** 21522, or `undefined` (pay-button §2, consume-card §2). */
export function checkOrderId(value: unknown): TradeError | undefined {
  return failed(ErrNo.OrderIdIllegal, check('order-id', value, 'string', 1, ID_BYTES));
}

/** 21523, or `undefined` (pay-button §2). */
export function checkRefundId(value: unknown): TradeError | undefined {
  return failed(ErrNo.RefundIdIllegal, check('refund-id', value, 'string', 1, ID_BYTES));
}

/** `refund-total-amount` in 分; anything but an integer above 0 counts as missing (pay-button §9.4). */
export function legacyAmount(value: unknown): number | undefined {
  return check('', value, 'number', 1) ? undefined : (value as number);
}
