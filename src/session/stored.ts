import { FEES } from '../contract/fees';
import { ID_BYTES, MAX_QUANTITY } from '../contract/limits';
import { GOODS_LABEL, MARKETING, ORDER_INFO } from '../contract/merchant/answers';
import { checkShape } from '../contract/merchant/check';
import { sentenceOf } from '../contract/schema/mistakes';
import type { Problem } from '../contract/schema/walk';
import { integer, list, money, object, passThrough, required, text } from '../contract/schema/fields';
import { report } from '../handlers/report';
import type { Visit } from '../ports/sessions';

const words = text('', { required });
const id = text('', { required, minBytes: 1, maxBytes: ID_BYTES });
const count = integer('', { required, min: 0 });
const quantity = integer('', { required, min: 1, max: MAX_QUANTITY });
const fen = money('', { required });
const error = object({ errNo: integer('', { required }), errMsg: words }, '');
const end = object({ status: words, result: passThrough('', { required }) }, '');

const GOODS = object(
  {
    goodsId: id,
    goodsType: integer('', { required, oneOf: [1, 2] }),
    bizLine: integer('', { required, oneOf: [1, 2] }),
    goodsName: words,
    goodsPhoto: words,
    currentPrice: fen,
    goodsLabels: list(GOODS_LABEL, '', { required }),
    dateRule: words,
    minLimits: quantity,
    maxLimits: quantity,
    stock: integer('', { min: 0 }),
    feeDetailsList: FEES,
    extra: passThrough(''),
    tradeOption: passThrough(''),
  },
  '',
);

/** What a visit is in the storage of the phone. */
const VISIT = object(
  {
    id,
    subject: words,
    since: count,
    serverSince: integer('', { min: 0 }),
    phase: text('', { required, oneOf: ['open', 'paying'] }),
    orderId: words,
    outOrderNo: words,
    closedOrderNo: text('', { maxBytes: ID_BYTES }),
    attempts: count,
    untold: list(count, '', { required }),
    waiting: list(object({ error, pay: end, refund: end }, ''), '', { required }),
    goods: GOODS,
    libraryPrice: money(''),
    form: object({ quantity, phone: words, contact: words, note: words }, ''),
    priced: object({ quantity, marketing: object(MARKETING.fields, '') }, ''),
    refund: object({ order: ORDER_INFO, amount: money(''), params: passThrough('') }, ''),
    outRefundNo: text('', { minBytes: 1 }),
    unsure: error,
  },
  '',
);

/** Whether this is a visit; what another version of the kit, or anybody else, has stored is reported once. */
export function isVisit(found: unknown, key: string): found is Visit {
  const [wrong] = checkShape(VISIT, found) as (Problem | undefined)[];
  const { id: got } = Object(found) as Partial<Visit>;
  const problem = wrong || (got === key ? undefined : { path: 'id', wanted: 'its key', got: String(got) });
  if (problem && said.indexOf(key) < 0) {
    said.push(key);
    report({
      component: 'session',
      state: '',
      event: '',
      part: 'storage',
      error: new Error(`a stored visit is left out: ${sentenceOf(problem)}`),
    });
  }
  return !problem;
}

const said: string[] = [];
