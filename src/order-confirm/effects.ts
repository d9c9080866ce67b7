import { appHooks, config } from '../config';
import { ErrNo, GoodsType, PayCode, type TradeError } from '../contract/codes';
import { checkGoodsInfo } from '../contract/goods-info';
import type { ConfirmGoods, LibraryGoods } from '../contract/goods-types';
import { labelText } from '../contract/label-texts';
import {
  CONTACT_CHARS,
  END_WAIT,
  FACTS_AGE,
  GETGOODSINFO_TIMEOUT,
  HANDLER_TIMEOUT,
  ID_WAIT,
  MARKETING_WAIT,
  ORDER_NOTE_CHARS,
} from '../contract/limits';
import { REJECTED_ORDER } from '../contract/pre-order';
import { charsOf, cutTexts, phoneOf, wholeText, wholeTexts } from '../contract/typed';
import type { Implementation } from '../machine';
import { inquire, reasonText } from '../ports/inquire';
import type { Marketing, OrderDraft } from '../ports/merchant';
import type { CreateOrderOptions, PayOutcome } from '../ports/platform';
import type { Session } from '../ports/sessions';
import { conclude } from '../session/outcome';
import { complain } from '../session/reports';
import { look, lookBefore, resume } from '../session/resume';
import { learnSubject } from '../session/seller';
import { attempt, begin, find, renew } from '../session/visits';
import { isPast, wait } from '../ticker';
import type { OrderConfirmContext, OrderConfirmSchema, OrderForm, PageQuery } from './schema';
import { TEXTS } from './texts';

type Context = Readonly<OrderConfirmContext>;

/**
 * The most that can be bought: `maxLimits` or the stock, whichever is less (contract templates §2.2), and of
 * dear goods no more than money has exact numbers for.
 */
export function most({ maxLimits, stock, currentPrice }: ConfirmGoods): number {
  const exact = Math.floor(Number.MAX_SAFE_INTEGER / (currentPrice || 1));
  return Math.min(maxLimits, stock === undefined ? maxLimits : stock, exact);
}

/** How many units can be bought, for the user. */
const bounds = (goods: ConfirmGoods): string => `${goods.minLimits}-${most(goods)}`;

/** What marketing takes off this quantity; nothing while that is not known. */
export const marketingOf = ({ priced, form }: Context): Marketing | undefined =>
  priced && priced.quantity === form.quantity ? priced.marketing : undefined;

/** Amounts in 分: goods, fees, discount, and what is to be paid (contract templates §2.2). */
export function amounts(context: Context): {
  goods: number;
  fees: number;
  discount: number;
  total: number;
} {
  const { currentPrice, feeDetailsList } = context.session!.goods;
  const goods = currentPrice * context.form.quantity;
  const fees = (feeDetailsList || []).reduce(
    (sum, fee) => sum + fee.feeAmount - (fee.feeDiscountAmount || 0),
    0,
  );
  const marketing = marketingOf(context);
  const discount = marketing ? marketing.totalDiscountAmount : 0;
  return { goods, fees, discount, total: goods + fees - discount };
}

/** What keeps the form from being submitted, as a text for the user. */
function missing({ form, session }: Context): string | undefined {
  if (session!.outOrderNo) return undefined;
  const { goods } = session!;
  if (goods.stock === 0) return TEXTS.soldOut;
  // Fewer are left than one order must take.
  if (most(goods) < goods.minLimits) return TEXTS.short;
  const { quantity, typed = quantity, phone, contact, note } = form;
  if (typed !== quantity) return TEXTS.bounds + bounds(goods);
  if (!phone.trim()) {
    if (goods.phoneRequired) return TEXTS.phoneNeeded;
  } else if (!phoneOf(phone)) return TEXTS.phoneIllegal;
  if (charsOf(contact) > CONTACT_CHARS) return TEXTS.contactTooLong;
  return charsOf(note) > ORDER_NOTE_CHARS ? TEXTS.noteTooLong : undefined;
}

/** Runs a hook of the app: a value, a promise, a throw, or nothing for `ms`. Absent hooks answer at once. */
function hook<T>(ms: number, run: () => T): Promise<Awaited<T>> {
  return new Promise<Awaited<T>>((resolve, reject) => {
    const end = wait(ms, () => reject(new Error('no answer in time')));
    void new Promise<Awaited<T>>((answer) => answer(run() as Awaited<T>)).then(resolve, reject).then(end);
  });
}

/** Direct entry: the app's own functions stand in for the button's handlers (contract templates §2.4). */
function enterDirectly(context: Context): Promise<Session> {
  const { platform, merchant } = config();
  const { goodsId = '', goodsType } = context.query;
  const type = Number(goodsType) || GoodsType.Library;
  const app = appHooks();
  const refuse = (errNo: ErrNo, errMsg: string): Promise<never> =>
    Promise.reject({ errNo, errMsg } as TradeError);
  const failing = (errNo: ErrNo, name: string) => (reason: unknown) =>
    refuse(errNo, `${name} failed: ${reasonText(reason)}`);
  return hook(HANDLER_TIMEOUT, () => app.userLogin && app.userLogin())
    .catch(failing(ErrNo.UserLoginFailed, 'userLogin'))
    .then(() =>
      hook(
        GETGOODSINFO_TIMEOUT,
        () => app.getExtraInfo && app.getExtraInfo({ goodsId, goodsType: type }),
      ).catch(failing(ErrNo.GetExtraInfoFailed, 'getExtraInfo')),
    )
    .then((extra) => {
      const checked = checkGoodsInfo({ extra }, GoodsType.Library);
      if ('errNo' in checked) return refuse(ErrNo.GetExtraInfoFailed, checked.errMsg);
      return inquire(
        () => merchant.getGoods({ goodsId, goodsType: type, bizLine: 1 }),
        ErrNo.LibraryServer,
        ErrNo.LibraryRejected,
      ).then((found) => {
        const goods: ConfirmGoods = Object.assign({}, found, checked.info, {
          goodsType: type,
          bizLine: 1,
          phoneRequired: false,
          marketingReady: false,
        });
        return begin(platform, goods.goodsId, { goods, libraryPrice: found.currentPrice });
      });
    });
}

function orderOptions(context: Context): CreateOrderOptions {
  const { form } = context;
  const phone = phoneOf(form.phone);
  const marketing = marketingOf(context);
  const { goods } = context.session!;
  const sums = amounts(context);
  return {
    goodsList: [
      {
        quantity: form.quantity,
        price: goods.currentPrice,
        goodsName: goods.goodsName,
        goodsPhoto: goods.goodsPhoto,
        goodsId: goods.goodsId,
        goodsType: goods.goodsType,
        goodsLabels: goods.goodsLabels.map(labelText),
        dateRule: goods.dateRule,
      },
    ],
    payment: Object.assign(
      { totalAmount: sums.goods + sums.fees },
      sums.discount ? { totalDiscountAmount: sums.discount } : undefined,
      goods.feeDetailsList && goods.feeDetailsList.length
        ? { feeDetailsList: goods.feeDetailsList }
        : undefined,
    ),
    businessLine: goods.bizLine,
    contactInfo:
      phone || form.contact
        ? { phoneNumber: phone || undefined, contactName: form.contact || undefined }
        : undefined,
    note: form.note || undefined,
    callbackData: goods.extra,
    tradeOption: goods.tradeOption,
    discountId: marketing && marketing.discountId,
  };
}

/** Sends the order, or goes on paying the one that exists: one visit makes one order. */
function sendOrder(context: Context): Promise<PayOutcome> {
  const { platform, merchant, trade } = config();
  const { outOrderNo, goods } = context.session!;
  if (outOrderNo) return platform.continueToPay({ outOrderNo });
  const options = orderOptions(context);
  if (trade === 'createOrder') return platform.createOrder(options);
  const { callbackData, contactInfo, note, tradeOption } = options;
  const draft = Object.assign({}, options.goodsList![0], options.payment, contactInfo, {
    note,
    tradeOption,
    cpExtra: callbackData && JSON.stringify(callbackData),
    feeDetailsList: goods.feeDetailsList,
  }) as OrderDraft;
  return inquire(() => merchant.sign!(draft), 0, REJECTED_ORDER[0]).then(
    (signed) => platform.requestOrder(signed),
    ({ errNo, errMsg }: TradeError): PayOutcome => ({
      kind: 'noOrder',
      error: { errNo, errMsg: `requestOrder:fail ${errMsg}` },
    }),
  );
}

/** The form with a part of it filled in, within the bounds of the goods. */
function filled({ form, session }: Context, part: Partial<OrderForm>): OrderForm {
  const { goods } = session!;
  const made = Object.assign({}, form, part);
  if ('quantity' in part) {
    const wanted = Math.floor(made.quantity) || goods.minLimits;
    made.typed = made.quantity = Math.max(Math.min(wanted, most(goods)), goods.minLimits);
  }
  return Object.assign(made, wholeTexts(made));
}

/** What fields that are filled in show, where the page puts it there. */
function written(context: Context, part: Partial<OrderForm>): Partial<OrderConfirmContext> {
  return { form: filled(context, part), shown: Object.assign({}, context.shown, cutTexts(part)) };
}

/** An order exists: what it was made of stays as it is. */
const isLocked = ({ session }: Context): boolean => !!session && !!session.outOrderNo;

const fill = (context: Context, part: Partial<OrderForm>): Partial<OrderConfirmContext> =>
  isLocked(context) ? {} : written(context, part);
const keepQuery = (_: Context, query: PageQuery): Partial<OrderConfirmContext> => ({ query });

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
    LOOKED: (_, state) => ({ paid: state === 'paid', payable: state === 'unpaid' || state === 'closed' }),
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
      const { platform } = config();
      const { session: id, goodsId } = context.query;
      const found = id ? find(platform, id) : undefined;
      // A visit of another page has no goods.
      const known = found && (found as Partial<Session>).goods ? found : undefined;
      const refuse = (errMsg: string): Promise<never> => Promise.reject({ errNo: 0, errMsg } as TradeError);
      const busy = known && known.phase === 'paying' && !known.stale;
      const entered = busy
        ? refuse(TEXTS.busy)
        : known
          ? Promise.resolve(known)
          : id || !goodsId
            ? refuse(TEXTS.lost)
            : enterDirectly(context);
      entered.then(
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
      let newest = true;
      const priced = (marketing?: Marketing): void => {
        if (newest) send('PRICED', { quantity, marketing });
      };
      if (!getMarketing) {
        priced();
        return undefined;
      }
      const query = { goodsId: goods.goodsId, quantity, totalAmount: goods.currentPrice * quantity };
      inquire(() => getMarketing(query), 0, 0).then(priced, () => priced());
      return () => {
        newest = false;
      };
    },
    renew({ context, send }) {
      const { platform, merchant } = config();
      const visit = context.session!;
      const { goodsId, goodsType, bizLine } = visit.goods;
      let newest = true;
      inquire(() => merchant.getGoods!({ goodsId, goodsType, bizLine }), 0, 0).then(
        (found: LibraryGoods | null) =>
          newest &&
          send('RENEWED', { changed: !!found && renew(platform, visit, found, context.form.quantity) }),
        // Without an answer the platform decides.
        () => newest && send('RENEWED', { changed: false }),
      );
      return () => {
        newest = false;
      };
    },
    tellChange: () => config().platform.toast(TEXTS.changed),
    waitForPrice: ({ send }) => wait(MARKETING_WAIT, () => send('LATE')),
    submit({ context, send }) {
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
        () => sendOrder(context),
        () => isNewest() && send('RETURNED'),
      ).then(
        ({ pay }) =>
          isNewest() &&
          send('SETTLED', { paid: !!pay && (pay.result as { code?: number }).code === PayCode.Paid }),
      );
    },
    waitForEnd: ({ send }) => wait(END_WAIT, () => send('LATE')),
    look({ context, send }) {
      look(config(), context.session!).then(
        (state) => send('LOOKED', state),
        () => send('LOOKED', undefined),
      );
    },
    tellUnknown: () => config().platform.toast(TEXTS.unknown),
    confirm({ context, send }) {
      resume(config(), context.session!).then(
        (order) => send('SETTLED', { paid: !!order && order.state === 'paid' }),
        () => send('LOOKED', undefined),
      );
    },
  },
};
