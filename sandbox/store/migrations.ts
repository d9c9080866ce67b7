import { MERCHANT_TABLES } from './merchant-tables';

/** Fills what triggers keep beside the orders: how many there are, and what they are found by. */
export const DERIVE = `
  DELETE FROM order_counts;
  INSERT INTO order_counts SELECT state, COUNT(*) FROM orders GROUP BY state;
  DELETE FROM order_goods;
  INSERT OR IGNORE INTO order_goods
    SELECT DISTINCT goods_id, COALESCE(json_extract(draft, '$.goods.goodsName'), '') FROM orders;
  DELETE FROM order_numbers;
  INSERT INTO order_numbers SELECT order_id, out_order_no FROM orders ORDER BY create_time, order_id;
`;

/**
 * The schema, step by step; a file remembers in `user_version` how many it has taken. Append, never edit.
 * Money in 分, times in ms.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE stock (goods_id TEXT PRIMARY KEY, remaining INTEGER NOT NULL CHECK (remaining >= 0)) WITHOUT ROWID;

  CREATE TABLE orders (
    order_id TEXT PRIMARY KEY,
    out_order_no TEXT NOT NULL UNIQUE,
    api TEXT NOT NULL,
    app_id TEXT NOT NULL,
    open_id TEXT NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unpaid', 'paid', 'closed')),
    goods_id TEXT NOT NULL,
    goods_type INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 1),
    total_amount INTEGER NOT NULL CHECK (total_amount >= 0),
    discount_amount INTEGER NOT NULL CHECK (discount_amount BETWEEN 0 AND total_amount),
    create_time INTEGER NOT NULL,
    pay_expire_time INTEGER NOT NULL,
    paid_time INTEGER,
    close_time INTEGER,
    close_reason TEXT CHECK (close_reason IN ('USER_CANCEL', 'TIME_OUT')),
    legacy INTEGER NOT NULL DEFAULT 0,
    scenario TEXT,
    draft TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX orders_by_expiry ON orders (pay_expire_time) WHERE state = 'unpaid';
  CREATE INDEX orders_by_time ON orders (create_time);

  CREATE TABLE item_orders (
    item_order_id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    position INTEGER NOT NULL,
    goods_id TEXT NOT NULL,
    sku_id TEXT,
    price INTEGER NOT NULL CHECK (price >= 0),
    paid_amount INTEGER NOT NULL CHECK (paid_amount BETWEEN 0 AND price),
    refunded_amount INTEGER NOT NULL DEFAULT 0 CHECK (refunded_amount BETWEEN 0 AND paid_amount),
    state TEXT NOT NULL CHECK (state IN ('unpaid', 'closed', 'usable', 'redeemed', 'refunding', 'refunded')),
    code TEXT UNIQUE
  ) WITHOUT ROWID;
  CREATE INDEX item_orders_by_order ON item_orders (order_id, position);

  CREATE TABLE payments (
    pay_order_id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    order_token TEXT NOT NULL,
    api TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'timedOut', 'failed', 'closed', 'cancelled', 'processing')),
    channel INTEGER NOT NULL CHECK (channel IN (1, 2, 10)),
    create_time INTEGER NOT NULL,
    end_time INTEGER,
    settle_time INTEGER,
    settles_paid INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX payments_by_order ON payments (order_id, create_time);
  CREATE INDEX payments_settling ON payments (settle_time) WHERE state = 'processing';
  CREATE UNIQUE INDEX payments_live ON payments (order_id) WHERE state IN ('open', 'processing');

  CREATE TABLE refunds (
    refund_id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    out_refund_no TEXT UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('applied', 'refunding', 'refunded', 'refused')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    create_time INTEGER NOT NULL,
    draft TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX refunds_by_order ON refunds (order_id);

  CREATE TRIGGER refunds_within_paid BEFORE INSERT ON refunds
  WHEN NEW.amount + (SELECT COALESCE(SUM(amount), 0) FROM refunds WHERE order_id = NEW.order_id AND state <> 'refused')
    > (SELECT CASE state WHEN 'paid' THEN total_amount - discount_amount ELSE 0 END FROM orders WHERE order_id = NEW.order_id)
  BEGIN SELECT RAISE(ABORT, 'the refunds of an order exceed what was paid'); END;

  CREATE TABLE callbacks (
    callback_id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    order_id TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'refused', 'failed')),
    create_time INTEGER NOT NULL,
    next_time INTEGER
  );
  CREATE INDEX callbacks_due ON callbacks (next_time) WHERE state = 'pending';
  CREATE INDEX callbacks_by_order ON callbacks (order_id);

  CREATE TABLE callback_attempts (
    callback_id INTEGER NOT NULL REFERENCES callbacks (callback_id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    time INTEGER NOT NULL,
    headers TEXT NOT NULL,
    status INTEGER,
    answer TEXT,
    problem TEXT,
    PRIMARY KEY (callback_id, attempt)
  ) WITHOUT ROWID;

  CREATE TABLE login_codes (code TEXT PRIMARY KEY, open_id TEXT NOT NULL, anonymous INTEGER NOT NULL, expire_time INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE merchant_numbers (day TEXT PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE merchant_orders (
    out_order_no TEXT PRIMARY KEY,
    order_id TEXT UNIQUE,
    goods_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unpaid', 'paid', 'closed')),
    create_time INTEGER NOT NULL,
    pay_expire_time INTEGER NOT NULL,
    total_amount INTEGER NOT NULL,
    discount_amount INTEGER NOT NULL,
    goods TEXT NOT NULL,
    item_orders TEXT NOT NULL,
    cp_extra TEXT NOT NULL,
    phone_number TEXT,
    contact_name TEXT,
    note TEXT
  ) WITHOUT ROWID;
  CREATE INDEX merchant_orders_by_time ON merchant_orders (create_time);
  CREATE INDEX merchant_orders_by_goods ON merchant_orders (goods_id, create_time);
  `,
  `
  DROP TABLE refunds;

  CREATE TABLE refunds (
    refund_id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    out_refund_no TEXT UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('applied', 'auditing', 'refunding', 'refunded', 'refused', 'failed')),
    audit_state TEXT NOT NULL DEFAULT 'INIT' CHECK (audit_state IN ('INIT', 'TOAUDIT', 'AGREE', 'DENY', 'OVERTIME')),
    needs_audit INTEGER NOT NULL DEFAULT 1,
    amount INTEGER NOT NULL CHECK (amount > 0),
    create_time INTEGER NOT NULL,
    audit_deadline INTEGER NOT NULL DEFAULT 0,
    audit_time INTEGER,
    deny_message TEXT,
    settle_time INTEGER,
    settles_paid INTEGER,
    end_time INTEGER,
    scenario TEXT,
    draft TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX refunds_by_order ON refunds (order_id);
  CREATE INDEX refunds_by_time ON refunds (create_time);
  CREATE INDEX refunds_auditing ON refunds (audit_deadline) WHERE state = 'auditing';
  CREATE INDEX refunds_settling ON refunds (settle_time) WHERE state = 'refunding';

  CREATE TABLE refund_items (
    refund_id TEXT NOT NULL REFERENCES refunds (refund_id) ON DELETE CASCADE,
    item_order_id TEXT NOT NULL REFERENCES item_orders (item_order_id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (refund_id, item_order_id)
  ) WITHOUT ROWID;
  CREATE INDEX refund_items_by_item ON refund_items (item_order_id);

  CREATE TRIGGER refunds_within_paid BEFORE INSERT ON refunds
  WHEN NEW.amount + (SELECT COALESCE(SUM(amount), 0) FROM refunds WHERE order_id = NEW.order_id AND state NOT IN ('refused', 'failed'))
    > (SELECT CASE state WHEN 'paid' THEN total_amount - discount_amount ELSE 0 END FROM orders WHERE order_id = NEW.order_id)
  BEGIN SELECT RAISE(ABORT, 'the refunds of an order exceed what was paid'); END;

  CREATE TRIGGER refund_items_within_paid BEFORE INSERT ON refund_items
  WHEN NEW.amount + (SELECT COALESCE(SUM(i.amount), 0) FROM refund_items i JOIN refunds r USING (refund_id)
      WHERE i.item_order_id = NEW.item_order_id AND r.state NOT IN ('refused', 'failed'))
    > (SELECT paid_amount FROM item_orders WHERE item_order_id = NEW.item_order_id)
  BEGIN SELECT RAISE(ABORT, 'the refunds of an item order exceed what was paid'); END;

  ALTER TABLE callbacks ADD COLUMN refund_id TEXT;

  CREATE TABLE merchant_refunds (
    out_refund_no TEXT PRIMARY KEY,
    refund_id TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    out_order_no TEXT NOT NULL,
    status INTEGER NOT NULL CHECK (status IN (1, 98, 99)),
    audit_state TEXT NOT NULL,
    needs_audit INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    items TEXT NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT NOT NULL,
    cp_extra TEXT NOT NULL,
    create_time INTEGER NOT NULL,
    audit_time INTEGER,
    end_time INTEGER,
    message TEXT
  ) WITHOUT ROWID;
  CREATE INDEX merchant_refunds_by_order ON merchant_refunds (out_order_no, create_time);
  `,
  `
  CREATE TABLE history (
    step_id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    order_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    note TEXT
  );
  CREATE INDEX history_by_order ON history (order_id);

  CREATE TABLE api_calls (
    call_id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    api TEXT NOT NULL,
    order_id TEXT,
    attempt TEXT,
    options TEXT NOT NULL,
    answer TEXT NOT NULL
  );
  CREATE INDEX api_calls_by_order ON api_calls (order_id) WHERE order_id IS NOT NULL;
  CREATE INDEX api_calls_by_attempt ON api_calls (attempt) WHERE attempt IS NOT NULL;

  CREATE TABLE phone_steps (
    step_id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    attempt TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    place TEXT,
    failed INTEGER NOT NULL,
    out_order_no TEXT,
    data TEXT
  );
  CREATE INDEX phone_steps_by_attempt ON phone_steps (attempt);
  CREATE INDEX phone_steps_by_order ON phone_steps (out_order_no) WHERE out_order_no IS NOT NULL;

  CREATE INDEX orders_by_state ON orders (state, create_time);
  `,
  `
  ALTER TABLE orders ADD COLUMN validity TEXT;

  CREATE TABLE coupons (
    item_order_id TEXT PRIMARY KEY REFERENCES item_orders (item_order_id),
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    certificate_id TEXT NOT NULL UNIQUE,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL CHECK (valid_to >= valid_from),
    total_times INTEGER NOT NULL CHECK (total_times >= 1),
    used_times INTEGER NOT NULL DEFAULT 0 CHECK (used_times BETWEEN 0 AND total_times),
    told TEXT NOT NULL DEFAULT 'issued' CHECK (told IN ('issued', 'started', 'expired'))
  ) WITHOUT ROWID;
  CREATE INDEX coupons_by_order ON coupons (order_id);
  CREATE INDEX coupons_starting ON coupons (valid_from) WHERE told = 'issued';
  CREATE INDEX coupons_ending ON coupons (valid_to) WHERE told <> 'expired';

  INSERT INTO coupons (item_order_id, order_id, certificate_id, valid_from, valid_to, total_times)
    SELECT i.item_order_id, i.order_id, i.item_order_id, o.paid_time, o.paid_time + 15552000000, 1
    FROM item_orders i JOIN orders o USING (order_id) WHERE i.code IS NOT NULL;

  CREATE TABLE coupon_links (
    link TEXT PRIMARY KEY,
    item_order_id TEXT NOT NULL REFERENCES coupons (item_order_id),
    stamp TEXT NOT NULL,
    issue_time INTEGER NOT NULL,
    expire_time INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX coupon_links_by_item ON coupon_links (item_order_id, expire_time);

  CREATE TABLE verify_tokens (
    verify_token TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    expire_time INTEGER NOT NULL,
    certificates TEXT NOT NULL,
    used_for TEXT,
    results TEXT
  ) WITHOUT ROWID;
  CREATE INDEX verify_tokens_by_order ON verify_tokens (order_id, expire_time);

  CREATE TABLE redemptions (
    verify_id TEXT PRIMARY KEY,
    item_order_id TEXT NOT NULL REFERENCES coupons (item_order_id),
    verify_time INTEGER NOT NULL,
    shop_name TEXT NOT NULL,
    undo_time INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX redemptions_by_item ON redemptions (item_order_id);

  CREATE TABLE merchant_tokens (verify_token TEXT PRIMARY KEY, order_id TEXT NOT NULL, create_time INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TRIGGER refund_items_not_redeemed BEFORE INSERT ON refund_items
  WHEN (SELECT state FROM item_orders WHERE item_order_id = NEW.item_order_id) = 'redeemed'
  BEGIN SELECT RAISE(ABORT, 'a redeemed item order is not refundable'); END;
  `,
  `
  ALTER TABLE callbacks ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE callbacks ADD COLUMN after_id INTEGER;
  CREATE INDEX callbacks_held ON callbacks (callback_id) WHERE held = 1;
  ALTER TABLE callback_attempts ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- The planner took it for what is unpaid, and read every unpaid order to find the next that expires.
  DROP INDEX orders_by_state;
  CREATE INDEX orders_paid ON orders (create_time) WHERE state = 'paid';
  CREATE INDEX orders_closed ON orders (create_time) WHERE state = 'closed';
  CREATE INDEX orders_unpaid ON orders (create_time) WHERE state = 'unpaid';
  CREATE INDEX orders_by_goods ON orders (goods_id, create_time);
  CREATE INDEX login_codes_by_expiry ON login_codes (expire_time);
  CREATE INDEX merchant_tokens_by_time ON merchant_tokens (create_time);
  CREATE INDEX callbacks_by_time ON callbacks (create_time);

  CREATE TABLE order_counts (state TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE order_goods (goods_id TEXT NOT NULL, goods_name TEXT NOT NULL, PRIMARY KEY (goods_id, goods_name)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE order_numbers USING fts5 (order_id, out_order_no, tokenize = 'trigram case_sensitive 1');

  CREATE TRIGGER orders_made AFTER INSERT ON orders BEGIN
    INSERT INTO order_counts VALUES (NEW.state, 1) ON CONFLICT (state) DO UPDATE SET n = n + 1;
    INSERT OR IGNORE INTO order_goods
      VALUES (NEW.goods_id, COALESCE(json_extract(NEW.draft, '$.goods.goodsName'), ''));
    INSERT INTO order_numbers VALUES (NEW.order_id, NEW.out_order_no);
  END;
  CREATE TRIGGER orders_stepped AFTER UPDATE OF state ON orders WHEN NEW.state <> OLD.state BEGIN
    UPDATE order_counts SET n = n - 1 WHERE state = OLD.state;
    INSERT INTO order_counts VALUES (NEW.state, 1) ON CONFLICT (state) DO UPDATE SET n = n + 1;
  END;
  ${DERIVE}
  `,
  `
  ALTER TABLE item_orders ADD COLUMN end_time INTEGER;
  UPDATE item_orders SET end_time = (SELECT MAX(h.time) FROM history h
      WHERE h.subject = 'item' AND h.subject_id = item_orders.item_order_id AND h.to_state = item_orders.state)
    WHERE state IN ('redeemed', 'refunded');

  CREATE TABLE settlements (
    settle_id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    app_id TEXT NOT NULL,
    out_settle_no TEXT NOT NULL,
    item_order_id TEXT REFERENCES item_orders (item_order_id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    state TEXT NOT NULL CHECK (state IN ('settling', 'settled')),
    create_time INTEGER NOT NULL,
    settle_time INTEGER NOT NULL,
    end_time INTEGER,
    draft TEXT NOT NULL,
    UNIQUE (app_id, out_settle_no)
  ) WITHOUT ROWID;
  CREATE INDEX settlements_by_order ON settlements (order_id, create_time);
  CREATE INDEX settlements_settling ON settlements (settle_time) WHERE state = 'settling';

  CREATE TABLE settlement_items (
    settle_id TEXT NOT NULL REFERENCES settlements (settle_id) ON DELETE CASCADE,
    item_order_id TEXT NOT NULL REFERENCES item_orders (item_order_id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (settle_id, item_order_id)
  ) WITHOUT ROWID;
  CREATE INDEX settlement_items_by_item ON settlement_items (item_order_id);

  CREATE TRIGGER settlements_within_paid BEFORE INSERT ON settlements
  WHEN NEW.amount + (SELECT COALESCE(SUM(amount), 0) FROM settlements WHERE order_id = NEW.order_id)
    > (SELECT CASE state WHEN 'paid' THEN total_amount - discount_amount ELSE 0 END FROM orders WHERE order_id = NEW.order_id)
  BEGIN SELECT RAISE(ABORT, 'the settlements of an order exceed what was paid'); END;

  -- What the developer's server redeemed with codes of its own: the same token again is the same redemption.
  CREATE TABLE deliveries (
    delivery_id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    token TEXT,
    items TEXT NOT NULL,
    create_time INTEGER NOT NULL,
    UNIQUE (order_id, token)
  ) WITHOUT ROWID;
  `,
  MERCHANT_TABLES,
  `
  -- By itself the index of numbers is put in order now and then in 70 ms, in which nobody is answered: a
  -- little of it with every sixteenth order takes less.
  INSERT INTO order_numbers (order_numbers, rank) VALUES ('automerge', 0);
  DROP TRIGGER orders_made;
  CREATE TRIGGER orders_made AFTER INSERT ON orders BEGIN
    INSERT INTO order_counts VALUES (NEW.state, 1) ON CONFLICT (state) DO UPDATE SET n = n + 1;
    INSERT OR IGNORE INTO order_goods
      VALUES (NEW.goods_id, COALESCE(json_extract(NEW.draft, '$.goods.goodsName'), ''));
    INSERT INTO order_numbers VALUES (NEW.order_id, NEW.out_order_no);
    INSERT INTO order_numbers (order_numbers, rank)
      SELECT 'merge', 32 WHERE last_insert_rowid() % 16 = 0;
  END;
  `,
];
