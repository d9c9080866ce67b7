import { ErrNo } from '../../contract/codes';
import { yuan } from '../../money';
import { choose } from './sheet';
import { TEXTS } from './texts';

/**
 * How a visit to the cashier ends: told to the sandbox, or the cashier itself broke and the order stays as it
 * is.
 */
type Ending = { outcome: string } | { errNo?: number; errMsg: string };

type Choice = [text: string, ending: Ending];

const FIRST: Choice[] = [
  [TEXTS.paid, { outcome: 'paid' }],
  [TEXTS.cancelled, { outcome: 'cancelled' }],
  [TEXTS.failed, { outcome: 'failed' }],
  [TEXTS.timedOut, { outcome: 'timedOut' }],
  [TEXTS.closed, { outcome: 'closed' }],
];

/** Behind 更多: what is not known, and the cashier's own failures (contract pay-button §8.1). */
const MORE: Choice[] = [
  [TEXTS.unknown, { outcome: 'unknown' }],
  [TEXTS.unknownUnpaid, { outcome: 'unknownUnpaid' }],
  [TEXTS.broken, { errNo: ErrNo.PaymentFailed, errMsg: '支付失败' }],
  [TEXTS.weChatNotStarted, { errNo: ErrNo.WeChatNotStarted, errMsg: '无法启动微信' }],
  [TEXTS.weChatMissing, { errNo: ErrNo.WeChatMissing, errMsg: '未安装微信' }],
  [TEXTS.unopened, { errMsg: TEXTS.unopened }],
];

const textOf = ([text]: Choice): string => text;

/**
 * A sheet that is closed is a cancelled payment, as in Douyin's cashier; one that cannot be shown is a
 * cashier that does not open.
 */
const endingOf = (choices: Choice[], index: number): Ending => (choices[index] || FIRST[1])[1];

/** The cashier: asks how the payment ends. @param amount what is to be paid, 分 */
export function askEnding(amount: unknown): Promise<Ending> {
  const first = FIRST.map(textOf);
  if (typeof amount === 'number') first[0] += ` ¥${yuan(amount)}`;
  return choose(first.concat(TEXTS.more))
    .then((index) =>
      index === FIRST.length
        ? choose(MORE.map(textOf)).then((inner) => endingOf(MORE, inner))
        : endingOf(FIRST, index),
    )
    .catch((error: { errMsg: string }): Ending => ({ errMsg: `${TEXTS.unopened}: ${error.errMsg}` }));
}
