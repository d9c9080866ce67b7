/**
 * Takeaway is no part of 提单页: a shop orders it by `tt.createOrder` itself, with its delivery and its fees.
 * What the order is then refunded with is the kit's business again.
 */
import type { PayDetail } from 'microapp-trade-kit';
import { login, PORTS } from './api';
import type { Goods } from './catalogue';

const MINUTE = 60 * 1000;

/** Where it goes: a real shop lets the user choose an address. */
const ADDRESS = {
  locationInfo: {
    provinceCode: '440000',
    provinceName: '广东省',
    cityCode: '440300',
    cityName: '深圳市',
    districtCode: '440303',
    districtName: '罗湖区',
    locationAddress: '深南东路 5002 号',
  },
  doorNumber: '18 楼 1801',
};

/** Options of tt.createOrder for one portion, delivered within the hour. */
function orderOf({ goodsId, goodsName, goodsPhoto, currentPrice, fees = [], shop }: Goods) {
  const totalAmount = fees.reduce((sum, fee) => sum + fee.feeAmount, currentPrice);
  const now = Date.now();
  return {
    goodsList: [{ goodsId, goodsType: 2 as const, goodsName, goodsPhoto, price: currentPrice, quantity: 1 }],
    payment: { totalAmount, feeDetailsList: fees },
    businessLine: 3 as const,
    contactInfo: { phoneNumber: '13800138000', contactName: '陈小姐', gender: 2 },
    deliveryInfo: {
      poiId: shop.poiId,
      bookType: 1 as const,
      deliveryType: 1 as const,
      receiptInfo: { startTime: now + 30 * MINUTE, endTime: now + 60 * MINUTE },
    },
    addressInfo: ADDRESS,
  };
}

/** Numbers of an order, where there is one. */
interface Numbers {
  orderId: string;
  outOrderNo: string;
}

type Failure = Partial<Numbers> & { errNo: number; errMsg: string };

/** How the cashier ended, as `bind:pay` would tell it. */
const ended = (code: number, { orderId, outOrderNo }: Numbers): PayDetail => ({
  status: 'success',
  orderId,
  outOrderNo,
  result: { code, orderId },
});

const failed = ({ errMsg, orderId = '', outOrderNo = '' }: Failure): PayDetail => ({
  status: 'fail',
  orderId,
  outOrderNo,
  result: { errMsg },
});

/** Codes of the cashier that `tt.createOrder` fails with. */
const UNPAID = [1, 2, 3, 4, 9];

/** Orders, and opens the cashier. */
function order(options: ReturnType<typeof orderOf>): Promise<PayDetail> {
  const { platform } = PORTS;
  if (platform?.createOrder)
    return platform
      .createOrder(options)
      .then((outcome) => (outcome.kind === 'cashier' ? ended(outcome.code, outcome) : failed(outcome.error)));
  return new Promise((resolve) =>
    // The platform's typings do not have the fields of takeaway.
    (tt.createOrder as (options: object) => void)({
      ...options,
      success: (numbers: Numbers) => resolve(ended(0, numbers)),
      fail(error: Failure) {
        const { orderId, outOrderNo } = error;
        const unpaid = orderId !== undefined && outOrderNo !== undefined && UNPAID.includes(error.errNo);
        resolve(unpaid ? ended(error.errNo, { orderId, outOrderNo }) : failed(error));
      },
    }),
  );
}

/** Buys one portion: logs in, orders, and opens the cashier. Rejects where nobody logs in. */
export const buyTakeaway = (goods: Goods): Promise<PayDetail> => login().then(() => order(orderOf(goods)));
