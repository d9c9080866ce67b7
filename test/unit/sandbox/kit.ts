/** What the sandbox's tests share. */
import { createClock, createSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import type { CashierAnswer } from '../../../sandbox/jsapi/cashier';
import type { ApiAnswer } from '../../../sandbox/jsapi/platform';
import type { Parts } from '../../../sandbox/parts';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import type { Store } from '../../../sandbox/store/store';

/** A Sunday morning in Beijing, ms. */
export const start = Date.UTC(2026, 10, 22, 2, 0, 0);

export const hotpot = { goodsId: '7301245789012345678', price: 19800 };
export const course = { goodsId: '7198273645546372810', price: 9900 };
export const cake = { goodsId: 'own-cake-001', price: 8800 };
/** Of the shop's own, without a code of the platform. */
export const plain = { goodsId: 'own-tea-009', price: 8800 };
export const soldOut = { goodsId: '7301245789012345685', price: 26800 };
export const notYet = { goodsId: '7301245789012345683', price: 39900 };
export const over = { goodsId: '7301245789012345684', price: 16800 };
export const flash = { goodsId: '7301245789012345682', price: 990 };

export type Answer = Extract<ApiAnswer, { ok: true }> & {
  orderId: string;
  outOrderNo: string;
  payOrderId: string;
  orderToken: string;
};

/** A fresh sandbox in memory with a clock that stands still, and a user who is logged in. */
export const open = (options: Partial<SandboxOptions> = {}): Sandbox => {
  const sandbox = createSandbox({ store: ':memory:', clock: createClock({ start }), ...options });
  sandbox.setLoggedIn(true);
  return sandbox;
};

/** What a failed call says, with what stands beside its documented text. */
export const said = (answer: ApiAnswer): string =>
  answer.ok || answer.errDetail === undefined ? answer.errMsg : `${answer.errMsg}: ${answer.errDetail}`;

export const orderOf = (
  goods: { goodsId: string; price: number },
  quantity = 1,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  goodsList: [
    {
      quantity,
      price: goods.price,
      goodsName: '商品',
      goodsPhoto: '/assets/goods/g-cake.svg',
      goodsId: goods.goodsId,
      goodsType: goods.goodsId.startsWith('own-') ? 2 : 1,
      goodsLabels: ['随时退', '免预约', '提前3日预约'],
    },
  ],
  payment: { totalAmount: goods.price * quantity },
  ...more,
});

/** Creates an order that must succeed. */
export const create = async (
  sandbox: Sandbox,
  goods: { goodsId: string; price: number } = hotpot,
  quantity = 1,
  more = {},
): Promise<Answer> => {
  const answer = await sandbox.call('createOrder', orderOf(goods, quantity, more));
  if (!answer.ok) throw new Error(answer.errMsg);
  return answer as Answer;
};

export const tell = (
  sandbox: Sandbox,
  ticket: Pick<Answer, 'payOrderId' | 'orderToken'>,
  outcome: string,
  payChannel?: number,
): CashierAnswer =>
  sandbox.cashier({
    payOrderId: ticket.payOrderId,
    orderToken: ticket.orderToken,
    outcome,
    ...(payChannel === undefined ? {} : { payChannel }),
  });

/** The msg of the newest callback of a type. */
export const lastMsg = (sandbox: Sandbox, type: string): Record<string, unknown> => {
  const record = sandbox.callbacks.records().findLast((each) => each.type === type);
  if (!record) throw new Error(`no callback ${type}`);
  return JSON.parse((JSON.parse(record.body) as { msg: string }).msg) as Record<string, unknown>;
};

/** What no caller may reach. */
export const partsOf = (sandbox: Sandbox): Parts => (sandbox as unknown as { parts: Parts }).parts;
export const storeOf = (sandbox: Sandbox): Store => partsOf(sandbox).store;
