import { toJson } from '../contract/check';
import { PayCode, type TradeError } from '../contract/codes';
import type { Problem } from '../contract/events';
import { describe } from '../contract/schema/mistakes';
import { reasonText } from './inquire';
import { NEEDED, type AppHooks, type Platform } from './platform';

type Call = (...given: unknown[]) => unknown;
type Answer = Record<string, unknown>;
/** Calls, and returns nothing where that throws, which is reported once for each name. */
type Safely = (name: string, call: () => unknown) => unknown;

/** How a cashier may end. */
const CODES: readonly number[] = [
  PayCode.Paid,
  PayCode.TimedOut,
  PayCode.Failed,
  PayCode.Closed,
  PayCode.Cancelled,
  PayCode.Unknown,
];
const HOOKS: readonly (keyof AppHooks)[] = ['getThemeConfig', 'getPhoneNumber', 'userLogin', 'getExtraInfo'];

const wrong = (name: string, wanted: string, got: unknown): Promise<never> =>
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the hosts' APIs reject
  Promise.reject({ errNo: 0, errMsg: `${name} should come to ${wanted}, but got ${describe(got)}` });

const isObject = (value: unknown): value is object => !!value && typeof value === 'object';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The end of a payment as the kit reads it; rejects where it is none. */
function outcome(answer: unknown, name: string): unknown {
  const { kind, code, error, orderId, outOrderNo } = Object(answer) as Answer;
  const numbers = { orderId: text(orderId), outOrderNo: text(outOrderNo) };
  // Another code is none of the cashier's: the merchant knows how that ended.
  if (kind === 'cashier' && typeof code === 'number')
    return Object.assign({ kind, code: CODES.indexOf(code) < 0 ? PayCode.Unknown : code }, numbers);
  if (isObject(error) && (kind === 'noOrder' || kind === 'noCashier')) {
    const { errNo, errMsg, errLogId } = error as Answer;
    const told = { errNo: Number(errNo) || 0, errMsg: text(errMsg) || describe(errMsg) };
    return Object.assign({ kind, error: text(errLogId) ? Object.assign(told, { errLogId }) : told }, numbers);
  }
  return wrong(name, "an outcome of kind 'cashier', 'noCashier' or 'noOrder'", answer);
}

function application(answer: unknown, name: string): unknown {
  const { refundId, outRefundNo, orderId } = Object(answer) as Answer;
  return text(outRefundNo)
    ? { refundId: text(refundId), outRefundNo, orderId: text(orderId) }
    : wrong(name, 'the number outRefundNo', answer);
}

const as = (answer: unknown): unknown => answer;

/** What is answered later, and what it is read as. */
const PROMISED: Record<string, (answer: unknown, name: string) => unknown> = {
  createOrder: outcome,
  requestOrder: outcome,
  continueToPay: outcome,
  applyRefund: application,
  navigateTo: as,
  redirectTo: as,
  navigateBack: as,
  copy: as,
  getBrightness: (answer, name) =>
    (answer as number) >= 0 ? Number(answer) : wrong(name, 'a number', answer),
  setBrightness: as,
};

/** What a call failed with, or an answer that throws where it is read, as plain data. */
function refuse(reason: unknown): Promise<never> {
  const error: TradeError = { errNo: 0, errMsg: reasonText(reason) };
  try {
    const { errNo, errLogId } = Object(reason) as Answer;
    error.errNo = Number(errNo) || 0;
    if (text(errLogId)) error.errLogId = text(errLogId);
  } catch (_) {
    // Its text says so.
  }
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the hosts' APIs reject
  return Promise.reject(error);
}

/** The hooks of the App object, which is the app's own: each may throw where it is read. */
function hooksOf(app: unknown, safely: Safely): AppHooks {
  const hooks: Answer = {};
  HOOKS.forEach((name) => {
    const hook = safely(`app().${name}`, () => (app as Answer)[name]);
    if (hook) hooks[name] = typeof hook === 'function' ? hook.bind(app) : hook;
  });
  return hooks;
}

/** What is answered at once, and what counts where it throws or answers nonsense. */
const AT_ONCE: Record<string, (answer: unknown, safely: Safely) => unknown> = {
  // What was stored is plain data; whatever cannot be read is nothing.
  load(answer) {
    const text = toJson(answer);
    return text ? (JSON.parse(text) as unknown) : undefined;
  },
  save: as,
  toast: as,
  app: (answer, safely) => (isObject(answer) ? hooksOf(answer, safely) : {}),
  // Whole: times are stored as such.
  now: (answer) =>
    typeof answer === 'number' && answer > 0 && isFinite(answer) ? Math.floor(answer) : Date.now(),
  watchCoupons: as,
  watchSight: as,
};

/**
 * The one door to the platform, as `guarded` is the one to the merchant: a port of one's own may throw, give
 * no promise, or answer nonsense, and the kit meets none of that.
 */
export function guardedPlatform(port: Platform, report: (problem: Problem) => void): Platform {
  const door = {} as Platform;
  const said: string[] = [];
  const methods = port as unknown as Record<string, Call | undefined>;
  /** Calls the port; what it throws is reported once, and goes no further. */
  const safely: Safely = (name, call) => {
    try {
      return call();
    } catch (error) {
      if (said.indexOf(name) < 0) {
        said.push(name);
        report({ component: 'setup', state: '', event: '', part: `platform.${name}`, error });
      }
      return undefined;
    }
  };
  const put = (name: string, made: Call): void => {
    // A needed method that is missing is reported by `setup`, and fails when it is called.
    const needed = (NEEDED as readonly string[]).indexOf(name) >= 0;
    Object.defineProperty(door, name, {
      enumerable: true,
      get: () => (needed || typeof methods[name] === 'function' ? made : undefined),
    });
  };
  Object.keys(PROMISED).forEach((name) =>
    put(name, (...asked) =>
      new Promise((resolve) => resolve(methods[name]!(...asked)))
        .then((answer) => PROMISED[name](answer, name))
        .catch(refuse),
    ),
  );
  Object.keys(AT_ONCE).forEach((name) =>
    put(name, (...asked) => {
      const answer = AT_ONCE[name](
        safely(name, () => methods[name]!(...asked)),
        safely,
      );
      // What ends a watch is called later, and may throw then.
      return typeof answer === 'function' ? () => safely(name, answer as Call) : answer;
    }),
  );
  return door;
}
