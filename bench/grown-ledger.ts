/** A ledger of many orders, made by copying two that were really bought: one paid, one not. */
import Database from 'libsql';
import { createSandbox, type Sandbox } from '../sandbox/index';

/** Columns that number something: a copy has numbers of its own. */
const NUMBERS = new Set([
  'order_id',
  'out_order_no',
  'item_order_id',
  'pay_order_id',
  'certificate_id',
  'code',
  'verify_id',
]);
const TABLES = [
  'orders',
  'item_orders',
  'payments',
  'coupons',
  'history',
  'callbacks',
  'callback_attempts',
  'merchant_orders',
];
/** Digits of a number that the copies count with. */
const DIGITS = 7;

const order = {
  goodsList: [
    {
      goodsId: '7301245789012345678',
      goodsType: 1,
      goodsName: '火锅套餐',
      goodsPhoto: '/a.svg',
      price: 19800,
      quantity: 1,
      goodsLabels: ['随时退'],
    },
  ],
  payment: { totalAmount: 19800 },
};

/** Buys one order and leaves it unpaid or paid. Returns its number. */
const buy = async (sandbox: Sandbox, paid: boolean): Promise<string> => {
  const answer = await sandbox.call('createOrder', order);
  if (!answer.ok) throw new Error(answer.errMsg);
  const { orderId, payOrderId, orderToken } = answer as unknown as Record<string, string>;
  if (paid) {
    sandbox.cashier({ payOrderId: payOrderId!, orderToken: orderToken!, outcome: 'paid' });
    await sandbox.idle();
  }
  return orderId!;
};

const columnsOf = (db: Database.Database, table: string): string[] =>
  (db.prepare(`PRAGMA table_info(${table})`).all() as { name: string }[]).map(({ name }) => name);

/** What so many copies may count from: none of the numbers of the two orders ends as one of theirs. */
function firstFree(db: Database.Database, copies: number): number {
  const ends = TABLES.flatMap((table) =>
    columnsOf(db, table)
      .filter((name) => NUMBERS.has(name))
      .flatMap((name) => db.prepare(`SELECT substr(${name}, -${DIGITS}) AS digits FROM ${table}`).all()),
  ).map((row) => Number((row as { digits: string | null }).digits));
  for (let first = 0; ; first += copies)
    if (!ends.some((end) => end >= first && end < first + copies)) return first;
}

const copyTable = (
  db: Database.Database,
  table: string,
  orderId: string,
  [first, last]: [number, number],
): void => {
  // What counts by itself goes on counting, apart from the callback that an attempt belongs to.
  const kept = columnsOf(db, table).filter((name) => name !== 'step_id');
  const value = (name: string): string => {
    if (name === 'callback_id') return `callback_id + n * 10`;
    if (!NUMBERS.has(name)) return name;
    return `CASE WHEN ${name} IS NULL THEN NULL ELSE substr(${name}, 1, length(${name}) - ${DIGITS}) || printf('%0${DIGITS}d', n) END`;
  };
  const where =
    table === 'callback_attempts'
      ? 'callback_id IN (SELECT callback_id FROM callbacks WHERE order_id = ?)'
      : 'order_id = ?';
  db.prepare(
    `WITH RECURSIVE counter (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM counter WHERE n < ?)
     INSERT INTO ${table} (${kept.join(', ')})
     SELECT ${kept.map(value).join(', ')} FROM (SELECT * FROM ${table} WHERE ${where}) CROSS JOIN counter`,
  ).run(first, last, orderId);
};

/**
 * Writes a ledger of `paid` paid and `unpaid` unpaid orders to a file that is not there yet.
 */
export async function growLedger(
  file: string,
  { paid, unpaid }: { paid: number; unpaid: number },
): Promise<void> {
  const sandbox = createSandbox({ store: file });
  sandbox.setLoggedIn(true);
  const paidId = await buy(sandbox, true);
  const unpaidId = await buy(sandbox, false);
  await sandbox.close();
  const db = new Database(file);
  const first = firstFree(db, paid + unpaid);
  db.exec('BEGIN');
  for (const table of TABLES) {
    if (paid > 1) copyTable(db, table, paidId, [first, first + paid - 2]);
    if (unpaid > 1) copyTable(db, table, unpaidId, [first + paid, first + paid + unpaid - 2]);
  }
  db.exec('COMMIT');
  db.close();
}
