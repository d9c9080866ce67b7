/**
 * The platform's server interfaces over HTTP (contract open-api §3), signed by the application. Point
 * `baseUrl` at a sandbox for tests.
 */
import type { KeyObject } from 'node:crypto';
import { AuditStatus } from '../src/contract/callbacks';
import { parseJson } from '../src/contract/schema/formats';
import type { Platform, PlatformOrder, PlatformRefund } from './platform';
import { authorize } from './signature';
import type { AuditState } from './words';

export interface HttpPlatformOptions {
  /** @default https://developer.toutiao.com */
  baseUrl?: string;
  appId: string;
  privateKey: KeyObject;
  /** @default 1 */
  keyVersion?: number;
  /** How long an answer may take, ms. @default 5000 */
  timeout?: number;
  /** Time of this server, ms. @default Date.now */
  now?(): number;
}

interface Reply {
  err_no?: number;
  err_tips?: string;
  data?: Record<string, unknown>;
}

const NOT_THERE = 20000;

/** One signed call. @throws Error that names the address, when there is no such answer */
const caller =
  ({
    baseUrl = 'https://developer.toutiao.com',
    timeout = 5000,
    now = Date.now,
    ...by
  }: HttpPlatformOptions) =>
  async (operation: string, body: object): Promise<Reply & { err_no: number }> => {
    const path = `/api/apps/trade/v2/${operation}`;
    const text = JSON.stringify(body);
    const url = `${baseUrl.replace(/\/+$/, '')}${path}`;
    const reply = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'byte-authorization': authorize('POST', path, text, { ...by, now: now() }),
      },
      body: text,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    // A proxy answers with a page.
    const answer = parseJson(await reply.text()) as Partial<Reply> | null | undefined;
    if (!reply.ok || typeof answer?.err_no !== 'number') throw new Error(`${url}: HTTP ${reply.status}`);
    return { ...answer, err_no: answer.err_no };
  };

interface RefundData {
  refund_status: PlatformRefund['refundStatus'];
  refund_at?: number;
  message: string;
  merchant_audit_detail: { audit_status: AuditState };
}

/** What the platform answers beside its own "no such thing" is no answer. */
const known = (operation: string, { err_no: errNo, err_tips: tips, data }: Reply) => {
  if (errNo === NOT_THERE) return undefined;
  if (errNo !== 0 || !data) throw new Error(`${operation}: ${errNo} ${tips ?? ''}`);
  return data;
};

export const httpPlatform = (options: HttpPlatformOptions): Platform => {
  const call = caller(options);
  return {
    async queryOrder({ outOrderNo }) {
      const data = known('query_order', await call('query_order', { out_order_no: outOrderNo }));
      return (
        data && {
          orderId: String(data.order_id),
          outOrderNo,
          orderStatus: data.order_status as PlatformOrder['orderStatus'],
        }
      );
    },
    async queryRefund({ outRefundNo }) {
      const data = known('query_refund', await call('query_refund', { out_refund_no: outRefundNo }));
      const [refund] = (data?.refund_list ?? []) as RefundData[];
      return (
        refund && {
          refundStatus: refund.refund_status,
          refundAuditStatus: refund.merchant_audit_detail.audit_status,
          endTime: refund.refund_at,
          message: refund.message,
        }
      );
    },
    async auditRefund({ outRefundNo, agree, denyMessage }) {
      const { err_no: errNo, err_tips: tips } = await call('merchant_audit_callback', {
        out_refund_no: outRefundNo,
        refund_audit_status: agree ? AuditStatus.Agree : AuditStatus.Refuse,
        ...(denyMessage === undefined ? {} : { deny_message: denyMessage }),
      });
      return errNo === 0 ? undefined : (tips ?? `error ${errNo}`);
    },
  };
};
