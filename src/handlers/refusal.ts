import type { ErrNo, TradeError } from '../contract/codes';
import { reasonText } from '../ports/inquire';
import { missingText, type Answer } from './ask';

/** The error of a handler's answer that has no value. */
export function refusal(
  answer: Answer,
  event: string,
  missing: ErrNo,
  broken: ErrNo,
): TradeError | undefined {
  if (answer.kind === 'value') return undefined;
  if (answer.kind === 'missing') return { errNo: missing, errMsg: missingText(event, answer.near) };
  const reason = answer.kind === 'failed' ? answer.reason : 'no answer in time';
  return { errNo: broken, errMsg: `${event} failed: ${reasonText(reason)}` };
}
