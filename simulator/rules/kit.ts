import { ErrNo } from '../../src/contract/codes';
import type { ComponentFacts, PropertyType } from './facts';
import table from './kit.json';

/** Events of the trade components (contract pay-button §3, consume-card §2). */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  'pay-button': ['getgoodsinfo', 'placeorder', 'applyrefund', 'pay', 'refund', 'error', 'getextensionpath'],
  'consume-card': ['applyrefund', 'consume', 'refund', 'error'],
};

/** Handlers that must give something back, and the code of one that gives nothing. */
export const ANSWERS: Readonly<Record<string, ErrNo>> = {
  getgoodsinfo: ErrNo.GoodsInfoType,
  applyrefund: ErrNo.ApplyRefundType,
};

/** Events whose handlers answer: without an adapter their values are lost. */
export const ASKING: readonly string[] = ['getgoodsinfo', 'placeorder', 'applyrefund'];

export const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());

/** The trade components by their names: what they take and fire. */
export const KIT_COMPONENTS: ReadonlyMap<string, ComponentFacts> = new Map(
  Object.entries(table).map(([name, properties]) => [
    name,
    {
      properties: new Map(
        Object.entries(properties).map(([property, type]) => [camel(property), type as PropertyType]),
      ),
      events: new Set(EVENTS[name] ?? []),
      isOpen: false,
    },
  ]),
);
