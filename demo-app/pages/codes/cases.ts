const LIBRARY = '7301245789012345678';
const OWN = 'own-carwash-002';

/** One way to make the button report a code. */
export interface Case {
  errNo: number;
  title: string;
  /** When the code comes: as soon as the button is there, at a tap, or from 提单页. */
  when: '出现时' | '点按时' | '提交订单时';
  mode: number;
  goodsId: string;
  goodsType: number;
  orderStatus: number;
  orderId: string;
  refundId: string;
  /**
   * The order that this button is about has to exist: one that can be refunded, or one of trade template 1.0.
   */
  needs: '' | 'refundable' | 'legacy';
  /** The handler that this button goes without. */
  without: '' | 'getgoodsinfo' | 'placeorder' | 'pay';
}

const one = (errNo: number, when: Case['when'], title: string, own: Partial<Case> = {}): Case =>
  Object.assign(
    {
      errNo,
      when,
      title,
      mode: 2,
      goodsId: LIBRARY,
      goodsType: 1,
      orderStatus: 0,
      orderId: '',
      refundId: '',
      needs: '' as const,
      without: '' as const,
    },
    own,
  );

/** A button of an order that exists. */
const ordered = (errNo: number, title: string, orderStatus: number, own: Partial<Case> = {}): Case =>
  one(errNo, '点按时', title, Object.assign({ mode: 1, orderStatus }, own));

/** Library goods in a scenario of the sandbox. */
const inScenario = (name: string): Partial<Case> => ({ goodsId: `${LIBRARY}@${name}` });

export const CASES: Case[] = [
  one(21500, '出现时', 'mode 不是 1 或 2', { mode: 3 }),
  one(21501, '出现时', '没有 goods-id', { goodsId: '' }),
  one(21502, '出现时', 'goods-type 不是 1 或 2', { goodsType: 3 }),
  one(21503, '出现时', '没有绑定 getgoodsinfo', { without: 'getgoodsinfo' }),
  one(21504, '出现时', '没有绑定 placeorder', { without: 'placeorder' }),
  one(21505, '出现时', '商品库服务出错', inScenario('library.server')),
  one(21506, '出现时', '商品库拒绝了参数', inScenario('library.rejected')),
  one(21507, '出现时', '支付能力服务出错', inScenario('ability.server')),
  one(21508, '出现时', '支付能力查询拒绝了参数', inScenario('ability.rejected')),
  one(21509, '出现时', 'getgoodsinfo 失败'),
  one(21510, '点按时', 'placeorder 失败'),
  one(21511, '出现时', '商品标签互斥', { goodsId: OWN, goodsType: 2 }),
  one(21512, '出现时', 'getgoodsinfo 的结果类型不对'),
  one(21513, '点按时', '商品信息还在获取', inScenario('library.slow')),
  one(21514, '点按时', '商品信息获取失败后点按', inScenario('library.server')),
  one(21515, '点按时', '没有支付能力', inScenario('ability.none')),
  one(21516, '出现时', '没有绑定 pay', { without: 'pay' }),
  one(21517, '提交订单时', '商家拒绝了预下单', inScenario('preorder.refused')),
  one(21518, '提交订单时', '订单数据无法生成订单', inScenario('preorder.invalid')),
  one(21521, '出现时', 'order-status 不是 0 到 4', { mode: 1, orderStatus: 9 }),
  ordered(21522, '没有 order-id', 0),
  ordered(21523, '没有 refund-id', 2),
  ordered(21524, '老订单没有 refund-total-amount（先在“设置”里生成一笔）', 1, { needs: 'legacy' }),
  ordered(21527, '继续支付一笔不存在的订单', 0, { orderId: 'T0' }),
  ordered(21529, '给不存在的订单退款', 1, { orderId: 'T0' }),
  ordered(21532, '查看不存在的退款', 2, { refundId: 'R0' }),
  ordered(21533, 'applyrefund 失败（先买一份）', 1, { needs: 'refundable' }),
  ordered(21534, 'applyrefund 的结果不是对象（先买一份）', 1, { needs: 'refundable' }),
  one(21536, '提交订单时', '商家主体查询出错', inScenario('subject.server')),
  one(10000, '提交订单时', '收银台支付失败', inScenario('cashier.failed')),
  one(10001, '提交订单时', '无法启动微信', inScenario('cashier.wechat-not-started')),
  one(10002, '提交订单时', '没有安装微信', inScenario('cashier.wechat-missing')),
];

/**
 * One way to make the card report a code. What it reports of the shop's queries needs a scenario that is
 * chosen while it is on a page.
 */
export interface CardCase {
  errNo: number;
  title: string;
  when: '出现时' | '点按时';
  orderId: string;
  /** The card is about the user's newest order that can be refunded, and is not there without one. */
  needs: boolean;
}

const card = (errNo: number, when: CardCase['when'], title: string, own: Partial<CardCase> = {}): CardCase =>
  Object.assign({ errNo, when, title, orderId: '', needs: false }, own);

export const CARD_CASES: CardCase[] = [
  card(21522, '出现时', '没有 order-id'),
  card(21540, '出现时', '查询不存在的订单的券码', { orderId: 'T0' }),
  card(21533, '点按时', '点按申请退款后 applyrefund 失败', { needs: true }),
  card(21534, '点按时', '点按申请退款后 applyrefund 的结果不是对象', { needs: true }),
];
