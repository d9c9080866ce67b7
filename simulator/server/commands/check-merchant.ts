import { checkMerchant, platformKeyOf, type CheckOptions } from 'microapp-trade-sandbox';
import { readArguments, UsageError, wholeFrom } from '../arguments';
import { sayIn } from '../../words/table';
import { language, say } from '../terminal';
import { words } from '../words';
import { grammarOf, type Command } from './command';
import { merchantIn, rows } from './merchant-words';
import { DEFAULT_DB } from './sandbox-options';

export interface CheckArguments extends Pick<
  CheckOptions,
  'baseUrl' | 'callbackUrl' | 'goods' | 'requestOrder' | 'headers'
> {
  /** File of the sandbox with whose key callbacks are signed. */
  db: string;
}

const DEFAULT_GOODS = { goodsId: '7301245789012345678', goodsType: 1, price: 19800 };

const grammar = grammarOf({
  name: 'check-merchant',
  summary: {
    en: 'Checks your own server: the questions of the kit and the callbacks of the platform. It buys two units there and refunds one.',
    zh: '检查你自己的服务端：组件的询问与平台的回调。会在那里买两份、退一份。',
  },
  operands: ['url'],
  options: {
    callback: {
      type: 'string',
      value: '<url>',
      help: {
        en: 'where it receives callbacks (<url>/callback)',
        zh: '接收回调的地址（默认 <url>/callback）',
      },
    },
    db: {
      type: 'string',
      value: '<file>',
      help: {
        en: `file of the sandbox whose key signs the callbacks (${DEFAULT_DB})`,
        zh: `用其密钥为回调签名的沙箱文件（默认 ${DEFAULT_DB}）`,
      },
    },
    'goods-id': {
      type: 'string',
      value: '<id>',
      help: {
        en: `goods that it sells (${DEFAULT_GOODS.goodsId})`,
        zh: `它在售的商品（默认 ${DEFAULT_GOODS.goodsId}）`,
      },
    },
    'goods-type': {
      type: 'string',
      value: '<1|2>',
      help: { en: "1 the library's, 2 your own (1)", zh: '1 商品库商品，2 自有商品（默认 1）' },
    },
    price: {
      type: 'string',
      value: '<fen>',
      help: {
        en: `price of one unit, in fen (${DEFAULT_GOODS.price})`,
        zh: `单价，单位分（默认 ${DEFAULT_GOODS.price}）`,
      },
    },
    header: {
      type: 'string',
      multiple: true,
      value: '<name: value>',
      help: { en: 'header to send with each question', zh: '每次询问都带上的请求头' },
    },
    'request-order': {
      type: 'boolean',
      help: { en: 'check the signing for tt.requestOrder too', zh: '同时检查 tt.requestOrder 的签名' },
    },
  },
  examples: ['check-merchant http://127.0.0.1:8080/merchant --callback http://127.0.0.1:8080/callback'],
});

function addressFrom(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(words['no-address'], { what: name, text });
  return text.replace(/\/+$/, '');
}

function headerFrom(text: string): [string, string] {
  const at = text.indexOf(':');
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || !/^[\w-]+$/.test(name)) throw new UsageError(words['option-header'], { text });
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
        goodsType: wholeFrom('--goods-type', values['goods-type'] ?? String(DEFAULT_GOODS.goodsType), 1, 2),
        price: wholeFrom('--price', values.price ?? String(DEFAULT_GOODS.price), 1, 1e9),
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
      const tell = (text: string): string => merchantIn(language(), text);
      const end = language() === 'zh' ? '。' : '. ';
      const line =
        problem === undefined
          ? `${rows['merchant-ok'][language()]} ${tell(name)}`
          : `${rows['merchant-fail'][language()]} ${tell(name)}: ${tell(problem)}${end}${tell(fix ?? '')}`;
      say(line.split(/\s*\n\s*/).join(' '));
    }
    say(sayIn(words, language())('merchant-sum', counts));
    return counts.failed === 0 ? 0 : 1;
  },
};
