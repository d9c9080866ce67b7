/** The goods that the sandbox starts with, and how many are left. Money in 分, times in ms. */
import { readFileSync } from 'node:fs';
import { GoodsType } from '../../src/contract/codes';
import { shelfState } from '../../src/contract/shelf';
import { DEFAULT_DATE_RULE, MAX_QUANTITY } from '../../src/contract/limits';
import type { LibraryGoods } from '../../src/contract/goods-types';
import type { CatalogueGoods } from '../../src/contract/merchant/shop';
import type { Clock } from '../clock';
import { usualValidity } from '../coupons/validity';
import type { Store } from '../store/store';
import type { SandboxGoods } from './goods';

/** Goods that the sandbox comes with name their picture by a key: `/assets/goods/g-<key>.svg`. */
type Seed = SandboxGoods & { key?: string };

/** The goods that the sandbox comes with. */
const standard = JSON.parse(readFileSync(new URL('./goods.json', import.meta.url), 'utf8')) as Seed[];

const day = 24 * 60 * 60 * 1000;
/** Library goods are always counted and always have a window: what their own data leaves out. */
const shelf = { stock: 10_000, sale: { startMs: -30 * day, endMs: 365 * day } };

/** Time of the opening in the store's meta, ms. An export carries it by itself, next to the clock's time. */
const openingKey = 'clock:opened';

/** Where goods without a shop of their own are redeemed: a redemption has to name one. */
const DEFAULT_SHOP = { name: '沙箱示例门店', address: '', poiId: '6601136812005525500' };

const shopOf = ({ shop }: Seed): CatalogueGoods['shop'] => ({
  name: shop?.name || DEFAULT_SHOP.name,
  address: shop?.address ?? DEFAULT_SHOP.address,
  poiId: shop?.poiId || DEFAULT_SHOP.poiId,
});

export class Catalogue {
  private readonly byId: Map<string, Seed>;

  /** @param more goods of the developer's own; one with an id of the sandbox's own goods takes their place */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    more: readonly SandboxGoods[] = [],
  ) {
    this.byId = new Map(
      [...standard, ...more].map((seed) => [
        seed.goodsId,
        seed.goodsType === GoodsType.Library ? { ...shelf, ...seed } : seed,
      ]),
    );
    this.store.transaction(() => {
      // A file that was kept goes on with its sale windows.
      if (this.store.getMeta(openingKey) === undefined) this.reopen(this.clock.now());
      this.fillShelves();
    });
  }

  /** Sale windows start again from now, stock is full. The store has been emptied before. */
  reset(): void {
    this.store.transaction(() => {
      this.reopen(this.clock.now());
      this.fillShelves();
    });
  }

  /** From when the sale windows count, ms. */
  get openedAt(): number {
    return Number(this.store.getMeta(openingKey));
  }

  /** Moves all sale windows: those of an imported state count from its own opening. */
  reopen(openedAt: number): void {
    this.store.setMeta(openingKey, String(openedAt));
  }

  list(): CatalogueGoods[] {
    return [...this.byId.values()].map((seed) => this.describe(seed));
  }

  find(goodsId: string): CatalogueGoods | undefined {
    const seed = this.byId.get(goodsId);
    return seed && this.describe(seed);
  }

  /** Goods of the platform's library; `undefined` for the developer's own and for unknown ones. */
  library(goodsId: string): LibraryGoods | undefined {
    const seed = this.byId.get(goodsId);
    if (!seed || seed.goodsType !== 1) return undefined;
    const {
      goodsName,
      goodsPhoto,
      currentPrice,
      originPrice,
      goodsLabels,
      stock = 0,
      saleStart = 0,
      saleEnd = 0,
    } = this.describe(seed);
    return {
      goodsId,
      goodsName,
      goodsPhoto,
      currentPrice,
      originPrice,
      goodsLabels,
      stock,
      saleStart,
      saleEnd,
      now: this.clock.now(),
    };
  }

  isClosedLoop(goodsId: string): boolean {
    const seed = this.byId.get(goodsId);
    return seed?.goodsType === 1 || seed?.closedLoop === true;
  }

  /** By the labels of the goods; `undefined` where they do not say, and for goods that nobody knows. */
  needsReservation(goodsId: string): boolean | undefined {
    const labels = this.byId.get(goodsId)?.goodsLabels?.map(({ type }) => type) ?? [];
    if (labels.includes('BOOK_IN_ADVANCE')) return true;
    return labels.includes('RESERVATION_FREE') ? false : undefined;
  }

  /** Whether `quantity` of library goods may be bought now; the text of why not, or `undefined`. */
  checkOnSale(goodsId: string, quantity: number): string | undefined {
    const goods = this.library(goodsId);
    if (!goods) return '商品不存在';
    const state = shelfState(goods, goods.now);
    if (state === 'soon') return '商品尚未开售';
    if (state === 'ended') return '商品已停售';
    return goods.stock < quantity ? '商品库存不足' : undefined;
  }

  /** Takes from the shelf, as part of the order's own transaction. */
  take(goodsId: string, quantity: number): void {
    this.store.run('UPDATE stock SET remaining = remaining - ? WHERE goods_id = ?', quantity, goodsId);
  }

  /** The units of a closed order go back. */
  giveBack(goodsId: string, quantity: number): void {
    this.store.run('UPDATE stock SET remaining = remaining + ? WHERE goods_id = ?', quantity, goodsId);
  }

  private fillShelves(): void {
    this.byId.forEach((seed) => {
      if (seed.stock !== undefined)
        this.store.run(
          'INSERT OR IGNORE INTO stock (goods_id, remaining) VALUES (?, ?)',
          seed.goodsId,
          seed.stock,
        );
    });
  }

  private describe(seed: Seed): CatalogueGoods {
    const { key, sale, stock, closedLoop, ...rest } = seed;
    void [stock, closedLoop];
    const shown = {
      ...rest,
      bizLine: seed.bizLine ?? 1,
      goodsPhoto: seed.goodsPhoto ?? `/assets/goods/g-${key ?? 'hotpot'}.svg`,
      originPrice: seed.originPrice ?? seed.currentPrice,
      goodsLabels: seed.goodsLabels ?? [],
      dateRule: seed.dateRule ?? DEFAULT_DATE_RULE,
      minLimits: seed.minLimits ?? 1,
      maxLimits: seed.maxLimits ?? MAX_QUANTITY,
      phoneRequired: seed.phoneRequired ?? false,
      category: seed.category ?? '',
      summary: seed.summary ?? '',
      shop: shopOf(seed),
      soldCount: seed.soldCount ?? 0,
      times: seed.times ?? 1,
      validAfterMs: seed.validAfterMs ?? 0,
      validForMs: seed.validForMs ?? usualValidity,
    };
    if (!sale) return shown;
    const row = this.store.get<{ remaining: number }>(
      'SELECT remaining FROM stock WHERE goods_id = ?',
      seed.goodsId,
    );
    const { openedAt } = this;
    return {
      ...shown,
      stock: row?.remaining ?? 0,
      saleStart: openedAt + sale.startMs,
      saleEnd: openedAt + sale.endMs,
    };
  }
}
