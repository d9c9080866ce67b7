/** What was asked, as the pattern that a recorded rule compares. */
import { isRecord } from '../../record';
import { isSecret, isSecretText } from './secrets';

export const ANY = '*';
const DAY = 86_400_000;

/** Names of what differs from call to call: times, numbers used once, codes that a person has been sent. */
const VOLATILE =
  /^(?:_|_?t|ts|_?timestamp|time|nonce|nonce_?str|rand|random|r|request_?id|trace_?id|sign|signature|v_?t|(?:(?:sms|verif(?:y|ication)|ver|validate)_?)?code|captcha|(?:pay_?)?pin|t?otp)$/i;

const isNow = (text: string): boolean => {
  const time = /^\d{13}$/.test(text) ? Number(text) : /^\d{10}$/.test(text) ? Number(text) * 1000 : NaN;
  return Math.abs(time - Date.now()) < DAY;
};

/** A value of a request as the pattern for it. */
export function patternOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => patternOf(item, name));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key.startsWith('$') ? `${key} ` : key,
        patternOf(part, key),
      ]),
    );
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  if (isSecret(name, value) || VOLATILE.test(name) || isNow(String(value))) return ANY;
  if (typeof value !== 'string') return value;
  return isSecretText(value) ? ANY : value.replaceAll(/[*]/g, '\\*');
}
