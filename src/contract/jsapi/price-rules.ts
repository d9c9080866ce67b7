import { GoodsType } from '../codes';
import type { Problem } from '../schema/walk';
import type { Context } from './contract';

/** One entry of what is ordered, from whichever list. Money in 分. */
export interface OrderLine {
  path: string;
  goodsId: string;
  /** 1 library, 2 outside it, and the field that says so. */
  type: number;
  typeField: string;
  /** A sku of the library may come without. */
  price?: number;
  quantity: number;
}

/** Goods that the library has are ordered as library goods. */
export function libraryTypeOf(lines: readonly OrderLine[], context: Context): Problem | undefined {
  const wrong = lines.find(
    (line) => line.type !== GoodsType.Library && context.libraryPrice?.(line.goodsId) !== undefined,
  );
  return (
    wrong && {
      path: `${wrong.path}.${wrong.typeField}`,
      wanted: `${GoodsType.Library} for library goods`,
      got: wrong.type,
    }
  );
}

/** Library goods cost what the library says. */
export function libraryPriceOf(lines: readonly OrderLine[], context: Context): Problem | undefined {
  for (const { path, goodsId, type, price } of lines) {
    const known = type === GoodsType.Library ? context.libraryPrice?.(goodsId) : undefined;
    if (known !== undefined && price !== undefined && price !== known)
      return { path: `${path}.price`, wanted: String(known), got: price };
  }
  return undefined;
}

/** Σ price × quantity; `undefined` where a price is unknown. */
export function sumOfLines(lines: readonly OrderLine[], context: Context): number | undefined {
  let sum = 0;
  for (const { goodsId, type, price, quantity } of lines) {
    const each = price ?? (type === GoodsType.Library ? context.libraryPrice?.(goodsId) : undefined);
    if (each === undefined) return undefined;
    sum += each * quantity;
  }
  return sum;
}

/** An order pays no less than nothing. */
export function withinTotal(path: string, discount: number, total: number): Problem | undefined {
  return discount <= total ? undefined : { path, wanted: `at most totalAmount (${total})`, got: discount };
}
