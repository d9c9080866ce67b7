/** The coupon card on the demo's order page, and the orders that it shows. */
import type { Locator, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox';
import { create, hotpot, tell, type Answer } from '../../unit/sandbox/kit';
import { top } from './shop';

/** An order that the user has paid and the shop has been told of. */
export async function paidOrder(sandbox: Sandbox, quantity: number, goods = hotpot): Promise<Answer> {
  const ticket = await create(sandbox, goods, quantity);
  tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  return ticket;
}

/** The card of the page on top. */
export const cardOn = (page: Page): Locator => top(page).locator('consume-card-sdk');
