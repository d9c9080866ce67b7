import { kindOf } from '../contract/check';
import { ErrNo } from '../contract/codes';
import { FEES } from '../contract/fees';
import { ID_BYTES, MAX_QUANTITY } from '../contract/limits';
import { GOODS_LABEL, MARKETING, ORDER_INFO } from '../contract/merchant/answers';
import { checkShape } from '../contract/merchant/check';
import { sentenceOf } from '../contract/schema/mistakes';
import type { Problem } from '../contract/schema/walk';
import { integer, list, money, object, passThrough, required, text } from '../contract/schema/fields';
import { report } from '../handlers/report';
import type { Session, Visit } from '../ports/sessions';

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

/** What a payment was about. A visit without it is asked for all the same. */
const PARTS = {
  goods: GOODS,
  libraryPrice: money(''),
  form: object({ quantity, phone: words, contact: words, note: words }, ''),
  priced: object({ quantity, marketing: object(MARKETING.fields, '') }, ''),
};

/** What a visit is in the storage of the phone. */
const VISIT = object(
  {
    id,
    subject: words,
    since: count,
    serverSince: integer('', { min: 0 }),
    orderBefore: text('', { maxBytes: ID_BYTES }),
    phase: text('', { required, oneOf: ['open', 'paying'] }),
    orderId: words,
    outOrderNo: words,
    closedOrderNo: text('', { maxBytes: ID_BYTES }),
    attempts: count,
    untold: list(count, '', { required }),
    waiting: list(object({ error, pay: end, refund: end }, ''), '', { required }),
    refund: object({ order: ORDER_INFO, amount: money(''), params: passThrough('') }, ''),
    outRefundNo: text('', { minBytes: 1 }),
    unsure: error,
  },
  '',
);

/** As kits of 2026-11-22 to 2026-11-29 have stored it. */
interface Earlier {
  subject?: unknown;
  goods?: { goodsId?: unknown };
  phase?: unknown;
  attempts?: unknown;
  /** Attempts whose end was reported. */
  reported?: unknown;
  untold?: unknown;
  unsure?: unknown;
}

/** A copy of what was stored, as this kit has it. */
function today(found: unknown): Partial<Session> {
  const visit: Earlier = Object.assign({}, found);
  const { goods, attempts, reported, unsure } = visit;
  if (visit.subject === undefined) visit.subject = (Object(goods) as { goodsId?: unknown }).goodsId;
  // A failure was told of what nobody knew: how it ended is told, too.
  if (unsure === true)
    Object.assign(visit, {
      phase: 'paying',
      unsure: { errNo: ErrNo.ApplyRefundServer, errMsg: 'no answer came' },
    });
  if (unsure === false) delete visit.unsure;
  if (visit.untold === undefined && typeof reported === 'number')
    visit.untold = visit.phase === 'paying' ? [attempts] : [];
  return visit as Partial<Session>;
}

const said = new Set<string>();

/** What this kit cannot read is reported once. */
function tellLeftOut(key: string, what: string, problem: Problem): void {
  const place = `${key} ${what}`;
  if (said.has(place)) return;
  said.add(place);
  report({
    component: 'session',
    state: '',
    event: '',
    part: 'storage',
    error: new Error(`${what} is left out: ${sentenceOf(problem)}`),
  });
}

/** What is stored, by the ids of visits. A text or a list holds none, however long it is. */
export function entriesOf(found: unknown, key: string): Record<string, unknown> {
  const got = kindOf(found);
  if (got === 'object') return found as Record<string, unknown>;
  if (found != null) tellLeftOut(key, 'what was stored', { path: key, wanted: 'object', got });
  return {};
}

/**
 * The visit that was stored here by this kit or an earlier one. It may be a payment whose end nobody knows:
 * of one that can be read in part the rest is taken up.
 */
export function visitOf(found: unknown, key: string): Visit | undefined {
  const visit = today(found);
  const [wrong] = checkShape(VISIT, visit) as (Problem | undefined)[];
  const problem =
    wrong || (visit.id === key ? undefined : { path: 'id', wanted: 'its key', got: String(visit.id) });
  if (problem) {
    tellLeftOut(key, 'a stored visit', problem);
    return undefined;
  }
  (Object.keys(PARTS) as (keyof typeof PARTS)[]).forEach((name) => {
    const [unfit] = checkShape(object({ [name]: PARTS[name] }, ''), visit) as (Problem | undefined)[];
    if (!unfit) return;
    tellLeftOut(key, 'a part of a stored visit', unfit);
    delete visit[name];
  });
  return visit as Session;
}
