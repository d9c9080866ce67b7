import { UNPAID_TEXTS, type TradeError, type UnpaidCode } from '../../contract/codes';
import type { PortError } from '../../ports/merchant';
import type { Numbers } from '../tt-platform';
import { askEnding } from './cashier';
import { contentOf, wordsOf, type Answer, type Link } from './link';
import { choose } from './sheet';
import { TEXTS } from './texts';

/** errNo of a request that broke, and of a user who is not logged in (contract jsapi §1.5). */
const BROKEN = 10401;
const UNAUTHORISED = 11001;

/** What opens a cashier. */
interface Ticket extends Numbers {
  payOrderId?: string;
  orderToken?: string;
}

const broke = (api: string, reason: string): TradeError => ({
  errNo: BROKEN,
  errMsg: `${api}:fail internal error (${reason})`,
});

/** `errDetail`: what the documented text of a failure does not say. */
interface Told {
  ok?: boolean;
  errMsg?: string;
  errDetail?: string;
}

/** One call of the sandbox's platform: its answer, or a rejection with what a JSAPI gives to `fail`. */
function ask<R>(link: Link, api: string, options: object): Promise<R> {
  return link('POST', `/platform/${api}`, options).then(
    (answer) => {
      const { ok, errMsg, errDetail } = Object(answer.data) as Told;
      if (ok) return answer.data as R;
      if (errDetail) console.warn(`[microapp-trade-kit] ${errMsg}: ${errDetail}`);
      return Promise.reject<R>(ok === false ? answer.data : broke(api, wordsOf(answer)));
    },
    ({ errMsg }: PortError) => Promise.reject<R>(broke(api, errMsg)),
  );
}

const readUser = (answer: Answer): Promise<boolean> =>
  contentOf<{ loggedIn: boolean }>(answer).then(({ loggedIn }) => loggedIn);

export const isLoggedIn = (link: Link): Promise<boolean> => link('GET', '/platform/user').then(readUser);

/** Asks the developer, and logs the sandbox's one user in; resolves with false where the answer is no. */
export const logIn = (link: Link): Promise<boolean> =>
  choose([TEXTS.login, TEXTS.noLogin]).then((index) =>
    index === 0 ? link('POST', '/platform/user', { loggedIn: true }).then(readUser) : false,
  );

/**
 * A call that wants a user: where nobody is logged in the developer is asked, once, as Douyin asks; a refusal
 * of a user who is stays one.
 */
export const askAsUser = <R>(link: Link, api: string, options: object): Promise<R> =>
  ask<R>(link, api, options).catch((error: TradeError) =>
    +error.errNo !== UNAUTHORISED
      ? Promise.reject<R>(error)
      : isLoggedIn(link)
          .then((isIn) => !isIn && logIn(link))
          .catch(() => false)
          .then((isNew) => (isNew ? ask<R>(link, api, options) : Promise.reject<R>(error))),
  );

/**
 * A JSAPI that opens the cashier: resolves with the order's numbers when it is paid, else rejects as `fail`
 * is called, with the code of tt.pay as errNo (contract jsapi §1.3).
 */
export function payWith(link: Link, api: string, options: object): Promise<Numbers> {
  return askAsUser<Ticket>(link, api, options).then(({ orderId, outOrderNo, payOrderId, orderToken }) => {
    const numbers = { orderId, outOrderNo };
    const fail = (error: object): Promise<never> => Promise.reject(Object.assign({}, error, numbers));
    const tell = (outcome: string): Promise<{ code?: number; payAmount?: number }> =>
      ask<{ code?: number; payAmount?: number }>(link, 'cashier', { payOrderId, orderToken, outcome }).catch(
        fail,
      );
    return tell('open')
      .then(({ code, payAmount }) => {
        // Ended already, by an earlier cashier or by the clock: the sandbox says how.
        if (code !== undefined) return code;
        return askEnding(payAmount).then((ending) =>
          'outcome' in ending ? tell(ending.outcome).then((told) => told.code) : fail(ending),
        );
      })
      .then((code) =>
        code === 0
          ? numbers
          : fail({ errNo: code, errMsg: `${api}:fail ${UNPAID_TEXTS[code as UnpaidCode]}` }),
      );
  });
}
