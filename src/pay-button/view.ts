import { Mode } from '../contract/codes';
import type { PayButtonInput, State } from './schema';

/** What the button's template draws. */
interface PayButtonView {
  label: string;
  /** Something is on its way: a spinner is shown. */
  busy: boolean;
  /** Drawn as not available: the goods cannot be bought now. */
  off: boolean;
}

/** Every text that a shop's user reads on the button (contract pay-button §6, §8). */
const LABELS = {
  onSale: '立即抢购',
  soon: '即将开始',
  ended: '已结束',
  soldOut: '已售罄',
  /** mode 1, by `order-status`. */
  ordered: ['继续支付', '申请退款', '退款中', '退款成功', '退款失败'],
};

const BUSY: readonly State[] = [
  'idle',
  'checking',
  'waiting',
  'preparing',
  'renewing',
  'placing',
  'opening',
  'asking',
  'applying',
  'paying',
];

export function payButtonView(
  state: State,
  { props }: { props: Partial<Pick<PayButtonInput, 'mode' | 'orderStatus'>> },
): PayButtonView {
  const off = state === 'soon' || state === 'ended' || state === 'soldOut';
  return {
    label: off
      ? LABELS[state]
      : (props.mode === Mode.Ordered && LABELS.ordered[props.orderStatus as number]) || LABELS.onSale,
    busy: BUSY.indexOf(state) >= 0,
    off,
  };
}
