import { checkGoodsInfo } from '../contract/goods-info';
import { isFee } from '../contract/fees';
import type { CheckedGoodsInfo, ConfirmGoods, LibraryGoods } from '../contract/goods-types';
import { BizLine, ErrNo, GoodsType, Mode, type TradeError } from '../contract/codes';
import type { PayReport } from '../contract/events';
import { GETGOODSINFO_TIMEOUT, HANDLER_TIMEOUT } from '../contract/limits';
import { checkProps, type PayButtonProps } from '../contract/pay-button';
import { nextFlip, shelfState, type ShelfState } from '../contract/shelf';
import { ask, missingText, notify, present, type Answer, type Asker } from '../handlers/ask';
import type { Implementation, Scope } from '../machine';
import type { PaymentAbility, PortError } from '../ports/merchant';
import { begin, listen, unfinished } from '../session/button-side';
import type { Session } from '../session/store';
import { config } from '../config';
import { alarmAt } from '../ticker';
import type { Effect, Event, Guard } from './machine';

/** The properties that the machine reads, as the component has them. */
export interface PayButtonInput extends PayButtonProps {
  marketingReady: boolean;
  /** Plays the part of what `getgoodsinfo` resolves, where that handler is not bound. */
  goodsInfo: unknown;
  feeDetailsList: unknown;
  /** How long a handler's answer is waited for, ms; absent or not above 0: the contract's own (decision D1). */
  handlerTimeout: number;
}

export interface PayButtonContext {
  asker: Asker;
  /** The properties as they are now. */
  read(): PayButtonInput;
  /** The properties of the running attempt. */
  props: PayButtonInput;
  /** What the last step was refused for. */
  error?: TradeError | undefined;
  goods?: LibraryGoods | TradeError | undefined;
  info?: CheckedGoodsInfo | TradeError | undefined;
  ability?: PaymentAbility | TradeError | undefined;
  /** Server time less device time, ms. */
  skew: number;
  unwatch?: (() => void) | undefined;
  /** Sends an event of no attempt: a payment's end counts, whatever the button has begun meanwhile. */
  send(event: Event, payload?: unknown): void;
  /** What ends listening to each session of 提单页. */
  unlisten: Record<string, () => void>;
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

/** Passes on what 提单页 reports of this session, for as long as the button lives. */
function follow(context: PayButtonContext, session: Session): void {
  context.unlisten[session.id] = listen(config().platform, session, (report) => context.send('PAID', report));
}

/** The shelf of library goods; goods of the shop's own are always on sale (contract pay-button §6). */
function shelf(context: PayButtonContext): ShelfState {
  return isOwn(context) ? 'onSale' : shelfState(context.goods as LibraryGoods, Date.now() + context.skew);
}

/** What a handler's answer comes to when it has no value. */
function refusal(answer: Answer, event: string, missing: ErrNo, broken: ErrNo): TradeError | undefined {
  if (answer.kind === 'value') return undefined;
  if (answer.kind === 'missing') return { errNo: missing, errMsg: missingText(event) };
  const reason = answer.kind === 'failed' ? answer.reason : 'no answer in time';
  return { errNo: broken, errMsg: `${event} failed: ${reason instanceof Error ? reason.message : String(reason)}` };
}

/** Sends what one of the two queries comes to: its part of the context, or the errNo of how it failed. */
function query<T>(step: Step, part: 'goods' | 'ability', asked: Promise<T> | undefined, server: ErrNo, rejected: ErrNo): void {
  const refuse = (error: PortError): TradeError => ({ errNo: error.kind === 'rejected' ? rejected : server, errMsg: error.errMsg });
  void (asked || Promise.reject({ errMsg: `setup() has no merchant to ask for ${part}` } as PortError))
    .then((answer): T | TradeError => answer, refuse)
    .then((answer) => step.send('ANSWERED', { [part]: answer }));
}

function askGoodsInfo(step: Step): void {
  const { context } = step;
  const { props } = context;
  void ask(context.asker, 'getgoodsinfo', subject(context), props.handlerTimeout || GETGOODSINFO_TIMEOUT).then((answer) => {
    const given: Answer = answer.kind === 'missing' && props.goodsInfo ? { kind: 'value', value: props.goodsInfo } : answer;
    const wrong = refusal(given, 'getgoodsinfo', ErrNo.NoGetGoodsInfo, ErrNo.GetGoodsInfoFailed);
    if (given.kind === 'missing') {
      step.send('MISSING', wrong);
      return;
    }
    const checked = wrong || checkGoodsInfo((given as { value: unknown }).value, props.goodsType as GoodsType, props.marketingReady);
    step.send('ANSWERED', { info: (checked as { info?: CheckedGoodsInfo }).info || checked });
  });
}

/** The library's values and the handler's, merged for 提单页 (contract pay-button §5.2). */
function confirmGoods(context: PayButtonContext): ConfirmGoods {
  const { props } = context;
  const info = context.info as CheckedGoodsInfo;
  return Object.assign({ goodsLabels: [] }, isOwn(context) ? undefined : context.goods, info, subject(context), {
    bizLine: props.bizLine,
    phoneRequired: !!(info.validation && info.validation.phoneNumber && info.validation.phoneNumber.required),
    marketingReady: props.marketingReady,
    feeDetailsList: Array.isArray(props.feeDetailsList) ? props.feeDetailsList.filter(isFee) : [],
  }) as unknown as ConfirmGoods;
}

const NEEDED: [string, ErrNo][] = [
  ['getgoodsinfo', ErrNo.NoGetGoodsInfo],
  ['placeorder', ErrNo.NoPlaceOrder],
  ['pay', ErrNo.NoPay],
];

function keepError(context: PayButtonContext, payload: unknown): void {
  context.error = payload as TradeError | undefined;
}

export const payButtonImplementation: Implementation<PayButtonContext, Event, Guard, Effect> = {
  keep: {
    CHECKED: keepError,
    MISSING: keepError,
    PLACED: keepError,
    OPENED: keepError,
    ANSWERED(context, payload) {
      const { goods } = payload as { goods?: LibraryGoods };
      if (goods && goods.now) context.skew = goods.now - Date.now();
      Object.assign(context, payload);
    },
  },
  guards: {
    refused: ({ error }) => !!error,
    isOrdered: ({ props }) => props.mode === Mode.Ordered,
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
        console.warn(`[microapp-trade-kit] biz-line should be 1 or 2, but got ${String(props.bizLine)}: acting as 1`);
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
        const { getGoods } = merchant;
        const asked = getGoods && getGoods(Object.assign({ bizLine: context.props.bizLine as number }, goods));
        query(step, 'goods', asked, ErrNo.LibraryServer, ErrNo.LibraryRejected);
      }
      query(step, 'ability', merchant.getAbility && merchant.getAbility(goods), ErrNo.AbilityServer, ErrNo.AbilityRejected);
      askGoodsInfo(step);
    },
    watch(step) {
      const { context } = step;
      stopWatching(context);
      if (isOwn(context)) return;
      const flip = nextFlip(context.goods as LibraryGoods, Date.now() + context.skew);
      if (flip) context.unwatch = alarmAt(flip - context.skew, () => step.send('FLIP'));
      else step.send('FLIP');
    },
    unwatch: ({ context }) => stopWatching(context),
    askPlaceOrder(step) {
      const { context } = step;
      void ask(context.asker, 'placeorder', subject(context), context.props.handlerTimeout || HANDLER_TIMEOUT).then((answer) => {
        step.send('PLACED', refusal(answer, 'placeorder', ErrNo.NoPlaceOrder, ErrNo.PlaceOrderFailed));
      });
    },
    openPage(step) {
      const { platform, pages } = config();
      const session = begin(platform, confirmGoods(step.context));
      follow(step.context, session);
      platform.navigateTo(`${pages.orderConfirm}?session=${session.id}`).then(
        () => step.send('OPENED'),
        (error: TradeError) => {
          console.error(`[microapp-trade-kit] ${pages.orderConfirm} cannot be opened: list it in app.json, or name it in setup({ pages })`, error);
          step.send('OPENED', error);
        },
      );
    },
    takeUp({ context }) {
      unfinished(config().platform, context.read().goodsId as string).forEach((session) => follow(context, session));
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
    reportPay(step) {
      const { error, pay } = step.payload as PayReport;
      const { asker } = step.context;
      if (error) void notify(asker, 'error', error);
      if (!pay) return;
      void notify(asker, 'pay', pay).then((heard) => {
        if (heard === false) reportError(step, ErrNo.NoPay, missingText('pay'));
      });
    },
    reportFetching: (step) => reportError(step, ErrNo.TapWhileFetching, 'goods info is still being fetched'),
    reportFailure: (step) => reportError(step, ErrNo.TapAfterFailure, 'goods info could not be fetched: trying again'),
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
