import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REJECTED_ORDER } from '../../../src/contract/pre-order';
import { APIS, failText, validate } from '../../../src/contract/jsapi/index';
import { ABSENT, casesOf, changed, DAY, letters, NOW, ofBytes, warningsOf } from './jsapi-cases';
import type { Data } from './jsapi-cases';

const { accepts, refuses, field } = casesOf('createOrder');

const GOODS: Data = {
  quantity: 2,
  price: 100,
  goodsName: '双人套餐',
  goodsPhoto: 'https://img.example/1.png',
  goodsId: 'g1',
  goodsType: 1,
  goodsLabels: ['随时退'],
};
const BASE: Data = { goodsList: [GOODS], payment: { totalAmount: 200 } };
const SKU: Data = { quantity: 1, skuId: 's1', skuType: 1 };
const INFO: Data = { goodsName: '票', goodsPhoto: 'p', goodsId: 'g1', goodsType: 1 };
const SKU_BASE: Data = { skuList: [SKU], payment: { totalAmount: 100 } };
const OWN_SKU: Data = { ...SKU_BASE, skuList: [{ ...SKU, skuType: 2, price: 100, goodsInfo: INFO }] };
const first = (list: unknown): Data => (list as Data[])[0] as Data;

accepts('', 'the smallest order', BASE);
accepts('[JS-CREATE-SKU-04]', 'a library sku without price and goodsInfo', SKU_BASE);
accepts('[JS-CREATE-SKU-03]', 'a non-library sku with price and goodsInfo', OWN_SKU);

refuses(
  '[JS-CREATE-LIST-01]',
  'an order without goodsList and skuList',
  { payment: { totalAmount: 1 } },
  'goodsList',
);
refuses('[JS-CREATE-LIST-02]', 'an order with both lists', { ...BASE, skuList: [SKU] }, 'goodsList');
accepts('[JS-CREATE-LIST-03]', 'goodsList [] with one sku', { ...SKU_BASE, goodsList: [] });
refuses(
  '[JS-CREATE-LIST-03]',
  'goodsList [] with skuList []',
  { ...BASE, goodsList: [], skuList: [] },
  'goodsList',
);
const TWO_SPUS = { ...BASE, goodsList: [GOODS, { ...GOODS, goodsId: 'g2' }] };
refuses('[JS-CREATE-LIST-04]', 'two goods with different goodsId', TWO_SPUS, 'goodsList');
accepts('[JS-CREATE-LIST-04]', 'two entries of one goodsId', {
  goodsList: [GOODS, GOODS],
  payment: { totalAmount: 400 },
});
refuses(
  '[JS-CREATE-LIST-05]',
  'two skus',
  { ...SKU_BASE, skuList: [SKU, { ...SKU, skuId: 's2' }] },
  'skuList',
);
accepts(
  '[JS-CREATE-LIST-05]',
  'two skus behind the switch',
  { ...SKU_BASE, skuList: [SKU, { ...SKU, skuId: 's2' }] },
  { severalSkus: true },
);
refuses('[JS-CREATE-LIST-06]', 'an object as goodsList', { ...BASE, goodsList: GOODS }, 'goodsList');
refuses('[JS-CREATE-LIST-06]', 'an object as skuList', { ...SKU_BASE, skuList: SKU }, 'skuList');
const MERGED = { fullyMerged: true, needsReservation: (id: string) => id === 'booked' };
refuses(
  '[JS-CREATE-LIST-07]',
  'reservation goods in goodsList of a merged order',
  changed(BASE, 'goodsList[0].goodsId', 'booked'),
  'goodsList',
  MERGED,
);
refuses('[JS-CREATE-LIST-07]', 'other goods in skuList of a merged order', SKU_BASE, 'skuList', MERGED);
accepts('[JS-CREATE-LIST-07]', 'other goods in goodsList of a merged order', BASE, MERGED);
accepts('[JS-CREATE-LIST-07]', 'other goods in skuList of an unmerged order', SKU_BASE, {
  ...MERGED,
  fullyMerged: false,
});

const G = 'goodsList[0]';
field('[JS-CREATE-GOODS-01]', BASE, `${G}.quantity`, { bad: [ABSENT, '1'] });
field('[JS-CREATE-GOODS-01] [JS-CALL-MONEY-01]', BASE, `${G}.price`, { bad: [ABSENT, '1', 9.9, -1] });
for (const price of [0, 990]) {
  accepts('[JS-CREATE-GOODS-01] [JS-CALL-MONEY-01]', `a price of ${price}`, {
    goodsList: [{ ...GOODS, price }],
    payment: { totalAmount: price * 2 },
  });
}
field('[JS-CREATE-GOODS-02]', BASE, `${G}.quantity`, { bad: [0, -1, 1.5] });
accepts('[JS-CREATE-GOODS-02]', 'a quantity of 1', {
  goodsList: [{ ...GOODS, quantity: 1 }],
  payment: { totalAmount: 100 },
});
field('[JS-CREATE-GOODS-03]', BASE, `${G}.goodsName`, { bad: [ABSENT, 5] });
field('[JS-CREATE-GOODS-03]', BASE, `${G}.goodsId`, { bad: [ABSENT, 5] });
field('[JS-CREATE-GOODS-04]', BASE, `${G}.goodsName`, { ok: [letters(256)], bad: [letters(257)] });
field('[JS-CREATE-GOODS-05]', BASE, `${G}.goodsId`, { ok: ['a', letters(64)], bad: ['', letters(65)] });
field('[JS-CREATE-GOODS-06]', BASE, `${G}.goodsPhoto`, {
  ok: [letters(512)],
  bad: [ABSENT, 5, letters(513)],
});
field('[JS-CREATE-GOODS-07]', BASE, `${G}.goodsType`, { ok: [1, 2], bad: [ABSENT, 0, 3, '1'] });
for (const [name, ok, bad] of [
  ['discountAmount', 5, '5'],
  ['goodsLabels', ['免预约'], '免预约'],
  ['dateRule', '周一', 1],
  ['goodsSubTitle', 'x', 1],
  ['goodsPage', { path: 'a' }, 'a'],
  ['goodsBookInfo', { bookType: 1 }, 1],
] as const) {
  field('[JS-CREATE-GOODS-08]', BASE, `${G}.${name}`, { ok: [ABSENT, ok], bad: [bad] });
}
refuses(
  '[JS-CREATE-GOODS-08]',
  'a number as label',
  changed(BASE, `${G}.goodsLabels`, [5]),
  `${G}.goodsLabels[0]`,
);

const PAGE = changed(BASE, `${G}.goodsPage`, { path: 'pages/a/a' });
field('[JS-CREATE-PAGE-01]', PAGE, `${G}.goodsPage.path`, {
  ok: [letters(512)],
  bad: [ABSENT, 5, letters(513)],
});
field('[JS-CREATE-PAGE-02]', PAGE, `${G}.goodsPage.path`, { ok: ['pages/a/a'], bad: ['/pages/a/a'] });
field('[JS-CREATE-PAGE-03]', PAGE, `${G}.goodsPage.params`, {
  ok: [ABSENT, '{"id":"1"}', JSON.stringify(ofBytes(512))],
  bad: [JSON.stringify(ofBytes(513)), 'abc', '[1]', 5],
});
test('[JS-CREATE-PAGE-04] an empty path and params that are an object are tolerated with a warning each', () => {
  const warnings = warningsOf('createOrder', changed(BASE, `${G}.goodsPage`, { path: '', params: {} }));
  assert.deepEqual(
    warnings.map((warning) => warning.path),
    [`${G}.goodsPage.path`, `${G}.goodsPage.params`],
  );
  assert.deepEqual(warningsOf('createOrder', PAGE), []);
});
const I = 'skuList[0].goodsInfo';
field('[JS-CREATE-PAGE-05]', changed(OWN_SKU, `${I}.goodsPage`, { path: 'a' }), `${I}.goodsPage.path`, {
  ok: ['a/b'],
  bad: ['/a'],
});

const BOOKED = changed(BASE, `${G}.goodsBookInfo`, { bookType: 2, cancelPolicy: 1 });
field('[JS-CREATE-GBOOK-01]', BOOKED, `${G}.goodsBookInfo.bookType`, { bad: [ABSENT, '2'] });
const needed = (answer: boolean | undefined) => ({ needsReservation: () => answer });
field(
  '[JS-CREATE-GBOOK-02]',
  BOOKED,
  `${G}.goodsBookInfo.cancelPolicy`,
  { ok: [1, 3], bad: [ABSENT] },
  needed(true),
);
field(
  '[JS-CREATE-GBOOK-02]',
  BOOKED,
  `${G}.goodsBookInfo.cancelPolicy`,
  { ok: [ABSENT], bad: [1, 3] },
  needed(false),
);
field(
  '[JS-CREATE-GBOOK-02]',
  BOOKED,
  `${G}.goodsBookInfo.cancelPolicy`,
  { ok: [ABSENT, 1] },
  needed(undefined),
);
for (const policy of [1, 3]) {
  field(
    '',
    changed(BOOKED, `${G}.goodsBookInfo.cancelPolicy`, policy),
    `${G}.goodsBookInfo.advancedCancelHours`,
    {
      ok: [ABSENT, 24],
      bad: ['24'],
    },
  );
}
refuses(
  '[JS-CREATE-GBOOK-05]',
  'goodsBookInfo of a sku without bookType',
  changed(OWN_SKU, `${I}.goodsBookInfo`, {}),
  `${I}.goodsBookInfo.bookType`,
);
field('[JS-CREATE-ENUM-01]', BOOKED, `${G}.goodsBookInfo.bookType`, { ok: [0, 1, 99] });
field('[JS-CREATE-ENUM-01]', BOOKED, `${G}.goodsBookInfo.cancelPolicy`, { ok: [0, 2, 99] });

const S = 'skuList[0]';
field('[JS-CREATE-SKU-01]', SKU_BASE, `${S}.quantity`, { ok: [1], bad: [ABSENT, '1'] });
field('[JS-CREATE-SKU-01]', SKU_BASE, `${S}.skuId`, { bad: [ABSENT, 5] });
field('[JS-CREATE-SKU-02]', SKU_BASE, `${S}.skuType`, { bad: [ABSENT, 0, 3, '1'] });
field('[JS-CREATE-SKU-03]', OWN_SKU, `${S}.price`, { bad: [ABSENT] });
field('[JS-CREATE-SKU-03]', OWN_SKU, `${S}.goodsInfo`, { bad: [ABSENT] });
field('[JS-CREATE-SKU-06]', OWN_SKU, `${S}.price`, { ok: [100], bad: ['1'] });
field('[JS-CREATE-SKU-06]', OWN_SKU, `${S}.discountAmount`, { ok: [ABSENT, 1], bad: ['1'] });
field('[JS-CREATE-SKU-07]', changed(SKU_BASE, I, INFO), `${I}.goodsType`, { ok: [1], bad: [2] });
field('[JS-CREATE-SKU-08]', OWN_SKU, `${I}.goodsType`, { ok: [1, 2] });

field('[JS-CREATE-GINFO-01]', OWN_SKU, `${I}.goodsName`, {
  ok: ['a', letters(256)],
  bad: [ABSENT, 5, '', letters(257)],
});
field('[JS-CALL-BYTES-01]', OWN_SKU, `${I}.goodsName`, {
  ok: ['商'.repeat(85) + 'a'],
  bad: ['商'.repeat(86)],
});
field('[JS-CREATE-GINFO-02]', OWN_SKU, `${I}.goodsPhoto`, {
  ok: [letters(512)],
  bad: [ABSENT, 5, letters(513)],
});
field('[JS-CREATE-GINFO-03]', OWN_SKU, `${I}.goodsId`, { bad: [ABSENT, 5] });
field('[JS-CREATE-GINFO-04]', OWN_SKU, `${I}.goodsType`, { bad: [ABSENT, 0, 3, '1'] });
for (const [name, ok, bad] of [
  ['goodsSubTitle', 'x', 1],
  ['dateRule', 'x', 1],
  ['goodsLabels', ['x'], 'x'],
  ['goodsPage', { path: 'a' }, 'a'],
  ['goodsBookInfo', { bookType: 1 }, 'a'],
] as const) {
  field('[JS-CREATE-GINFO-05]', OWN_SKU, `${I}.${name}`, { ok: [ABSENT, ok], bad: [bad] });
}

const TICKET = changed(SKU_BASE, `${S}.extraInfo`, { ticketName: 'child', date: '2022-01-10' });
const OUTSIDE = { isOutsideTicket: (skuId: string) => skuId === 's1' };
field('[JS-CREATE-EXTRA-01]', TICKET, `${S}.extraInfo`, { bad: [ABSENT] }, OUTSIDE);
field(
  '[JS-CREATE-EXTRA-01]',
  TICKET,
  `${S}.extraInfo.ticketName`,
  { ok: ['child'], bad: [ABSENT, 5] },
  OUTSIDE,
);
field('[JS-CREATE-EXTRA-01]', TICKET, `${S}.extraInfo.date`, { bad: [ABSENT, 5] }, OUTSIDE);
accepts('[JS-CREATE-EXTRA-02]', 'a sku that is no ticket, without extraInfo', SKU_BASE, {
  isOutsideTicket: () => false,
});
accepts(
  '[JS-CREATE-EXTRA-02]',
  'an empty extraInfo of a sku that is no ticket',
  changed(SKU_BASE, `${S}.extraInfo`, {}),
  {
    isOutsideTicket: () => false,
  },
);
field('[JS-CREATE-EXTRA-03]', TICKET, `${S}.extraInfo.date`, {
  ok: ['2022-01-10'],
  bad: ['2022-1-10', '20220110', '2022-01-10 08:00', '2022-02-30', '2022-13-01'],
});

refuses('[JS-CREATE-PAYMENT-01]', 'an order without payment', { goodsList: [GOODS] }, 'payment');
field('[JS-CREATE-PAYMENT-01] [JS-CALL-MONEY-01]', BASE, 'payment.totalAmount', {
  ok: [200],
  bad: [ABSENT, '200', 9.9, -1],
});
field('[JS-CREATE-PAYMENT-03]', BASE, 'payment.totalDiscountAmount', { ok: [ABSENT, 0, 50], bad: ['50'] });
refuses(
  '[JS-CREATE-PAYMENT-03]',
  'a discount above the total',
  changed(BASE, 'payment.totalDiscountAmount', 201),
  'payment.totalDiscountAmount',
);
const FEE: Data = { feeType: 1, feeAmount: 30 };
for (const businessLine of [ABSENT, 1, 2]) {
  const order = changed(changed(BASE, 'payment.feeDetailsList', [FEE]), 'businessLine', businessLine);
  refuses(
    '[JS-CREATE-PAYMENT-04]',
    `feeDetailsList with businessLine ${String(businessLine)}`,
    order,
    'payment.feeDetailsList',
  );
}

const WINDOW = { startTime: NOW, endTime: NOW + DAY };
const LOCATION: Data = {
  provinceCode: '440000',
  provinceName: '广东省',
  cityCode: '440300',
  cityName: '深圳市',
  districtCode: '440303',
  districtName: '罗湖区',
  locationAddress: '某路 1 号',
};
const TAKEAWAY: Data = {
  ...BASE,
  businessLine: 3,
  contactInfo: { phoneNumber: '13800000000', contactName: '王', gender: 1 },
  deliveryInfo: { poiId: 'p', bookType: 1, deliveryType: 1, receiptInfo: WINDOW },
  addressInfo: { locationInfo: LOCATION, doorNumber: '1-1' },
};
accepts('[JS-CREATE-DELIV-01]', 'a complete takeaway order', TAKEAWAY);
const FEES = changed(changed(TAKEAWAY, 'payment.feeDetailsList', [FEE]), 'payment.totalAmount', 230);
accepts('', 'goods 200, fees 30 and discount 50', changed(FEES, 'payment.totalDiscountAmount', 50));
field('[JS-CREATE-PAYMENT-05]', FEES, 'payment.feeDetailsList', { bad: [ABSENT, []] });
accepts('[JS-CREATE-PAYMENT-05]', 'a takeaway order without a fee', TAKEAWAY);
const F = 'payment.feeDetailsList[0]';
for (const name of ['feeType', 'feeAmount'])
  field('[JS-CREATE-FEE-01]', FEES, `${F}.${name}`, { bad: [ABSENT, '1'] });
field('[JS-CREATE-FEE-02]', FEES, `${F}.feeType`, { ok: [1, 2, 18, 19, 20] });
field('[JS-CREATE-FEE-03]', FEES, `${F}.feeDiscountAmount`, { ok: [ABSENT, 0, 5], bad: ['5'] });
field('[JS-CREATE-FEE-03]', FEES, `${F}.feeDesc`, { ok: [ABSENT, 'x'], bad: [5] });

for (const businessLine of [1, 2])
  accepts('[JS-CREATE-CONTACT-01]', `businessLine ${businessLine} without contactInfo`, {
    ...BASE,
    businessLine,
  });
field('[JS-CREATE-CONTACT-02]', TAKEAWAY, 'contactInfo', { bad: [ABSENT] });
for (const name of ['phoneNumber', 'contactName', 'gender'])
  field('[JS-CREATE-CONTACT-02]', TAKEAWAY, `contactInfo.${name}`, { bad: [ABSENT] });
field('[JS-CREATE-CONTACT-03]', BASE, 'contactInfo.phoneNumber', {
  ok: [letters(128)],
  bad: [letters(129), 5],
});
field('[JS-CREATE-CONTACT-04]', BASE, 'contactInfo.contactName', {
  ok: [letters(64)],
  bad: [letters(65), 5],
});
field('[JS-CREATE-CONTACT-05] [JS-CREATE-ENUM-01]', BASE, 'contactInfo.gender', {
  ok: [0, 1, 2, 9],
  bad: ['1'],
});
field('[JS-CREATE-STORE-01]', BASE, 'storeInfo', { ok: [{}] });
for (const name of ['storeName', 'storeIcon'])
  field('[JS-CREATE-STORE-01]', BASE, `storeInfo.${name}`, { ok: ['x'], bad: [5] });
field('[JS-CREATE-NOTE-01]', BASE, 'note', { ok: [ABSENT, letters(2048)], bad: [letters(2049), 5] });
for (const name of ['callbackData', 'tradeOption']) {
  field('[JS-CREATE-CBDATA-01]', BASE, name, { ok: [ABSENT, {}], bad: ['{}', [], null] });
  field('[JS-CREATE-CBDATA-02]', BASE, name, { ok: [ofBytes(2048)], bad: [ofBytes(2049)] });
}
accepts('[JS-CREATE-CBDATA-02]', 'both of 2048 bytes', {
  ...BASE,
  callbackData: ofBytes(2048),
  tradeOption: ofBytes(2048),
});
test('[JS-CREATE-ERR-02] callbackData without a JSON text is refused with 10002', () => {
  const callbackData: Data = {};
  callbackData['self'] = callbackData;
  const violation = validate('createOrder', { ...BASE, callbackData }, { now: NOW });
  assert.equal(violation?.errNo, 10002);
  assert.ok(violation?.errMsg.startsWith('createOrder:fail 参数解析错误'));
});
for (const options of [undefined, 'x', []]) {
  test(`[JS-CREATE-ERR-02] options ${JSON.stringify(options)} are refused with 10002`, () =>
    assert.equal(validate('createOrder', options, { now: NOW })?.errNo, 10002));
}
field('[JS-CREATE-BIZ-02]', BASE, 'businessLine', { ok: [ABSENT, 1, 2], bad: [0, 4, '1'] });
accepts('[JS-CREATE-UNKNOWN-01]', 'unknown keys', {
  ...BASE,
  merchantId: 5,
  merchantInfo: 'x',
  appType: {},
  anything: null,
});

const D = 'deliveryInfo';
field('[JS-CREATE-DELIV-01]', TAKEAWAY, D, { bad: [ABSENT] });
field('[JS-CREATE-DELIV-02]', TAKEAWAY, `${D}.poiId`, { bad: [ABSENT, 5] });
field('[JS-CREATE-DELIV-03] [JS-CREATE-DELIV-04]', TAKEAWAY, `${D}.bookType`, {
  ok: [1],
  bad: [ABSENT, 0, 3, true],
});
field('[JS-CREATE-DELIV-05]', TAKEAWAY, `${D}.deliveryType`, { ok: [1], bad: [ABSENT, 0, 3] });
field('[JS-CREATE-DELIV-06]', TAKEAWAY, `${D}.receiptInfo`, { bad: [ABSENT] });
for (const name of ['startTime', 'endTime'])
  field('[JS-CREATE-DELIV-06]', TAKEAWAY, `${D}.receiptInfo.${name}`, { bad: [ABSENT, 'x', 5] });
const SCHEDULED = changed(changed(TAKEAWAY, `${D}.bookType`, 2), `${D}.bookInfo`, WINDOW);
accepts('[JS-CREATE-DELIV-07]', 'a scheduled order', SCHEDULED);
field('[JS-CREATE-DELIV-07]', SCHEDULED, `${D}.bookInfo`, { bad: [ABSENT] });
for (const name of ['startTime', 'endTime'])
  field('[JS-CREATE-DELIV-07]', SCHEDULED, `${D}.bookInfo.${name}`, { bad: [ABSENT] });
const SHOP = { shopName: 'x', address: 'y', phoneNumber: 'z' };
const PICKUP = changed(
  changed(changed(TAKEAWAY, `${D}.deliveryType`, 2), `${D}.selfPickInfo`, { ...WINDOW, shopInfo: SHOP }),
  'addressInfo',
  ABSENT,
);
accepts('[JS-CREATE-DELIV-08] [JS-CREATE-ADDR-01]', 'a pick-up order without addressInfo', PICKUP);
field('[JS-CREATE-CONTACT-06]', PICKUP, 'contactInfo', { ok: [ABSENT, {}] });
field('[JS-CREATE-DELIV-08]', PICKUP, `${D}.selfPickInfo`, { bad: [ABSENT] });
for (const name of ['startTime', 'endTime', 'shopInfo'])
  field('[JS-CREATE-DELIV-08]', PICKUP, `${D}.selfPickInfo.${name}`, { bad: [ABSENT] });
for (const name of Object.keys(SHOP))
  field('[JS-CREATE-DELIV-09]', PICKUP, `${D}.selfPickInfo.shopInfo.${name}`, { bad: [ABSENT] });
field('[JS-CREATE-DELIV-09]', PICKUP, `${D}.selfPickInfo.shopInfo.shopId`, { ok: [ABSENT, 'x'], bad: [5] });
test('takeaway times of 13 digits give no warning, of 10 digits one', () => {
  assert.deepEqual(warningsOf('createOrder', TAKEAWAY), []);
  const warnings = warningsOf('createOrder', changed(TAKEAWAY, `${D}.receiptInfo.startTime`, NOW / 1000));
  assert.deepEqual(
    warnings.map((warning) => warning.path),
    [`${D}.receiptInfo.startTime`],
  );
});
field('[JS-CREATE-ADDR-01]', TAKEAWAY, 'addressInfo', { bad: [ABSENT] });
accepts('[JS-CREATE-ADDR-02]', 'an addressId alone', {
  ...changed(TAKEAWAY, 'contactInfo', ABSENT),
  addressInfo: { addressId: 'a1' },
});
for (const addressId of [ABSENT, '']) {
  const order = changed(TAKEAWAY, 'addressInfo.addressId', addressId);
  for (const name of ['locationInfo', 'doorNumber'])
    field('[JS-CREATE-ADDR-03]', order, `addressInfo.${name}`, { bad: [ABSENT, 5] });
}
const L = 'addressInfo.locationInfo';
for (const name of Object.keys(LOCATION))
  field('[JS-CREATE-ADDR-04]', TAKEAWAY, `${L}.${name}`, { bad: [ABSENT, 5] });
for (const name of ['townCode', 'townName', 'locationName'])
  field('[JS-CREATE-ADDR-05]', TAKEAWAY, `${L}.${name}`, { ok: [ABSENT, 'x'], bad: [5] });

const ITEM: Data = {
  poiId: 'p',
  shopName: 's',
  outShopId: 'o',
  goodsId: 'g1',
  bookStartTime: NOW + 1,
  bookEndTime: NOW + DAY,
};
const BOOKING: Data = { ...BASE, bookInfo: { itemBookInfoList: [ITEM, ITEM] } };
const B = 'bookInfo.itemBookInfoList';
accepts('[JS-CREATE-BOOK-01]', 'one reservation per item', BOOKING);
field('[JS-CREATE-BOOK-01]', BOOKING, B, { bad: [ABSENT, [], ITEM] });
field('[JS-CREATE-BOOK-02]', BOOKING, B, { ok: [[ITEM], [ITEM, ITEM]], bad: [[ITEM, ITEM, ITEM]] });
for (const name of ['poiId', 'shopName', 'outShopId'])
  field('[JS-CREATE-BOOK-03]', BOOKING, `${B}[0].${name}`, { bad: [ABSENT, 5] });
field(
  '[JS-CREATE-BOOK-04]',
  BOOKING,
  `${B}[0].goodsId`,
  { ok: ['x'], bad: [ABSENT] },
  { baseLibrary: '2.76.9.9' },
);
field('[JS-CREATE-BOOK-04]', BOOKING, `${B}[0].goodsId`, { ok: [ABSENT] }, { baseLibrary: '2.77.0.0' });
for (const name of ['bookStartTime', 'bookEndTime'])
  field('[JS-CREATE-BOOK-05]', BOOKING, `${B}[0].${name}`, { bad: [ABSENT, 'x'] });
field('[JS-CREATE-BOOK-06]', BOOKING, `${B}[0].bookStartTime`, { ok: [NOW + 1], bad: [NOW, NOW - 1] });
field('[JS-CREATE-BOOK-07]', BOOKING, `${B}[0].bookEndTime`, { ok: [NOW + 2], bad: [NOW + 1, NOW] });
field('[JS-CREATE-BOOK-08]', BOOKING, `${B}[1].bookEndTime`, {
  ok: [NOW + 180 * DAY],
  bad: [NOW + 180 * DAY + 1],
});
field('[JS-CREATE-BOOK-09]', BOOKING, `${B}[0].bookStartTime`, { bad: [NOW / 1000 + 3600] });
field('[JS-CREATE-BOOK-10]', BOOKING, `${B}[0].skuId`, { ok: [ABSENT, 'x'], bad: [5] });
field('[JS-CREATE-BOOK-10]', BOOKING, `${B}[0].reservationInfoList`, { ok: [ABSENT, [], [{}]] });
for (const name of ['name', 'phoneNumber', 'identificationNumber']) {
  const order = changed(BOOKING, `${B}[0].reservationInfoList`, [{}]);
  field('[JS-CREATE-BOOK-10]', order, `${B}[0].reservationInfoList[0].${name}`, { ok: ['x'], bad: [5] });
}
const BOOKED_SKU: Data = { ...SKU_BASE, bookInfo: { itemBookInfoList: [ITEM] } };
field('[JS-CREATE-SKU-05]', BOOKED_SKU, `${S}.price`, { ok: [100], bad: [ABSENT] });

for (const [errNo, text] of [
  [10000, '参数错误'],
  [10002, '参数解析错误'],
  [10401, 'internal error'],
  [11001, '访问未授权'],
  [12002, '账号行为异常'],
  [13000, '系统错误'],
  [21012, '创建订单失败'],
  [21016, '外部单号已存在'],
  [21550, 'not login'],
  [26005, '无可用支付方式'],
  [26006, '商户号与小程序的支付产品不一致'],
] as const) {
  test(`${errNo} of createOrder reads ${text}`, () =>
    assert.ok(failText('createOrder', errNo).startsWith(`createOrder:fail ${text}`)));
}
test('21046 contains 收款商户号不合法', () =>
  assert.match(failText('createOrder', 21046), /^createOrder:fail .*收款商户号不合法/));
test('26003 has two texts', () => {
  assert.ok(failText('createOrder', 26003).startsWith('createOrder:fail 相关接口已被封禁'));
  assert.equal(failText('createOrder', 26003, '无下单权限'), 'createOrder:fail 无下单权限');
});
test('[JS-CREATE-ERR-01] D12: a violated rule reads 参数错误, word for word, and names the field beside it', () => {
  const violation = validate('createOrder', changed(BASE, 'payment.totalAmount', '1'), { now: NOW });
  assert.equal(violation?.errMsg, 'createOrder:fail 参数错误');
  assert.equal(violation.detail, 'payment.totalAmount should be integer, but got string');
});
test('the compact list of rejected orders agrees with the tables of createOrder and requestOrder', () => {
  const data = [...APIS.createOrder.errors, ...APIS.requestOrder.errors]
    .filter((row) => row.fault === 'data')
    .map((row) => row.errNo);
  assert.deepEqual(
    [...new Set(data)].sort((a, b) => a - b),
    REJECTED_ORDER,
  );
});
test('the first goods of a changed copy is not the original', () => {
  changed(BASE, `${G}.price`, 5);
  assert.equal(first(BASE['goodsList'])['price'], 100);
});
