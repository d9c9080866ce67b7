import { labelText, type GoodsInfo, type GoodsLabel } from 'microapp-trade-kit';
import { get } from './api';

/** One goods as this shop's server lists it. Money in 分, times in ms. */
export interface Goods {
  goodsId: string;
  goodsType: 1 | 2;
  bizLine: 1 | 2;
  goodsName: string;
  goodsPhoto: string;
  currentPrice: number;
  originPrice: number;
  goodsLabels: GoodsLabel[];
  dateRule: string;
  minLimits: number;
  maxLimits: number;
  phoneRequired: boolean;
  extra?: Record<string, unknown>;
  category: string;
  summary: string;
  shop: { name: string; address: string; poiId: string };
  soldCount: number;
  /** Takeaway: what an order costs beside the goods. */
  fees?: { feeType: number; feeAmount: number }[];
  /** Library goods only. */
  stock?: number;
  saleStart?: number;
  saleEnd?: number;
}

export const loadCatalogue = (): Promise<Goods[]> => get<Goods[]>('/catalogue');

/** `7001@library.server` is goods 7001 in a scenario of the sandbox. */
export const plainId = (goodsId: string): string => goodsId.split('@')[0];

/** What `getgoodsinfo` resolves for these goods: the library knows the rest of its own goods. */
export function goodsInfoOf(goods: Goods): GoodsInfo {
  const { goodsType, minLimits, maxLimits, dateRule, phoneRequired, extra } = goods;
  const rules: GoodsInfo = {
    minLimits,
    maxLimits,
    dateRule,
    extra,
    validation: { phoneNumber: { required: phoneRequired } },
  };
  if (goodsType === 1) return rules;
  const { goodsName, goodsPhoto, currentPrice, goodsLabels } = goods;
  return Object.assign(rules, { goodsName, goodsPhoto, currentPrice, goodsLabels });
}

const two = (n: number): string => (n < 10 ? '0' : '') + n;

/** 月-日 时:分 of a time in ms. */
export function timeText(ms: number): string {
  const date = new Date(ms);
  return `${date.getMonth() + 1}月${date.getDate()}日 ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 分 -> yuan, without needless zeros: 19800 is 198, 1990 is 19.9. */
export const yuanText = (amount: number): string => String(amount / 100);

/** Where these goods are in their sale window, as a note; empty while they sell. */
function shelfNote({ stock, saleStart, saleEnd }: Goods): string {
  if (stock === undefined || saleStart === undefined || saleEnd === undefined) return '';
  if (stock === 0) return '已售罄';
  const now = Date.now();
  if (now < saleStart) return `${timeText(saleStart)} 开抢`;
  return now < saleEnd ? '' : '已结束';
}

const FEE_NAMES: Record<number, string> = { 1: '配送费', 2: '包装费' };

/** `maxLimits` of goods without a limit of their own. */
const UNLIMITED = 99999;

/** A goods as the templates draw it. */
export interface GoodsView extends Goods {
  price: string;
  origin: string;
  chips: string[];
  note: string;
  /** How many one order may hold. */
  limits: string;
  sold: string;
  /** Takeaway: the fees, and one portion with all of them. */
  feeLines: { name: string; amount: string }[];
  whole: string;
}

export function goodsView(goods: Goods): GoodsView {
  return Object.assign({}, goods, {
    price: yuanText(goods.currentPrice),
    origin: yuanText(goods.originPrice),
    chips: goods.goodsLabels.map(labelText),
    note: shelfNote(goods),
    feeLines: (goods.fees || []).map(({ feeType, feeAmount }) => ({
      name: FEE_NAMES[feeType],
      amount: yuanText(feeAmount),
    })),
    whole: yuanText((goods.fees || []).reduce((sum, { feeAmount }) => sum + feeAmount, goods.currentPrice)),
    limits: `${goods.minLimits} 份起${goods.maxLimits < UNLIMITED ? `，最多 ${goods.maxLimits} 份` : ''}`,
    sold: goods.soldCount >= 10000 ? `${(goods.soldCount / 10000).toFixed(1)}万` : String(goods.soldCount),
  });
}
