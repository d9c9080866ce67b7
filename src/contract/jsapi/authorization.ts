import type { Problem } from '../schema/walk';
import type { Context } from './contract';

/**
 * byteAuthorization of tt.requestOrder (contract jsapi §2.4): a scheme with a blank behind it, then
 * `name=value` with commas between.
 */
export const SCHEME = 'SHA256-RSA2048 ';
/** What is signed beside timestamp, nonce_str and data. */
export const SIGNED_METHOD = 'POST';
export const SIGNED_URI = '/requestOrder';
/** Bits of the application's key, at least. */
export const KEY_BITS = 2048;
/** An older signature is refused. */
export const AUTHORIZATION_MS = 60 * 60 * 1000;
/** By so much the clock of the developer's server may be ahead. */
export const AHEAD_MS = 5 * 60 * 1000;

const NAMES = ['appid', 'nonce_str', 'timestamp', 'key_version', 'signature'] as const;
type AuthorizationPart = (typeof NAMES)[number];

/** Forms of values: what they are, and the test. The timestamp is in seconds. */
const FORMS: Partial<Record<AuthorizationPart, [wanted: string, form: RegExp]>> = {
  timestamp: ['whole Unix seconds', /^\d{1,10}$/],
  key_version: ['a whole number', /^\d+$/],
  signature: [
    'standard base64 with padding',
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  ],
};

/** Values by name, each as often as it is given; they may stand in double quotes (README Q20). */
function valuesOf(header: string): Record<AuthorizationPart, string[]> {
  const found: Record<AuthorizationPart, string[]> = {
    appid: [],
    nonce_str: [],
    timestamp: [],
    key_version: [],
    signature: [],
  };
  for (const part of header.slice(SCHEME.length).split(',')) {
    const at = part.indexOf('=');
    const name = NAMES.find((each) => each === part.slice(0, at).trim());
    const value = part.slice(at + 1).trim();
    if (name) found[name].push(value.replace(/^"(.*)"$/, '$1'));
  }
  return found;
}

/** The five values of a header that `authorizationForm` has nothing against. */
export function authorizationParts(header: string): Record<AuthorizationPart, string> {
  const { appid, nonce_str, timestamp, key_version, signature } = valuesOf(header);
  return {
    appid: appid[0],
    nonce_str: nonce_str[0],
    timestamp: timestamp[0],
    key_version: key_version[0],
    signature: signature[0],
  };
}

type Options = { byteAuthorization: string };
const ILLEGAL = 11004;
const PATH = 'byteAuthorization';

/** The header can be read: its scheme, and each value once and in its form. */
export function authorizationForm({ byteAuthorization: header }: Options): Problem | undefined {
  const malformed = (path: string, wanted: string, got: string): Problem => ({
    path,
    wanted,
    got,
    errNo: ILLEGAL,
    line: '参数',
  });
  if (!header.startsWith(SCHEME))
    return malformed(
      PATH,
      `text that begins with ${JSON.stringify(SCHEME)}`,
      JSON.stringify(header.slice(0, SCHEME.length)),
    );
  const values = valuesOf(header);
  for (const name of NAMES) {
    const [value, ...more] = values[name];
    const [wanted, form] = FORMS[name] ?? [];
    if (more.length > 0) return malformed(`${PATH}.${name}`, 'given once', `${more.length + 1} of it`);
    if (!value) return malformed(`${PATH}.${name}`, 'given', 'nothing');
    if (wanted && !form?.test(value)) return malformed(`${PATH}.${name}`, wanted, value);
  }
  return undefined;
}

/** A signature counts for an hour. */
export function authorizationAge({ byteAuthorization }: Options, { now }: Context): Problem | undefined {
  const age = now - Number(authorizationParts(byteAuthorization).timestamp) * 1000;
  if (age <= AUTHORIZATION_MS && age >= -AHEAD_MS) return undefined;
  const wanted = `at most ${AUTHORIZATION_MS / 1000} s old and ${AHEAD_MS / 1000} s ahead`;
  return {
    path: `${PATH}.timestamp`,
    wanted,
    got: `one that is ${Math.abs(Math.round(age / 1000))} s ${age < 0 ? 'ahead' : 'old'}`,
    errNo: ILLEGAL,
    line: '校验',
  };
}
