/**
 * The short links that QR codes hold: opaque, good for minutes, and void as soon as any unit of the order has
 * changed its state.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import type { Store } from '../store/store';
import type { LinkRow } from './rows';
import type { Certificate, Link } from './types';

/** How long a link works, ms. Not documented. */
export const linkLife = 5 * 60 * 1000;
/** A link that has less than this left is not shown any more, ms. */
const shownFor = linkLife / 2;
/** How long the platform still knows that a link was one of its own, ms. */
const remembered = 24 * 60 * 60 * 1000;

const shape = /^https:\/\/v\.douyin\.com\/([A-Za-z0-9]{4,32})\/?$/;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const newLink = (): string =>
  `https://v.douyin.com/${[...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('')}/`;

type Resolved = { kind: 'valid'; itemOrderId: string } | { kind: 'unknown' } | { kind: 'void' };

export class Links {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /**
   * The link to show now; a new one where the last has been shown for half of its life, or has become void.
   */
  of({ itemOrderId, orderId }: Pick<Certificate, 'itemOrderId' | 'orderId'>): Link {
    return this.store.transaction(() => {
      const now = this.clock.now();
      const stamp = this.stamp(orderId);
      const known = this.store.get<LinkRow>(
        'SELECT * FROM coupon_links WHERE item_order_id = ? AND stamp = ? AND expire_time >= ? ORDER BY expire_time DESC LIMIT 1',
        itemOrderId,
        stamp,
        now + shownFor,
      );
      if (known) return { link: known.link, expireTime: known.expire_time };
      const made = { link: newLink(), expireTime: now + linkLife };
      this.store.run(
        'DELETE FROM coupon_links WHERE item_order_id = ? AND expire_time < ?',
        itemOrderId,
        now - remembered,
      );
      this.store.run(
        'INSERT INTO coupon_links (link, item_order_id, stamp, issue_time, expire_time) VALUES (?, ?, ?, ?, ?)',
        made.link,
        itemOrderId,
        stamp,
        now,
        made.expireTime,
      );
      return made;
    });
  }

  /** What a scanned link stands for; the slash at its end may be missing. */
  resolve(scanned: string): Resolved {
    const token = shape.exec(scanned)?.[1];
    const row =
      token &&
      this.store.get<LinkRow>('SELECT * FROM coupon_links WHERE link = ?', `https://v.douyin.com/${token}/`);
    if (!row) return { kind: 'unknown' };
    const { order_id: orderId } = this.store.get<{ order_id: string }>(
      'SELECT order_id FROM coupons WHERE item_order_id = ?',
      row.item_order_id,
    )!;
    const isGood = this.clock.now() < row.expire_time && row.stamp === this.stamp(orderId);
    return isGood ? { kind: 'valid', itemOrderId: row.item_order_id } : { kind: 'void' };
  }

  /** Grows with every redemption, undoing and refund of the order, and when a refund ends. */
  private stamp(orderId: string): string {
    const { stamp } = this.store.get<{ stamp: string }>(
      `SELECT (SELECT COUNT(*) || '.' || COUNT(undo_time) FROM redemptions JOIN coupons USING (item_order_id) WHERE order_id = ?)
         || '.' || (SELECT COUNT(*) || '.' || COUNT(end_time) FROM refunds WHERE order_id = ?) AS stamp`,
      orderId,
      orderId,
    )!;
    return stamp;
  }
}
