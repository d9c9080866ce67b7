import { connect, type Connected, type Instance } from '../connect/connect';
import { themeStyle } from '../connect/theme';
import { cancel } from '../handlers/ask';
import { clockOf } from '../ticker';
import { payButtonImplementation, release, type PayButtonContext, type PayButtonInput } from './effects';
import { payButton, type Event, type State } from './machine';
import { tradeProps } from './props';
import { payButtonView } from './view';

export type PayButton = Connected<PayButtonContext, State, Event>;

/** The properties that start the button anew when they change. */
export const TRADE_KEYS = Object.keys(tradeProps);

const view = (state: State, context: Pick<PayButtonContext, 'props'>): object =>
  Object.assign({ theme: themeStyle() }, payButtonView(state, context));

/** What the template draws before the machine has run. */
export const idleView = view('idle', { props: {} as PayButtonInput });

/** The component's properties as the machine reads them: an empty object is no goods-info. */
function inputOf(data: Record<string, unknown>): PayButtonInput {
  const input: Record<string, unknown> = {};
  TRADE_KEYS.forEach((key) => (input[key] = data[key]));
  if (data.goodsInfo && !Object.keys(data.goodsInfo).length) input.goodsInfo = undefined;
  return input as unknown as PayButtonInput;
}

/** Starts the machine of one attached pay-button. */
export function attachPayButton(instance: Instance): PayButton {
  const context = {
    asker: instance,
    read: () => inputOf(instance.data),
    props: {} as PayButtonInput,
    clock: clockOf(),
    unlisten: {},
  } as unknown as PayButtonContext;
  const button = connect(instance, payButton, payButtonImplementation, context, view, idleView);
  context.send = button.send;
  return button;
}

/**
 * Stops it when the button leaves its page: what is on its way to a page that is gone is dropped, what
 * concerns an order is kept.
 */
export function detachPayButton(button: PayButton): void {
  release(button.context);
  cancel(button.context.asker);
  button.stop();
}
