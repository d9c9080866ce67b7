/** What the callbacks of 担保支付 hold (contract open-api §5). Money in 分, times in seconds. */
import { endMessage } from '../callbacks/messages';
import type { Ledger } from '../ledger/ledger';
import type { Order, Payment, Refund } from '../ledger/types';

/** The receiving merchant of every order. */
export const merchantUid = '70000000000000000001';

const seconds = (ms: number | undefined): number => (ms === undefined ? 0 : Math.floor(ms / 1000));

/** The number that create_order answered, and that tt.pay knows: that of the first cashier. */
export const ecpayOrderId = (ledger: Ledger, { orderId }: Pick<Order, 'orderId'>): string =>
  ledger.payments(orderId)[0].payOrderId;

export const ecpayPaidMsg = (ledger: Ledger, order: Order, payment: Payment): Record<string, unknown> => ({
  appid: order.appId,
  cp_orderno: order.outOrderNo,
  cp_extra: order.draft.cpExtra,
  way: String(payment.channel),
  channel_no: payment.payOrderId,
  payment_order_no: payment.payOrderId,
  total_amount: payment.amount,
  status: 'SUCCESS',
  item_id: '',
  seller_uid: merchantUid,
  paid_at: seconds(order.paidTime),
  extra: '',
  order_id: ecpayOrderId(ledger, order),
});

export const ecpayRefundMsg = (
  ledger: Ledger,
  order: Order,
  refund: Refund,
  isAllSettled: boolean,
): Record<string, unknown> => ({
  appid: order.appId,
  cp_refundno: refund.outRefundNo,
  cp_extra: refund.draft.cpExtra,
  status: refund.state === 'refunded' ? 'SUCCESS' : 'FAIL',
  refund_amount: refund.amount,
  is_all_settled: isAllSettled,
  refunded_at: seconds(refund.endTime),
  message: endMessage(refund),
  order_id: ecpayOrderId(ledger, order),
  refund_no: refund.refundId,
});
