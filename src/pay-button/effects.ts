import { checkGoodsInfo } from '../contract/goods-info';
import { isFee } from '../contract/fees';
import type { CheckedGoodsInfo, ConfirmGoods, LibraryGoods } from '../contract/goods-types';
import { BizLine, ErrNo, GoodsType, Mode, OrderStatus, type TradeError } from '../contract/codes';
import type { Report } from '../contract/events';
import { GETGOODSINFO_TIMEOUT, HANDLER_TIMEOUT } from '../contract/limits';
import { checkProps, type PayButtonProps } from '../contract/pay-button';
import { nextFlip, shelfState, type ShelfState } from '../contract/shelf';
import { ask, missingText, notify, present, type Answer } from '../handlers/ask';
import { refusal } from '../handlers/refusal';
import type { Implementation, Scope } from '../machine';
import { inquire } from '../ports/inquire';
import type { PaymentAbility } from '../ports/merchant';
import * as refund from '../refund/effects';
import { config } from '../config';
import { alarmAt, clockOf, timeOf, type ServerClock } from '../ticker';
import type { Effect, Event, Guard } from './machine';

/** The properties that the machine reads, as the component has them. */
export interface PayButtonInput extends PayButtonProps, refund.RefundProps {
  orderId: unknown;
  refundId: unknown;
  refundTotalAmount: unknown;
  marketingReady: boolean;
  /** Plays the part of what `getgoodsinfo` resolves, where that handler is not bound. */
  goodsInfo: unknown;
  feeDetailsList: unknown;
}

export interface PayButtonContext extends refund.RefundContext {
  /** The properties as they are now. */
  read(): PayButtonInput;
  /** The properties of the running attempt. */
  props: PayButtonInput;
  goods?: LibraryGoods | TradeError | undefined;
  info?: CheckedGoodsInfo | TradeError | undefined;
  ability?: PaymentAbility | TradeError | undefined;
  /** Clock of the server that the goods came from. */
  clock: ServerClock;
  unwatch?: (() => void) | undefined;
}

type Step = Scope<PayButtonContext, Event>;

const failed = (part: unknown): part is TradeError => !!part && !!(part as TradeError).errNo;
const isOwn = (context: PayButtonContext): boolean => context.props.goodsType === GoodsType.Own;
const subject = ({ props }: PayButtonContext): { goodsId: string; goodsType: number } => ({
  goodsId: props.goodsId as string,
  goodsType: props.goodsType as number,
});

function reportError({ context }: Step, errNo: ErrNo, errMsg: string): void {
  void notify(context.asker, 'error', { errNo, errMsg });
}

function stopWatching(context: PayButtonContext): void {
  if (context.unwatch) context.unwatch();
}

/** The shelf of library goods; goods of the shop's own are always on sale (contract pay-button §6). */
function shelf(context: PayButtonContext): ShelfState {
  return isOwn(context) ? 'onSale' : shelfState(context.goods as LibraryGoods, timeOf(context.clock));
}

/** Sends what one of the two queries comes to: its part of the context, or the errNo of how it failed. */
function query<T>(
  step: Step,
  part: 'goods' | 'ability',
  question: () => Promise<T>,
  server: ErrNo,
  rejected: ErrNo,
): void {
  void inquire<T | TradeError>(question, server, rejected)
    .catch((error: TradeError) => error)
    .then((answer) => step.send('ANSWERED', { [part]: answer }));
}

function askGoodsInfo(step: Step): void {
  const { context } = step;
  const { props } = context;
  void ask(
    context.asker,
    'getgoodsinfo',
    subject(context),
    props.handlerTimeout || GETGOODSINFO_TIMEOUT,
  ).then((answer) => {
    const given: Answer =
      answer.kind === 'missing' && props.goodsInfo ? { kind: 'value', value: props.goodsInfo } : answer;
    const wrong = refusal(given, 'getgoodsinfo', ErrNo.NoGetGoodsInfo, ErrNo.GetGoodsInfoFailed);
    if (given.kind === 'missing') {
      step.send('MISSING', wrong);
      return;
    }
    const checked =
      wrong ||
      checkGoodsInfo((given as { value: unknown }).value, props.goodsType as GoodsType, props.marketingReady);
    step.send('ANSWERED', { info: (checked as { info?: CheckedGoodsInfo }).info || checked });
  });
}

/** The library's values and the handler's, merged for 提单页 (contract pay-button §5.2). */
function confirmGoods(context: PayButtonContext): ConfirmGoods {
  const { props } = context;
  const info = context.info as CheckedGoodsInfo;
  return Object.assign(
    { goodsLabels: [] },
    isOwn(context) ? undefined : context.goods,
    info,
    subject(context),
    {
      bizLine: props.bizLine,
      phoneRequired: !!(
        info.validation &&
        info.validation.phoneNumber &&
        info.validation.phoneNumber.required
      ),
      marketingReady: props.marketingReady,
      feeDetailsList: Array.isArray(props.feeDetailsList) ? props.feeDetailsList.filter(isFee) : [],
    },
  ) as unknown as ConfirmGoods;
}

const NEEDED: [string, ErrNo][] = [
  ['getgoodsinfo', ErrNo.NoGetGoodsInfo],
  ['placeorder', ErrNo.NoPlaceOrder],
  ['pay', ErrNo.NoPay],
];

/** What 提单页 and the pages of refunds were opened for, as visits know it. */
const about = ({ mode, goodsId, orderId }: PayButtonInput): string =>
  mode === Mode.Ordered ? refund.orderSubject(orderId) : (goodsId as string);

function keepError(context: PayButtonContext, payload: unknown): void {
  context.error = payload as TradeError | undefined;
}

function keepAsked(context: PayButtonContext, payload: unknown): void {
  Object.assign(context, { error: undefined, params: undefined }, payload);
}

export const payButtonImplementation: Implementation<PayButtonContext, Event, Guard, Effect> = {
  keep: {
    CHECKED: keepError,
    MISSING: keepError,
    PLACED: keepError,
    ASKED: keepAsked,
    APPLIED: keepAsked,
    ANSWERED(context, payload) {
      const { goods } = payload as { goods?: LibraryGoods };
      if (goods) context.clock = clockOf(goods.now);
      Object.assign(context, payload);
    },
  },
  guards: {
    refused: ({ error }) => !!error,
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
    check(step) {
      const { context } = step;
      const props = (context.props = context.read());
      if (props.bizLine !== BizLine.GroupBuying && props.bizLine !== BizLine.Course) {
        console.warn(`[microapp-trade-kit] biz-line ${String(props.bizLine)} acts as 1`);
        props.bizLine = BizLine.GroupBuying;
      }
      const wrong = checkProps(props);
      if (wrong || props.mode !== Mode.NotOrdered) {
        step.send('CHECKED', wrong);
        return;
      }
      const needed = NEEDED.filter(([event]) => event !== 'getgoodsinfo' || !props.goodsInfo);
      void Promise.all(needed.map(([event]) => present(context.asker, event))).then((found) => {
        const missing = needed[found.indexOf(false)];
        step.send('CHECKED', missing && { errNo: missing[1], errMsg: missingText(missing[0]) });
      });
    },
    prepare(step) {
      const { context } = step;
      const { merchant } = config();
      const goods = subject(context);
      context.goods = context.info = context.ability = undefined;
      if (!isOwn(context)) {
        const wanted = Object.assign({ bizLine: context.props.bizLine as number }, goods);
        query(step, 'goods', () => merchant.getGoods!(wanted), ErrNo.LibraryServer, ErrNo.LibraryRejected);
      }
      query(step, 'ability', () => merchant.getAbility!(goods), ErrNo.AbilityServer, ErrNo.AbilityRejected);
      askGoodsInfo(step);
    },
    watch(step) {
      const { context } = step;
      stopWatching(context);
      if (isOwn(context)) return;
      const { clock } = context;
      const flip = nextFlip(context.goods as LibraryGoods, timeOf(clock));
      context.unwatch = alarmAt(clock, flip || Infinity, (jumped) => step.send(jumped ? 'JUMPED' : 'FLIP'));
      if (!flip) step.send('FLIP');
    },
    unwatch: ({ context }) => stopWatching(context),
    askPlaceOrder(step) {
      const { context } = step;
      void ask(
        context.asker,
        'placeorder',
        subject(context),
        context.props.handlerTimeout || HANDLER_TIMEOUT,
      ).then((answer) => {
        step.send('PLACED', refusal(answer, 'placeorder', ErrNo.NoPlaceOrder, ErrNo.PlaceOrderFailed));
      });
    },
    askOrdered({ context, send }) {
      void refund
        .askOrdered(context, context.props.orderStatus as OrderStatus)
        .then((payload) => send('ASKED', payload));
    },
    askApplyRefund: (step) =>
      void refund.askParams(step.context).then((payload) => step.send('APPLIED', payload)),
    continuePay(step) {
      const { context } = step;
      const { props } = context;
      const { sessions } = config();
      const visit = sessions.begin(about(props), {
        orderId: context.order!.orderId,
        outOrderNo: props.orderId,
      });
      refund.follow(context, visit);
      void sessions.pay(visit).then(() => step.send('SETTLED'));
    },
    openPage(step) {
      const { context } = step;
      const { props } = context;
      if (props.mode === Mode.Ordered) refund.openRefund(step, props.orderStatus as OrderStatus);
      else refund.openPage(step, config().pages.orderConfirm, about(props), { goods: confirmGoods(context) });
    },
    takeUp({ context }) {
      config()
        .sessions.unfinished(about(context.read()))
        .forEach((visit) => refund.follow(context, visit));
    },
    reportAnswer(step) {
      const answer = step.payload as Record<string, unknown>;
      Object.keys(answer).forEach((part) => {
        const error = answer[part];
        if (failed(error)) reportError(step, error.errNo, error.errMsg);
      });
    },
    report(step) {
      const { errNo, errMsg } = step.context.error!;
      reportError(step, errNo, errMsg);
    },
    reportEnd(step) {
      const { error, pay, refund: end } = step.payload as Report;
      const { asker } = step.context;
      if (error) void notify(asker, 'error', error);
      if (end) void notify(asker, 'refund', end);
      if (!pay) return;
      void notify(asker, 'pay', pay).then((heard) => {
        if (heard === false) reportError(step, ErrNo.NoPay, missingText('pay'));
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

/** Lets go of everything that outlives a step: for a button that leaves its page. */
export function release(context: PayButtonContext): void {
  stopWatching(context);
  Object.keys(context.unlisten).forEach((id) => context.unlisten[id]());
}
