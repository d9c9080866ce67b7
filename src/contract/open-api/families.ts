import type { Family, FamilyName } from './operation';

/** One base address serves them all in the sandbox; at the platform they are at two hosts. */
export const FAMILIES: Readonly<Record<FamilyName, Family>> = {
  token: {
    name: 'token',
    title: 'client_token',
    host: 'https://open.douyin.com',
    prefixes: ['/oauth/'],
    authorization: 'none',
    unauthorised: 10013,
    parameters: 10002,
    unknown: 10002,
  },
  login: {
    name: 'login',
    title: 'code2Session',
    host: 'https://developer.toutiao.com',
    prefixes: ['/api/apps/v2/jscode2session', '/api/apps/jscode2session'],
    authorization: 'none',
    unauthorised: 40017,
    parameters: 40014,
    unknown: 40014,
  },
  tradeSigned: {
    name: 'tradeSigned',
    title: '行业交易系统 (trade v2), Byte-Authorization',
    host: 'https://developer.toutiao.com',
    prefixes: ['/api/apps/trade/v2/'],
    authorization: 'byteAuthorization',
    unauthorised: 11004,
    parameters: 10000,
    unknown: 28001017,
  },
  trade: {
    name: 'trade',
    title: '行业交易系统 (trade v2), access-token',
    host: 'https://open.douyin.com',
    prefixes: ['/api/apps/trade/v2/', '/api/trade/v2/'],
    authorization: 'accessToken',
    unauthorised: 28001003,
    parameters: 10000,
    unknown: 28001017,
  },
  tradeBasic: {
    name: 'tradeBasic',
    title: '通用交易系统 (trade_basic v1)',
    host: 'https://open.douyin.com',
    prefixes: ['/api/trade_basic/v1/'],
    authorization: 'accessToken',
    unauthorised: 28001003,
    parameters: 10000,
    unknown: 28001017,
  },
  ecpay: {
    name: 'ecpay',
    title: '担保支付 (ecpay v1)',
    host: 'https://developer.toutiao.com',
    prefixes: ['/api/apps/ecpay/v1/'],
    authorization: 'sign',
    unauthorised: 2008,
    parameters: 2010,
    unknown: 2010,
  },
};

/** A token of `/oauth/client_token/` counts for two hours … */
export const TOKEN_MS = 2 * 60 * 60 * 1000;
/** … the one before it for five minutes more; older ones not at all. */
export const OLD_TOKEN_MS = 5 * 60 * 1000;
