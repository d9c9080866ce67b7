import type { Parts } from '../connect/component';
import { clockOf } from '../ticker';
import { payButtonImplementation } from './effects';
import { payButton } from './machine';
import { tradeProps } from './props';
import type { PayButtonContext, PayButtonInput, PayButtonSchema } from './schema';
import { payButtonView } from './view';

/** The trade button without its template. */
export const payButtonParts: Parts<PayButtonSchema, PayButtonContext> = {
  machine: payButton,
  implementation: payButtonImplementation,
  context: (asker, props) => ({
    asker,
    props,
    answer: {},
    clock: clockOf(),
    since: 0,
    hidden: false,
  }),
  view: payButtonView,
  idle: payButtonView('idle', { props: {} }),
  props: Object.keys(tradeProps) as (keyof PayButtonInput)[],
};
