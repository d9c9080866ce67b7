/**
 * What a developer's server has to do: the questions of the kit (docs/merchant.md) and the platform's
 * callbacks (templates §5), in the order of a purchase.
 */
import { GoodsType } from '../../src/contract/codes';
import { accepted, equal, refused } from './client';
import { Finding } from './finding';
import type { Check } from './purchase-checks';
import { buying, refunding } from './purchase-checks';

const none = 'no-such-number';
const sells = 'Answer HTTP 200, or name goods that you sell: --goods-id, --goods-type, --price.';

const questions: Check[] = [
  {
    name: 'GET /goods: goods of the library',
    async run(client, { goods }) {
      if (goods.goodsType !== GoodsType.Library) return;
      const query = { goodsId: goods.goodsId, goodsType: 1, bizLine: 1 };
      const found = accepted('getGoods', await client.get('/goods', query), { fix: sells });
      equal('goodsId', found.goodsId, goods.goodsId, 'Answer with the goods that were asked for.');
      if (found.currentPrice * 100 === goods.price)
        equal('currentPrice', found.currentPrice, goods.price, 'Answer with the price in 分.');
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
      accepted('getAbility', await client.get('/ability', { goodsId, goodsType }));
    },
  },
  {
    name: 'GET /ability: a goodsType that does not exist is refused',
    run: async (client, { goods: { goodsId } }) =>
      refused(await client.get('/ability', { goodsId, goodsType: 'x' })),
  },
  {
    name: "GET /subject: the merchant's name",
    async run(client) {
      accepted('getSubject', await client.get('/subject'));
    },
  },
  {
    name: 'GET /marketing: what is taken off, and by which lines',
    async run(client, { goods: { goodsId, price } }) {
      const query = { goodsId, quantity: 2, totalAmount: price * 2 };
      const { totalDiscountAmount, lines } = accepted('getMarketing', await client.get('/marketing', query), {
        query,
      });
      const sum = lines.reduce((total, line) => total + line.discountAmount, 0);
      equal('totalDiscountAmount', totalDiscountAmount, sum, 'It is the sum of the lines.');
    },
  },
  {
    name: 'GET /order: an unknown number is refused',
    run: async (client) => refused(await client.get('/order', { outOrderNo: none })),
  },
  {
    name: 'GET /refund: an unknown number is refused',
    run: async (client) => refused(await client.get('/refund', { outRefundNo: none })),
  },
  {
    name: 'GET /coupons: an unknown number is refused',
    run: async (client) => refused(await client.get('/coupons', { outOrderNo: none })),
  },
  {
    name: 'GET /order/latest: null when there is none since then',
    async run(client, { goods: { goodsId } }) {
      const query = { goodsId, since: Date.now() + 365 * 24 * 60 * 60 * 1000 };
      equal(
        'the answer',
        accepted('findOrder', await client.get('/order/latest', query)),
        null,
        'Answer null.',
      );
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
      const signed = accepted('sign', await client.post('/sign', draft));
      const fix =
        'data is the JSON text of the order, passed on byte for byte; it holds the outOrderNo of the answer.';
      equal(
        'outOrderNo in data',
        (JSON.parse(signed.data) as { outOrderNo?: string }).outOrderNo,
        signed.outOrderNo,
        fix,
      );
      if (!/^SHA256-RSA2048 .*\bappid=.*\bsignature=/.test(signed.byteAuthorization))
        throw new Finding(
          'byteAuthorization has another form',
          'SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…',
        );
    },
  },
  {
    name: 'POST /sign: a draft without goods is refused',
    requestOrder: true,
    run: async (client) => refused(await client.post('/sign', {})),
  },
];

export const CHECKS: readonly Check[] = [...questions, ...buying, ...refunding, ...signing];
