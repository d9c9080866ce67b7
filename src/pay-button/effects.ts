import { checkGoodsInfo } from '../contract/goods-info';
import type {
  CheckedGoodsInfo,
  ConfirmGoods,
  FeeDetails,
  GoodsLabel,
  LibraryGoods,
} from '../contract/goods-types';
import { BizLine, ErrNo, GoodsType, Mode, OrderStatus, type TradeError } from '../contract/codes';
import type { Report } from '../contract/events';
import {
  END_WAIT,
  FACTS_AGE,
  GETGOODSINFO_TIMEOUT,
  HANDLER_TIMEOUT,
  ID_WAIT,
  RETRY_PAUSE,
} from '../contract/limits';
import { checkProps } from '../contract/pay-button';
import { nextFlip, shelfState, type ShelfState } from '../contract/shelf';
import { ask, missingText, nearTo, notify, present, type Answer } from '../handlers/ask';
import { refusal } from '../handlers/refusal';
import type { Implementation, Scope } from '../machine';
import { inquire, reasonText } from '../ports/inquire';
import type { PaymentAbility } from '../ports/merchant';
import * as refund from '../refund/effects';
import type { Asked, RefundWish } from '../refund/schema';
import { orderSubject } from '../session/subject';
import { config } from '../config';
import { alarmAt, clockOf, isPast, timeOf, wait } from '../ticker';
import type { PayButtonContext, PayButtonInput, PayButtonSchema, Prepared } from './schema';

type Step = Scope<PayButtonSchema, PayButtonContext>;
type Context = Readonly<PayButtonContext>;

const failed = (part: unknown): part is TradeError => !!part && !!(part as TradeError).errNo;
const isOwn = (context: Context): boolean => context.props.goodsType === GoodsType.Own;
/** Anything but 泛知识 acts as 团购. */
const bizLineOf = ({ bizLine }: PayButtonInput): BizLine =>
  bizLine === BizLine.Course ? bizLine : BizLine.GroupBuying;
/** What is given in place of the handler `getgoodsinfo`: an empty object is nothing. */
const givenInfo = ({ goodsInfo }: PayButtonInput): unknown =>
  goodsInfo && Object.keys(goodsInfo).length ? goodsInfo : undefined;
const subject = ({ props }: Context): { goodsId: string; goodsType: number } => ({
  goodsId: props.goodsId as string,
  goodsType: props.goodsType as number,
});

function reportError({ context }: Step, errNo: ErrNo, errMsg: string): void {
  void notify(context.asker, 'error', { errNo, errMsg });
}

/** The shelf of library goods; goods of the shop's own are always on sale (contract pay-button §6). */
function shelf(context: Context): ShelfState {
  return isOwn(context) ? 'onSale' : shelfState(context.goods as LibraryGoods, timeOf(context.clock));
}

/** Sends the result of one of the two queries: its part of the context, or the errNo of how it failed. */
function query<P extends 'goods' | 'ability'>(
  step: Step,
  part: P,
  question: () => Promise<NonNullable<Prepared[P]>>,
  server: ErrNo,
  rejected: ErrNo,
): void {
  void inquire(question, server, rejected)
    .catch((error: TradeError) => error)
    .then((answer) =>
      step.send('ANSWERED', { [part]: answer || { errNo: server, errMsg: `${part}: the answer is empty` } }),
    );
}

function askGoodsInfo(step: Step): void {
  const { context } = step;
  const { props } = context;
  void ask(context.asker, 'getgoodsinfo', subject(context), GETGOODSINFO_TIMEOUT, props.handlerTimeout)
    .then((answer) => {
      const given: Answer =
        answer.kind === 'missing' && givenInfo(props) ? { kind: 'value', value: givenInfo(props) } : answer;
      const wrong = refusal(given, 'getgoodsinfo', ErrNo.NoGetGoodsInfo, ErrNo.GetGoodsInfoFailed);
      if (given.kind === 'missing') {
        step.send('MISSING', wrong!);
        return;
      }
      const checked =
        wrong || checkGoodsInfo((given as { value: unknown }).value, props.goodsType as GoodsType);
      step.send('ANSWERED', { info: 'info' in checked ? checked.info : checked });
    })
    // An answer that throws where it is read.
    .catch((reason: unknown) =>
      step.send('ANSWERED', {
        info: { errNo: ErrNo.GetGoodsInfoFailed, errMsg: `getgoodsinfo failed: ${reasonText(reason)}` },
      }),
    );
}

/** What the properties say of the goods of 提单页. */
type FromProps = 'bizLine' | 'phoneRequired' | 'marketingReady' | 'feeDetailsList';

/** The library's values and the handler's, merged for 提单页 (contract pay-button §5.2). */
function confirmGoods(context: Context): ConfirmGoods {
  const { props } = context;
  const info = context.info as CheckedGoodsInfo;
  const found = Object.assign(
    { goodsLabels: [] as GoodsLabel[] },
    isOwn(context) ? undefined : context.goods,
    info,
    subject(context),
  ) as Omit<ConfirmGoods, FromProps>;
  return Object.assign(found, {
    bizLine: bizLineOf(props),
    phoneRequired: !!(info.validation && info.validation.phoneNumber && info.validation.phoneNumber.required),
    marketingReady: !!props.marketingReady,
    feeDetailsList: (props.feeDetailsList || []) as FeeDetails[],
  });
}

const NEEDED: [string, ErrNo][] = [
  ['getgoodsinfo', ErrNo.NoGetGoodsInfo],
  ['placeorder', ErrNo.NoPlaceOrder],
  ['pay', ErrNo.NoPay],
];

/** What 提单页 and the pages of refunds were opened for, as visits know it. */
const about = ({ mode, goodsId, orderId }: PayButtonInput): string =>
  mode === Mode.Ordered ? orderSubject(orderId) : (goodsId as string);

const wish = ({ props }: Context): RefundWish => ({
  props,
  status: props.orderStatus as OrderStatus,
  whole: false,
});

const keepError = (_: Context, error: TradeError | undefined): Partial<PayButtonContext> => ({ error });

const keepAsked = (_: Context, asked: Asked): Partial<PayButtonContext> =>
  Object.assign({ error: undefined, params: undefined }, asked);

/** Passes on what is reported of a visit. */
const teller =
  ({ send }: Step) =>
  (told: Report): void =>
    send('REPORTED', told);

export const payButtonImplementation: Implementation<PayButtonSchema, PayButtonContext> = {
  reducers: {
    ATTEMPT: () => ({ goods: undefined, info: undefined, ability: undefined, since: Date.now() }),
    PROPS: (_, props) => ({ props, bound: undefined }),
    CHECKED: keepError,
    MISSING: keepError,
    PLACED: keepError,
    ASKED: keepAsked,
    APPLIED: keepAsked,
    BOUND: (_, bound) => ({ bound }),
    ANSWERED: (_, answer) =>
      Object.assign(
        { answer },
        answer,
        answer.goods ? { clock: clockOf((answer.goods as LibraryGoods).now) } : undefined,
      ),
    REPORTED: (_, told) => ({ told }),
    SHOW: () => ({ hidden: false }),
    HIDE: () => ({ hidden: true }),
  },
  guards: {
    refused: ({ error }) => !!error,
    isAwaited: ({ props }) =>
      props.mode === Mode.NotOrdered && (props.goodsId === '' || props.goodsId == null),
    isRested: ({ since }) => isPast(since, RETRY_PAUSE),
    isOld: ({ since }) => isPast(since, FACTS_AGE),
    isOrdered: ({ props }) => props.mode === Mode.Ordered,
    isContinuing: ({ props }) => !props.orderStatus,
    isApplying: ({ props }) => props.orderStatus === OrderStatus.Refundable,
    goodsFailed: ({ goods, info }) => failed(goods) || failed(info),
    unanswered: (context) => !(context.info && context.ability && (context.goods || isOwn(context))),
    noAbility: ({ ability }) => !!ability && !(ability as PaymentAbility).able,
    abilityFailed: ({ ability }) => failed(ability),
    isSoon: (context) => shelf(context) === 'soon',
    isEnded: (context) => shelf(context) === 'ended',
    isSoldOut: (context) => shelf(context) === 'soldOut',
  },
  effects: {
    await: ({ send }) => wait(ID_WAIT, () => send('OVERDUE')),
    check(step) {
      const { asker, props } = step.context;
      if (props.bizLine !== bizLineOf(props))
        console.warn(`[microapp-trade-kit] biz-line ${String(props.bizLine)} acts as 1`);
      const wrong = checkProps(props);
      if (wrong || props.mode !== Mode.NotOrdered) {
        step.send('CHECKED', wrong);
        return;
      }
      const needed = NEEDED.filter(([event]) => event !== 'getgoodsinfo' || !givenInfo(props));
      void Promise.all(needed.map(([event]) => present(asker, event))).then((found) => {
        const missing = needed[found.indexOf(false)];
        step.send(
          'CHECKED',
          missing && { errNo: missing[1], errMsg: missingText(missing[0], nearTo(asker, missing[0])) },
        );
      });
    },
    prepare(step) {
      const { context } = step;
      const { merchant } = config();
      const goods = subject(context);
      if (!isOwn(context)) {
        const wanted = Object.assign({ bizLine: bizLineOf(context.props) }, goods);
        query(step, 'goods', () => merchant.getGoods(wanted), ErrNo.LibraryServer, ErrNo.LibraryRejected);
      }
      query(step, 'ability', () => merchant.getAbility(goods), ErrNo.AbilityServer, ErrNo.AbilityRejected);
      askGoodsInfo(step);
    },
    watch({ context, send }) {
      if (isOwn(context) || context.hidden) return undefined;
      const { clock } = context;
      const flip = nextFlip(context.goods as LibraryGoods, timeOf(clock));
      if (!flip) send('FLIP');
      return alarmAt(clock, flip || Infinity, (jumped) => send(jumped ? 'JUMPED' : 'FLIP'));
    },
    askPlaceOrder(step) {
      const { context } = step;
      void ask(
        context.asker,
        'placeorder',
        subject(context),
        HANDLER_TIMEOUT,
        context.props.handlerTimeout,
      ).then((answer) => {
        step.send('PLACED', refusal(answer, 'placeorder', ErrNo.NoPlaceOrder, ErrNo.PlaceOrderFailed));
      });
    },
    askOrdered({ context, send }) {
      void refund.askOrdered(context, wish(context)).then((asked) => send('ASKED', asked));
    },
    probe({ context, send }) {
      if (context.props.orderStatus === OrderStatus.Refundable)
        void present(context.asker, 'applyrefund').then((bound) => send('BOUND', bound));
    },
    askApplyRefund({ context, send }) {
      void refund.askParams(context).then((asked) => send('APPLIED', asked));
    },
    continuePay(step) {
      const { context, isGone } = step;
      const { asker, order, props } = context;
      const { orderId } = order!;
      void config()
        .sessions.pay(
          asker,
          about(props),
          { orderId, outOrderNo: props.orderId as string },
          teller(step),
          isGone,
        )
        .then(() => step.send('SETTLED'));
    },
    waitForEnd: ({ send }) => wait(END_WAIT, () => send('LATE')),
    openPage(step) {
      const { context, send } = step;
      const { asker, props } = context;
      const { sessions } = config();
      const opened =
        props.mode === Mode.Ordered
          ? refund.openRefund(context, wish(context), teller(step))
          : sessions.open(
              asker,
              about(props),
              {
                goods: confirmGoods(context),
                libraryPrice: ((context.goods || {}) as Partial<LibraryGoods>).currentPrice,
              },
              'orderConfirm',
              '',
              teller(step),
            );
      opened.then(
        () => send('OPENED'),
        () => send('STAYED'),
      );
    },
    takeUp(step) {
      const { asker, props } = step.context;
      config().sessions.takeUp(asker, about(props), teller(step));
    },
    reportAnswer(step) {
      const { goods, info, ability } = step.context.answer;
      [goods, info, ability].forEach((part) => {
        if (failed(part)) reportError(step, part.errNo, part.errMsg);
      });
    },
    report(step) {
      const { errNo, errMsg } = step.context.error!;
      reportError(step, errNo, errMsg);
    },
    reportEnd(step) {
      const { asker, told } = step.context;
      const { error, pay, refund: end } = told!;
      if (error) void notify(asker, 'error', error);
      if (end) void notify(asker, 'refund', end);
      if (!pay) return;
      void notify(asker, 'pay', pay).then((heard) => {
        if (heard === false) reportError(step, ErrNo.NoPay, missingText('pay', nearTo(asker, 'pay')));
      });
    },
    reportFetching: (step) => reportError(step, ErrNo.TapWhileFetching, 'still fetching goods info'),
    reportFailure: (step) => reportError(step, ErrNo.TapAfterFailure, 'fetching goods info had failed'),
    reportNoAbility(step) {
      const { reason } = step.context.ability as PaymentAbility;
      reportError(step, ErrNo.TapWithoutAbility, `no payment ability${reason ? `: ${reason}` : ''}`);
    },
  },
};
