/**
 * The properties of pay-button that decide what it does (contract pay-button §2, and the kit's own
 * alternatives to handlers). Numbers may be given as literal strings. A change of any of them starts the
 * button anew.
 */
export const tradeProps = {
  /**
   * 1 已下单: an order exists; 2 未下单: buy now. Anything else: 21500.
   * @default 1
   */
  mode: { type: Number, value: 1 },
  /**
   * Library goods: the spuId; other goods: your own number; courses: the product_id as a string. 1 to 64
   * bytes. Needed in mode 2.
   */
  goodsId: { type: String, value: '' },
  /** 1 商品库商品, 2 非商品库商品. Needed in mode 2. */
  goodsType: { type: Number, value: 0 },
  /**
   * Mode 1: 0 继续支付, 1 申请退款, 2 退款中, 3 退款成功, 4 退款失败.
   * @default 0
   */
  orderStatus: { type: Number, value: 0 },
  /** Your own order number (outOrderNo). Needed in mode 1 with order-status 0 and 1. */
  orderId: { type: String, value: '' },
  /** Your own refund number (outRefundNo). Needed in mode 1 with order-status 2, 3 and 4. */
  refundId: { type: String, value: '' },
  /** What a legacy (1.0) order refunds, 分. */
  refundTotalAmount: { type: Number, value: 0 },
  /**
   * 1 团购, 2 泛知识. Anything else acts as 1.
   * @default 1
   */
  bizLine: { type: Number, value: 1 },
  /**
   * Marketing is configured: 提单页 shows it and takes its discounts off.
   * @default false
   */
  marketingReady: { type: Boolean, value: false },
  /** Fees that 提单页 adds: `{feeType, feeAmount, feeDiscountAmount?, feeDesc?}[]`, 分. */
  feeDetailsList: { type: Array, value: [] as unknown[] },
  /** Goods information as data: used where no `getgoodsinfo` handler is bound. */
  goodsInfo: { type: Object, value: {} },
  /** What `applyrefund` would resolve, as data: used where no such handler is bound. */
  applyRefundParams: { type: Object, value: null },
  /** Key of a handler set from `defineHandlers`. */
  handlers: { type: String, value: '' },
  /** How long an answer of a handler is waited for, ms. 0: 15 s for getgoodsinfo, 60 s for the others. */
  handlerTimeout: { type: Number, value: 0 },
};

/** The properties of pay-button that decide how it looks: the official button has none of them. */
export const lookProps = {
  /** In place of 立即抢购. Texts of a closed shelf stay: 即将开始, 已结束, 已售罄. */
  text: { type: String, value: '' },
  /**
   * `normal`, `large` (the whole width) or `mini`.
   * @default "normal"
   */
  size: { type: String, value: 'normal' },
  /**
   * `primary` or `plain` (outlined).
   * @default "primary"
   */
  type: { type: String, value: 'primary' },
  /** Drawn as disabled; taps do nothing. */
  disabled: { type: Boolean, value: false },
  /** Drawn as loading; taps do nothing. */
  loading: { type: Boolean, value: false },
  /** No look at all but what your classes give it. */
  noStyle: { type: Boolean, value: false },
  /** Draw the slot in place of the text. */
  useSlot: { type: Boolean, value: false },
  /** CSS declarations for the button's own box. */
  customStyle: { type: String, value: '' },
};
