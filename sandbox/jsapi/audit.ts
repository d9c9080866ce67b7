/** merchant_audit_callback: the merchant's decision about a refund (templates §5.4). No document gives its error numbers. */
import type { CallbackReply, RefundAudit } from '../../src/contract/callbacks';
import { AuditStatus, checkAudit } from '../../src/contract/callbacks';
import type { Refunds } from '../ledger/refunds';
import { LedgerError } from '../ledger/types';

export type AuditReply = Pick<CallbackReply, 'err_no'> & { err_tips: string };

const refused = (errNo: number, errTips: string): AuditReply => ({ err_no: errNo, err_tips: errTips });

export const auditRefund = (refunds: Refunds, body: Record<string, unknown>): AuditReply => {
  const problem = checkAudit(body);
  if (problem) return refused(10000, problem);
  const audit = body as unknown as RefundAudit;
  const refund = audit.out_refund_no === undefined ? refunds.get(audit.refund_id!) : refunds.getByOutRefundNo(audit.out_refund_no);
  if (!refund) return refused(20000, '退款单不存在');
  try {
    if (audit.refund_audit_status === AuditStatus.Agree) refunds.audit(refund.refundId, 'AGREE');
    else refunds.audit(refund.refundId, 'DENY', audit.deny_message);
  } catch (error) {
    if (error instanceof LedgerError) return refused(20001, error.message);
    throw error;
  }
  return { err_no: 0, err_tips: 'success' };
};
