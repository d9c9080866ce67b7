import { appHooks, config } from '../config';
import { GoodsType, PayCode, type TradeError } from '../contract/codes';
import type { LibraryGoods } from '../contract/goods-types';
import { END_WAIT, FACTS_AGE, ID_WAIT, MARKETING_WAIT } from '../contract/limits';
import { cutTexts, wholeText, wholeTexts } from '../contract/typed';
import type { Implementation } from '../machine';
import { inquire } from '../ports/inquire';
import type { Marketing } from '../ports/merchant';
import { conclude } from '../session/outcome';
import { complain } from '../session/reports';
import { look, lookBefore, resume } from '../session/resume';
import { learnSubject } from '../session/seller';
import { attempt, renew } from '../session/visits';
import { isPast, wait } from '../ticker';
import { enter } from './entry';
import { fill, filled, isLocked, missing } from './form';
import { bounds, sendOrder } from './order';
import type { OrderConfirmContext, OrderConfirmSchema, PageQuery } from './schema';
import { TEXTS } from './texts';

type Context = Readonly<OrderConfirmContext>;

const keepQuery = (_: Context, query: PageQuery): Partial<OrderConfirmContext> => ({ query });

/** Tells the answer, or that none came, until what this gives is called: then another question counts. */
function answered<A>(asked: Promise<A>, tell: (answer?: A) => void): () => void {
  let told = tell;
  asked.then(
    (answer) => told(answer),
    () => told(),
  );
  return () => {
    told = () => undefined;
  };
}

export const orderConfirmImplementation: Implementation<OrderConfirmSchema, OrderConfirmContext> = {
  reducers: {
    PROPS: keepQuery,
    OPEN: keepQuery,
    ENTERED({ form }, entered) {
      if ('error' in entered) return { error: entered.error };
      const { session } = entered;
      return {
        error: undefined,
        session,
        form: session.form || Object.assign({}, form, { quantity: session.goods.minLimits }),
        // The fields show what an earlier attempt was made of.
        shown: Object.assign({}, session.form),
        priced: session.priced,
        since: session.since,
      };
    },
    FILL: fill,
    CUT: fill,
    TIDY: ({ shown }) => ({ shown: Object.assign({}, shown, wholeTexts(shown)) }),
    PHONE: (_, granted) => ({ granted }),
    // The field may hold what the user has typed since: the same number must reach it again.
    NUMBER(context, phone) {
      // What an order was made of stays, also on the screen.
      if (isLocked(context)) return {};
      return Object.assign(
        { shown: Object.assign({}, context.shown, { phone: wholeText(phone) }) },
        phone ? { form: filled(context, { phone }) } : undefined,
      );
    },
    SUBJECT: (_, subject) => ({ subject }),
    PRICED: (context, priced) => (isLocked(context) ? {} : { priced }),
    RENEWED: (context, { changed }) => ({
      changed,
      since: Date.now(),
      form: filled(context, {}),
      priced: changed ? undefined : context.priced,
    }),
    // What marketing took off an attempt that made no order, it may not take off the next one.
    SETTLED: (context, { paid }) => (isLocked(context) ? { paid } : { paid, priced: undefined }),
    LOOKED: ({ priced }, state) => ({
      paid: state === 'paid',
      payable: state === 'unpaid' || state === 'closed',
      priced: state === 'closed' ? undefined : priced,
    }),
    // What threw was reported: the user reads what to do.
    THROWN: () => ({ error: { errNo: 0, errMsg: TEXTS.failed } }),
  },
  guards: {
    isGiven: ({ query }) => !!(query.session || query.goodsId),
    refused: ({ error }) => !!error,
    isResumed: ({ session }) => session!.phase === 'paying',
    isIncomplete: (context) => !!missing(context),
    isUnpriced: (context) =>
      context.session!.goods.marketingReady &&
      !isLocked(context) &&
      !(context.priced && context.priced.quantity === context.form.quantity),
    isOld: (context) =>
      context.session!.goods.goodsType === GoodsType.Library &&
      !isLocked(context) &&
      isPast(context.since, FACTS_AGE),
    isChanged: ({ changed }) => changed,
    isPaid: ({ paid }) => paid,
    isPayable: ({ payable }) => payable,
    // No cashier is open any more: its app was killed, or its end is known.
    isLeft: ({ session }) => !!session!.stale || session!.phase === 'open',
  },
  effects: {
    await: ({ send }) => wait(ID_WAIT, () => send('OVERDUE')),
    enter({ context, send }) {
      enter(context).then(
        (session) => send('ENTERED', { session }),
        (error: TradeError) => send('ENTERED', { error }),
      );
    },
    learnSubject({ context, send }) {
      const visit = context.session!;
      learnSubject(
        (name) => send('SUBJECT', name),
        (error) => complain(visit, error),
      );
    },
    lookBefore: ({ context }) => lookBefore(config(), context.session!),
    complain({ context }) {
      const { errNo, errMsg } = context.error!;
      if (errNo) console.error(`[microapp-trade-kit] order-confirm: ${errNo} ${errMsg}`);
    },
    askPhone({ context, send }) {
      const app = appHooks();
      if (!app.getPhoneNumber) return;
      app.getPhoneNumber({
        params: context.granted!,
        success(result: unknown) {
          const { phoneNumber } = Object(result) as { phoneNumber?: unknown };
          if (typeof phoneNumber !== 'string') return;
          send('NUMBER', '');
          send('NUMBER', phoneNumber);
        },
        fail: () => undefined,
      });
    },
    tellBounds: ({ context }) => config().platform.toast(TEXTS.cut + bounds(context.session!.goods)),
    tidy({ context, send }) {
      if (Object.keys(cutTexts(context.shown)).length) send('TIDY');
    },
    toast: ({ context }) => config().platform.toast(missing(context)!),
    price({ context, send }) {
      const { getMarketing } = config().merchant;
      const { goods } = context.session!;
      if (!goods.marketingReady || isLocked(context)) return undefined;
      const { quantity } = context.form;
      const query = { goodsId: goods.goodsId, quantity, totalAmount: goods.currentPrice * quantity };
      return answered<Marketing | undefined>(
        getMarketing ? inquire(() => getMarketing(query), 0, 0) : Promise.resolve(undefined),
        (marketing) => send('PRICED', { quantity, marketing }),
      );
    },
    renew({ context, send }) {
      const { platform, merchant } = config();
      const visit = context.session!;
      const { goodsId, goodsType, bizLine } = visit.goods;
      return answered<LibraryGoods | null>(
        inquire(() => merchant.getGoods!({ goodsId, goodsType, bizLine }), 0, 0),
        // Without an answer the platform decides.
        (found) =>
          send('RENEWED', { changed: !!found && renew(platform, visit, found, context.form.quantity) }),
      );
    },
    tellChange: () => config().platform.toast(TEXTS.changed),
    waitForPrice: ({ send }) => wait(MARKETING_WAIT, () => send('LATE')),
    submit({ context, send, isGone }) {
      const chosen = config();
      const visit = context.session!;
      visit.form = context.form;
      visit.priced = context.priced;
      attempt(chosen.platform, visit);
      const mine = visit.attempts;
      const isNewest = (): boolean => visit.attempts === mine;
      void conclude(
        chosen,
        visit,
        () => sendOrder(context, isGone),
        () => isNewest() && send('RETURNED'),
      ).then(
        ({ pay }) =>
          isNewest() &&
          send('SETTLED', { paid: !!pay && (pay.result as { code?: number }).code === PayCode.Paid }),
      );
    },
    waitForEnd: ({ send }) => wait(END_WAIT, () => send('LATE')),
    look: ({ context, send }) => answered(look(config(), context.session!), (state) => send('LOOKED', state)),
    tellUnknown: () => config().platform.toast(TEXTS.unknown),
    confirm({ context, send }) {
      resume(config(), context.session!).then(
        (order) => send('SETTLED', { paid: !!order && order.state === 'paid' }),
        () => send('LOOKED', undefined),
      );
    },
  },
};
