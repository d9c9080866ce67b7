import { platformKeyOf } from 'microapp-trade-sandbox';
import { readArguments } from '../arguments';
import { say } from '../terminal';
import { grammarOf, type Command } from './command';

export interface KeysArguments {
  db: string;
}

const DEFAULT_DB = '.trade-sim/ledger.db';

const grammar = grammarOf({
  name: 'keys',
  summary: "Prints the platform's public key: what your server verifies callbacks with.",
  operands: [],
  options: { db: { type: 'string', value: '<file>', help: `file of the sandbox (${DEFAULT_DB})` } },
  examples: ['keys', 'keys --db :memory:'],
});

export const keys: Command<KeysArguments> = {
  ...grammar,
  read: (argv) => ({ db: readArguments(grammar, argv).values.db ?? DEFAULT_DB }),
  run({ db }) {
    say(platformKeyOf(db).publicKey.export({ type: 'spki', format: 'pem' }).toString().trimEnd());
    return Promise.resolve(0);
  },
};
