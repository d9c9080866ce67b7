import { connect, type Connected, type Instance } from '../connect/connect';
import { themeStyle } from '../connect/theme';
import { refundApplyImplementation, type PageQuery, type RefundApplyContext } from './effects';
import { refundApply, type Event, type State } from './machine';
import { EMPTY, refundApplyView } from './view';

export type RefundApply = Connected<RefundApplyContext, State, Event>;

const view = (state: State, context: RefundApplyContext): object =>
  Object.assign({ theme: themeStyle() }, refundApplyView(state, context));

/** What the template draws before the machine has run. */
export const idleView = Object.assign({ theme: themeStyle() }, EMPTY);

/** Starts the machine of one 退款申请页 that was opened with `query`. */
export function attachRefundApply(instance: Instance, query: PageQuery): RefundApply {
  const context = {
    query,
    form: { quantity: 1, reasons: [], note: '' },
    subject: '',
  } as unknown as RefundApplyContext;
  const page = connect(instance, refundApply, refundApplyImplementation, context, view, idleView);
  context.redraw = page.draw;
  page.send('OPEN');
  return page;
}
