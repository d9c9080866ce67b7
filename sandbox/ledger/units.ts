/** The units of orders, one item order each, and their steps. */
import type { Clock } from '../clock';
import type { Store } from '../store/store';
import type { History } from './history';
import type { ItemRow } from './rows';
import { toItem } from './rows';
import { checkStep, itemSteps } from './transitions';
import type { Item, ItemState } from './types';

const rows =
  'SELECT i.*, c.total_times, c.used_times FROM item_orders i LEFT JOIN coupons c USING (item_order_id)';

/** States in which a unit has ended: its money can be settled a while later. */
const ENDED: readonly ItemState[] = ['redeemed', 'refunded'];

export class Units {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly history: History,
  ) {}

  of(orderId: string): Item[] {
    return this.store.all<ItemRow>(`${rows} WHERE i.order_id = ? ORDER BY position`, orderId).map(toItem);
  }

  get(itemOrderId: string): Item | undefined {
    const row = this.store.get<ItemRow>(`${rows} WHERE i.item_order_id = ?`, itemOrderId);
    return row && toItem(row);
  }

  has(itemOrderId: string): boolean {
    return (
      this.store.get('SELECT 1 AS one FROM item_orders WHERE item_order_id = ?', itemOrderId) !== undefined
    );
  }

  /** @throws LedgerError when there is no such step */
  step(orderId: string, { itemOrderId, state: from }: Item, to: ItemState, note?: string): void {
    checkStep<ItemState>(itemSteps, 'the item order', from, to);
    this.store.run(
      'UPDATE item_orders SET state = ?, end_time = ? WHERE item_order_id = ?',
      to,
      ENDED.includes(to) ? this.clock.now() : null,
      itemOrderId,
    );
    this.history.add({ orderId, subject: 'item', subjectId: itemOrderId, from, to, note });
  }
}
