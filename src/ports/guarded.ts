/* eslint-disable @typescript-eslint/prefer-promise-reject-errors -- what ports reject with is plain data */
/**
 * The one door to the merchant. Behind it nothing is checked again: a question is answered in its time with
 * what the contract says, or fails with an `AnswerError`; nothing that a port does can throw into the kit.
 */
import { toJson } from '../contract/check';
import { ANSWER_TIMEOUT } from '../contract/limits';
import { ANSWERS, checkAnswer, known } from '../contract/merchant/check';
import { QUESTIONS, type Question, type QuestionName } from '../contract/merchant/questions';
import type { Problem } from '../contract/schema/walk';
import { expectedOf, gotOf, mistakeOf, sentenceOf } from '../contract/schema/mistakes';
import { reasonText } from './inquire';
import type { AnswerError, GuardedMerchant, Merchant, PortError } from './merchant';

type Asked = (query: unknown) => Promise<unknown>;

const NAMES = Object.keys(QUESTIONS) as QuestionName[];

const signature = (question: QuestionName): string => `${question}(${QUESTIONS[question].asks})`;

const failure = (question: QuestionName, errMsg: string, more?: Partial<AnswerError>): AnswerError =>
  Object.assign({ kind: 'server' as const, errMsg, question }, more);

/** What a port rejected with, or threw: its own words, and nothing else of it. */
function refusal(question: QuestionName, reason: unknown): AnswerError {
  const error = failure(question, reasonText(reason));
  try {
    const { kind, errLogId } = Object(reason) as Partial<PortError>;
    if (kind === 'rejected') error.kind = kind;
    if (errLogId) error.errLogId = String(errLogId);
  } catch (_) {
    // A reason that throws where it is read: its text says so.
  }
  return error;
}

/** Whether its `then` throws where it is read. Nobody can wait for such an answer: it is what it is. */
function isUnread(answer: unknown): boolean {
  try {
    return (Object(answer) as { then?: unknown }).then === isUnread;
  } catch (_) {
    return true;
  }
}

/** The answer of the port, whatever it does: a value, a promise, a throw, silence, several answers. */
function answerOf(question: QuestionName, ask: () => unknown): Promise<unknown> {
  return new Promise((answer, fail) => {
    // A timer counts on a clock that nobody sets.
    const timer = setTimeout(
      () => fail({ errMsg: `${question}: no answer within ${ANSWER_TIMEOUT / 1000} s` }),
      ANSWER_TIMEOUT,
    );
    const ends =
      <T>(end: (value: T) => void) =>
      (value: T): void => {
        clearTimeout(timer);
        end(value);
      };
    new Promise((resolve) => resolve(ask())).then(ends(answer), ends(fail));
  });
}

/** Says what the contract has against an answer. */
function objection(question: QuestionName, answer: unknown, query: unknown): AnswerError | undefined {
  const [problem] = checkAnswer(question, answer, query) as (Problem | undefined)[];
  if (!problem) return undefined;
  const { byNumber }: Question = QUESTIONS[question];
  if (answer === null && byNumber)
    return failure(question, `${question}: null, so there is nothing by ${toJson(query)}`, {
      kind: 'rejected',
    });
  const mistake = mistakeOf(problem);
  return failure(
    question,
    `${question}: ${sentenceOf(problem)}`,
    Object.assign(
      { path: problem.path, expected: expectedOf(problem), got: gotOf(problem) },
      mistake && { mistake },
    ),
  );
}

/** The answer as the contract has it; rejects with what is wrong. */
function accepted(question: QuestionName, answer: unknown, query: unknown): unknown {
  let wrong: AnswerError | undefined;
  try {
    wrong = objection(question, answer, query);
    if (!wrong) {
      const copy = known(ANSWERS[question], answer);
      // Checked as well: an answer may say something else when it is read again.
      wrong = objection(question, copy, query);
      if (!wrong) return copy;
    }
  } catch (reason) {
    wrong = failure(question, `${question}: the answer throws where it is read: ${reasonText(reason)}`);
  }
  if (wrong.kind === 'server') complain(wrong.errMsg);
  return Promise.reject(wrong);
}

/** What was said already: a poll must not fill the console with one mistake. */
const said: Record<string, boolean> = {};

function complain(text: string): void {
  if (said[text]) return;
  said[text] = true;
  console.error(`[microapp-trade-kit] ${text}`);
}

/**
 * Makes the door to a port. A question that the contract needs is always there, and fails where the port
 * lacks it; an optional one is there where the port has it.
 */
export function guarded(port: Partial<Merchant>): GuardedMerchant {
  const door: Partial<Record<QuestionName, Asked>> = {};
  NAMES.forEach((question) => {
    const { optional }: Question = QUESTIONS[question];
    if (typeof port[question] !== 'function') {
      const wrong = failure(question, `setup({ merchant }) lacks ${signature(question)}`, { lacking: true });
      if (!optional) door[question] = () => Promise.reject(wrong);
      return;
    }
    door[question] = (query) => {
      let answer: unknown;
      const accept = (came: unknown): unknown => accepted(question, came, query);
      return answerOf(
        question,
        () => (answer = (port[question] as Asked)(query && Object.assign({}, query))),
      ).then(accept, (reason: unknown) =>
        isUnread(answer) ? accept(answer) : Promise.reject(refusal(question, reason)),
      );
    };
  });
  return door as GuardedMerchant;
}

/** What a port lacks of what the contract needs, each in words that say what to add. */
export function lacking(port: Partial<Merchant>, signs: boolean): string[] {
  return NAMES.filter((question) => {
    const { optional }: Question = QUESTIONS[question];
    const left = optional && port[question] === undefined && !(signs && question === 'sign');
    return !left && typeof port[question] !== 'function';
  }).map((question) => `${signature(question)}, for ${QUESTIONS[question].path}`);
}
