/** What this shop sells. Money in 分, times in ms. A shop that lives reads them from its own database. */
import type { LibraryGoods, Marketing, ShopGoods } from 'microapp-trade-server';

interface Goods extends ShopGoods {
  goodsType: 1 | 2;
  goodsName: string;
  goodsPhoto: string;
  price: number;
  stock: number;
}

const day = 24 * 60 * 60 * 1000;
const photo = 'https://shop.example.com/noodles.png';

const list: Readonly<Record<string, Goods>> = {
  // Of the platform's library: created at its console, sold with goods-type 1.
  '7001': { goodsType: 1, goodsName: '牛肉面', goodsPhoto: photo, price: 2800, stock: 10_000 },
  // The shop's own, sold with goods-type 2.
  'own-cake': {
    goodsType: 2,
    goodsName: '蛋糕',
    goodsPhoto: photo,
    price: 8800,
    stock: 500,
    validForMs: 30 * day,
  },
};

export const goodsOf = (goodsId: string): Goods | undefined =>
  Object.hasOwn(list, goodsId) ? list[goodsId] : undefined;

/** The library's part of it, as the pay-button shows it. */
export const libraryGoods = (goodsId: string, now: number): LibraryGoods | undefined => {
  const goods = goodsOf(goodsId);
  if (goods?.goodsType !== 1) return undefined;
  const { goodsName, goodsPhoto, price, stock } = goods;
  return {
    goodsId,
    goodsName,
    goodsPhoto,
    currentPrice: price,
    originPrice: price,
    goodsLabels: [{ type: 'REFUND_ANYTIME' }],
    stock,
    saleStart: now - day,
    saleEnd: now + 30 * day,
    now,
  };
};

/** One yuan off from 20 yuan on. */
export const offer = (totalAmount: number): Marketing =>
  totalAmount < 2000
    ? { discountId: '', totalDiscountAmount: 0, lines: [] }
    : {
        discountId: 'from-20',
        totalDiscountAmount: 100,
        lines: [{ title: '满20减1', discountAmount: 100 }],
      };
