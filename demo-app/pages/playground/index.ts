import type { GoodsDetail, HandlerEvent } from 'microapp-trade-kit';
import { login } from '../../shared/api';
import { goodsInfoOf, loadCatalogue, plainId } from '../../shared/catalogue';

/** Values of the button's properties, by their names in TTML. */
type Properties = Record<string, unknown>;

interface Told {
  id: number;
  text: string;
}

const MOST = 6;

/** The query value `properties`: JSON of an object; anything else counts as none. */
function propertiesFrom(text: string | undefined): Properties {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text ?? '{}'));
    return typeof value === 'object' && value !== null ? (value as Properties) : {};
  } catch {
    return {};
  }
}

/** `goods-id` -> `goodsId`, as a page's data is named. */
const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());

/** One button with the properties that the address names: the documentation's pages show it. */
Page({
  data: {
    button: {
      mode: 2,
      goodsId: '7301245789012345678',
      goodsType: 1,
      orderStatus: 0,
      orderId: '',
      refundId: '',
      refundTotalAmount: 0,
      marketingReady: false,
      text: '',
      size: 'normal',
      type: 'primary',
      disabled: false,
      loading: false,
      noStyle: false,
    },
    told: [] as Told[],
  },
  onLoad(query: { properties?: string }) {
    const given = propertiesFrom(query.properties);
    const changed = Object.keys(given).reduce(
      (all: Properties, name) => ({ ...all, [`button.${camel(name)}`]: given[name] }),
      {},
    );
    this.setData(changed);
  },
  onEvent({ type, detail }: HandlerEvent<unknown>) {
    const [newest] = this.data.told;
    const one = { id: newest ? newest.id + 1 : 1, text: `bind:${type} ${JSON.stringify(detail)}` };
    this.setData({ told: [one, ...this.data.told].slice(0, MOST) });
  },
  getGoodsInfo({ detail }: HandlerEvent<GoodsDetail>) {
    return loadCatalogue().then((all) => {
      const goods = all.find(({ goodsId }) => goodsId === plainId(detail.goodsId));
      return goods ? goodsInfoOf(goods) : {};
    });
  },
  placeOrder() {
    return login();
  },
  applyRefund() {
    return {};
  },
});
