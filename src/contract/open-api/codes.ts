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
  unknownUri: row(28001017, '未知URI', 'this platform has no such operation'),
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
} satisfies Record<string, CodeRow>;

const TOKEN = {
  parameters: row(10002, '参数错误', 'a parameter is missing'),
  client: row(10003, 'client_key 不存在', 'no such app'),
  secret: row(10013, 'client_key 或者 client_secret 报错', 'the secret is wrong'),
  frequent: row(10020, '接口调用过于频繁', 'more than 500 calls in 5 minutes', 'practice'),
} satisfies Record<string, CodeRow>;

const pick =
  <T extends Record<string, CodeRow>>(rows: T) =>
  (names: readonly (keyof T)[], evidence?: Evidence): CodeRow[] =>
    names.map((name) => (evidence === undefined ? rows[name]! : { ...rows[name]!, evidence }));

export const tradeCodes = pick(TRADE);
export const ecpayCodes = pick(ECPAY);
export const tokenCodes = pick(TOKEN);
