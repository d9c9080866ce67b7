import { config } from '../config';
import { CASHIER_TIMEOUT, END_WAIT } from '../contract/limits';
import type { RefundSession, Sessions, Visit } from '../ports/sessions';
import { conclude } from './outcome';
import { isFree, leave, listen } from './reports';
import { notOpened } from './not-opened';
import { look, resumeRefund, settleRefund } from './resume';
import { isPast } from '../ticker';
import { attempt, begin, unfinished } from './visits';

/** What the user reads while the order is being paid already, by another button or on another page. */
const BUSY = '订单正在支付，请稍候';

/** And while an application for a refund of it has not been answered, or when that turns out to be in. */
const APPLYING = '上一笔退款申请还没有结果，请稍后再试';
const APPLIED = '退款申请已提交';

/** An application of this life of the app that nobody has answered yet. */
const isApplying = (visit: Visit): visit is RefundSession =>
  'refund' in visit &&
  visit.phase === 'paying' &&
  !visit.stale &&
  !(visit as RefundSession).unsure &&
  !isPast(visit.since, CASHIER_TIMEOUT);

/** What `setup` puts into the config for buttons and cards. */
export const sessions: Sessions = {
  open(owner, subject, what, page, query, tell) {
    const chosen = config();
    const { platform, pages } = chosen;
    const [applied] = page === 'refundApply' ? unfinished(platform, subject).filter(isApplying) : [];
    // Of an application that nobody has answered a second one could give back as much again (D-E420).
    if (applied) {
      return resumeRefund(chosen, applied)
        .catch(() => undefined)
        .then(() => {
          platform.toast(applied.outRefundNo ? APPLIED : APPLYING);
          return Promise.reject(new Error(APPLYING));
        });
    }
    const visit = begin(platform, subject, what);
    listen(platform, visit, owner, tell);
    const url = pages[page];
    return new Promise<void>((resolve) =>
      resolve(platform.navigateTo(`${url}?session=${visit.id}${query}`)),
    ).catch((reason: unknown) => {
      tell({ error: notOpened(platform, url, reason) });
      throw reason;
    });
  },

  takeUp(owner, subject, tell, refundsAlone) {
    const { platform } = config();
    unfinished(platform, subject)
      .filter((visit) => isFree(visit, owner) && ('refund' in visit || !refundsAlone))
      .forEach((visit) => {
        listen(platform, visit, owner, tell);
        const { unsure } = visit as RefundSession;
        // What could not be known then may be known now; else the next one asks.
        if (unsure) settleRefund(config(), visit as RefundSession, unsure).catch(() => undefined);
      });
  },

  pay(owner, subject, order, tell, isGone) {
    const chosen = config();
    const { platform } = chosen;
    const [busy] = unfinished(platform, subject).filter((one) => one.phase === 'paying' && !one.stale);
    const visit = busy || begin(platform, subject, order);
    const go = (): Promise<void> => {
      listen(platform, visit, owner, tell);
      attempt(platform, visit);
      const { outOrderNo } = order;
      return conclude(chosen, visit, () => platform.continueToPay({ outOrderNo })).then(() => undefined);
    };
    if (!busy) return go();
    // A cashier of which no end comes: its order is paid, or can be paid on (decision D-E420).
    const asked =
      !('refund' in busy) && isPast(busy.since, END_WAIT) ? look(chosen, busy) : Promise.resolve(undefined);
    return asked
      .catch(() => undefined)
      .then((state) => {
        if (isGone()) return undefined;
        if (state === 'unpaid') return go();
        if (busy.phase === 'paying') platform.toast(BUSY);
        return undefined;
      });
  },

  leave,
};
