/**
 * The sandbox's events for readers of either language. It tells them in English (what is quoted of the
 * platform in Chinese), as its log and its HTTP answers have one form for everybody; a text stands here by
 * its form.
 */
import { EVERY_ROW } from '../../src/contract/jsapi/error-rows';
import { REDEEM_TEXTS, RedeemCode } from '../../src/contract/redeem';
import type { Language } from './language';
import type { Words } from './table';

/** What a line is about; the order of a table in a terminal. */
export const kinds = {
  api: { en: 'api', zh: '接口' },
  server: { en: 'server', zh: '服务端' },
  ledger: { en: 'ledger', zh: '账本' },
  callback: { en: 'callback', zh: '回调' },
  merchant: { en: 'merchant', zh: '商家' },
  clock: { en: 'clock', zh: '时间' },
  scenario: { en: 'scenario', zh: '场景' },
  user: { en: 'user', zh: '用户' },
  reset: { en: 'reset', zh: '重置' },
  problem: { en: 'problem', zh: '问题' },
} as const satisfies Words;

const STATES: Readonly<Record<string, string>> = {
  unpaid: '待支付',
  paid: '已支付',
  closed: '已关闭',
  open: '已打开',
  timedOut: '超时',
  failed: '失败',
  cancelled: '已取消',
  processing: '处理中',
  unknown: '结果未知',
  unknownUnpaid: '结果未知（未支付）',
  applied: '已申请',
  auditing: '待审核',
  refunding: '退款中',
  refunded: '已退款',
  refused: '已拒绝',
  withdrawn: '已撤回',
  usable: '可使用',
  redeemed: '已核销',
  expired: '已过期',
  refundFailed: '退款失败',
  notStarted: '未到使用时间',
  settling: '结算中',
  settled: '已结算',
  pending: '等待中',
};

const stateIn = (state: string): string => STATES[state] ?? state;

type Form = readonly [pattern: RegExp, said: (...parts: string[]) => string];

const CHINESE: readonly Form[] = [
  [/^order (\S+) created, unpaid$/, (order) => `订单 ${order} 已创建，待支付`],
  [/^order (\S+): (\w+)$/, (order, state) => `订单 ${order}：${stateIn(state)}`],
  [/^refund (\S+): (\w+)$/, (refund, state) => `退款 ${refund}：${stateIn(state)}`],
  [/^settlement (\S+): (\w+)$/, (settlement, state) => `结算单 ${settlement}：${stateIn(state)}`],
  [/^refund of (\S+): its codes have expired$/, (order) => `订单 ${order} 的退款：券码已过期`],
  [/^refund of (\S+): (\w+)$/, (order, state) => `订单 ${order} 的退款：${stateIn(state)}`],
  [/^refund of (\S+) withdrawn$/, (order) => `订单 ${order} 的退款已撤回`],
  [
    /^code ···(\S+) of (\S+): (.*)$/,
    (code, order, state) => `订单 ${order} 的券码 ···${code}：${stateIn(state)}`,
  ],
  [/^cashier of (\S+) broke: (.*)$/, (order, code) => `订单 ${order} 的收银台出错：${code}`],
  [/^cashier of (\S+): (\w+)$/, (order, state) => `订单 ${order} 的收银台：${stateIn(state)}`],
  [
    /^(\w+), attempt (\d+)(, by hand)?: ([^]*)$/,
    (type, attempt, byHand, answer) =>
      `${type} 第 ${attempt} 次${byHand === '' ? '' : '（手动重发）'}：${answerIn(answer)}`,
  ],
  [/^callback received: HTTP (\d+)$/, (status) => `收到回调：返回 HTTP ${status}`],
  [/^(\/\S*) answered$/, (path) => `${path} 已应答`],
  [/^(\/\S*) failed: ([^]*)$/, (path, reason) => `${path} 失败：${reason}`],
  [/^merchant_audit_callback: ([^]*)$/, (reply) => `merchant_audit_callback 审核结果：${reply}`],
  [
    /^scanned a code of (\S+): (\d+) can be redeemed$/,
    (order, count) => `扫了订单 ${order} 的券码：可核销 ${count} 张`,
  ],
  [/^a device was paired$/, () => '已与一台设备配对'],
  [/^logged in$/, () => '用户已登录'],
  [/^logged out$/, () => '用户已退出登录'],
  [/^none$/, () => '不注入失败'],
  [/^callback switches$/, () => '回调开关已更改'],
  [/^moved on (-?\d+) ms$/, (ms) => `时间推进了 ${ms} 毫秒`],
  [/^the phone's clock is (-?\d+) ms ahead$/, (ms) => `手机时钟快了 ${ms} 毫秒`],
  [/^imported$/, () => '已导入'],
  [/^reset$/, () => '已重置'],
  [/^(\S+): ok$/, (name) => `${name} 成功`],
  [/^what was due broke: ([^]*)$/, (reason) => `到期的工作出错：${reason}`],
  [/^the timeline misses a call: ([^]*)$/, (reason) => `时间线缺少一次调用：${reason}`],
  [/^(\S+) could not be written: ([^]*)$/, (name, reason) => `${name} 无法写入：${reason}`],
  [/^(\S+) broke: ([^]*)$/, (name, reason) => `${name} 内部出错：${reason}`],
  [
    /^callbackUrl of a paired device is not called, as nothing signs it: name your server with --forward-to$/,
    () => '配对设备的 callbackUrl 不会被调用，因为没有签名：请用 --forward-to 指定你的服务端',
  ],
];

/** How a server has answered, and what was wrong with that. */
function answerIn(answer: string): string {
  const [, status, problem] = /^(HTTP \d+)(?:, ([^]*))?$/.exec(answer) ?? [];
  if (status === undefined) return `没有应答（${answer}）`;
  if (problem === undefined) return status;
  const [, field, wanted, got] = /^(.+) should be ([^]*), but got ([^]*)$/.exec(problem) ?? [];
  return field === undefined ? `${status}，${problem}` : `${status}，${field} 应为 ${wanted}，却是 ${got}`;
}

const HAN = /[\u3400-\u9fff]/;

/** What redeeming answers, in English. */
const REDEEMED: Readonly<Record<RedeemCode, string>> = {
  [RedeemCode.Redeemed]: 'redeemed',
  [RedeemCode.AlreadyRedeemed]: 'redeemed already: it cannot be used twice',
  [RedeemCode.Refunding]: 'being refunded: it cannot be redeemed',
  [RedeemCode.Refunded]: 'refunded: it cannot be redeemed',
  [RedeemCode.NotStarted]: 'not usable yet',
  [RedeemCode.Expired]: 'expired',
  [RedeemCode.NotPrepared]: 'the encrypted code is not one that prepare answered',
  [RedeemCode.TooLate]: 'redeemed more than an hour ago: it cannot be taken back',
  [RedeemCode.Parameters]: 'a parameter breaks the contract',
  [RedeemCode.Void]: 'system error: try again',
};

const DOCUMENTED: readonly { message: string; meaning: string }[] = [
  ...EVERY_ROW,
  ...Object.entries(REDEEM_TEXTS).map(([code, message]) => ({
    message,
    meaning: REDEEMED[Number(code) as RedeemCode],
  })),
  { message: '已撤销核销', meaning: 'the redemption was taken back' },
];

/** The English meaning of a documented text, which is Chinese for everybody. */
export const meaningOf = (errMsg: string): string | undefined =>
  DOCUMENTED.filter(({ message }) => HAN.test(message) && errMsg.includes(message))
    // A longer text may have a shorter one in it.
    .sort((one, other) => other.message.length - one.message.length)[0]?.meaning;

/** An event's text in a language. What the platform says is quoted as it is, and explained. */
export function eventIn(language: Language, text: string): string {
  if (language === 'en') {
    const meaning = HAN.test(text) ? meaningOf(text) : undefined;
    return meaning === undefined ? text : `${text} (${meaning})`;
  }
  const form = CHINESE.find(([pattern]) => pattern.test(text));
  return form ? form[1](...(form[0].exec(text) ?? []).slice(1).map((part) => part ?? '')) : text;
}
