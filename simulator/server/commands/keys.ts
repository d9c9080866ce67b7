import { readFileSync } from 'node:fs';
import { platformKeyOf, serverSecretsOf } from 'microapp-trade-sandbox';
import { UsageError, usageOf, type Option } from '../arguments';
import { grammarOf } from './command';
import { DEFAULT_DB } from './sandbox-options';
import { verb } from './verb';
import { answers, options as words, summaries } from './verb-words';

interface ServerKeys {
  appId: string;
  appSecret: string;
  salt: string;
  callbackToken: string;
  platformKey: string;
  keyVersion?: number;
}

const options = {
  db: { type: 'string', value: '<file>', help: words['keys-db'] },
  running: { type: 'boolean', help: words.running },
  upload: {
    type: 'string',
    value: '<file>',
    help: words.upload,
  },
  server: { type: 'boolean', help: words.server },
} as const satisfies Record<string, Option>;

const grammar = grammarOf({
  name: 'keys',
  summary: summaries.keys,
  operands: [],
  options,
  examples: ['keys', 'keys --server', 'keys --running --server --json', 'keys --upload public.pem'],
});

const lines = (
  { appId, appSecret, salt, callbackToken, platformKey }: ServerKeys,
  server: boolean,
): string[] => [
  ...(server
    ? [
        `app id      ${appId}`,
        `app secret  ${appSecret}`,
        `SALT        ${salt}`,
        `Token       ${callbackToken}`,
      ]
    : []),
  ...platformKey.trim().split('\n'),
];

const publicKeyFrom = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(answers['key-unread'], { file, problem: (error as Error).message });
  }
};

export const keys = verb(grammar, async ({ values, sandbox }) => {
  const { db, running, upload, server = false } = values;
  if (db !== undefined && (running === true || upload !== undefined))
    throw new UsageError(answers['db-running'], { usage: usageOf(grammar) });
  if (upload !== undefined) {
    const told = await sandbox.post<{ keyVersion: number }>('sandbox/keys', {
      publicKey: publicKeyFrom(upload),
    });
    return { data: told, lines: [`key_version ${told.keyVersion}`] };
  }
  if (running === true) {
    const told = await sandbox.get<ServerKeys>('sandbox/keys');
    return { data: told, lines: lines(told, server) };
  }
  const file = db ?? DEFAULT_DB;
  const platformKey = platformKeyOf(file).publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const told: ServerKeys = { ...serverSecretsOf(file), platformKey };
  return { data: told, lines: lines(told, server) };
});
