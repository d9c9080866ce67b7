/** Codes of the server interfaces, by family (contract open-api §2 to §5). */
import type { CodeRow, Evidence } from './operation';
import { row } from './operation';

/** Codes that a family has for several operations, by name. */
const TRADE = {
  parameters: row(10000, '参数不合法', 'a parameter breaks the contract'),
  signature: row(
    11004,
    '签名校验异常',
    'Byte-Authorization is malformed, old, or does not verify',
    'decided',
  ),
  frequent: row(12001, '操作过于频繁,请稍后再试', 'too many calls in a short time'),
  system: row(13000, '系统错误', 'system error: retry, then ask support'),
  noOrder: row(20000, '订单不存在', 'no such order of this app'),
  noRefund: row(20000, '退款单不存在', 'no such refund of this app'),
  orderState: row(22000, '订单状态不支持退款', 'the order is not paid, or is closed'),
  itemState: row(
    22001,
    '商品单状态不支持退款',
    'the item order is redeemed, or a refund is about it already',
  ),
  nothingLeft: row(22002, '无可退款的商品单', 'no item order of the order can be refunded'),
  usedNumber: row(22004, '外部退款单号重复了', 'the refund number was used for another refund'),
  auditState: row(22006, '退款单状态不允许设置商家审核结果', 'the refund is not waiting for an audit'),
  tooMany: row(22007, '超出单次最大可退款的商品数量', 'more than 100 item orders at once'),
  tooLarge: row(22008, '退款商品数量超过可退款的商品数量', 'more than what can still be refunded'),
  verifying: row(22009, '不支持同时发起核销和退款', 'the item order is being redeemed'),
  token: row(28001003, 'access_token无效', 'the access-token is missing or unknown', 'practice'),
  tokenExpired: row(28001008, 'access_token过期,请刷新或重新授权', 'the access-token has expired'),
  noItem: row(21047, '商品单 id 不合法', 'no such item order of this order'),
  codeState: row(21001, '券码状态不可用', 'the item order is not usable', 'practice'),
  closedLoop: row(
    21111,
    '该订单需通过抖音码核销',
    'the order has Douyin codes: prepare and verify',
    'practice',
  ),
  unknownUri: row(28001017, '未知URI', 'this platform has no such operation'),
} satisfies Record<string, CodeRow>;

/** 分账. */
const SETTLE = {
  system: row(23000, '抱歉，出错了！请稍后重试', 'system error: retry with the same number'),
  appId: row(23001, 'bad app_id', 'the app may not settle'),
  noNumber: row(23002, '订单id，分账单id至少指定一个', 'none of the four numbers is given'),
  noOrderNumber: row(23003, 'out_order_no不能为空', 'out_order_no is missing'),
  noSettleNumber: row(23004, 'out_settle_no不能为空', 'out_settle_no is missing'),
  noDescription: row(23005, 'settle_desc不能为空', 'settle_desc is missing'),
  longExtra: row(23006, 'cp_extra too long', 'cp_extra is too long'),
  longParties: row(23007, 'settle_param too long', 'settle_params is too long'),
  noParty: row(23008, '分账方商户号不能为空', 'a party of settle_params has no merchant_uid'),
  noShare: row(23009, '分账方金额不能小于1', 'a party of settle_params gets nothing'),
  longDescription: row(23010, 'settle_desc too long', 'settle_desc is too long'),
  noSettleItem: row(23024, 'item_order_id not exist', 'no such item order'),
  foreignItem: row(23025, 'item_order_id not match out_order_no', 'the item order is of another order'),
  noSettleOrder: row(23101, '订单不存在，无法分账', 'no such order of this app'),
  notPaid: row(23102, 'order not pay', 'the order is not paid'),
  notFinished: row(23107, 'order not finish', 'a unit has not ended, or its three days are not over'),
  usedSettleNumber: row(23111, 'out_settle_no has existed', 'the number was used: query it'),
  noMoney: row(23112, 'no money to settle', 'nothing is left to settle, or the parties get more than that'),
  notAllowed: row(23113, 'order not allow settle', 'no unit of the order can be settled now'),
  automatic: row(
    23117,
    'this appID is configured with automatic settlement',
    'the platform settles by itself',
  ),
  notWhole: row(23118, 'not allow entire settle', 'a unit was settled alone: settle the others alone, too'),
} satisfies Record<string, CodeRow>;

const ECPAY = {
  internal: row(1000, '内部异常', 'it may have succeeded or not: retry with the same parameters'),
  busy: row(1001, '业务繁忙,请稍后重试', 'rate limit: retry later with the same number'),
  noPayment: row(2000, '支付记录不存在', 'no such order of this app'),
  sign: row(2008, '验签异常', 'the field sign does not fit'),
  parameters: row(
    2010,
    '业务参数处理异常',
    'a parameter breaks the contract, or contradicts an earlier call',
  ),
  appId: row(2042, '小程序appid无效,请检查app_id字段', 'no such app'),
  thirdparty: row(2047, '服务商id无效,请检查thirdparty_id字段', 'no such service provider'),
  authorised: row(2048, '未查询到服务商与小程序的授权关系', 'the provider may not act for the app'),
  noRefund: row(3101, '退款记录不存在', 'no such refund of this app'),
  noSettlement: row(4101, '分账记录不存在', 'no such settlement of this app', 'decided'),
} satisfies Record<string, CodeRow>;

const TOKEN = {
  parameters: row(10002, '参数错误', 'a parameter is missing'),
  client: row(10003, 'client_key 不存在', 'no such app'),
  secret: row(10013, 'client_key 或者 client_secret 报错', 'the secret is wrong'),
  frequent: row(10020, '接口调用过于频繁', 'more than 500 calls in 5 minutes', 'practice'),
} satisfies Record<string, CodeRow>;

/** code2Session: its newer page was read without its table; the older one's is taken over. */
const LOGIN = {
  system: row(-1, '系统错误', 'system error: retry', 'practice'),
  parameters: row(40014, '参数为空', 'appid, secret, or both codes are missing', 'decided'),
  appId: row(40015, 'appid 错误', 'no such app', 'practice'),
  secret: row(40017, 'secret 错误', 'the secret is wrong', 'practice'),
  code: row(40018, 'code 错误', 'code is unknown, used up, or older than 3 minutes', 'practice'),
  anonymousCode: row(40019, 'acode 错误', 'the same of anonymous_code', 'practice'),
} satisfies Record<string, CodeRow>;

const pick =
  <T extends Record<string, CodeRow>>(rows: T) =>
  (names: readonly (keyof T)[], evidence?: Evidence): CodeRow[] =>
    names.map((name) => (evidence === undefined ? rows[name]! : { ...rows[name]!, evidence }));

export const tradeCodes = pick(TRADE);
export const settleCodes = pick(SETTLE);
export const ecpayCodes = pick(ECPAY);
export const tokenCodes = pick(TOKEN);
export const loginCodes = pick(LOGIN);
