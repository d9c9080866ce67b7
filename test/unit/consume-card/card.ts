import { afterEach } from 'node:test';
import { attach, detach, idleData, type Running } from '../../../src/connect/component';
import { consumeCardParts } from '../../../src/consume-card/component';
import { lookProps, tradeProps } from '../../../src/consume-card/props';
import type { ConsumeCardContext, ConsumeCardSchema } from '../../../src/consume-card/schema';
import type { Sent } from '../../../src/machine';
import type { CodeLine, ConsumeCardView } from '../../../src/consume-card/view';
import type { Coupon, OrderCoupons, OrderInfo } from '../../../src/ports/merchant';
import { coupon, orderCoupons, refundable, settled, world, type World } from '../kit/world';

export type ConsumeCard = Running<ConsumeCardSchema, ConsumeCardContext>;

const shown: (() => void)[] = [];

// A card that is left running keeps its timers, and the test process with them.
afterEach(() => shown.splice(0).forEach((leave) => leave()));

type Handler = (event: { type: string; detail: Record<string, unknown> }) => unknown;

/** One consume-card on a page, driven the way a mini-program drives a component. */
export interface Card {
  machine: ConsumeCard;
  data: ConsumeCardView & Record<string, unknown>;
  draws: object[];
  /** What the page's handlers got, in order. */
  heard: { event: string; detail: Record<string, unknown> }[];
  errors(): number[];
  /** How often `bind:consume` came. */
  consumed(): number;
  set(part: Record<string, unknown>): Promise<void>;
  send(...sent: Sent<ConsumeCardSchema>): Promise<void>;
  /** Every code as the list shows it: opens and closes it. */
  lines(): Promise<CodeLine[]>;
  leave(): void;
}

/**
 * Attaches a card. Handlers reach it as a set, so their presence is known; `handlers: {}` binds none at all.
 */
export async function card(
  outside: World,
  props: Record<string, unknown> = {},
  handlers: { applyrefund?: Handler; none?: boolean } = {},
): Promise<Card> {
  const heard: Card['heard'] = [];
  const set: Record<string, Handler> = {};
  for (const event of handlers.none ? [] : ['consume', 'refund', 'error']) {
    set[event] = ({ detail }) => void heard.push({ event, detail });
  }
  const { applyrefund } = handlers;
  if (applyrefund) {
    set.applyrefund = (sent) => {
      outside.calls.push('applyrefund');
      return applyrefund(sent);
    };
  }
  const data = { ...idleData(consumeCardParts) } as unknown as Card['data'];
  for (const [key, { value }] of Object.entries({ ...tradeProps, ...lookProps })) data[key] = value;
  Object.assign(data, { orderId: 'out-1' }, props, { handlers: set });
  const draws: object[] = [];
  const instance = {
    data,
    setData(changes: object) {
      draws.push(changes);
      Object.assign(data, changes);
    },
    triggerEvent: (event: string, detail: object) =>
      void (handlers.none && heard.push({ event, detail: detail as Record<string, unknown> })),
  };
  const machine = attach(consumeCardParts, instance);
  const leave = (): void => detach(instance, machine);
  shown.push(leave);
  machine.changed();
  await settled();
  const made: Card = {
    machine,
    data,
    draws,
    heard,
    errors: () => heard.filter(({ event }) => event === 'error').map(({ detail }) => detail.errNo as number),
    consumed: () => heard.filter(({ event }) => event === 'consume').length,
    async set(part) {
      Object.assign(data, part);
      if (Object.keys(part).some((key) => (consumeCardParts.props as string[]).includes(key)))
        machine.changed();
      await settled();
    },
    async send(...sent) {
      machine.send(...sent);
      await settled();
    },
    async lines() {
      await made.send('OPEN');
      const { lines } = data;
      await made.send('CLOSE');
      return lines;
    },
    leave,
  };
  return made;
}

/** A world whose order has these codes; `now` may be given other ones. */
export function shopOf(
  coupons?: Coupon[],
  part: Partial<OrderCoupons> = {},
): World & { answer(next: Coupon[], more?: Partial<OrderCoupons>): void } {
  const outside = world();
  const answer = (next?: Coupon[], more: Partial<OrderCoupons> = {}): void => {
    outside.merchant.getCoupons = () =>
      Promise.resolve(orderCoupons(next, { now: Date.now(), ...part, ...more }));
  };
  answer(coupons);
  return Object.assign(outside, { answer });
}

/** A shop whose order has two codes, can be refunded, and is what `part` says. */
export function refundShop(part: Partial<OrderInfo> = {}): ReturnType<typeof shopOf> {
  const outside = shopOf([coupon(1), coupon(2)]);
  outside.merchant.getOrder = () => Promise.resolve(refundable(part));
  return outside;
}

export const asks = (outside: World): number => outside.calls.filter((call) => call === 'getCoupons').length;
