import { connect, type Connected, type Instance } from '../connect/connect';
import { themeStyle } from '../connect/theme';
import { cancel } from '../handlers/ask';
import { clockOf } from '../ticker';
import {
  consumeCardImplementation,
  release,
  type ConsumeCardContext,
  type ConsumeCardInput,
} from './effects';
import { consumeCard, type Event, type State } from './machine';
import { tradeProps } from './props';
import { consumeCardView, EMPTY } from './view';

export type ConsumeCard = Connected<ConsumeCardContext, State, Event>;

/** The properties that start the card anew when they change. */
export const TRADE_KEYS = Object.keys(tradeProps);

const view = (state: State, context: ConsumeCardContext): object =>
  Object.assign({ theme: themeStyle() }, consumeCardView(state, context));

/** What the template draws before the machine has run. */
export const idleView = Object.assign({ theme: themeStyle() }, EMPTY);

function inputOf(data: Record<string, unknown>): ConsumeCardInput {
  const input: Record<string, unknown> = {};
  TRADE_KEYS.forEach((key) => (input[key] = data[key]));
  return input as unknown as ConsumeCardInput;
}

/** Starts the machine of one attached consume-card. */
export function attachConsumeCard(instance: Instance): ConsumeCard {
  const context = {
    asker: instance,
    read: () => inputOf(instance.data),
    props: {},
    clock: clockOf(),
    hidden: false,
    open: false,
    alarms: [],
    unlisten: {},
  } as unknown as ConsumeCardContext;
  const card = connect(instance, consumeCard, consumeCardImplementation, context, view, idleView);
  context.send = card.send;
  return card;
}

/**
 * Stops it when the card leaves its page: no timer runs on, the screen is as bright as it was, answers on
 * their way are dropped.
 */
export function detachConsumeCard(card: ConsumeCard): void {
  release(card.context);
  cancel(card.context.asker);
  card.stop();
}
