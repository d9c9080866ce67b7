import type { PayDetail, RefundDetail, TradeError } from 'microapp-trade-kit';

/** One event that a page of this shop got from a button. */
export interface LoggedEvent {
  id: number;
  /** ms. */
  time: number;
  name: string;
  goodsId: string;
  /** JSON of `event.detail`. */
  detail: string;
}

const KEY = 'demo:events';
const MOST = 50;

/** Newest first. */
export function readEvents(): LoggedEvent[] {
  return (tt.getStorageSync(KEY) as LoggedEvent[] | '') || [];
}

export function clearEvents(): void {
  tt.setStorageSync(KEY, []);
}

export function logEvent(name: string, goodsId: string, detail: unknown): void {
  const before = readEvents();
  const id = before.length ? before[0].id + 1 : 1;
  tt.setStorageSync(
    KEY,
    [{ id, time: Date.now(), name, goodsId, detail: JSON.stringify(detail) }, ...before].slice(0, MOST),
  );
}

const CODES: Record<number, string> = {
  0: '支付成功',
  1: '支付超时，订单未支付',
  2: '支付失败，订单未支付',
  3: '收银台已关闭，订单未支付',
  4: '已取消支付，订单未支付',
  9: '支付结果确认中，请稍后在订单中查看',
};

/**
 * What a `bind:pay` means for the user: `status` success only says that the cashier opened, code 0 alone is
 * paid.
 */
export function payText({ status, result }: PayDetail): string {
  if (status === 'success' && 'code' in result) return CODES[result.code] || `支付结果未知（${result.code}）`;
  return 'errMsg' in result ? `下单失败：${result.errMsg}` : '下单失败';
}

export const isPaid = ({ status, result }: PayDetail): boolean =>
  status === 'success' && 'code' in result && result.code === 0;

/** What a `bind:refund` means for the user: it tells of the application, not of the money. */
export const refundText = ({ status, result }: RefundDetail): string =>
  status === 'success' ? '退款申请已提交' : `退款申请失败：${'errMsg' in result ? result.errMsg : ''}`;

/**
 * What a `bind:error` means for the user. Mistakes of this shop's code are for its log, not for its
 * customers.
 */
export function errorText({ errNo }: TradeError): string {
  if (errNo === 21513) return '商品信息获取中，请稍候';
  if (errNo === 21514) return '商品信息获取失败，正在重试';
  if (errNo === 21510) return '登录后才能下单';
  if (errNo === 21515) return '暂时无法支付';
  if (errNo === 21526 || errNo === 21528) return '订单服务繁忙，请稍后再试';
  if (errNo === 21531) return '这笔订单没有可退的商品了';
  if (errNo === 21540) return '券码加载失败，可点刷新重试';
  if (errNo === 21532) return '暂时查不到这笔退款，请稍后再试';
  return '';
}
