/** What the sandbox's shop and library sell, as a file tells it. Money in 分. */
import { REFUNDABLE_FEES } from '../fees';
import { checkLabels } from '../labels';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES, ID_BYTES, MAX_QUANTITY } from '../limits';
import {
  anything,
  flag,
  integer,
  list,
  money,
  object,
  passThrough,
  required,
  text,
  type Infer,
} from '../schema/fields';
import { FORMATS } from '../schema/formats';
import type { Problem } from '../schema/walk';
import type { GoodsLabel } from './answers';

const quantity = (doc: string) => integer(doc, { min: 1, max: MAX_QUANTITY });
const span = (doc: string) => integer(doc, { min: 0 });
/** Control characters would steer the terminal or the page that shows them. */
const visible = { format: FORMATS.visible } as const;
const words = (doc: string) => text(doc, { required, ...visible });

/** An order of goods with fees is takeaway (businessLine 3). */
export const GOODS_FEE = object(
  {
    feeType: integer('1 配送费, 2 包装费', { required, oneOf: REFUNDABLE_FEES }),
    feeAmount: money('of one order', { required }),
  },
  'one fee',
);

export const GOODS_ENTRY = object(
  {
    goodsId: text('of the goods', { required, minBytes: 1, maxBytes: ID_BYTES, ...visible }),
    goodsType: integer("1: of the platform's library; 2: the shop's own", { required, oneOf: [1, 2] }),
    goodsName: text('name', { required, minBytes: 1, maxBytes: GOODS_NAME_BYTES, ...visible }),
    currentPrice: money('of one unit', { required }),
    originPrice: money('crossed out beside it; by default currentPrice'),
    goodsPhoto: text('URL; by default a picture of the sandbox', {
      minBytes: 1,
      maxBytes: GOODS_PHOTO_BYTES,
      ...visible,
    }),
    bizLine: integer('1 group buying (default), 2 course', { oneOf: [1, 2] }),
    /** Their own rule across the entries is `checkLabels`. */
    goodsLabels: list(anything('one label'), 'chips of the goods block; none by default'),
    dateRule: text('when they can be used; by default 周一至周日可用', visible),
    minLimits: quantity('least quantity; 1 by default'),
    maxLimits: quantity('largest quantity'),
    phoneRequired: flag('whether an order needs a phone number'),
    extra: passThrough('passed on with the order'),
    category: text('of the shelf', visible),
    summary: text('one line', visible),
    shop: object(
      { name: words('name'), address: words('address'), poiId: words('poiId') },
      'where they are used',
    ),
    soldCount: span('units sold'),
    fees: list(GOODS_FEE, 'takeaway: what an order costs beside the goods', { unique: 'feeType' }),
    closedLoop: flag('non-library goods: whether the platform issues the codes; library goods always are'),
    stock: span('library goods: units; 10000 by default'),
    sale: object(
      { startMs: integer('start, ms', { required }), endMs: integer('end, ms', { required }) },
      'the sale window of library goods, from the opening of the shop; 30 days before to a year after by default',
    ),
    times: quantity('uses of one unit (次卡); 1 by default'),
    validAfterMs: span('its codes are valid from so many ms after the purchase on'),
    validForMs: span('… for so many ms'),
  },
  'goods',
);
type Entry = Infer<typeof GOODS_ENTRY>;
export type GoodsEntry = Omit<Entry, 'goodsLabels'> & { goodsLabels?: GoodsLabel[] };

/** Bounds the wrong way round, and an id whose end would choose a scenario. */
export function goodsBounds({
  goodsId,
  minLimits = 1,
  maxLimits = MAX_QUANTITY,
  sale,
}: Entry): Problem | undefined {
  if (goodsId.includes('@'))
    return { path: 'goodsId', wanted: 'an id without "@", which chooses a scenario', got: goodsId };
  if (minLimits > maxLimits)
    return { path: 'maxLimits', wanted: `at least minLimits, ${minLimits}`, got: maxLimits };
  return sale && sale.startMs >= sale.endMs
    ? { path: 'sale.endMs', wanted: `after startMs, ${sale.startMs}`, got: sale.endMs }
    : undefined;
}

/** The text of the first rule that the labels break. */
export const labelsProblem = ({ goodsLabels = [] }: Entry): string | undefined => checkLabels(goodsLabels);
