import { afterEach, type TestContext } from 'node:test';
import type { Report } from '../../../src/contract/events';
import { attach, detach, idleData, type Running } from '../../../src/connect/component';
import { payButtonParts } from '../../../src/pay-button/component';
import { lookProps, tradeProps } from '../../../src/pay-button/props';
import type { PayButtonContext, PayButtonSchema } from '../../../src/pay-button/schema';
import type { Session, Visit } from '../../../src/ports/sessions';
import { report } from '../../../src/session/reports';
import { attempt, find } from '../../../src/session/visits';
import { config, settled, type World } from './world';

export type PayButton = Running<PayButtonSchema, PayButtonContext>;

const shown: (() => void)[] = [];

// A button that is left running keeps its shelf timer, and the test process with it.
afterEach(() => shown.splice(0).forEach((leave) => leave()));

type Handler = (event: { type: string; detail: Record<string, unknown> }) => unknown;

/** One pay-button on a page, driven the way a mini-program drives a component. */
export interface Button {
  machine: PayButton;
  data: Record<string, unknown>;
  /** How often setData ran. */
  draws: object[];
  /** What the page's notification handlers got, in order. */
  heard: { event: string; detail: Record<string, unknown> }[];
  errors(): number[];
  set(part: Record<string, unknown>): Promise<void>;
  tap(): Promise<void>;
  leave(): void;
  session(): Session;
}

export { LIBRARY, OWN } from './props';

export interface PageHandlers {
  getgoodsinfo?: Handler | undefined;
  placeorder?: Handler | undefined;
  pay?: Handler | undefined;
  applyrefund?: Handler | undefined;
}

/** Attaches a button. Handlers reach it as a set, so their presence is known. */
export async function button(
  world: World,
  props: Record<string, unknown>,
  handlers: PageHandlers | undefined = {},
): Promise<Button> {
  const heard: Button['heard'] = [];
  const set: Record<string, Handler> = {};
  const bind = (event: keyof PageHandlers, fallback: Handler): void => {
    const given = event in handlers ? handlers[event] : fallback;
    if (!given) return;
    set[event] = (sent) => {
      world.calls.push(event);
      if (event === 'pay') heard.push({ event, detail: sent.detail });
      return given(sent);
    };
  };
  bind('getgoodsinfo', () => Promise.resolve({}));
  bind('placeorder', () => Promise.resolve());
  bind('pay', () => undefined);
  if (handlers.applyrefund) bind('applyrefund', handlers.applyrefund);
  set.refund = (sent) => void heard.push({ event: 'refund', detail: sent.detail });
  set.error = (sent) => void heard.push({ event: 'error', detail: sent.detail });
  const data: Record<string, unknown> = { ...idleData(payButtonParts) };
  for (const [key, { value }] of Object.entries({ ...tradeProps, ...lookProps })) data[key] = value;
  Object.assign(data, props, { handlers: set });
  const draws: object[] = [];
  const instance = {
    data,
    setData(changes: object) {
      draws.push(changes);
      Object.assign(data, changes);
    },
    triggerEvent: () => undefined,
  };
  const machine = attach(payButtonParts, instance);
  const leave = (): void => detach(instance, machine);
  shown.push(leave);
  machine.changed();
  await settled();
  return {
    machine,
    data,
    draws,
    heard,
    errors: () => heard.filter(({ event }) => event === 'error').map(({ detail }) => detail.errNo as number),
    async set(part) {
      Object.assign(data, part);
      if (Object.keys(part).some((key) => (payButtonParts.props as string[]).includes(key)))
        machine.changed();
      await settled();
    },
    async tap() {
      machine.send('TAP');
      await settled();
    },
    leave,
    session: () => sessionOf(world),
  };
}

/** Whatever opens a page throws: something in the kit is broken. Gives what mends it. */
export function noPage(t: TestContext): () => void {
  const open = t.mock.method(config().sessions, 'open', () => {
    throw new Error('broken');
  });
  return () => open.mock.restore();
}

/** The session that the newest opened page was given. */
export function sessionOf<V extends Visit = Session>(world: World): V {
  const url = world.opened[world.opened.length - 1] ?? '';
  const session = find<V>(world.platform, /session=([^&]*)/.exec(url)?.[1] ?? '');
  if (!session) throw new Error(`no session in "${url}"`);
  return session;
}

/** What 提单页 would report of an attempt that ended. */
export async function reportEnd(world: World, session: Visit, end: Report): Promise<void> {
  attempt(world.platform, session);
  report(world.platform, session, end);
  await settled();
}
