/** What a developer's server has to do: the questions of the kit (docs/merchant.md) and the platform's callbacks (templates §5), in the order of a purchase. */
import { randomInt } from 'node:crypto';
import { readAcknowledgement, readPreOrderAnswer, readPreRefundAnswer } from '../../src/contract/callbacks';
import { GoodsType } from '../../src/contract/codes';
import type { LibraryGoods } from '../../src/contract/goods-types';
import type { Marketing, OrderInfo, RefundInfo, SignedOrder } from '../../src/ports/merchant';
import { accepted, equal, Finding, refused } from './client';
import type { Client, Reply } from './client';

export interface CheckedGoods {
  goodsId: string;
  goodsType: number;
  /** 分 */
  price: number;
}

/** What earlier checks found out. */
export interface Purchase {
  goods: CheckedGoods;
  startedAt: number;
  orderId: string;
  itemOrderIds: [string, string];
  refundId: string;
  outOrderNo?: string;
  outRefundNo?: string;
}

export interface Check {
  name: string;
  /** Only with the general trade system. */
  requestOrder?: true;
  run(client: Client, purchase: Purchase): Promise<void>;
}

const newNumber = (): string => `9${String(randomInt(1e9, 1e10 - 1))}${String(randomInt(1e7, 1e8 - 1))}`;

export const newPurchase = (goods: CheckedGoods): Purchase => ({
  goods,
  startedAt: Date.now(),
  orderId: newNumber(),
  itemOrderIds: [newNumber(), newNumber()],
  refundId: newNumber(),
});

const none = 'no-such-number';
const cpExtra = '{"from":"check-merchant"}';

const preOrderMsg = ({ goods, orderId, itemOrderIds, startedAt }: Purchase): Record<string, unknown> => ({
  app_id: 'tt0123456789abcdef01',
  open_id: '_000checkmerchant',
  order_id: orderId,
  goods: [
    {
      img_url: 'https://example.com/goods.png',
      title: 'check-merchant',
      labels: '',
      date_rule: '',
      poi_id: '',
      goods_id: goods.goodsId,
      goods_id_type: goods.goodsType,
      quantity: 2,
      price: goods.price,
    },
  ],
  total_amount: goods.price * 2,
  discount: 0,
  cp_extra: cpExtra,
  create_order_time: startedAt,
  delivery_type: 0,
  biz_line: 1,
  item_order_info_list: itemOrderIds.map((itemOrderId) => ({
    item_order_id: itemOrderId,
    goods_id: goods.goodsId,
    goods_id_type: goods.goodsType,
    price: goods.price,
  })),
});

const paymentMsg = ({ goods, orderId, outOrderNo }: Purchase, status: 'SUCCESS' | 'CANCEL'): Record<string, unknown> => ({
  app_id: 'tt0123456789abcdef01',
  order_id: orderId,
  out_order_no: outOrderNo,
  cp_extra: cpExtra,
  event_time: Date.now(),
  total_amount: goods.price * 2,
  discount_amount: 0,
  delivery_type: 0,
  order_source: 1,
  status,
  ...(status === 'SUCCESS' ? { message: '', pay_channel: 10, channel_pay_id: '1' } : { message: 'TIME_OUT' }),
});

const refundBase = ({ goods, orderId, outOrderNo, refundId, itemOrderIds }: Purchase): Record<string, unknown> => ({
  app_id: 'tt0123456789abcdef01',
  order_id: orderId,
  out_order_no: outOrderNo,
  refund_id: refundId,
  refund_total_amount: goods.price,
  cp_extra: cpExtra,
  refund_item_detail: {
    item_order_quantity: 1,
    item_order_detail: [{ item_order_id: itemOrderIds[0], refund_amount: goods.price }],
  },
});

const preRefundMsg = (purchase: Purchase): Record<string, unknown> => ({
  ...refundBase(purchase),
  open_id: '_000checkmerchant',
  need_refund_audit: 1,
  refund_audit_deadline: Date.now() + 3 * 24 * 60 * 60 * 1000,
  create_refund_time: Date.now(),
  refund_source: 1,
  refund_reason: ['不想要了'],
  refund_description: 'check-merchant',
});

const refundMsg = (purchase: Purchase, status: 'SUCCESS' | 'FAIL'): Record<string, unknown> => ({
  ...refundBase(purchase),
  out_refund_no: purchase.outRefundNo,
  status,
  message: '',
  event_time: Date.now(),
  is_all_settled: false,
});

const acknowledged = (reply: Reply): void => {
  const problem = readAcknowledgement(reply.status, reply.text);
  if (problem) throw new Finding(problem, 'Answer HTTP 200 with {"err_no": 0, "err_tips": "success"} once you have booked it.');
};

const notAcknowledged = (reply: Reply): void => {
  if (readAcknowledgement(reply.status, reply.text) === undefined)
    throw new Finding(
      'it was taken',
      'Verify Byte-Signature over "<timestamp>\\n<nonce>\\n<raw body>\\n" with the platform key before you read the body.',
    );
};

const need = (number: string | undefined, what: string): string => {
  if (number === undefined) throw new Finding(`there is no ${what} to look at`, 'Mend the check above that should have given it.');
  return number;
};

const orderOf = async (client: Client, { outOrderNo }: Purchase): Promise<OrderInfo> =>
  accepted<OrderInfo>(await client.get('/order', { outOrderNo: need(outOrderNo, 'order number') }), 'get', '/order');

const stateIs = async (client: Client, purchase: Purchase, wanted: OrderInfo['state'], fix: string): Promise<void> =>
  equal('state', (await orderOf(client, purchase)).state, wanted, fix);

const refundOf = async (client: Client, { outRefundNo }: Purchase): Promise<RefundInfo> =>
  accepted<RefundInfo>(await client.get('/refund', { outRefundNo: need(outRefundNo, 'refund number') }), 'get', '/refund');

const forge = (sent: { body: string }): void => void (sent.body = sent.body.replace('{', '{ '));
const unsign = (sent: { headers: Record<string, string> }): void => void delete sent.headers['byte-signature'];

const questions: Check[] = [
  {
    name: 'GET /goods: goods of the library',
    async run(client, { goods }) {
      if (goods.goodsType !== GoodsType.Library) return;
      const query = { goodsId: goods.goodsId, goodsType: 1, bizLine: 1 };
      const found = accepted<LibraryGoods>(await client.get('/goods', query), 'get', '/goods');
      equal('goodsId', found.goodsId, goods.goodsId, 'Answer with the goods that were asked for.');
    },
  },
  {
    name: 'GET /goods: unknown goods are refused',
    run: async (client) => refused(await client.get('/goods', { goodsId: none, goodsType: 1, bizLine: 1 })),
  },
  {
    name: 'GET /goods: a question without goodsId is refused',
    run: async (client) => refused(await client.get('/goods', { goodsType: 1 })),
  },
  {
    name: 'GET /ability: whether money can be taken',
    async run(client, { goods: { goodsId, goodsType } }) {
      accepted(await client.get('/ability', { goodsId, goodsType }), 'get', '/ability');
    },
  },
  {
    name: 'GET /ability: a goodsType that does not exist is refused',
    run: async (client, { goods: { goodsId } }) => refused(await client.get('/ability', { goodsId, goodsType: 'x' })),
  },
  {
    name: "GET /subject: the merchant's name",
    async run(client) {
      accepted(await client.get('/subject'), 'get', '/subject');
    },
  },
  {
    name: 'GET /marketing: what is taken off, and by which lines',
    async run(client, { goods: { goodsId, price } }) {
      const query = { goodsId, quantity: 2, totalAmount: price * 2 };
      const { totalDiscountAmount, lines } = accepted<Marketing>(await client.get('/marketing', query), 'get', '/marketing');
      const sum = lines.reduce((total, line) => total + line.discountAmount, 0);
      equal('totalDiscountAmount', totalDiscountAmount, sum, 'It is the sum of the lines.');
      if (totalDiscountAmount < 0 || totalDiscountAmount > price * 2)
        throw new Finding(`totalDiscountAmount is ${totalDiscountAmount}`, 'It lies between 0 and totalAmount.');
    },
  },
  { name: 'GET /order: an unknown number is refused', run: async (client) => refused(await client.get('/order', { outOrderNo: none })) },
  { name: 'GET /refund: an unknown number is refused', run: async (client) => refused(await client.get('/refund', { outRefundNo: none })) },
  {
    name: 'GET /coupons: an unknown number is refused',
    run: async (client) => refused(await client.get('/coupons', { outOrderNo: none })),
  },
  {
    name: 'GET /order/latest: null when there is none since then',
    async run(client, { goods: { goodsId } }) {
      const query = { goodsId, since: Date.now() + 365 * 24 * 60 * 60 * 1000 };
      equal('the answer', accepted(await client.get('/order/latest', query), 'get', '/order/latest'), null, 'Answer null.');
    },
  },
];

const buying: Check[] = [
  {
    name: 'callback: one that was changed after it was signed is refused',
    run: async (client, purchase) => notAcknowledged(await client.callback('pre_create_order', preOrderMsg(purchase), forge)),
  },
  {
    name: 'callback: one without signature is refused',
    run: async (client, purchase) => notAcknowledged(await client.callback('pre_create_order', preOrderMsg(purchase), unsign)),
  },
  {
    name: 'callback pre_create_order: answered with your order number',
    async run(client, purchase) {
      const reply = await client.callback('pre_create_order', preOrderMsg(purchase));
      const { goodsId, goodsType } = purchase.goods;
      const fix = 'Answer HTTP 200 with {"err_no": 0, "data": {"out_order_no": "…"}}; trade-sim keys prints the key to verify with.';
      if (reply.status !== 200) throw new Finding(`HTTP ${reply.status}`, fix);
      const answer = readPreOrderAnswer(reply.text, goodsType === GoodsType.Own ? [goodsId] : []);
      if (answer.kind === 'illegal') throw new Finding(answer.errMsg, fix);
      if (answer.kind === 'refused')
        throw new Finding(`refused: ${answer.errTips || answer.errNo}`, 'Name goods that you sell: --goods-id, --goods-type, --price.');
      purchase.outOrderNo = answer.data.out_order_no;
    },
  },
  {
    name: 'callback pre_create_order: a second one has the same number',
    async run(client, purchase) {
      const first = need(purchase.outOrderNo, 'order number');
      const answer = readPreOrderAnswer((await client.callback('pre_create_order', preOrderMsg(purchase))).text, []);
      const second = answer.kind === 'accepted' ? answer.data.out_order_no : answer.kind;
      equal('out_order_no', second, first, 'One order_id is one order, however often it is sent: look it up before you make a number.');
    },
  },
  {
    name: 'GET /order: the order, unpaid, with its amounts and units',
    async run(client, purchase) {
      const order = await orderOf(client, purchase);
      const fix = 'Answer from what pre_create_order told you.';
      equal('orderId', order.orderId, purchase.orderId, fix);
      equal('outOrderNo', order.outOrderNo, purchase.outOrderNo, fix);
      equal('state', order.state, 'unpaid', fix);
      equal('totalAmount', order.totalAmount, purchase.goods.price * 2, fix);
      equal('quantity', order.quantity, 2, fix);
      equal('the number of itemOrders', order.itemOrders.length, 2, 'Each unit of item_order_info_list is one item order.');
    },
  },
  {
    name: 'GET /order/latest: finds the order by its goods',
    async run(client, purchase) {
      const query = { goodsId: purchase.goods.goodsId, since: purchase.startedAt };
      const found = accepted<OrderInfo | null>(await client.get('/order/latest', query), 'get', '/order/latest');
      const fix = 'Answer the newest order of these goods with createTime at or after since.';
      equal('outOrderNo', found?.outOrderNo, need(purchase.outOrderNo, 'order number'), fix);
    },
  },
  {
    name: 'callback payment: a forged one pays nothing',
    async run(client, purchase) {
      need(purchase.outOrderNo, 'order number');
      notAcknowledged(await client.callback('payment', paymentMsg(purchase, 'SUCCESS'), forge));
      await stateIs(client, purchase, 'unpaid', 'Book a payment only after its signature was verified.');
    },
  },
  {
    name: 'callback payment: SUCCESS makes the order paid',
    async run(client, purchase) {
      need(purchase.outOrderNo, 'order number');
      acknowledged(await client.callback('payment', paymentMsg(purchase, 'SUCCESS')));
      await stateIs(client, purchase, 'paid', 'The payment callback decides whether an order is paid.');
    },
  },
  {
    name: 'callback payment: a second one is acknowledged and changes nothing',
    async run(client, purchase) {
      const before = await orderOf(client, purchase);
      acknowledged(await client.callback('payment', paymentMsg(purchase, 'SUCCESS')));
      equal('the order', JSON.stringify(await orderOf(client, purchase)), JSON.stringify(before), 'Settle an order once.');
    },
  },
  {
    name: 'callback payment: a late CANCEL leaves a paid order paid',
    async run(client, purchase) {
      need(purchase.outOrderNo, 'order number');
      await client.callback('payment', paymentMsg(purchase, 'CANCEL'));
      await stateIs(client, purchase, 'paid', 'Callbacks may arrive in any order: what is settled stays settled.');
    },
  },
];

const refunding: Check[] = [
  {
    name: 'callback pre_create_refund: answered with your refund number',
    async run(client, purchase) {
      need(purchase.outOrderNo, 'order number');
      const reply = await client.callback('pre_create_refund', preRefundMsg(purchase));
      const answer = readPreRefundAnswer(reply.text);
      const fix = 'Answer HTTP 200 with {"err_no": 0, "data": {"out_refund_no": "…"}}; without a number the refund is stuck.';
      if (reply.status !== 200) throw new Finding(`HTTP ${reply.status}`, fix);
      if (answer.kind !== 'accepted') throw new Finding(answer.kind === 'illegal' ? answer.errMsg : `refused: ${answer.errTips}`, fix);
      purchase.outRefundNo = answer.data.out_refund_no;
    },
  },
  {
    name: 'callback pre_create_refund: a second one has the same number',
    async run(client, purchase) {
      const first = need(purchase.outRefundNo, 'refund number');
      const answer = readPreRefundAnswer((await client.callback('pre_create_refund', preRefundMsg(purchase))).text);
      const second = answer.kind === 'accepted' ? answer.data.out_refund_no : answer.kind;
      equal('out_refund_no', second, first, 'One refund_id is one refund: look it up before you make a number.');
    },
  },
  {
    name: 'GET /refund: the refund under way, with its amount',
    async run(client, purchase) {
      const refund = await refundOf(client, purchase);
      equal('refundStatus', refund.refundStatus, 1, '1 is refunding, until the refund callback comes.');
      equal('refundAmount', refund.refundAmount, purchase.goods.price, 'It is refund_total_amount, in 分.');
      const { refunds, refundableQuantity } = await orderOf(client, purchase);
      equal('refunds[0] of the order', refunds[0], purchase.outRefundNo, 'List the refund numbers of an order, the newest first.');
      equal('refundableQuantity', refundableQuantity, 1, 'A unit under refund is set aside.');
    },
  },
  {
    name: 'callback refund: SUCCESS ends the refund',
    async run(client, purchase) {
      need(purchase.outRefundNo, 'refund number');
      acknowledged(await client.callback('refund', refundMsg(purchase, 'SUCCESS')));
      equal('refundStatus', (await refundOf(client, purchase)).refundStatus, 98, 'SUCCESS is 98, FAIL is 99.');
    },
  },
  {
    name: 'callback refund: a later FAIL changes nothing',
    async run(client, purchase) {
      need(purchase.outRefundNo, 'refund number');
      await client.callback('refund', refundMsg(purchase, 'FAIL'));
      equal('refundStatus', (await refundOf(client, purchase)).refundStatus, 98, 'What is settled stays settled.');
    },
  },
];

const signing: Check[] = [
  {
    name: 'POST /sign: data and byteAuthorization for tt.requestOrder',
    requestOrder: true,
    async run(client, { goods }) {
      const { goodsId, goodsType, price } = goods;
      const draft = {
        goodsId,
        goodsType,
        price,
        goodsName: 'check',
        goodsPhoto: 'https://example.com/a.png',
        quantity: 1,
        totalAmount: price,
      };
      const signed = accepted<SignedOrder>(await client.post('/sign', draft), 'post', '/sign');
      const fix = 'data is the JSON text of the order, passed on byte for byte; it holds the outOrderNo of the answer.';
      equal('outOrderNo in data', (JSON.parse(signed.data) as { outOrderNo?: string }).outOrderNo, signed.outOrderNo, fix);
      if (!/^SHA256-RSA2048 .*\bappid=.*\bsignature=/.test(signed.byteAuthorization))
        throw new Finding('byteAuthorization has another form', 'SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…');
    },
  },
  {
    name: 'POST /sign: a draft without goods is refused',
    requestOrder: true,
    run: async (client) => refused(await client.post('/sign', {})),
  },
];

export const CHECKS: readonly Check[] = [...questions, ...buying, ...refunding, ...signing];
