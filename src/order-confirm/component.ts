import type { Parts } from '../connect/component';
import { orderConfirmImplementation } from './effects';
import { orderConfirm } from './machine';
import type { OrderConfirmContext, OrderConfirmSchema } from './schema';
import { EMPTY, orderConfirmView } from './view';

/** 提单页 without its template. */
export const orderConfirmParts: Parts<OrderConfirmSchema, OrderConfirmContext> = {
  machine: orderConfirm,
  implementation: orderConfirmImplementation,
  context: () => ({
    query: {},
    form: { quantity: 1, phone: '', contact: '', note: '' },
    shown: {},
    subject: '',
    paid: false,
    payable: false,
    since: 0,
    changed: false,
  }),
  view: orderConfirmView,
  idle: EMPTY,
  props: ['session', 'goodsId', 'goodsType'],
};
