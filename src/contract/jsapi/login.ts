import { rows } from './error-rows';
import type { ApiContract } from './contract';
import { flag, object, required, text } from '../schema/fields';

/** How long `code` and `anonymousCode` can be exchanged, ms. */
export const LOGIN_CODE_MS = 180000;

/** tt.login (contract jsapi §7). */
export const login: ApiContract = {
  name: 'login',
  ref: 'jsapi.md §7',
  options: object(
    { force: flag("open the host's login dialog for a user who is not logged in (default true)") },
    'options of tt.login',
  ),
  success: {
    code: text('temporary, valid for 3 minutes'),
    anonymousCode: text('valid for 3 minutes', { required }),
    isLogin: flag('whether the user is logged in', { required }),
  },
  errors: rows(['parameters', 'broken', 'unauthorised'], true),
};

/** tt.checkSession (contract jsapi §7). */
export const checkSession: ApiContract = {
  name: 'checkSession',
  ref: 'jsapi.md §7',
  options: object({}, 'options of tt.checkSession: none'),
  success: {},
  errors: rows(['broken', 'session'], true),
};
