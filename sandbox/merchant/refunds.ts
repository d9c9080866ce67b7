/** What the reference merchant knows and decides about refunds. */
import { AuditStatus } from '../../src/contract/callbacks';
import type { RefundDecision } from '../../src/contract/merchant/shop';
import type { OrderInfo, RefundInfo } from '../../src/ports/merchant';
import { PortFailure } from '../failures';
import type { OpenApi } from '../jsapi/open-api';
import { refundReason, refundSteps, refundTips, refundWay } from '../refund-words';
import type { BookedRefund, RefundBooks } from './refund-books';

export class MerchantRefunds {
  constructor(
    private readonly books: RefundBooks,
    private readonly openApi: OpenApi,
    private readonly now: () => number,
  ) {}

  /**
   * A refund that is not settled in the books is asked for at the platform: a callback may be late or lost.
   */
  find(outRefundNo: string): RefundInfo | undefined {
    const booked = this.books.get(outRefundNo);
    return booked && this.describe(this.refresh(booked));
  }

  /**
   * Tells the platform the decision. @throws PortFailure with the platform's words when it does not take it
   */
  audit({ outRefundNo, decision, denyMessage }: RefundDecision): RefundInfo {
    const booked = this.books.get(outRefundNo);
    if (!booked) throw new PortFailure('rejected', `no refund ${outRefundNo}`);
    const agreed = decision === 'agree';
    const reply = this.openApi.auditRefund({
      out_refund_no: outRefundNo,
      refund_audit_status: agreed ? AuditStatus.Agree : AuditStatus.Refuse,
      ...(denyMessage === undefined ? {} : { deny_message: denyMessage }),
    });
    if (reply.err_no !== 0) throw new PortFailure('rejected', reply.err_tips);
    this.books.audited(outRefundNo, agreed ? 'AGREE' : 'DENY', this.now());
    return this.find(outRefundNo)!;
  }

  /** An order's part of it: the numbers of its refunds, and each unit with what no refund is about. */
  ofOrder(
    outOrderNo: string,
    itemOrders: OrderInfo['itemOrders'],
    ask: boolean,
  ): Pick<OrderInfo, 'itemOrders' | 'refundableQuantity' | 'refunds'> {
    const refunds = this.books.ofOrder(outOrderNo).map((booked) => (ask ? this.refresh(booked) : booked));
    const taken = new Map<string, number>();
    for (const { itemOrderId, refundAmount } of refunds.flatMap((refund) =>
      refund.status === 99 ? [] : refund.items,
    ))
      taken.set(itemOrderId, (taken.get(itemOrderId) ?? 0) + refundAmount);
    const left = itemOrders.map((item) => ({
      ...item,
      refundableAmount: Math.max(
        0,
        Math.min(item.refundableAmount, item.paidAmount - (taken.get(item.itemOrderId) ?? 0)),
      ),
    }));
    return {
      itemOrders: left,
      refundableQuantity: left.filter((item) => item.refundableAmount > 0).length,
      refunds: refunds.map((refund) => refund.outRefundNo),
    };
  }

  private refresh(booked: BookedRefund): BookedRefund {
    if (booked.status !== 1 && booked.auditState !== 'TOAUDIT') return booked;
    const { outRefundNo } = booked;
    const known = this.openApi.queryRefund({ outRefundNo });
    if (!known) return booked;
    if (known.refundAuditStatus !== 'TOAUDIT')
      this.books.audited(outRefundNo, known.refundAuditStatus, known.auditTime);
    if (known.refundStatus !== 'PROCESSING')
      this.books.settle(
        outRefundNo,
        known.refundStatus === 'SUCCESS' ? 98 : 99,
        known.endTime,
        known.message,
      );
    return this.books.get(outRefundNo)!;
  }

  private describe(booked: BookedRefund): RefundInfo {
    return {
      refundId: booked.refundId,
      outRefundNo: booked.outRefundNo,
      orderId: booked.orderId,
      refundStatus: booked.status,
      refundAmount: booked.amount,
      refundQuantity: booked.items.length,
      refundWay,
      refundReason: refundReason(booked.reasons),
      refundTips: refundTips(booked),
      refundSteps: refundSteps(booked),
      itemOrderList: booked.items,
    };
  }
}
