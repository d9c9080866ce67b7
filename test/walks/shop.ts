/** What is true behind the walls: goods, orders, refunds and codes of one shop, and cashiers. */
import type { Coupon, OrderCoupons, OrderInfo, RefundInfo } from '../../src/ports/merchant';
import type { ApplyRefundOptions, CreateOrderOptions, PayOutcome } from '../../src/ports/platform';
import { coupon, libraryGoods, order, refund } from '../unit/kit/world';

const HOUR = 3600e3;

type RefundReasons = ApplyRefundOptions['refundInfo'];

export class Shop {
  price = 9900;
  stock = 20;
  window = [-HOUR, 1000 * HOUR];
  able = true;
  discount = 500;
  readonly orders: OrderInfo[] = [];
  readonly refunds: RefundInfo[] = [];
  /** Codes by order. */
  readonly codes = new Map<string, Coupon[]>();
  redeemed = 0;
  /** What was signed last. */
  draft: Record<string, unknown> = {};
  readonly since: number;

  constructor(private readonly clock: () => number) {
    this.since = clock();
    // Orders of yesterday: one of each kind that a page may be about.
    for (const state of ['paid', 'unpaid', 'paid', 'processing', 'closed'] as const)
      this.make(2, 19800, 999, state);
    this.orders[2]!.legacy = true;
    // And two of a takeaway: for now and for a later time, with its fees.
    for (const scheduled of [false, true])
      this.make(2, 20400, 999, 'paid').takeaway = {
        scheduled,
        fees: [
          { feeType: 1, refundableAmount: 500 },
          { feeType: 2, refundableAmount: scheduled ? 0 : 100 },
        ],
      };
    this.addRefund(this.orders[0]!, [this.orders[0]!.itemOrders[0]!.itemOrderId]);
  }

  byNumber = (outOrderNo: unknown): OrderInfo | undefined =>
    this.orders.find((one) => one.outOrderNo === outOrderNo);

  make(quantity: number, totalAmount: number, discountAmount: number, state: OrderInfo['state']): OrderInfo {
    const number = this.orders.length + 1;
    const paidAmount = Math.floor((totalAmount - discountAmount) / quantity);
    const units = Math.min(quantity, 30);
    const made = order({
      orderId: `dy-${number}`,
      outOrderNo: `out-${number}`,
      state,
      createTime: this.clock(),
      payExpireTime: this.clock() + 300_000,
      totalAmount,
      discountAmount,
      quantity,
      goods: {
        goodsId: '7215500112345678901',
        goodsType: 1,
        goodsName: '茶',
        goodsPhoto: '/tea.svg',
        price: this.price,
      },
      itemOrders: Array.from({ length: units }, (_, index) => ({
        itemOrderId: `item-${number}-${index}`,
        goodsId: '7215500112345678901',
        paidAmount,
        refundableAmount: 0,
      })),
    });
    this.orders.push(made);
    if (state === 'paid') this.pay(made);
    return made;
  }

  pay(made: OrderInfo): void {
    made.state = 'paid';
    made.refundableQuantity = made.itemOrders.length;
    for (const item of made.itemOrders) item.refundableAmount = item.paidAmount;
    const now = this.clock();
    this.codes.set(
      made.outOrderNo,
      made.itemOrders.map(({ itemOrderId }, index) =>
        coupon(index, {
          itemOrderId,
          validFrom: now - HOUR,
          validTo: now + 500 * HOUR,
          qrValidTo: now + 300_000,
        }),
      ),
    );
  }

  addRefund(of: OrderInfo, items: string[], amount?: number): RefundInfo {
    const number = this.refunds.length + 1;
    const itemOrderList = items.map((itemOrderId) => ({
      itemOrderId,
      refundAmount: of.itemOrders.find((one) => one.itemOrderId === itemOrderId)!.refundableAmount,
    }));
    for (const { itemOrderId } of itemOrderList) {
      of.itemOrders.find((one) => one.itemOrderId === itemOrderId)!.refundableAmount = 0;
      const code = this.codes.get(of.outOrderNo)?.find((one) => one.itemOrderId === itemOrderId);
      if (code) Object.assign(code, { state: 'refunding', outRefundNo: `refund-${number}` });
    }
    of.refundableQuantity = of.itemOrders.filter(({ refundableAmount }) => refundableAmount > 0).length;
    const made = refund({
      refundId: `dy-r-${number}`,
      outRefundNo: `refund-${number}`,
      orderId: of.orderId,
      refundAmount: amount ?? itemOrderList.reduce((sum, { refundAmount }) => sum + refundAmount, 0),
      refundQuantity: items.length,
      itemOrderList,
    });
    this.refunds.push(made);
    of.refunds = [made.outRefundNo, ...of.refunds];
    return made;
  }

  /** What the documents want of the reasons and fees of an application, as a text where it is not so. */
  private wrongIn({ reason, reasonCode, feeDetailsList, note }: RefundReasons, of: OrderInfo): string {
    const { takeaway } = of;
    const given = JSON.stringify({ reason, reasonCode, feeDetailsList, note });
    const codes = takeaway ? [401, 402, 403, 404, 408, 999] : [];
    const right = takeaway
      ? reasonCode?.length === 1 &&
        codes.includes(reasonCode[0]!) &&
        (reasonCode[0] !== 408 || takeaway.scheduled) &&
        (reasonCode[0] !== 999 || !!note?.trim()) &&
        takeaway.fees.every(
          ({ feeType, refundableAmount }) =>
            (feeDetailsList?.find((one) => one.feeType === feeType)?.refundAmount ?? NaN) <= refundableAmount,
        )
      : !!reason?.length && !reasonCode && !feeDetailsList;
    return right ? '' : `an application gives ${given} of ${takeaway ? 'a takeaway' : 'another'} order`;
  }

  /** What was wrong with applications. */
  readonly wrong: string[] = [];

  /** The items and fees that an application is about. */
  apply(options: ApplyRefundOptions): RefundInfo {
    const { outOrderNo, goodsList, itemOrderList, refundTotalAmount, refundInfo } = options;
    const of = this.byNumber(outOrderNo)!;
    const open = of.itemOrders.filter(({ refundableAmount }) => refundableAmount > 0);
    // As the platform does (contract jsapi §5.4): what is refunded or applied for is not given back again.
    if (open.length < (goodsList?.[0]?.quantity ?? 1))
      throw Object.assign(new Error(), { errNo: 20001, errMsg: 'applyRefund:fail 订单状态错误' });
    const wrong = this.wrongIn(refundInfo, of);
    if (wrong) this.wrong.push(wrong);
    const chosen = itemOrderList ?? open.slice(0, goodsList ? goodsList[0]!.quantity : open.length);
    const known = chosen
      .map(({ itemOrderId }) => itemOrderId)
      .filter((id) => of.itemOrders.some((one) => one.itemOrderId === id));
    const made = this.addRefund(of, known, refundTotalAmount);
    for (const { feeType, refundAmount } of refundInfo.feeDetailsList ?? []) {
      made.refundAmount += refundAmount;
      const fee = of.takeaway!.fees.find((one) => one.feeType === feeType)!;
      fee.refundableAmount -= refundAmount;
    }
    return made;
  }

  /** Something happens at the shop. */
  happen(what: number, which: number): void {
    const one = this.orders[which % this.orders.length]!;
    const codes = this.codes.get(one.outOrderNo) ?? [];
    const code = codes[which % Math.max(codes.length, 1)];
    const acts: (() => void)[] = [
      () => (this.price = [9900, 1, 12345, 99_999_999][which % 4]!),
      () => (this.stock = [0, 1, 3, 20][which % 4]!),
      () =>
        (this.window = [
          [-HOUR, 1000 * HOUR],
          [HOUR, 2 * HOUR],
          [-2 * HOUR, -HOUR],
        ][which % 3]!),
      () => (this.able = which % 2 > 0),
      () => (this.discount = [0, 1, 500][which % 3]!),
      () => one.state !== 'paid' && one.state !== 'closed' && this.pay(one),
      () => one.state === 'unpaid' && (one.state = 'closed'),
      () => {
        if (code?.state !== 'usable') return;
        code.state = 'redeemed';
        this.redeemed++;
      },
      () => {
        const made = this.refunds[which % this.refunds.length];
        if (made) made.refundStatus = which % 2 ? 98 : 99;
        if (code?.state === 'refunding') code.state = which % 2 ? 'refunded' : 'refundFailed';
      },
    ];
    acts[what % acts.length]!();
  }

  good(): void {
    Object.assign(this, { price: 9900, stock: 20, window: [-HOUR, 1000 * HOUR], able: true, discount: 500 });
  }

  /** True answers to the questions of the kit. */
  truth: Record<string, (query: Record<string, unknown>) => unknown> = {
    getGoods: () => {
      const now = this.clock();
      const [from, to] = this.window as [number, number];
      return libraryGoods({
        now,
        currentPrice: this.price,
        stock: this.stock,
        saleStart: now + from,
        saleEnd: now + to,
      });
    },
    getAbility: () => ({ able: this.able }),
    getOrder: ({ outOrderNo }) => this.byNumber(outOrderNo) ?? null,
    findOrder: ({ since }) =>
      this.orders.filter(({ createTime }) => createTime >= (since as number)).at(-1) ?? null,
    getRefund: ({ outRefundNo }) => this.refunds.find((one) => one.outRefundNo === outRefundNo) ?? null,
    getCoupons: ({ outOrderNo }): OrderCoupons | null => {
      const of = this.byNumber(outOrderNo);
      const { refundableQuantity } = of ?? { refundableQuantity: 0 };
      const codes = this.codes.get(String(outOrderNo)) ?? [];
      const coupons = codes.map((one) => ({ ...one, qrValidTo: this.clock() + 300_000 }));
      return of
        ? {
            outOrderNo: of.outOrderNo,
            title: '茶',
            paid: of.state === 'paid',
            coupons,
            refundableQuantity,
            now: this.clock(),
          }
        : null;
    },
    getSubject: () => ({ name: '小店' }),
    getMarketing: ({ quantity, totalAmount }) => {
      const off = Math.min(this.discount * (quantity as number), totalAmount as number);
      return { discountId: 'd', totalDiscountAmount: off, lines: [{ title: '立减', discountAmount: off }] };
    },
    sign: (draft) => {
      this.draft = draft;
      return {
        data: '{}',
        byteAuthorization: 'SHA256-RSA2048 x',
        outOrderNo: `out-${this.orders.length + 1}`,
      };
    },
  };

  /** A cashier that ends so, for an order that is there or is made now. */
  cashier(ending: string, existing: OrderInfo | undefined, options?: CreateOrderOptions): PayOutcome {
    if (ending === 'noOrder' && !existing)
      return { kind: 'noOrder', error: { errNo: 20000, errMsg: 'createOrder:fail' } };
    const goods = options?.goodsList?.[0];
    const payment = options?.payment;
    const made =
      existing ??
      this.make(
        goods?.quantity ?? 1,
        payment?.totalAmount ?? this.price,
        payment?.totalDiscountAmount ?? 0,
        'unpaid',
      );
    const { orderId, outOrderNo } = made;
    const open = made.state === 'unpaid';
    if (open && ['paid', 'unknownPaid', 'liar', 'lost'].includes(ending)) this.pay(made);
    if (open && ending === 'unknown') made.state = 'processing';
    if (open && ending === 'closed') made.state = 'closed';
    if (ending === 'noCashier' || !open)
      return {
        kind: 'noCashier',
        error: { errNo: open ? 10000 : 26001, errMsg: 'pay:fail' },
        orderId,
        outOrderNo,
      };
    const code =
      { paid: 0, unknown: 9, unknownPaid: 9, liar: 2, failed: 2, timedOut: 1, closed: 3 }[ending] ?? 4;
    return { kind: 'cashier', code, orderId, outOrderNo };
  }
}
