import { config } from '../config';
import { ErrNo, type TradeError } from '../contract/codes';
import type { Implementation } from '../machine';
import { inquire } from '../ports/inquire';
import type { RefundInfo } from '../ports/merchant';
import { learnSubject } from '../refund/subject';
import { complain } from '../session/page-side';
import type { Effect, Event, Guard } from './machine';

/** What the page is opened with: by a button, or directly with the refund's number alone. */
export interface PageQuery {
  session?: string;
  /** The developer's refund number. */
  refundId?: string;
}

export interface RefundDetailContext {
  query: PageQuery;
  refund?: RefundInfo | undefined;
  error?: TradeError | undefined;
  subject: string;
  /** Draws what has come without a step of the machine. */
  redraw(): void;
}

/** Tells the button that opened the page, if there is one; the log otherwise has it. */
function tell({ query }: RefundDetailContext, error: TradeError): void {
  console.error(`[microapp-trade-kit] refund-detail: ${error.errNo} ${error.errMsg}`);
  complain({ id: query.session || '' }, error);
}

function ask(outRefundNo: string): Promise<RefundInfo> {
  const question = (): Promise<RefundInfo> =>
    config().merchant.getRefund!({ outRefundNo }).then(
      (refund: RefundInfo | null) => refund || Promise.reject(new Error(`no refund ${outRefundNo}`)),
    );
  return inquire(question, ErrNo.RefundDetailServer, ErrNo.RefundDetailServer);
}

export const refundDetailImplementation: Implementation<RefundDetailContext, Event, Guard, Effect> = {
  keep: {
    LOADED: (context, payload) => void Object.assign(context, { error: undefined }, payload),
  },
  guards: {
    refused: ({ error }) => !!error,
  },
  effects: {
    load(step) {
      const { refundId } = step.context.query;
      if (!refundId) {
        step.send('LOADED', { error: { errNo: 0, errMsg: 'no refund-id' } });
        return;
      }
      void ask(refundId).then(
        (refund) => step.send('LOADED', { refund }),
        (error: TradeError) => step.send('LOADED', { error }),
      );
    },
    learnSubject({ context }) {
      learnSubject(
        (name) => {
          context.subject = name;
          context.redraw();
        },
        (error) => tell(context, error),
      );
    },
    complain({ context }) {
      if (context.error!.errNo) tell(context, context.error!);
    },
  },
};
