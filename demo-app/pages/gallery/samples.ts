/** Goods of the sandbox's catalogue, one for each place on the shelf. */
const ON_SALE = '7301245789012345678';
const SOON = '7301245789012345683';
const ENDED = '7301245789012345684';
const SOLD_OUT = '7301245789012345685';
const OWN = 'own-carwash-002';

/** One button of the page: everything that is not given is the component's default. */
export interface Sample {
  id: string;
  title: string;
  mode?: number;
  goodsId?: string;
  goodsType?: number;
  orderStatus?: number;
  text?: string;
  size?: string;
  type?: string;
  disabled?: boolean;
  loading?: boolean;
  noStyle?: boolean;
  slot?: boolean;
  /** External classes of this page. */
  classes?: string;
  labelClass?: string;
  disabledClass?: string;
  /** CSS variables around the button. */
  around?: string;
}

export const SECTIONS: { title: string; samples: Sample[] }[] = [
  {
    title: '货架状态',
    samples: [
      { id: 'on-sale', title: '商品库 · 在售' },
      { id: 'own', title: '非商品库', goodsId: OWN, goodsType: 2 },
      { id: 'soon', title: '未开始', goodsId: SOON },
      { id: 'ended', title: '已结束', goodsId: ENDED },
      { id: 'sold-out', title: '已售罄', goodsId: SOLD_OUT },
    ],
  },
  {
    title: '准备与失败',
    samples: [
      { id: 'fetching', title: '正在获取商品', goodsId: `${ON_SALE}@library.slow` },
      { id: 'failed', title: '获取失败', goodsId: `${ON_SALE}@library.server` },
      { id: 'unable', title: '没有支付能力', goodsId: `${ON_SALE}@ability.none` },
      { id: 'invalid', title: '属性错误 mode 3', mode: 3 },
    ],
  },
  {
    title: '状态',
    samples: [
      { id: 'loading', title: 'loading', loading: true },
      { id: 'disabled', title: 'disabled', disabled: true },
      { id: 'plain-disabled', title: 'plain disabled', type: 'plain', disabled: true },
      { id: 'plain-loading', title: 'plain loading', type: 'plain', loading: true },
    ],
  },
  {
    title: '尺寸与类型',
    samples: [
      { id: 'normal', title: 'normal' },
      { id: 'large', title: 'large', size: 'large' },
      { id: 'mini', title: 'mini', size: 'mini' },
      { id: 'plain', title: 'plain', type: 'plain' },
      { id: 'plain-large', title: 'plain large', type: 'plain', size: 'large' },
      { id: 'plain-mini', title: 'plain mini', type: 'plain', size: 'mini' },
    ],
  },
  {
    title: '自定义',
    samples: [
      { id: 'text', title: 'text', text: '马上抢' },
      { id: 'slot', title: 'use-slot', slot: true },
      {
        id: 'variables',
        title: 'CSS 变量',
        around: '--trade-bg:#0b6b4f;--trade-color:#fff;--trade-radius:44px;--trade-font:serif',
      },
      {
        id: 'plain-variables',
        title: 'CSS 变量 plain',
        type: 'plain',
        around: '--trade-plain-bg:#eef6f2;--trade-plain-color:#0b6b4f',
      },
      { id: 'classes', title: 'custom-class, label-class', classes: 'my-button', labelClass: 'my-label' },
      { id: 'disabled-class', title: 'disabled-class', disabled: true, disabledClass: 'my-disabled' },
      { id: 'no-style', title: 'no-style', noStyle: true, classes: 'my-link' },
      { id: 'long', title: '很长的文字', text: '限时特惠价立即抢购双人豪华套餐' },
    ],
  },
  {
    title: '已下单 mode 1',
    samples: [0, 1, 2, 3, 4].map((orderStatus) => ({
      id: `ordered-${orderStatus}`,
      title: `order-status ${orderStatus}`,
      mode: 1,
      orderStatus,
    })),
  },
].map(({ title, samples }) => ({
  title,
  samples: (samples as Sample[]).map((sample) =>
    Object.assign({ mode: 2, goodsId: ON_SALE, goodsType: 1 }, sample),
  ),
}));
