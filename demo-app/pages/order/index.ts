import type {
  ApplyRefundDetail,
  ApplyRefundResult,
  ConsumeDetail,
  HandlerEvent,
  PayDetail,
  RefundDetail,
  TradeError,
} from 'microapp-trade-kit';
import { errorText, logEvent, payText, refundText } from '../../shared/events';
import { decide, loadOrder, type OrderView, type RefundView } from '../../shared/orders';

/** What the last `bind:pay`, `bind:refund` or `bind:consume` said. */
interface Result {
  name: 'pay' | 'refund' | 'consume';
  text: string;
  /** JSON of `event.detail`. */
  detail: string;
}

Page({
  data: {
    order: null as OrderView | null,
    refunds: [] as RefundView[],
    /** Item orders that the user wants to refund, by their number; none: the quantity is chosen on 退款申请页. */
    chosen: {} as Record<string, boolean>,
    chosenCount: 0,
    /** 申请退款 stands on the coupon card in place of the bar: one of the two, never both. */
    refundOnCard: false,
    result: null as Result | null,
    errors: [] as TradeError[],
    failure: '',
  },
  no: '',
  /** How many times the order has been asked for. */
  asked: 0,
  onLoad({ no = '', entry }: { no?: string; entry?: string }) {
    this.no = no;
    this.setData({ refundOnCard: entry === 'card' });
  },
  onShow() {
    this.refresh();
  },
  onPullDownRefresh() {
    this.refresh();
  },
  refresh() {
    // Asked for again before it was answered: the older answer may come last, and is not what the order looks
    // like now.
    const asked = ++this.asked;
    const isLatest = (): boolean => asked === this.asked;
    void loadOrder(this.no)
      .then(({ order, refunds }) => {
        if (!isLatest()) return;
        this.setData({ order, refunds, failure: '' });
        this.choose(
          order.units
            .filter(({ itemOrderId, left }) => left && this.data.chosen[itemOrderId])
            .map((unit) => unit.itemOrderId),
        );
      })
      .catch(({ message }: Error) => {
        if (!isLatest()) return;
        // What is shown stays shown: an order and its buttons do not go away because the network did.
        if (this.data.order) tt.showToast({ title: `刷新失败：${message}`, icon: 'none' });
        else this.setData({ failure: message });
      })
      .then(() => tt.stopPullDownRefresh({}));
  },
  choose(ids: string[]) {
    const chosen: Record<string, boolean> = {};
    for (const id of ids) chosen[id] = true;
    this.setData({ chosen, chosenCount: ids.length });
  },
  onUnit({ currentTarget }: { currentTarget: { dataset: { id: string } } }) {
    const { id } = currentTarget.dataset;
    const others = this.chosenIds().filter((one) => one !== id);
    this.choose(this.data.chosen[id] ? others : [...others, id]);
  },
  chosenIds(): string[] {
    return Object.keys(this.data.chosen);
  },
  /** Passed through to the shop's server as `cp_extra`; the item orders travel beside it. */
  applyRefund({ detail }: HandlerEvent<ApplyRefundDetail>): Promise<ApplyRefundResult> {
    const ids = this.chosenIds();
    const through: ApplyRefundResult = { source: 'order-page', outOrderNo: detail.orderId };
    if (ids.length) through.itemOrderList = ids.map((itemOrderId) => ({ itemOrderId }));
    return Promise.resolve(through);
  },
  onPay({ detail }: HandlerEvent<PayDetail>) {
    this.tell('pay', payText(detail), detail);
  },
  onRefund({ detail }: HandlerEvent<RefundDetail>) {
    this.tell('refund', refundText(detail), detail);
    if (detail.status === 'success') this.choose([]);
  },
  onConsume({ detail }: HandlerEvent<ConsumeDetail>) {
    this.tell('consume', '已核销，欢迎光临', detail);
  },
  tell(name: Result['name'], text: string, detail: PayDetail | RefundDetail | ConsumeDetail) {
    logEvent(name, this.no, detail);
    this.setData({ result: { name, text, detail: JSON.stringify(detail) } });
    tt.showToast({ title: text, icon: 'none' });
    this.refresh();
  },
  onError({ detail }: HandlerEvent<TradeError>) {
    logEvent('error', this.no, detail);
    this.setData({ errors: [...this.data.errors, detail] });
    const text = errorText(detail);
    if (text) tt.showToast({ title: text, icon: 'none' });
  },
  onDecide({ currentTarget }: { currentTarget: { dataset: { no: string; decision: 'agree' | 'refuse' } } }) {
    const { no, decision } = currentTarget.dataset;
    void decide(no, decision)
      .catch((error: Error) => tt.showToast({ title: error.message, icon: 'none' }))
      .then(() => this.refresh());
  },
  copy() {
    tt.setClipboardData({ data: this.no });
  },
});
