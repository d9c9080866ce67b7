/** Whether an order may be opened as it is asked for. What a page says about money is not believed. */
import type { OrderToOpen, ShopGoods, ShopOptions } from './options';
import { refusals } from './words';

interface Line {
  goodsId: string;
  /** Of one unit, 分. */
  price: number;
  quantity: number;
}

type Refusal = { errNo: number; errTips: string };

const refuse = (errNo: number, errTips: string): Refusal => ({ errNo, errTips });

const discountOf = async (options: ShopOptions, order: OrderToOpen): Promise<boolean> => {
  if (options.discount) return options.discount(order);
  if (order.discountAmount === 0) return true;
  const { goodsId, quantity, totalAmount } = order;
  const offer = await options.marketing?.({ goodsId, quantity, totalAmount });
  return offer !== undefined && order.discountAmount <= offer.totalDiscountAmount;
};

/** Why not, or the goods of each line as the shop knows them. */
export const judgeOrder = async (
  options: ShopOptions,
  lines: readonly Line[],
  { totalAmount, discountAmount }: { totalAmount: number; discountAmount: number },
): Promise<Refusal | (ShopGoods | undefined)[]> => {
  const [first] = lines;
  if (!first) return refuse(400, refusals.noGoods);
  const known = await Promise.all(lines.map(async ({ goodsId }) => options.goods(goodsId)));
  if (options.unknownGoods !== true && known.includes(undefined)) return refuse(1001, refusals.unknownGoods);
  if (lines.some(({ price }, index) => price !== (known[index]?.price ?? price)))
    return refuse(1002, refusals.price);
  // Fees, such as a delivery's, come on top.
  if (totalAmount < lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0))
    return refuse(1003, refusals.total);
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  const granted = await discountOf(options, {
    goodsId: first.goodsId,
    quantity,
    totalAmount,
    discountAmount,
  });
  return granted ? known : refuse(1004, refusals.discount);
};
