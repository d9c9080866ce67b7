/** code2Session: what a server makes of a code of tt.login (contract open-api §2.1). */
import { loginCodes } from './codes';
import type { Operation } from './operation';
import { object, required, text } from '../schema/fields';

export const LOGIN_OPERATIONS: readonly Operation[] = [
  {
    id: 'login.jscode2session',
    family: 'login',
    path: '/api/apps/v2/jscode2session',
    summary: 'Who the user behind a code of tt.login is',
    body: object(
      {
        appid: text('app id', { required, minBytes: 1 }),
        secret: text('app secret', { required, minBytes: 1 }),
        code: text('of a user who is logged in; it works once, for 3 minutes'),
        anonymous_code: text('of any user; at least one of the two'),
      },
      'who asks, about whom',
    ),
    answer: {
      session_key: text('secret of the session, new at each tt.login; with code only'),
      openid: text('the user, in this app; with code only'),
      anonymous_openid: text('the phone, in this app; with anonymous_code only'),
      unionid: text('the user, in all apps of the developer; with code only'),
    },
    codes: loginCodes(['system', 'parameters', 'appId', 'secret', 'code', 'anonymousCode']),
    ref: 'open-api.md §2',
  },
];
