import { ErrNo, GoodsType, PayCode, type TradeError } from '../contract/codes';
import type { PayReport } from '../contract/events';
import { checkGoodsInfo } from '../contract/goods-info';
import type { ConfirmGoods } from '../contract/goods-types';
import { REJECTED_ORDER } from '../contract/pre-order';
import { labelText } from '../contract/label-texts';
import type { Implementation, Scope } from '../machine';
import type { Marketing, OrderDraft, PortError } from '../ports/merchant';
import type { CreateOrderOptions, PayOutcome } from '../ports/platform';
import { settle } from '../session/outcome';
import { begin } from '../session/button-side';
import { complain, find, report } from '../session/page-side';
import { resume } from '../session/resume';
import { keep, type Session } from '../session/store';
import { config } from '../config';
import type { Effect, Event, Guard } from './machine';
import { TEXTS } from './texts';

/** What the page is opened with: by a button, or directly (contract templates §2.4). */
export interface PageQuery {
  session?: string;
  goodsId?: string;
  goodsType?: string | number;
}

export interface OrderForm {
  quantity: number;
  phone: string;
  contact: string;
  note: string;
}

export interface OrderConfirmContext {
  query: PageQuery;
  session?: Session;
  form: OrderForm;
  /** The phone number that the page put in, as opposed to what the user typed. */
  filledPhone: string;
  error?: TradeError | undefined;
  subject: string;
  marketing?: Marketing | undefined;
  /** Sends an event of no attempt. */
  send(event: Event, payload?: unknown): void;
  /** Draws what has come without a step of the machine. */
  redraw(): void;
}

type Step = Scope<OrderConfirmContext, Event>;

const PHONE = /^\+?\d[\d -]{4,18}\d$/;

/** The most that can be bought: `maxLimits` or the stock, whichever is less (contract templates §2.2). */
export function most({ maxLimits, stock }: ConfirmGoods): number {
  return stock === undefined ? maxLimits : Math.min(maxLimits, stock);
}

/** Amounts in 分: goods, fees, discount, and what is to be paid (contract templates §2.2). */
export function amounts(context: OrderConfirmContext): {
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
  const discount = context.marketing ? context.marketing.totalDiscountAmount : 0;
  return { goods, fees, discount, total: goods + fees - discount };
}

/** What keeps the form from being submitted, as a text for the user. */
function missing({ form, session }: OrderConfirmContext): string | undefined {
  if (session!.outOrderNo) return undefined;
  if (!form.phone) return session!.goods.phoneRequired ? TEXTS.phoneNeeded : undefined;
  return PHONE.test(form.phone) ? undefined : TEXTS.phoneIllegal;
}

/** Runs a hook of the app: a value, a promise, or a throw. Absent hooks answer at once. */
function hook<T>(run: () => T): Promise<T> {
  return new Promise((resolve) => resolve(run()));
}

const textOf = (reason: unknown): string =>
  reason instanceof Error ? reason.message : String((reason && (reason as PortError).errMsg) || reason);

/** Direct entry: the app's own functions stand in for the button's handlers (contract templates §2.4). */
function enterDirectly(context: OrderConfirmContext): Promise<Session> {
  const { platform, merchant } = config();
  const { goodsId = '', goodsType } = context.query;
  const type = Number(goodsType) || GoodsType.Library;
  const app = platform.app();
  const refuse = (errNo: ErrNo, errMsg: string): Promise<never> =>
    Promise.reject({ errNo, errMsg } as TradeError);
  const failing = (errNo: ErrNo, name: string) => (reason: unknown) =>
    refuse(errNo, `${name} failed: ${textOf(reason)}`);
  return hook(() => app.userLogin && app.userLogin())
    .catch(failing(ErrNo.UserLoginFailed, 'userLogin'))
    .then(() =>
      hook(() => app.getExtraInfo && app.getExtraInfo({ goodsId, goodsType: type })).catch(
        failing(ErrNo.GetExtraInfoFailed, 'getExtraInfo'),
      ),
    )
    .then((extra) => {
      const checked = checkGoodsInfo({ extra }, GoodsType.Library, false);
      if ('errNo' in checked) return refuse(ErrNo.GetExtraInfoFailed, checked.errMsg);
      return merchant.getGoods!({ goodsId, goodsType: type, bizLine: 1 }).then(
        (found) =>
          begin(
            platform,
            Object.assign({}, found, checked.info, {
              goodsType: type,
              bizLine: 1,
              phoneRequired: false,
              marketingReady: false,
            }),
          ),
        (error: PortError) =>
          refuse(error.kind === 'rejected' ? ErrNo.LibraryRejected : ErrNo.LibraryServer, error.errMsg),
      );
    });
}

function orderOptions(context: OrderConfirmContext): CreateOrderOptions {
  const { form, marketing } = context;
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
      form.phone || form.contact
        ? { phoneNumber: form.phone || undefined, contactName: form.contact || undefined }
        : undefined,
    note: form.note || undefined,
    callbackData: goods.extra,
    tradeOption: goods.tradeOption,
    discountId: marketing && marketing.discountId,
  };
}

/** Sends the order, or goes on paying the one that exists: one visit makes one order. */
function send(context: OrderConfirmContext): Promise<PayOutcome> {
  const { platform, merchant, trade } = config();
  const { outOrderNo, goods } = context.session!;
  if (outOrderNo) return platform.continueToPay({ outOrderNo });
  const options = orderOptions(context);
  if (trade === 'createOrder') return platform.createOrder(options);
  const { callbackData, contactInfo, note, tradeOption } = options;
  const draft = Object.assign({}, options.goodsList[0], options.payment, contactInfo, {
    note,
    tradeOption,
    cpExtra: callbackData && JSON.stringify(callbackData),
    feeDetailsList: goods.feeDetailsList,
  }) as OrderDraft;
  return merchant.sign!(draft).then(
    (signed) => platform.requestOrder(signed),
    (error: PortError): PayOutcome => ({
      kind: 'noOrder',
      error: {
        errNo: error.kind === 'rejected' ? REJECTED_ORDER[0] : 0,
        errMsg: `requestOrder:fail ${error.errMsg}`,
      },
    }),
  );
}

/**
 * Takes the order's numbers over, then reports. Runs to its end also when the page has been left: no order is
 * lost.
 */
function finish(step: Step, end: PayReport): void {
  const { session } = step.context;
  const { pay } = end;
  if (pay && pay.outOrderNo) {
    session!.orderId = pay.orderId;
    session!.outOrderNo = end.closed ? '' : pay.outOrderNo;
  }
  report(config().platform, session!, end);
  step.send('SETTLED', end);
}

function learnSubject({ context }: Step): void {
  const { getSubject } = config().merchant;
  if (!getSubject) return;
  getSubject().then(
    ({ name }) => {
      context.subject = name;
      context.redraw();
    },
    (error: PortError) => complain(context.session!, { errNo: ErrNo.SubjectServer, errMsg: error.errMsg }),
  );
}

export const orderConfirmImplementation: Implementation<OrderConfirmContext, Event, Guard, Effect> = {
  keep: {
    ENTERED(context, payload) {
      const { session, error } = payload as { session?: Session; error?: TradeError };
      context.error = error;
      if (!session) return;
      context.session = session;
      context.form.quantity = session.goods.minLimits;
    },
  },
  guards: {
    refused: ({ error }) => !!error,
    isResumed: ({ session }) => session!.phase === 'paying',
    isIncomplete: (context) => !!missing(context),
    isPaid(_, payload) {
      const { pay } = payload as PayReport;
      return !!pay && (pay.result as { code?: number }).code === PayCode.Paid;
    },
  },
  effects: {
    enter(step) {
      const { context } = step;
      const { platform } = config();
      const { session: id, goodsId } = context.query;
      const known = id ? find(platform, id) : undefined;
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
        (session) => step.send('ENTERED', { session }),
        (error: TradeError) => step.send('ENTERED', { error }),
      );
    },
    learnSubject,
    complain({ context }) {
      const { errNo, errMsg } = context.error!;
      if (errNo) console.error(`[microapp-trade-kit] order-confirm: ${errNo} ${errMsg}`);
    },
    fill({ context, payload }) {
      if (context.session!.outOrderNo) return;
      const { form } = context;
      Object.assign(form, payload);
      const { goods } = context.session!;
      const wanted = Math.floor(form.quantity) || goods.minLimits;
      form.quantity = Math.max(Math.min(wanted, most(goods)), goods.minLimits);
    },
    askPhone({ context, payload }) {
      const app = config().platform.app();
      if (!app.getPhoneNumber) return;
      app.getPhoneNumber({
        params: payload as { iv: string; encryptedData: string },
        success({ phoneNumber }) {
          // The field may hold what the user has typed since: the same number must reach it again.
          context.filledPhone = '';
          context.redraw();
          context.filledPhone = phoneNumber;
          context.send('FILL', { phone: phoneNumber });
        },
        fail: () => undefined,
      });
    },
    toast: ({ context }) => config().platform.toast(missing(context)!),
    price(step) {
      const { context } = step;
      const { getMarketing } = config().merchant;
      const { goods, outOrderNo } = context.session!;
      if (!goods.marketingReady || !getMarketing || outOrderNo) return;
      const { quantity } = context.form;
      void getMarketing({
        goodsId: goods.goodsId,
        quantity,
        totalAmount: goods.currentPrice * quantity,
      }).then(
        (marketing) => {
          if (quantity !== context.form.quantity || outOrderNo) return;
          context.marketing = marketing;
          context.redraw();
        },
        () => {
          context.marketing = undefined;
          context.redraw();
        },
      );
    },
    submit(step) {
      const { context } = step;
      const { session } = context;
      session!.phase = 'paying';
      session!.attempts++;
      keep(config().platform, session!);
      void send(context).then((outcome) => {
        step.send('RETURNED');
        return settle(config(), outcome).then((end) => finish(step, end));
      });
    },
    confirm(step) {
      resume(config(), step.context.session!).then(
        (order) =>
          step.send(
            'SETTLED',
            order && order.state === 'paid' ? { pay: { result: { code: PayCode.Paid } } } : {},
          ),
        () => step.send('SETTLED', {}),
      );
    },
  },
};
