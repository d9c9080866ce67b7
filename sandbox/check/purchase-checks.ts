/**
 * One purchase at a developer's server, told by callbacks: made, paid, and one unit refunded (templates §5).
 */
import { readAcknowledgement, readPreOrderAnswer, readPreRefundAnswer } from '../../src/contract/callbacks';
import { GoodsType } from '../../src/contract/codes';
import type { OrderInfo, RefundInfo } from '../../src/ports/merchant';
import { accepted, equal } from './client';
import { Finding } from './finding';
import type { Client, Reply, Sent } from './client';
import type { Purchase } from './messages';
import { newPurchase, paymentMsg, preOrderMsg, preRefundMsg, refundMsg } from './messages';

/** One thing that a server has to do. Later checks look at what earlier ones found out. */
export interface Check {
  name: string;
  /** Only with the general trade system. */
  requestOrder?: true;
  /** Only with goods of the shop's own: the platform itself knows what goods of its library cost. */
  ownGoods?: true;
  run(client: Client, purchase: Purchase): Promise<void>;
}

const acknowledged = (reply: Reply): void => {
  const problem = readAcknowledgement(reply.status, reply.text);
  if (problem)
    throw new Finding(
      problem,
      'Answer HTTP 200 with {"err_no": 0, "err_tips": "success"} once you have booked it.',
    );
};

const verifyFirst =
  'Verify Byte-Signature over "<timestamp>\\n<nonce>\\n<raw body>\\n" with the platform key before you read the body.';

const notAcknowledged = (reply: Reply, fix = verifyFirst): void => {
  if (readAcknowledgement(reply.status, reply.text) === undefined) throw new Finding('it was taken', fix);
};

const need = (number: string | undefined, what: string): string => {
  if (number === undefined)
    throw new Finding(`there is no ${what} to look at`, 'Mend the check above that should have given it.');
  return number;
};

const orderOf = async (client: Client, { outOrderNo }: Purchase): Promise<OrderInfo> =>
  accepted('getOrder', await client.get('/order', { outOrderNo: need(outOrderNo, 'order number') }));

const stateIs = async (
  client: Client,
  purchase: Purchase,
  wanted: OrderInfo['state'],
  fix: string,
): Promise<void> => equal('state', (await orderOf(client, purchase)).state, wanted, fix);

const refundOf = async (client: Client, { outRefundNo }: Purchase): Promise<RefundInfo> =>
  accepted('getRefund', await client.get('/refund', { outRefundNo: need(outRefundNo, 'refund number') }));

const DAY = 24 * 60 * 60 * 1000;

const lengthen = (sent: Sent): void => void (sent.headers['byte-signature'] += 'AAAA');
const forge = (sent: { body: string }): void => void (sent.body = sent.body.replace('{', '{ '));
const unsign = (sent: { headers: Record<string, string> }): void =>
  void delete sent.headers['byte-signature'];

export const buying: Check[] = [
  {
    name: 'callback: one that was changed after it was signed is refused',
    run: async (client, purchase) =>
      notAcknowledged(await client.callback('pre_create_order', preOrderMsg(purchase), forge)),
  },
  {
    name: 'callback: one without signature is refused',
    run: async (client, purchase) =>
      notAcknowledged(await client.callback('pre_create_order', preOrderMsg(purchase), unsign)),
  },
  {
    name: 'callback: one with characters behind its signature is refused',
    run: async (client, purchase) =>
      notAcknowledged(
        await client.callback('pre_create_order', preOrderMsg(purchase), lengthen),
        'Take the signature only as standard base64 writes it: decoders skip what is none.',
      ),
  },
  {
    name: 'callback: one that was signed two days ago is refused',
    run: async (client, purchase) =>
      notAcknowledged(
        await client.callback('pre_create_order', preOrderMsg(purchase), undefined, 2 * DAY),
        'Compare Byte-Timestamp, in seconds, with your clock: an hour is long enough for every repetition.',
      ),
  },
  {
    name: 'callback pre_create_order: a price that is not yours is refused',
    ownGoods: true,
    async run(client, purchase) {
      const { goods } = purchase;
      const cheap = newPurchase({ ...goods, price: goods.price + 1 });
      notAcknowledged(
        await client.callback('pre_create_order', preOrderMsg(cheap)),
        'Take prices from your own list: what a page says of them can be changed. Or name yours: --price.',
      );
    },
  },
  {
    name: 'callback pre_create_order: answered with your order number',
    async run(client, purchase) {
      const reply = await client.callback('pre_create_order', preOrderMsg(purchase));
      const { goodsId, goodsType } = purchase.goods;
      const fix =
        'Answer HTTP 200 with {"err_no": 0, "data": {"out_order_no": "…"}}; trade-sim keys prints the key to verify with.';
      if (reply.status === 404)
        throw new Finding(
          `HTTP 404 at ${client.callbackUrl}`,
          'Name the address that takes your callbacks: --callback <url>.',
        );
      if (reply.status !== 200) throw new Finding(`HTTP ${reply.status}`, fix);
      const answer = readPreOrderAnswer(reply.text, goodsType === GoodsType.Own ? [goodsId] : []);
      if (answer.kind === 'illegal') throw new Finding(answer.errMsg, fix);
      if (answer.kind === 'refused')
        throw new Finding(
          `refused: ${answer.errTips || answer.errNo}`,
          'Name goods that you sell: --goods-id, --goods-type, --price.',
        );
      purchase.outOrderNo = answer.data.out_order_no;
    },
  },
  {
    name: 'callback pre_create_order: a second one has the same number',
    async run(client, purchase) {
      const first = need(purchase.outOrderNo, 'order number');
      const answer = readPreOrderAnswer(
        (await client.callback('pre_create_order', preOrderMsg(purchase))).text,
        [],
      );
      const second = answer.kind === 'accepted' ? answer.data.out_order_no : answer.kind;
      equal(
        'out_order_no',
        second,
        first,
        'One order_id is one order, however often it is sent: look it up before you make a number.',
      );
    },
  },
  {
    name: 'callback pre_create_order: the same one again, with the same signature, is answered as before',
    async run(client, purchase) {
      const first = need(purchase.outOrderNo, 'order number');
      const kept: { sent?: Sent } = {};
      await client.callback(
        'pre_create_order',
        preOrderMsg(purchase),
        (sent) => void (kept.sent = { ...sent }),
      );
      const { status, text } = await client.send(kept.sent!);
      const fix = 'A callback that you took may come again as it is: answer it as before, and book nothing.';
      if (status !== 200) throw new Finding(`HTTP ${status}`, fix);
      const answer = readPreOrderAnswer(text, []);
      equal('out_order_no', answer.kind === 'accepted' ? answer.data.out_order_no : answer.kind, first, fix);
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
      equal(
        'the number of itemOrders',
        order.itemOrders.length,
        2,
        'Each unit of item_order_info_list is one item order.',
      );
    },
  },
  {
    name: 'GET /order/latest: finds the order by its goods',
    async run(client, purchase) {
      const query = { goodsId: purchase.goods.goodsId, since: purchase.startedAt };
      const found = accepted('findOrder', await client.get('/order/latest', query));
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
      equal(
        'the order',
        JSON.stringify(await orderOf(client, purchase)),
        JSON.stringify(before),
        'Settle an order once.',
      );
    },
  },
  {
    name: 'callback payment: a late CANCEL leaves a paid order paid',
    async run(client, purchase) {
      need(purchase.outOrderNo, 'order number');
      await client.callback('payment', paymentMsg(purchase, 'CANCEL'));
      await stateIs(
        client,
        purchase,
        'paid',
        'Callbacks may arrive in any order: what is settled stays settled.',
      );
    },
  },
];

export const refunding: Check[] = [
  {
    name: 'callback pre_create_refund: answered with your refund number',
    async run(client, purchase) {
      need(purchase.outOrderNo, 'order number');
      const reply = await client.callback('pre_create_refund', preRefundMsg(purchase));
      const answer = readPreRefundAnswer(reply.text);
      const fix =
        'Answer HTTP 200 with {"err_no": 0, "data": {"out_refund_no": "…"}}; without a number the refund is stuck.';
      if (reply.status !== 200) throw new Finding(`HTTP ${reply.status}`, fix);
      if (answer.kind !== 'accepted')
        throw new Finding(answer.kind === 'illegal' ? answer.errMsg : `refused: ${answer.errTips}`, fix);
      purchase.outRefundNo = answer.data.out_refund_no;
    },
  },
  {
    name: 'callback pre_create_refund: a second one has the same number',
    async run(client, purchase) {
      const first = need(purchase.outRefundNo, 'refund number');
      const answer = readPreRefundAnswer(
        (await client.callback('pre_create_refund', preRefundMsg(purchase))).text,
      );
      const second = answer.kind === 'accepted' ? answer.data.out_refund_no : answer.kind;
      equal(
        'out_refund_no',
        second,
        first,
        'One refund_id is one refund: look it up before you make a number.',
      );
    },
  },
  {
    name: 'GET /refund: the refund under way, with its amount',
    async run(client, purchase) {
      const refund = await refundOf(client, purchase);
      equal('refundStatus', refund.refundStatus, 1, '1 is refunding, until the refund callback comes.');
      equal('refundAmount', refund.refundAmount, purchase.goods.price, 'It is refund_total_amount, in 分.');
      const { refunds, refundableQuantity } = await orderOf(client, purchase);
      equal(
        'refunds[0] of the order',
        refunds[0],
        purchase.outRefundNo,
        'List the refund numbers of an order, the newest first.',
      );
      equal('refundableQuantity', refundableQuantity, 1, 'A unit under refund is set aside.');
    },
  },
  {
    name: 'callback refund: SUCCESS ends the refund',
    async run(client, purchase) {
      need(purchase.outRefundNo, 'refund number');
      acknowledged(await client.callback('refund', refundMsg(purchase, 'SUCCESS')));
      equal(
        'refundStatus',
        (await refundOf(client, purchase)).refundStatus,
        98,
        'SUCCESS is 98, FAIL is 99.',
      );
    },
  },
  {
    name: 'callback refund: a later FAIL changes nothing',
    async run(client, purchase) {
      need(purchase.outRefundNo, 'refund number');
      await client.callback('refund', refundMsg(purchase, 'FAIL'));
      equal(
        'refundStatus',
        (await refundOf(client, purchase)).refundStatus,
        98,
        'What is settled stays settled.',
      );
    },
  },
];
