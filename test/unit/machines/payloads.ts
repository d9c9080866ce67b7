/** What events carry, for walks with the real guards and reducers: for each event some of everything. */
import { GoodsType } from '../../../src/contract/codes';
import type { Instance } from '../../../src/connect/component';
import { consumeCardParts } from '../../../src/consume-card/component';
import { tradeProps as cardProps } from '../../../src/consume-card/props';
import { orderConfirmParts } from '../../../src/order-confirm/component';
import { payButtonParts } from '../../../src/pay-button/component';
import { tradeProps } from '../../../src/pay-button/props';
import { refundApplyParts } from '../../../src/refund-apply/component';
import { refundDetailParts } from '../../../src/refund-detail/component';
import { LIBRARY, OWN } from '../kit/props';
import {
  confirmGoods,
  coupon,
  GOODS_ID,
  libraryGoods,
  order,
  orderCoupons,
  paid,
  refund,
  refundable,
} from '../kit/world';

const HOUR = 3600e3;

/** Makes the payloads that an event may carry now. */
type Payloads = Record<string, () => readonly unknown[]>;

export interface Subject {
  parts: {
    machine: unknown;
    implementation: unknown;
    context(asker: Instance, props: never): object;
  };
  payloads: Payloads;
}

const error = { errNo: 21500, errMsg: 'failed' };
const valuesOf = (props: Record<string, { value: unknown }>): object =>
  Object.fromEntries(Object.entries(props).map(([key, { value }]) => [key, value]));

const refunds: Payloads = {
  ASKED: () => [{ error }, { order: order() }, { order: refundable(), bound: true }, {}],
  APPLIED: () => [{ error }, { params: {} }, {}],
  BOUND: () => [true, false, undefined],
  REPORTED: () => [{ pay: { status: 'success', result: paid } }, { refund: { status: 'fail' } }, { error }],
};

const buttonProps = (): readonly object[] =>
  [
    LIBRARY,
    LIBRARY,
    OWN,
    { ...LIBRARY, goodsId: '' },
    { mode: 7 },
    ...[0, 1, 2].map((orderStatus) => ({ mode: 1, orderStatus, orderId: 'out-1', refundId: 'r' })),
  ].map((props) => ({ ...valuesOf(tradeProps), ...props }));

const goods = (): readonly object[] => {
  const now = Date.now();
  return [
    libraryGoods({ now }),
    libraryGoods({ now, saleStart: now - HOUR, saleEnd: now + 40_000 }),
    libraryGoods({ now, saleStart: now + 1500, saleEnd: now + HOUR }),
    libraryGoods({ now, saleStart: 1, saleEnd: 2 }),
    libraryGoods({ now, stock: 0 }),
    error,
  ];
};

const visits = (): readonly object[] =>
  [
    {},
    { outOrderNo: 'out-1' },
    { phase: 'paying' },
    { goods: confirmGoods({ marketingReady: true }) },
    { goods: confirmGoods({ phoneRequired: true }) },
    { goods: confirmGoods({ goodsType: GoodsType.Own }) },
  ].map((part) => ({ phase: 'open', outOrderNo: '', goods: confirmGoods(), since: Date.now(), ...part }));

const confirmQuery = (): readonly object[] => [{}, { session: 's' }, { goodsId: GOODS_ID, goodsType: 1 }];

export const SUBJECTS: Subject[] = [
  {
    parts: payButtonParts,
    payloads: {
      ...refunds,
      PROPS: buttonProps,
      CHECKED: () => [undefined, error],
      ANSWERED: () => [
        ...goods().map((found) => ({ goods: found })),
        // Mostly well, or a button would seldom come to sell.
        ...Array.from({ length: 4 }, () => ({ info: { minLimits: 1, maxLimits: 9, dateRule: '' } })),
        ...Array.from({ length: 4 }, () => ({ ability: { able: true } })),
        { info: error },
        { ability: { able: false } },
        { ability: error },
      ],
      MISSING: () => [error],
      PLACED: () => [undefined, error],
    },
  },
  {
    parts: consumeCardParts,
    payloads: {
      ...refunds,
      PROPS: () =>
        ['out-1', 'out-1', '', 'x'.repeat(65)].map((orderId) => ({ ...valuesOf(cardProps), orderId })),
      LOADED: () => [
        { codes: orderCoupons([coupon(1), coupon(2)]) },
        { codes: orderCoupons([coupon(1, { state: 'redeemed' }), coupon(2)]) },
        { codes: orderCoupons([coupon(1, { state: 'refunding', outRefundNo: 'r' })]) },
        { codes: orderCoupons([], { paid: false }) },
        { failure: error },
      ],
      PICK: () => ['item-1', 'item-2', 'none'],
      DETAIL: () => ['item-1', 'none'],
      COPY: () => ['item-1', 'none'],
      LOOK: () => ['r', ''],
      SIGHT: () => [true, false],
    },
  },
  {
    parts: orderConfirmParts,
    payloads: {
      PROPS: confirmQuery,
      OPEN: confirmQuery,
      ENTERED: () => [...visits().map((session) => ({ session })), { error }],
      FILL: () => [
        { quantity: 2 },
        { typed: 0 },
        { phone: '13800000000' },
        { phone: '1' },
        { note: '\ud83d' },
      ],
      CUT: () => [{ quantity: 99999 }],
      PHONE: () => [{ iv: 'iv', encryptedData: 'data' }],
      NUMBER: () => ['', '13800000000'],
      SUBJECT: () => ['小店'],
      PRICED: () => [1, 2].map((quantity) => ({ quantity, marketing: undefined })),
      RENEWED: () => [{ changed: true }, { changed: false }],
      SETTLED: () => [{ paid: true }, { paid: false }],
      LOOKED: () => ['paid', 'unpaid', 'closed', 'processing', undefined],
    },
  },
  {
    parts: refundApplyParts,
    payloads: {
      PROPS: () => [{}, { session: 's' }],
      OPEN: () => [{}, { session: 's' }],
      ENTERED: () => [
        { visit: { refund: { order: refundable() } } },
        { visit: { refund: { order: refundable() }, outRefundNo: 'r' } },
        { error },
      ],
      FILL: () => [{ quantity: 2 }, { typed: 0 }, { note: '坏了' }, { note: '\ud83d' }],
      CUT: () => [{ quantity: 9 }],
      REASON: () => [101, 999],
      FEE: () => [1],
      SUBJECT: () => ['小店'],
      SETTLED: () => [undefined, error],
      LOOKED: () => [true, false],
    },
  },
  {
    parts: refundDetailParts,
    payloads: {
      PROPS: () => [{}, { refundId: 'r' }],
      OPEN: () => [{}, { refundId: 'r' }],
      LOADED: () => [{ refund: refund() }, { error }],
      SUBJECT: () => ['小店'],
    },
  },
];
