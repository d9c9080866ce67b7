/** What the tests of refunds share. */
import type { Sandbox } from '../../../sandbox/index';
import type { ApiAnswer } from '../../../sandbox/jsapi/platform';
import type { Refund } from '../../../sandbox/ledger/types';
import { create, hotpot, tell } from './kit';
import type { Answer } from './kit';

export type Applied = { orderId: string; outRefundNo: string; refundId: string };

/** A paid order whose callback has arrived. */
export const buy = async (
  sandbox: Sandbox,
  quantity = 1,
  goods = hotpot,
  more: Record<string, unknown> = {},
): Promise<Answer> => {
  const ticket = await create(sandbox, goods, quantity, more);
  tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  return ticket;
};

export const refundOf = (
  order: { outOrderNo: string },
  more: Record<string, unknown>,
): Record<string, unknown> => ({
  outOrderNo: order.outOrderNo,
  refundInfo: { reason: ['不想要了'], note: '买多了' },
  ...more,
});

export const byQuantity = (quantity: number, goodsId = hotpot.goodsId): Record<string, unknown> => ({
  goodsList: [{ goodsId, goodsType: 1, quantity }],
});

export const ask = (
  sandbox: Sandbox,
  order: { outOrderNo: string },
  more: Record<string, unknown>,
): Promise<ApiAnswer> => sandbox.call('applyRefund', refundOf(order, more));

/** An application that must succeed. */
export const apply = async (
  sandbox: Sandbox,
  order: { outOrderNo: string },
  more: Record<string, unknown> = byQuantity(1),
): Promise<Applied> => {
  const answer = await ask(sandbox, order, more);
  if (!answer.ok) throw new Error(answer.errMsg);
  return answer as unknown as Applied;
};

export const errNoOf = async (answer: Promise<ApiAnswer>): Promise<number> => {
  const told = await answer;
  return told.ok ? 0 : told.errNo;
};

export const agree = (sandbox: Sandbox, { outRefundNo }: Applied) =>
  sandbox.audit({ outRefundNo, decision: 'agree' });
export const refuse = (sandbox: Sandbox, { outRefundNo }: Applied, denyMessage = '已使用') =>
  sandbox.audit({ outRefundNo, decision: 'refuse', denyMessage });

export const refunds = (sandbox: Sandbox): Refund[] => sandbox.refunds.list();

/** The sum that has gone back, or may still go. */
export const live = (sandbox: Sandbox, orderId: string): number =>
  sandbox.refunds
    .ofOrder(orderId)
    .filter(({ state }) => state !== 'refused' && state !== 'failed')
    .reduce((sum, refund) => sum + refund.amount, 0);
