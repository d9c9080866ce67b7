import { PayCode, UNPAID_TEXTS } from '../codes';
import type { ErrorRow, Fault } from './contract';

type Entry = [errNo: number, message: string, meaning: string, fault: Fault];

/** What the trade service and the cashier answer, whatever the API. */
const ENTRIES: Record<string, Entry> = {
  timedOut: [PayCode.TimedOut, UNPAID_TEXTS[PayCode.TimedOut], 'the payment timed out', 'payment'],
  payFailed: [PayCode.Failed, UNPAID_TEXTS[PayCode.Failed], 'the payment failed', 'payment'],
  payClosed: [PayCode.Closed, UNPAID_TEXTS[PayCode.Closed], 'the payment was closed', 'payment'],
  cancelled: [
    PayCode.Cancelled,
    UNPAID_TEXTS[PayCode.Cancelled],
    'the user cancelled the payment',
    'payment',
  ],
  unknown: [
    PayCode.Unknown,
    UNPAID_TEXTS[PayCode.Unknown],
    'the outcome is unknown: ask the own server',
    'payment',
  ],
  parameters: [10000, '参数错误', 'a parameter breaks the contract', 'data'],
  industry: [10000, '商品不符合行业要求', "the goods do not meet their industry's rules", 'data'],
  unparsed: [10002, '参数解析错误', 'the parameters cannot be parsed', 'data'],
  broken: [10401, 'internal error', 'the request broke: retry, or update the app', 'service'],
  unauthorised: [11001, '访问未授权', 'the user is not logged in', 'caller'],
  session: [11003, '登录态已失效', 'the session is invalid', 'caller'],
  signatureForm: [
    11004,
    '签名参数异常',
    'byteAuthorization is malformed; it must begin with "SHA256-RSA2048 "',
    'data',
  ],
  signature: [11004, '签名校验异常', 'the signature does not verify', 'data'],
  notLoggedIn: [11005, '用户未登录', 'the trade service finds nobody logged in', 'caller'],
  frequent: [12001, '请求过于频繁', 'too many calls in a short time', 'caller'],
  risk: [12002, '账号行为异常', 'risk control refuses the account', 'caller'],
  system: [13000, '系统错误', 'system error with many causes: retry, then ask support', 'service'],
  noOrder: [20000, '订单不存在', 'no such order', 'data'],
  orderState: [20001, '订单状态错误', 'the state of the order does not allow it', 'data'],
  noGoods: [20002, '商品不存在', 'no such goods', 'data'],
  noPoi: [20003, '门店不存在', 'no such POI', 'data'],
  noRefund: [20000, '退款单不存在', 'no such refund', 'data'],
  foreignItem: [21000, '商品单不属于该订单', 'the item order belongs to another order', 'data'],
  greyList: [21003, '小程序不在灰度名单内', 'the mini-program is not in the grey list', 'caller'],
  marketing: [
    21004,
    '营销结果不一致',
    'the marketing results disagree with each other or with the payment',
    'data',
  ],
  notCreated: [21012, '创建订单失败,请稍后重试', 'the order could not be created', 'service'],
  usedNumber: [21016, '外部单号已存在', 'the outOrderNo is used already', 'data'],
  merchant: [21046, '订单收款商户号不合法', 'the receiving merchant is illegal', 'caller'],
  illegalItem: [21047, '商品单号不合法', 'the item order id is illegal', 'data'],
  noLoginState: [21550, 'not login', 'the host has no login state: use a real device', 'caller'],
  unpayable: [26001, '当前订单状态不可支付', 'the order cannot be paid in its state', 'data'],
  banned: [
    26003,
    '相关接口已被封禁,具体原因可进入「控制台-小程序-健康-违规记录」进行查询',
    'the API is banned for violations',
    'caller',
  ],
  noRight: [26003, '无下单权限', 'no right to order in this scene: ask operations', 'caller'],
  noChannel: [26005, '无可用支付方式', 'no payment method is available', 'caller'],
  product: [
    26006,
    '商户号与小程序的支付产品不一致',
    "the merchant's payment product differs from the mini-program's",
    'caller',
  ],
};

/** Lines of an error table by name; `inferred` when no document lists them for that API. */
export function rows(names: string[], inferred?: true): ErrorRow[] {
  return names.map((name) => {
    const [errNo, message, meaning, fault] = ENTRIES[name]!;
    return inferred ? { errNo, message, meaning, fault, inferred } : { errNo, message, meaning, fault };
  });
}

/** Every line that the table of some JSAPI has. */
export const EVERY_ROW: readonly ErrorRow[] = rows(Object.keys(ENTRIES));

/** The lines that tell how the cashier ended without being paid. */
export const CASHIER_ROWS = ['timedOut', 'payFailed', 'payClosed', 'cancelled', 'unknown'];
