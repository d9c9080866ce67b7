/**
 * merchant_audit_callback: the merchant's decision about a refund (templates §5.4). No document gives its
 * error numbers.
 */
import type { CallbackReply, RefundAudit } from '../../src/contract/callbacks';
import { AuditCode, AuditStatus, checkAudit } from '../../src/contract/callbacks';
import type { Refunds } from '../ledger/refunds';
import { LedgerError } from '../ledger/types';

export type AuditReply = Pick<CallbackReply, 'err_no'> & { err_tips: string };

const refused = (errNo: AuditCode, errTips: string): AuditReply => ({ err_no: errNo, err_tips: errTips });

export const auditRefund = (refunds: Refunds, body: Record<string, unknown>): AuditReply => {
  const problem = checkAudit(body);
  if (problem) return refused(AuditCode.Parameters, problem);
  const audit = body as unknown as RefundAudit;
  const refund =
    audit.out_refund_no === undefined
      ? refunds.get(audit.refund_id!)
      : refunds.getByOutRefundNo(audit.out_refund_no);
  if (!refund) return refused(AuditCode.NoRefund, '退款单不存在');
  try {
    if (audit.refund_audit_status === AuditStatus.Agree) refunds.audit(refund.refundId, 'AGREE');
    else refunds.audit(refund.refundId, 'DENY', audit.deny_message);
  } catch (error) {
    if (error instanceof LedgerError) return refused(AuditCode.State, error.message);
    throw error;
  }
  return { err_no: AuditCode.Decided, err_tips: 'success' };
};
