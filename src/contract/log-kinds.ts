/** The kinds of entries in the sandbox's log, as it sends them and as its readers listen for them. */

/** `server`: a developer's server called the platform. */
export const LOG_KINDS = [
  'api',
  'server',
  'ledger',
  'callback',
  'merchant',
  'clock',
  'scenario',
  'user',
  'reset',
  'problem',
] as const;

export type LogKind = (typeof LOG_KINDS)[number];
