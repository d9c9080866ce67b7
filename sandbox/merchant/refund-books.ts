/**
 * The reference merchant's refunds: its numbers and what its callbacks, its own decisions and the platform's
 * answers told it. Money in 分, times in ms.
 */
import type { AuditState } from '../ledger/types';
import type { Store } from '../store/store';
import { nextNumber } from './numbers';

export interface BookedRefund {
  outRefundNo: string;
  refundId: string;
  orderId: string;
  outOrderNo: string;
  /** 1 refunding, 98 refunded, 99 failed. */
  status: 1 | 98 | 99;
  auditState: AuditState;
  needsAudit: boolean;
  amount: number;
  items: { itemOrderId: string; refundAmount: number }[];
  reasons: string[];
  note: string;
  cpExtra: string;
  createTime: number;
  auditTime?: number;
  endTime?: number;
  /** Why no money came back. */
  message?: string;
}

interface Row {
  out_refund_no: string;
  refund_id: string;
  order_id: string;
  out_order_no: string;
  status: number;
  audit_state: string;
  needs_audit: number;
  amount: number;
  items: string;
  reasons: string;
  note: string;
  cp_extra: string;
  create_time: number;
  audit_time: number | null;
  end_time: number | null;
  message: string | null;
}

const toRefund = (row: Row): BookedRefund => ({
  outRefundNo: row.out_refund_no,
  refundId: row.refund_id,
  orderId: row.order_id,
  outOrderNo: row.out_order_no,
  status: row.status as BookedRefund['status'],
  auditState: row.audit_state as AuditState,
  needsAudit: row.needs_audit === 1,
  amount: row.amount,
  items: JSON.parse(row.items) as BookedRefund['items'],
  reasons: JSON.parse(row.reasons) as string[],
  note: row.note,
  cpExtra: row.cp_extra,
  createTime: row.create_time,
  auditTime: row.audit_time ?? undefined,
  endTime: row.end_time ?? undefined,
  message: row.message ?? undefined,
});

export class RefundBooks {
  constructor(private readonly store: Store) {}

  /** Number and entry in one transaction. The same refund asked for again keeps its number. */
  open(now: number, refund: Omit<BookedRefund, 'outRefundNo' | 'status' | 'auditState'>): BookedRefund {
    return this.store.transaction(() => {
      const known = this.store.get<Row>(
        'SELECT * FROM merchant_refunds WHERE refund_id = ?',
        refund.refundId,
      );
      if (known) return toRefund(known);
      const outRefundNo = nextNumber(this.store, 'R', now);
      this.store.run(
        `INSERT INTO merchant_refunds (out_refund_no, refund_id, order_id, out_order_no, status, audit_state, needs_audit, amount, items, reasons,
           note, cp_extra, create_time) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
        outRefundNo,
        refund.refundId,
        refund.orderId,
        refund.outOrderNo,
        refund.needsAudit ? 'TOAUDIT' : 'INIT',
        Number(refund.needsAudit),
        refund.amount,
        JSON.stringify(refund.items),
        JSON.stringify(refund.reasons),
        refund.note,
        refund.cpExtra,
        refund.createTime,
      );
      return this.get(outRefundNo)!;
    });
  }

  get(outRefundNo: string): BookedRefund | undefined {
    const row = this.store.get<Row>('SELECT * FROM merchant_refunds WHERE out_refund_no = ?', outRefundNo);
    return row && toRefund(row);
  }

  /** Newest first. */
  ofOrder(outOrderNo: string): BookedRefund[] {
    return this.store
      .all<Row>(
        'SELECT * FROM merchant_refunds WHERE out_order_no = ? ORDER BY create_time DESC, out_refund_no DESC',
        outOrderNo,
      )
      .map(toRefund);
  }

  /** A decision is noted once. */
  audited(outRefundNo: string, auditState: AuditState, auditTime: number | undefined): void {
    this.store.run(
      `UPDATE merchant_refunds SET audit_state = ?, audit_time = ? WHERE out_refund_no = ? AND audit_state = 'TOAUDIT'`,
      auditState,
      auditTime ?? null,
      outRefundNo,
    );
  }

  /** Settles a refund under way; a settled one stays as it is, so that a callback may come twice or late. */
  settle(outRefundNo: string, status: 98 | 99, endTime: number | undefined, message: string): void {
    this.store.run(
      'UPDATE merchant_refunds SET status = ?, end_time = ?, message = ? WHERE out_refund_no = ? AND status = 1',
      status,
      endTime ?? null,
      message,
      outRefundNo,
    );
  }
}
