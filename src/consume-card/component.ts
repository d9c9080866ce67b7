import type { Parts } from '../connect/component';
import { clockOf } from '../ticker';
import { OrderStatus } from '../contract/codes';
import { consumeCardImplementation } from './effects';
import { consumeCard } from './machine';
import { tradeProps } from './props';
import type { ConsumeCardContext, ConsumeCardInput, ConsumeCardSchema } from './schema';
import { consumeCardView, EMPTY } from './view';

/** The card of an order's codes without its template. */
export const consumeCardParts: Parts<ConsumeCardSchema, ConsumeCardContext> = {
  machine: consumeCard,
  implementation: consumeCardImplementation,
  context: (asker, props) => ({
    asker,
    props,
    clock: clockOf(),
    looks: 0,
    sight: true,
    since: 0,
    hidden: false,
    back: false,
    open: false,
    wanted: OrderStatus.Refundable,
  }),
  view: consumeCardView,
  idle: EMPTY,
  props: Object.keys(tradeProps) as (keyof ConsumeCardInput)[],
};
