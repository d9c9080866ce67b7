/**
 * What the environment says. A wrong or missing value ends the program with one line that says what to do.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Settings {
  host: string;
  port: number;
  /** `postgres://…`, or the path of a SQLite file. */
  database: string;
  appId: string;
  platformKey: KeyObject;
  applicationKey: KeyObject;
  keyVersion: number;
  /** Where the platform is asked; nothing: only its callbacks count. */
  platformUrl?: string;
  /** Gets what is to be handed out. */
  warehouseUrl?: string;
  /** Signs the sessions of buyers; nothing: everybody may ask for every order. For tests only. */
  sessionSecret?: string;
  /** Lets buyers log in, together with the one above. */
  appSecret?: string;
  /** Where a code of tt.login is exchanged for the buyer's open_id. */
  loginUrl: string;
  /** What the staff's requests carry: they decide about refunds. */
  staffToken?: string;
  base: string;
}

export class SettingsError extends Error {}

const key = (name: string, make: (pem: string) => KeyObject, how: string): KeyObject => {
  const path = process.env[name];
  if (!path) throw new SettingsError(`${name} is not set: ${how}`);
  try {
    return make(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SettingsError(`${name}=${path}: ${(error as Error).message}. ${how}`);
  }
};

const whole = (name: string, otherwise: number): number => {
  const text = process.env[name] ?? String(otherwise);
  if (!/^\d{1,6}$/.test(text)) throw new SettingsError(`${name}=${text} should be a whole number`);
  return Number(text);
};

/** @throws SettingsError */
export const readSettings = (): Settings => ({
  host: process.env.HOST ?? '127.0.0.1',
  port: whole('PORT', 8080),
  database: process.env.DATABASE ?? 'shop.db',
  appId: process.env.APP_ID ?? 'tt0123456789abcdef01',
  platformKey: key('PLATFORM_KEY', createPublicKey, 'trade-sim keys > platform.pem prints that of a sandbox'),
  applicationKey: key('APPLICATION_KEY', createPrivateKey, 'openssl genrsa -out private.pem 2048 makes one'),
  keyVersion: whole('KEY_VERSION', 1),
  platformUrl: process.env.PLATFORM_URL,
  warehouseUrl: process.env.WAREHOUSE_URL,
  sessionSecret: process.env.SESSION_SECRET,
  appSecret: process.env.APP_SECRET,
  loginUrl: process.env.LOGIN_URL ?? 'https://developer.toutiao.com/api/apps/v2/jscode2session',
  staffToken: process.env.STAFF_TOKEN,
  base: process.env.BASE ?? '/merchant',
});
