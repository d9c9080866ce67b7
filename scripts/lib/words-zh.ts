/** What the generated pages say in Chinese and the sources say in English only. */

/** Component -> property -> meaning. */
export const PROPERTIES_ZH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'consume-card': {
    'order-id': '你自己的单号（outOrderNo），1 到 64 字节。缺失或其他内容：21522。',
    'apply-refund-params': '`applyrefund` 会 resolve 的内容，以数据给出：没有绑定这个函数时使用。',
    handlers: '`defineHandlers` 给出的一组函数的 key。',
    'handler-timeout': '等待 `applyrefund` 回答多久，毫秒。0：60 秒。',
    title: '代替商品名称。',
    'no-refund': '不显示「申请退款」：由你的页面在别处提供。',
    'custom-style': '卡片自己的盒子的 CSS 声明。',
  },
  'order-confirm': {
    session: '页面网址中的 `session`。',
    'goods-id': '不经按钮直接进入：商品号。',
    'goods-type': '不经按钮直接进入：商品类型。',
  },
  'pay-button': {
    mode: '1 已下单：订单已存在；2 未下单：现在购买。其他：21500。',
    'goods-id':
      '商品库商品：spuId；库外商品：你自己的商品号；课程：字符串形式的 product_id。1 到 64 字节。mode 为 2 时必需。',
    'goods-type': '1 商品库商品，2 非商品库商品。mode 为 2 时必需。',
    'order-status': 'mode 为 1 时：0 继续支付，1 申请退款，2 退款中，3 退款成功，4 退款失败。',
    'order-id': '你自己的单号（outOrderNo）。mode 为 1 且 order-status 为 0、1 时必需。',
    'refund-id': '你自己的退款单号（outRefundNo）。mode 为 1 且 order-status 为 2、3、4 时必需。',
    'refund-total-amount': '老订单（1.0）要退的金额，分。',
    'biz-line': '1 团购，2 泛知识。其他按 1 处理。',
    'marketing-ready': '已配置营销：提单页显示优惠并减去。',
    'fee-details-list': '提单页加收的费用：`{feeType, feeAmount, feeDiscountAmount?, feeDesc?}[]`，分。',
    'goods-info': '商品信息，以数据给出：没有绑定 `getgoodsinfo` 时使用。',
    'apply-refund-params': '`applyrefund` 会 resolve 的内容，以数据给出：没有绑定这个函数时使用。',
    handlers: '`defineHandlers` 给出的一组函数的 key。',
    'handler-timeout': '等待函数回答多久，毫秒。0：getgoodsinfo 15 秒，其他 60 秒。',
    text: '代替「立即抢购」。货架关闭时的文字不变：即将开始、已结束、已售罄。',
    size: '`normal`、`large`（占满宽度）或 `mini`。',
    type: '`primary` 或 `plain`（描边）。',
    disabled: '画成不可用；点按无效。',
    loading: '画成加载中；点按无效。',
    'no-style': '没有任何外观，只有你的样式类。',
    'use-slot': '用插槽代替文字。',
    'custom-style': '按钮自己的盒子的 CSS 声明。',
  },
  'refund-apply': { session: '页面网址中的 `session`。' },
  'refund-detail': {
    'refund-id': '开发者的退款单号（outRefundNo）：只要它就够了。',
    session: '页面网址中的 `session`：打开页面的按钮会得到错误。',
  },
};

/** Scenario of the mini-program's own making -> how. */
export const HOW_ZH: Readonly<Record<string, string>> = {
  'page.applyrefund-failed': '让 applyrefund 返回的 Promise reject。',
  'page.applyrefund-type': '让 applyrefund resolve undefined。',
  'page.getgoodsinfo-failed': '让 getgoodsinfo 返回的 Promise reject。',
  'page.goods-id': 'mode 为 2 时让 goods-id 为空。',
  'page.goods-info': '让 getgoodsinfo resolve undefined。',
  'page.goods-type': 'mode 为 2 时写 goods-type="{{3}}"。',
  'page.labels': 'goods-type 为 2 时，让 getgoodsinfo 同时给出 REFUND_ANYTIME 与 REFUNDABLE_DAYS。',
  'page.mode': '写 mode="{{3}}"。',
  'page.no-getgoodsinfo': '不写 bind:getgoodsinfo。',
  'page.no-pay': '不写 bind:pay。',
  'page.no-placeorder': '不写 bind:placeorder。',
  'page.no-refund-amount': '生成老订单，不写 refund-total-amount，再点申请退款。',
  'page.order-id': 'order-status 为 0 或 1 时让 order-id 为空，再点按。',
  'page.order-status': 'mode 为 1 时写 order-status="{{5}}"。',
  'page.placeorder-failed': '点按后拒绝登录：placeorder 被 reject。',
  'page.refund-id': 'order-status 为 2、3、4 时让 refund-id 为空，再点按。',
  'page.tap-failed': '选择 library.server，再点按。',
  'page.tap-fetching': '选择 library.slow，在放行之前点按。',
};

/** Where a code is raised. */
export const STEPS_ZH: Readonly<Record<string, string>> = {
  properties: '检查属性',
  'handler presence': '检查是否绑定',
  'library query': '查询商品库',
  'ability query': '查询支付能力',
  getgoodsinfo: 'getgoodsinfo',
  tap: '点按',
  placeorder: 'placeorder',
  'order submit': '提交订单',
  cashier: '收银台',
  'order query': '查询订单',
  'refund query': '查询退款',
  applyrefund: 'applyrefund',
  'refund submit': '提交退款申请',
  'refund detail': '退款详情页',
  'subject query': '查询主体',
  'coupon query': '查询券码',
  'direct entry': '直跳提单页',
};

/** The Chinese for something of the sources; a missing one is named, so that nobody reads half a page. */
export function wordZh(table: Readonly<Record<string, string>>, key: string, what: string): string {
  const found = table[key];
  if (found === undefined)
    throw new Error(`${what} "${key}" has no Chinese: add it to scripts/lib/words-zh.ts`);
  return found;
}
