/** Sessions without a table: the buyer's open_id, when it ends, and a MAC over both. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const macOf = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** @param until ms */
export const issueSession = (secret: string, openId: string, until: number): string => {
  const text = `${Buffer.from(openId).toString('base64url')}.${until}`;
  return `${text}.${macOf(secret, text).toString('base64url')}`;
};

/** The buyer's open_id, or `undefined` when the session is not ours or has ended. */
export const readSession = (secret: string, session: string, now: number): string | undefined => {
  const [openId = '', until = '', mac = ''] = session.split('.');
  const given = Buffer.from(mac, 'base64url');
  const own = macOf(secret, `${openId}.${until}`);
  if (given.length !== own.length || !timingSafeEqual(given, own) || now >= Number(until)) return undefined;
  return Buffer.from(openId, 'base64url').toString();
};
