import { connect, type Connected, type Instance } from '../connect/connect';
import { themeStyle } from '../connect/theme';
import { orderConfirmImplementation, type OrderConfirmContext, type PageQuery } from './effects';
import { orderConfirm, type Event, type State } from './machine';
import { EMPTY, orderConfirmView } from './view';

export type OrderConfirm = Connected<OrderConfirmContext, State, Event>;

const view = (state: State, context: OrderConfirmContext): object =>
  Object.assign({ theme: themeStyle() }, orderConfirmView(state, context));

/** What the template draws before the machine has run. */
export const idleView = Object.assign({ theme: themeStyle() }, EMPTY);

/** Starts the machine of one 提单页 that was opened with `query`. */
export function attachOrderConfirm(instance: Instance, query: PageQuery): OrderConfirm {
  const context = {
    query,
    form: { quantity: 1, phone: '', contact: '', note: '' },
    filledPhone: '',
    subject: '',
  } as unknown as OrderConfirmContext;
  const page = connect(instance, orderConfirm, orderConfirmImplementation, context, view, idleView);
  context.send = page.send;
  context.redraw = page.draw;
  page.send('OPEN');
  return page;
}
