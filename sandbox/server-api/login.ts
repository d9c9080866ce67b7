/** code2Session: the user behind a code of tt.login (contract open-api §2.1). */
import { ServerFailure, text } from './world';
import type { ServerHandler } from './world';

const NO_CODE = 40014;
const NO_APP = 40015;
const WRONG_SECRET = 40017;
const WRONG_CODE = 40018;
const WRONG_ANONYMOUS_CODE = 40019;

const codeToSession: ServerHandler = ({ users, secrets, knowsApp }, { body }) => {
  const code = text(body, 'code') || undefined;
  const anonymousCode = text(body, 'anonymous_code') || undefined;
  if (code === undefined && anonymousCode === undefined)
    throw new ServerFailure(NO_CODE, 'code or anonymous_code');
  if (!knowsApp(text(body, 'appid')!)) throw new ServerFailure(NO_APP);
  if (text(body, 'secret') !== secrets.appSecret)
    throw new ServerFailure(WRONG_SECRET, 'it is not what trade-sim keys --server prints');
  const user = users.sessionOf(code, anonymousCode);
  if (user.problem !== undefined)
    throw new ServerFailure(user.problem === 'code' ? WRONG_CODE : WRONG_ANONYMOUS_CODE);
  const { sessionKey, openId, unionId, anonymousOpenId } = user;
  return {
    ...(code === undefined ? {} : { session_key: sessionKey, openid: openId, unionid: unionId }),
    ...(anonymousCode === undefined ? {} : { anonymous_openid: anonymousOpenId }),
  };
};

export const loginHandlers: Record<string, ServerHandler> = { 'login.jscode2session': codeToSession };
