import { connect, type Connected, type Instance } from '../connect/connect';
import { themeStyle } from '../connect/theme';
import { refundDetailImplementation, type PageQuery, type RefundDetailContext } from './effects';
import { refundDetail, type Event, type State } from './machine';
import { EMPTY, refundDetailView } from './view';

export type RefundDetail = Connected<RefundDetailContext, State, Event>;

const view = (state: State, context: RefundDetailContext): object =>
  Object.assign({ theme: themeStyle() }, refundDetailView(state, context));

/** What the template draws before the machine has run. */
export const idleView = Object.assign({ theme: themeStyle() }, EMPTY);

/** Starts the machine of one 退款详情页 that was opened with `query`. */
export function attachRefundDetail(instance: Instance, query: PageQuery): RefundDetail {
  const context = { query, subject: '' } as unknown as RefundDetailContext;
  const page = connect(instance, refundDetail, refundDetailImplementation, context, view, idleView);
  context.redraw = page.draw;
  page.send('OPEN');
  return page;
}
