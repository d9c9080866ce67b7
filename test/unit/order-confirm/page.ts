import { afterEach } from 'node:test';
import type { PayReport } from '../../../src/contract/events';
import { attach, idleData, type Running } from '../../../src/connect/component';
import { orderConfirmParts } from '../../../src/order-confirm/component';
import type { OrderConfirmContext, OrderConfirmSchema, PageQuery } from '../../../src/order-confirm/schema';
import type { OrderConfirmView } from '../../../src/order-confirm/view';
import type { Session } from '../../../src/ports/sessions';
import { listen } from '../../../src/session/reports';
import { begin } from '../../../src/session/visits';
import { confirmGoods, settled, type World } from '../kit/world';

export type OrderConfirm = Running<OrderConfirmSchema, OrderConfirmContext>;

const open: OrderConfirm[] = [];

afterEach(() => open.splice(0).forEach((page) => page.stop()));

/** One 提单页, and what its button would hear. */
export interface Page {
  machine: OrderConfirm;
  data: OrderConfirmView;
  /** Every setData, oldest first. */
  sets: Partial<OrderConfirmView>[];
  reports: PayReport[];
  session: Session;
  fill(part: object): Promise<void>;
  submit(): Promise<void>;
}

export async function openPage(
  outside: World,
  query: PageQuery,
): Promise<OrderConfirm & Pick<Page, 'data' | 'sets'>> {
  const sets: Page['sets'] = [];
  const data = { ...idleData(orderConfirmParts) } as unknown as OrderConfirmView & Record<string, unknown>;
  const machine = attach(orderConfirmParts, {
    data,
    setData(changes) {
      sets.push(changes);
      Object.assign(data, changes);
    },
    triggerEvent: () => undefined,
  });
  open.push(machine);
  machine.send('OPEN', query);
  await settled();
  return Object.assign(Object.create(machine) as OrderConfirm, { data, sets });
}

/** Opens the page the way a button does. */
export async function page(outside: World, goods: Parameters<typeof confirmGoods>[0] = {}): Promise<Page> {
  const what = confirmGoods(goods);
  const session: Session = begin(outside.platform, what.goodsId, { goods: what });
  const reports: PayReport[] = [];
  listen(outside.platform, session, {}, (report) => void reports.push(report));
  const machine = await openPage(outside, { session: session.id });
  return {
    machine,
    data: machine.data,
    sets: machine.sets,
    reports,
    session,
    async fill(part) {
      machine.send('FILL', part);
      await settled();
    },
    async submit() {
      machine.send('SUBMIT');
      await settled();
    },
  };
}

/** 提单页 whose app is killed while its order is on its way: a new life of the app has begun. */
export async function killedInPayment(
  outside: World,
  goods?: Parameters<typeof confirmGoods>[0],
): Promise<Page> {
  outside.outcomes.push(new Promise(() => undefined));
  const before = await page(outside, goods);
  await before.submit();
  before.machine.stop();
  outside.restart();
  return before;
}
