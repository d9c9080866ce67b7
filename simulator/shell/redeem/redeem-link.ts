/** The shop's server and the sandbox's list of codes, as the redeem panel uses them. Times in ms. */
import type { CouponState } from '../../../src/contract/coupon';
import { asObject, call, SandboxError } from '../http';
import { words } from './strings';

/** One step in the life of a code. */
export interface CodeEvent {
  time: number;
  step: string;
  verifyId?: string;
  shopName?: string;
}

export interface Code {
  itemOrderId: string;
  code: string;
  state: CouponState;
  totalTimes: number;
  usableTimes: number;
  history: CodeEvent[];
}

export interface CodedOrder {
  orderId: string;
  outOrderNo: string;
  title: string;
  coupons: Code[];
}

export interface Codes {
  /** By the sandbox's clock. */
  now: number;
  orders: CodedOrder[];
}

export interface Certificate {
  certificateId: string;
  encryptedCode: string;
  itemOrderId: string;
  maskedCode: string;
  state: CouponState;
  validTo: number;
  totalTimes: number;
  usableTimes: number;
}

export interface Prepared {
  verifyToken: string;
  outOrderNo: string;
  title: string;
  /** The scanned one first. */
  certificates: Certificate[];
}

export interface Result {
  certificateId: string;
  /** 0: redeemed. */
  resultCode: number;
  resultMsg: string;
}

/** What a person tells codes apart by. */
export const tailOf = (code: string): string => code.slice(-4);

export const isUsable = (state: CouponState): boolean => state === 'usable' || state === 'refundFailed';

export const getCodes = async (): Promise<Codes> => asObject<Codes>(await call('/sandbox/coupons'), 'orders');

/** A code may be grouped by blanks. @throws SandboxError with the shop's words */
export async function prepare(scanned: string): Promise<Prepared> {
  const text = scanned.trim();
  const isLink = /^https?:/i.test(text);
  if (!isLink && !/^\d{12,16}$/.test(text.replace(/[\s-]/g, '')))
    throw new SandboxError(words.scan.malformed);
  const answer = await call('/merchant/coupons/prepare', isLink ? { link: text } : { code: text });
  return asObject<Prepared>(answer, 'certificates');
}

/** @param certificates one entry for each use */
export async function verify(verifyToken: string, certificates: readonly Certificate[]): Promise<Result[]> {
  const named = certificates.map(({ certificateId, encryptedCode }) => ({ certificateId, encryptedCode }));
  const answer = await call('/merchant/coupons/verify', { verifyToken, certificates: named });
  return asObject<{ results: Result[] }>(answer, 'results').results;
}

export const undo = (verifyId: string): Promise<unknown> => call('/merchant/coupons/undo', { verifyId });
