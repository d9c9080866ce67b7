/**
 * What a developer's server redeemed with codes of its own, or fulfilled in another way: the platform is told
 * afterwards.
 */
import type { Clock } from '../clock';
import type { Store } from '../store/store';
import type { Ledger } from './ledger';
import { newNumber } from './numbers';
import type { Item } from './types';

export class Deliveries {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
  ) {}

  /** The number of what was pushed with this token before. */
  find(orderId: string, token: string): string | undefined {
    return this.store.get<{ delivery_id: string }>(
      'SELECT delivery_id FROM deliveries WHERE order_id = ? AND token = ?',
      orderId,
      token,
    )?.delivery_id;
  }

  /** Ends units that are usable. Answers its number. @throws LedgerError when one is not */
  add(orderId: string, items: Item[], token?: string): string {
    return this.store.transaction(() => {
      const now = this.clock.now();
      const deliveryId = newNumber(this.store, now);
      items.forEach((item) => this.ledger.stepItem(orderId, item, 'redeemed', 'pushed'));
      this.store.run(
        'INSERT INTO deliveries (delivery_id, order_id, token, items, create_time) VALUES (?, ?, ?, ?, ?)',
        deliveryId,
        orderId,
        token ?? null,
        JSON.stringify(items.map(({ itemOrderId }) => itemOrderId)),
        now,
      );
      return deliveryId;
    });
  }
}
