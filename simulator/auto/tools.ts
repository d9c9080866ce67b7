/** The tools of the MCP server, in the language of whoever started it. */
import { z, type ZodRawShape } from 'zod';
import type { Language } from '../words/language';
import type { Text } from '../words/table';

interface Tool {
  name: string;
  about: string;
  method: string;
  shape: ZodRawShape;
}

export function toolsIn(language: Language): readonly Tool[] {
  const say = (text: Text): string => text[language];
  const order = z
    .string()
    .describe(say({ en: "the order's number: Douyin's or the developer's", zh: '订单号：抖音的或开发者的' }));
  const outcome = z
    .enum(['paid', 'timedOut', 'failed', 'closed', 'cancelled', 'unknown', 'unknownUnpaid'])
    .describe(say({ en: 'how the payment ends', zh: '支付的结果' }));

  // Names and parameters: the official page "simulator mcp" of the developer tools.
  const phone: Tool[] = [
    {
      name: 'miniapp-snapshot',
      about: say({
        en: 'What the simulated phone shows, as a list of elements with a backendId each. Take it anew after each action.',
        zh: '手机上显示的内容：元素列表，各有 backendId。每次操作后请重新获取。',
      }),
      method: 'Screen.snapshot',
      shape: {},
    },
    {
      name: 'miniapp-tap',
      about: say({
        en: 'Taps an element of the last snapshot, or a point of the phone.',
        zh: '点击最近一次快照中的元素，或手机上的一点。',
      }),
      method: 'Screen.tap',
      shape: {
        backendId: z
          .string()
          .optional()
          .describe(say({ en: 'from miniapp-snapshot', zh: '来自 miniapp-snapshot' })),
        type: z.enum(['tap', 'longtap']).default('tap'),
        x: z
          .number()
          .optional()
          .describe(say({ en: 'px from the left', zh: '距左边的像素' })),
        y: z
          .number()
          .optional()
          .describe(say({ en: 'px from the top', zh: '距顶部的像素' })),
      },
    },
    {
      name: 'miniapp-input',
      about: say({
        en: 'Types into the field that has the focus: tap it first.',
        zh: '向有焦点的输入框输入：请先点击它。',
      }),
      method: 'Screen.input',
      shape: {
        type: z.enum(['char', 'key', 'command']),
        text: z
          .string()
          .optional()
          .describe(say({ en: 'for type char', zh: 'type 为 char 时' })),
        code: z
          .string()
          .optional()
          .describe(
            say({ en: 'for type key, such as KeyA or Enter', zh: 'type 为 key 时，例如 KeyA 或 Enter' }),
          ),
        command: z
          .enum(['selectAll', 'delete'])
          .optional()
          .describe(say({ en: 'for type command', zh: 'type 为 command 时' })),
      },
    },
    {
      name: 'miniapp-scroll',
      about: say({
        en: 'Scrolls the page: positive y to its beginning, positive x to the left.',
        zh: '滚动页面：y 为正滚向开头，x 为正滚向左侧。',
      }),
      method: 'Screen.scroll',
      shape: { x: z.number().optional(), y: z.number().optional() },
    },
  ];

  const sandbox: Tool[] = [
    {
      name: 'trade-pay',
      about: say({
        en: 'Ends the payment in the cashier that is open on the phone.',
        zh: '结束手机上打开的收银台中的支付。',
      }),
      method: 'Trade.pay',
      shape: { outcome },
    },
    {
      name: 'trade-orders',
      about: say({
        en: 'The newest orders of the sandbox, or those that a text is found in.',
        zh: '沙箱中最新的订单，或包含某段文字的订单。',
      }),
      method: 'Trade.orders',
      shape: {
        query: z.string().optional(),
        state: z.enum(['unpaid', 'paid', 'closed', 'refund']).optional(),
        limit: z.number().int().min(1).max(500).default(10),
      },
    },
    {
      name: 'trade-order',
      about: say({ en: 'One order with its callbacks and history.', zh: '一笔订单及其回调与历史。' }),
      method: 'Trade.order',
      shape: { order },
    },
    {
      name: 'trade-buy',
      about: say({
        en: 'Makes a purchase without the phone: order, cashier, callbacks.',
        zh: '不经手机完成一次购买：下单、收银台、回调。',
      }),
      method: 'Trade.buy',
      shape: {
        goodsId: z.string().optional(),
        quantity: z.number().int().min(1).optional(),
        outcome: outcome.optional(),
        discountAmount: z
          .number()
          .int()
          .min(0)
          .optional()
          .describe(say({ en: 'in fen', zh: '单位分' })),
      },
    },
    {
      name: 'trade-refund',
      about: say({ en: 'Applies for a refund in the place of the user.', zh: '代用户申请退款。' }),
      method: 'Trade.refund',
      shape: {
        order,
        quantity: z.number().int().min(1).optional(),
        reason: z.string().optional(),
        audit: z
          .enum(['agree', 'refuse'])
          .optional()
          .describe(say({ en: "the merchant's decision, at once", zh: '商家立即作出的审核结果' })),
      },
    },
    {
      name: 'trade-redeem',
      about: say({ en: 'Redeems codes of an order, as a shop would.', zh: '像门店一样核销订单的券码。' }),
      method: 'Trade.redeem',
      shape: { order, count: z.number().int().min(1).optional() },
    },
    {
      name: 'trade-scenario',
      about: say({
        en: 'Chooses failures by name (trade-scenarios lists them); null: all goes well.',
        zh: '按名称选择失败场景（trade-scenarios 列出全部）；null 表示一切正常。',
      }),
      method: 'Trade.scenario',
      shape: { name: z.string().nullable() },
    },
    {
      name: 'trade-scenarios',
      about: say({ en: 'All scenarios, with what happens in each.', zh: '全部场景，以及各自会发生什么。' }),
      method: 'Trade.scenarios',
      shape: {},
    },
    {
      name: 'trade-clock',
      about: say({
        en: "Moves the sandbox's clock forward; what falls due on the way happens.",
        zh: '把沙箱的时间向前推进；途中到期的事情会发生。',
      }),
      method: 'Trade.clock',
      shape: { advanceMs: z.number().int().min(0).describe('ms') },
    },
    {
      name: 'trade-reset',
      about: say({ en: 'Empties the books.', zh: '清空账本。' }),
      method: 'Trade.reset',
      shape: {},
    },
  ];

  return [...phone, ...sandbox];
}
