import { config } from '../config';
import { ErrNo, type TradeError } from '../contract/codes';
import { ID_WAIT } from '../contract/limits';
import type { Implementation } from '../machine';
import { inquire, reasonText } from '../ports/inquire';
import type { RefundInfo } from '../ports/merchant';
import { complain } from '../session/reports';
import { learnSubject } from '../session/seller';
import { wait } from '../ticker';
import type { PageQuery, RefundDetailContext, RefundDetailSchema } from './schema';

type Context = Readonly<RefundDetailContext>;

/** Tells the button that opened the page, if there is one; the log otherwise has it. */
function tell({ query }: Context, error: TradeError): void {
  console.error(`[microapp-trade-kit] refund-detail: ${error.errNo} ${error.errMsg}`);
  complain({ id: query.session || '' }, error);
}

function ask(outRefundNo: string): Promise<RefundInfo> {
  return inquire(
    () => config().merchant.getRefund({ outRefundNo }),
    ErrNo.RefundDetailServer,
    ErrNo.RefundDetailServer,
  );
}

const keepQuery = (_: Context, query: PageQuery): Partial<RefundDetailContext> => ({ query });

export const refundDetailImplementation: Implementation<RefundDetailSchema, RefundDetailContext> = {
  reducers: {
    PROPS: keepQuery,
    OPEN: keepQuery,
    LOADED: (_, loaded) => Object.assign({ error: undefined }, loaded),
    SUBJECT: (_, subject) => ({ subject }),
    THROWN: (_, error) => ({ error: { errNo: ErrNo.RefundDetailServer, errMsg: reasonText(error) } }),
  },
  guards: {
    isGiven: ({ query }) => !!query.refundId,
    refused: ({ error }) => !!error,
  },
  effects: {
    await: ({ send }) => wait(ID_WAIT, () => send('OVERDUE')),
    load({ context, send }) {
      const { refundId } = context.query;
      if (!refundId) {
        send('LOADED', { error: { errNo: 0, errMsg: 'no refund-id' } });
        return;
      }
      void ask(refundId).then(
        (refund) => send('LOADED', { refund }),
        (error: TradeError) => send('LOADED', { error }),
      );
    },
    learnSubject({ context, send }) {
      learnSubject(
        (name) => send('SUBJECT', name),
        (error) => tell(context, error),
      );
    },
    complain({ context }) {
      if (context.error!.errNo) tell(context, context.error!);
    },
  },
};
