/** What the server kit's store has beside the merchant's first three tables (server/store/migrations.ts). */
export const MERCHANT_TABLES = `
  ALTER TABLE merchant_orders ADD COLUMN open_id TEXT;

  CREATE TABLE merchant_money (
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund')),
    number TEXT NOT NULL,
    out_order_no TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    time INTEGER NOT NULL,
    PRIMARY KEY (kind, number)
  ) WITHOUT ROWID;
  CREATE INDEX merchant_money_by_order ON merchant_money (out_order_no);
  INSERT INTO merchant_money
    SELECT 'payment', out_order_no, out_order_no, total_amount - discount_amount, create_time
    FROM merchant_orders WHERE state = 'paid';
  INSERT INTO merchant_money
    SELECT 'refund', out_refund_no, out_order_no, amount, COALESCE(end_time, create_time)
    FROM merchant_refunds WHERE status = 98;

  CREATE TABLE merchant_callbacks (callback_key TEXT PRIMARY KEY, time INTEGER NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX merchant_callbacks_by_time ON merchant_callbacks (time);
`;
