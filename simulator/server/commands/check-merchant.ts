import { checkMerchant, platformKeyOf, type CheckOptions } from 'microapp-trade-sandbox';
import { readArguments, UsageError } from '../arguments';
import { say } from '../terminal';
import { grammarOf, type Command } from './command';

export interface CheckArguments extends Pick<
  CheckOptions,
  'baseUrl' | 'callbackUrl' | 'goods' | 'requestOrder' | 'headers'
> {
  /** File of the sandbox with whose key callbacks are signed. */
  db: string;
}

const DEFAULT_DB = '.trade-sim/ledger.db';
const DEFAULT_GOODS = { goodsId: '7301245789012345678', goodsType: 1, price: 19800 };

const grammar = grammarOf({
  name: 'check-merchant',
  summary:
    'Checks your own server: the questions of the kit and the callbacks of the platform. It buys two units there and refunds one.',
  operands: ['url'],
  options: {
    callback: { type: 'string', value: '<url>', help: 'where it receives callbacks (<url>/callback)' },
    db: {
      type: 'string',
      value: '<file>',
      help: `file of the sandbox whose key signs the callbacks (${DEFAULT_DB})`,
    },
    'goods-id': { type: 'string', value: '<id>', help: `goods that it sells (${DEFAULT_GOODS.goodsId})` },
    'goods-type': { type: 'string', value: '<1|2>', help: "1 the library's, 2 your own (1)" },
    price: { type: 'string', value: '<fen>', help: `price of one unit, 分 (${DEFAULT_GOODS.price})` },
    header: {
      type: 'string',
      multiple: true,
      value: '<name: value>',
      help: 'header to send with each question',
    },
    'request-order': { type: 'boolean', help: 'check the signing for tt.requestOrder too' },
  },
  examples: ['check-merchant http://127.0.0.1:8080/merchant --callback http://127.0.0.1:8080/callback'],
});

function addressFrom(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(`${name} ${text}: no address. Write it as http://127.0.0.1:8080/merchant.`);
  return text.replace(/\/+$/, '');
}

function numberFrom(name: string, text: string | undefined, otherwise: number, most: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new UsageError(`--${name} ${text}: a whole number from 1 to ${most}.`);
  return number;
}

function headerFrom(text: string): [string, string] {
  const at = text.indexOf(':');
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || !/^[\w-]+$/.test(name))
    throw new UsageError(`--header ${text}: write it as "authorization: Bearer abc".`);
  return [name, value];
}

export const checkMerchantCommand: Command<CheckArguments> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    const baseUrl = addressFrom('check-merchant', operands[0]!);
    return {
      baseUrl,
      callbackUrl:
        values.callback === undefined ? `${baseUrl}/callback` : addressFrom('--callback', values.callback),
      db: values.db ?? DEFAULT_DB,
      goods: {
        goodsId: values['goods-id'] ?? DEFAULT_GOODS.goodsId,
        goodsType: numberFrom('goods-type', values['goods-type'], DEFAULT_GOODS.goodsType, 2),
        price: numberFrom('price', values.price, DEFAULT_GOODS.price, 1e9),
      },
      headers: Object.fromEntries((values.header ?? []).map(headerFrom)),
      requestOrder: values['request-order'] === true,
    };
  },

  async run({ db, ...options }) {
    const counts = { passed: 0, failed: 0 };
    for await (const { name, problem, fix } of checkMerchant({
      ...options,
      platformKey: platformKeyOf(db).privateKey,
    })) {
      counts[problem === undefined ? 'passed' : 'failed'] += 1;
      const line = problem === undefined ? `ok    ${name}` : `FAIL  ${name}: ${problem}. ${fix ?? ''}`;
      say(line.split(/\s*\n\s*/).join(' '));
    }
    say(`${counts.passed} passed, ${counts.failed} failed`);
    return counts.failed === 0 ? 0 : 1;
  },
};
