/** Programs of users, which must compile, but for the lines that say what must not. */

/** A mini-program in TypeScript: every event, every handler's result. */
export const MINI_PROGRAM = `import 'microapp-trade-kit/auto';
import 'microapp-trade-kit/auto.js';
import {
  defineHandlers, reply, setup, withReply,
  type ApplyRefundHandler, type ConsumeDetail, type GetGoodsInfoHandler, type GoodsInfo, type HandlerEvent,
  type PayDetail, type PlaceOrderHandler, type RefundDetail, type TradeError,
} from 'microapp-trade-kit';
import { sandboxPorts } from 'microapp-trade-kit/sandbox';

setup({ merchant: { baseUrl: 'https://shop.example.com/merchant' }, pages: { orderConfirm: '/pages/order-confirm/index' } });
setup(sandboxPorts({ baseUrl: 'http://127.0.0.1:5201', token: 'printed' }));
// @ts-expect-error a number is no address
setup({ merchant: { baseUrl: 1 } });
// @ts-expect-error there is no such page
setup({ merchant: { baseUrl: '/merchant' }, pages: { orderConfirmation: '/pages/x/index' } });
// @ts-expect-error no such theme
setup({ merchant: { baseUrl: '/merchant' }, theme: 'blue' });

export const untyped = withReply(function (event) { return event.detail.goodsId; });
export const placeOrder: PlaceOrderHandler = withReply(() => Promise.resolve());
export const getGoodsInfo: GetGoodsInfoHandler = ({ detail }) => {
  const id: string = detail.goodsId;
  // @ts-expect-error its id is text
  const number: number = detail.goodsId;
  return { minLimits: 1, maxLimits: id.length + number };
};
// @ts-expect-error a limit is a number
export const wrongInfo: GetGoodsInfoHandler = () => ({ minLimits: '1' });
// @ts-expect-error goods info is an object
export const noInfo: GetGoodsInfoHandler = () => 'cake';
export const info: GoodsInfo = { minLimits: 1, maxLimits: 5, validation: { phoneNumber: { required: true } } };
export const applyRefund: ApplyRefundHandler = ({ detail }) => ({ source: detail.orderId });
// @ts-expect-error what it resolves is an object
export const wrongRefund: ApplyRefundHandler = () => 1;
export const key: string = defineHandlers({ getgoodsinfo: getGoodsInfo, placeorder: placeOrder, applyrefund: applyRefund });
export const replied = (event: HandlerEvent<unknown>): unknown => reply(event, Promise.resolve(info));

export function onPay({ detail }: HandlerEvent<PayDetail>): string {
  if (detail.status === 'success' && detail.result.code === 0) return detail.outOrderNo;
  return detail.status === 'fail' ? detail.result.errMsg : '';
}
export const refundOf = (detail: RefundDetail): string =>
  detail.status === 'success' ? detail.result.outRefundNo : detail.result.errMsg;
// @ts-expect-error which shape it is has to be asked first
export const unasked = (detail: PayDetail): number => detail.result.code;
// @ts-expect-error a refund says it in the same way
export const unaskedRefund = (detail: RefundDetail): string => detail.result.outRefundNo;
// @ts-expect-error a payment has no such status
export const misspelt = (detail: PayDetail): boolean => detail.status === 'paid';
export const consumed = (detail: ConsumeDetail): string => detail.orderId;
export const failed = ({ detail }: HandlerEvent<TradeError>): string => detail.errNo + ' ' + detail.errMsg;
// @ts-expect-error a code is a number
export const code = ({ detail }: HandlerEvent<TradeError>): string => detail.errNo;
`;

/** Taro with React. */
export const REACT = `/// <reference types="microapp-trade-kit/react" />
import type { PayDetail } from 'microapp-trade-kit';

const onPay = ({ detail }: { detail: PayDetail }) => detail.outOrderNo;
export const right = (
  <>
    <pay-button-sdk key="a" className="buy" mode={2} goods-id="1" goods-type={1} size="large"
      onGetgoodsinfo={() => ({ minLimits: 1, maxLimits: 5 })} onPlaceorder={() => Promise.resolve()}
      onPay={onPay} onError={({ detail }) => detail.errNo.toFixed()} custom-class="x" />
    <consume-card-sdk order-id="1" onConsume={({ detail }) => detail.orderId} no-refund />
    <order-confirm session="s" />
    <refund-apply session="s" />
    <refund-detail session="s" refund-id="r" />
  </>
);
// @ts-expect-error there is no mode 3
export const mode = <pay-button-sdk mode={3} />;
// @ts-expect-error a goods id is text: as a number it loses digits
export const id = <pay-button-sdk goods-id={7301245789012345678} />;
// @ts-expect-error no such property (of names with a dash, TypeScript lets unknown ones pass)
export const property = <pay-button-sdk modes={2} />;
// @ts-expect-error the event is onGetgoodsinfo
export const event = <pay-button-sdk onGetGoodsInfo={() => ({ minLimits: 1, maxLimits: 5 })} />;
// @ts-expect-error a payment's event is no error
export const listener = <pay-button-sdk onError={({ detail }) => detail.outOrderNo} />;
// @ts-expect-error a card is told of no payment
export const card = <consume-card-sdk onPay={onPay} />;
`;

/** What Volar reads of a Vue program. */
export const VUE = `/// <reference types="microapp-trade-kit/vue" />
import type { GlobalComponents } from 'vue';

type Props<T extends keyof GlobalComponents> = InstanceType<GlobalComponents[T]>['$props'];
export const button: Props<'pay-button-sdk'> = {
  mode: 2, goodsId: '1', goodsType: 1, onPay: ({ detail }) => detail.outOrderNo,
  onGetgoodsinfo: () => Promise.resolve({ minLimits: 1, maxLimits: 5 }),
};
export const card: Props<'consume-card-sdk'> = { orderId: '1', onConsume: ({ detail }) => detail.orderId };
export const page: Props<'refund-detail'> = { session: 's', refundId: 'r' };
// @ts-expect-error there is no mode 3
export const mode: Props<'pay-button-sdk'> = { mode: 3 };
// @ts-expect-error no such property
export const property: Props<'order-confirm'> = { sessions: 's' };
// @ts-expect-error no such tag
export type None = Props<'pay-button'>;
`;

/** With the platform's typings, and what they leave out. */
export const TYPINGS = `import 'microapp-trade-kit/auto';
tt.createOrder({ goodsList: [], success: () => undefined } as never);
tt.requestOrder({ data: '', byteAuthorization: '', success: ({ orderId }) => orderId.length });
tt.getOrderPayment({ orderId: '1' });
// @ts-expect-error the number of an order is text
tt.getOrderPayment({ orderId: 1 });
// @ts-expect-error there is no such JSAPI
tt.requestOrders({});
const timer = setTimeout(() => undefined, 1);
clearTimeout(timer);
export {};
`;

/** Tests of a server, in Node. */
export const NODE = `import { createSandbox, type Scenario } from 'microapp-trade-sandbox';
import type { OrderDetail } from 'microapp-trade-sandbox/shapes';

const sandbox = createSandbox({ store: ':memory:' });
export const bought = sandbox.byHand.buy({ outcome: 'paid' }).then(({ order }) => order.state);
export const shape = (order: OrderDetail, scenario: Scenario): unknown[] => [order, scenario];
// @ts-expect-error no payment ends so
void sandbox.byHand.buy({ outcome: 'perhaps' });
// @ts-expect-error a store is a file's name
createSandbox({ store: 1 });
`;

export const SIMULATOR = `import { servedKit, startSimulator, type Simulator } from 'microapp-trade-simulator';

export const start = (root: string): Promise<Simulator> => startSimulator({ root, ...servedKit() });
// @ts-expect-error it listens on this machine alone
void startSimulator({ root: '.', host: '0.0.0.0' });
`;

/** A shop's own server. */
export const SERVER = `import { generateKeyPairSync } from 'node:crypto';
import Fastify from 'fastify';
import { createHandler, createShop, type Handler, type ShopStore } from 'microapp-trade-server';
import { shopPlugin } from 'microapp-trade-server/fastify';
import { openPostgres } from 'microapp-trade-server/postgres.js';
import { openSqlite } from 'microapp-trade-server/sqlite';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const shared: Promise<ShopStore> = openPostgres('postgres://127.0.0.1/shop');
const shopOf = (store: ShopStore) => createShop({
  store, appId: 'tt1', subject: 'A shop', platformKeys: [publicKey],
  goods: (goodsId) => (goodsId === 'own-cake' ? { price: 8800 } : undefined),
});
export async function start(): Promise<void> {
  const shop = shopOf(await openSqlite(':memory:'));
  const handler: Handler = createHandler(shop, { buyer: () => undefined });
  const answer: Response = await handler(new Request('http://127.0.0.1/merchant/subject'));
  await Fastify().register(shopPlugin(handler));
  if (!answer.ok) throw new Error(await answer.text());
}
// @ts-expect-error a shop that knows no price sells nothing
export const nothing = (store: ShopStore) => createShop({ store, appId: 'tt1', subject: 'A shop', platformKeys: [publicKey] });
// @ts-expect-error a price is a number of fen
export const words: Parameters<typeof createShop>[0]['goods'] = () => ({ price: '88.00' });
`;
