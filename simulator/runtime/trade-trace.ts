/**
 * Tells the shell what happens on the phone during a purchase: taps on trade components, questions to the
 * page, events, JSAPIs.
 */
import type * as glassEasel from 'glass-easel';
import { KIT_COMPONENTS, KIT_TAGS } from '../../src/contract/components';
import { beginAttempt, currentAttempt } from './attempt';
import type { TradeStep } from '../protocol';
import { domOf, engineComponentOf, engineElementOf, type Instance } from './engine-internals';
import { toInspectorText } from './log';
import { watchHandlers, type Outcome } from './page-handlers';

/** The kit's components by the end of their id, wherever a program has the kit from. */
const COMPONENT = new RegExp(`(?:^|[:/])microapp-trade-kit/(?:.*/)?(${KIT_COMPONENTS.join('|')})/index$`);
/** A tap on one of these begins another purchase. */
const BEGINNERS = new Set<string>(KIT_TAGS);
const LONGEST_LABEL = 20;

/** Time of the machine, ms: what `Date` says may have been put wrong on purpose. */
const machineTime = (): number => performance.timeOrigin + performance.now();

type Report = (step: TradeStep) => void;
type Step = Pick<TradeStep, 'kind' | 'name'> & Partial<TradeStep>;

const componentName = (is: string): string | undefined => COMPONENT.exec(is)?.[1];

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** The trade component that an element of the engine is inside of. */
function tradeHostOf(target: glassEasel.Element): { name: string; data: unknown } | undefined {
  let element: glassEasel.Element | null = target;
  while (element) {
    const host: glassEasel.GeneralComponent | undefined = element.ownerShadowRoot?.getHostNode();
    if (!host) return undefined;
    const name = componentName(host.is);
    if (name !== undefined) return { name, data: host.data };
    element = host;
  }
  return undefined;
}

/** The trade component that reads a set of handlers: `undefined` where different ones share it. */
function readerOf(key: string): string | undefined {
  const names = new Set<string>();
  const nodes = [...document.querySelectorAll('.sim-page')].flatMap((page) => [
    ...(page.shadowRoot?.querySelectorAll('*') ?? []),
  ]);
  for (const node of nodes) {
    const { is, data } = (engineElementOf(node) ?? {}) as { is?: unknown; data?: unknown };
    const name = typeof is === 'string' ? componentName(is) : undefined;
    if (name !== undefined && fieldOf(data, 'handlers') === key) names.add(name);
  }
  return names.size === 1 ? [...names][0] : undefined;
}

/** Of a question that is on its way. */
type Asked = Pick<TradeStep, 'name' | 'place' | 'attempt'>;

export class TradeTrace {
  private readonly asked = new Map<string, Asked>();

  constructor(private readonly report: Report) {}

  /** Gives the object that the kit hangs its registry on, before the program runs. */
  watch(tt: object): void {
    watchHandlers(tt, {
      called: (key, event, detail) => this.told(event, readerOf(key), detail),
      ended: (rid, outcome) => this.ended(rid, outcome),
    });
  }

  /** A tap arrived at an element. */
  tapped(target: glassEasel.Element): void {
    const host = tradeHostOf(target);
    if (!host) return;
    if (BEGINNERS.has(host.name)) beginAttempt();
    const label = domOf(target)?.textContent?.trim().replace(/\s+/g, ' ').slice(0, LONGEST_LABEL);
    this.tell({
      kind: 'tap',
      name: 'tap',
      place: label ? `${host.name} · ${label}` : host.name,
      outOrderNo: text(fieldOf(host.data, 'orderId')),
    });
  }

  /** A component triggers an event. */
  triggered(instance: Instance, name: string, detail: unknown): void {
    const place = componentName(engineComponentOf(instance).is);
    if (place === undefined || fieldOf(detail, '__probe') === true) return;
    this.told(name, place, detail);
  }

  /** A JSAPI is called. Answers how to tell its end. */
  called(api: string, options: unknown): (failed: boolean, result: unknown) => void {
    const attempt = currentAttempt();
    this.tell({ kind: 'call', name: api, attempt, data: toInspectorText(options) });
    return (failed, result) =>
      this.tell({
        kind: 'result',
        name: api,
        attempt,
        failed,
        outOrderNo: text(fieldOf(result, 'outOrderNo')) ?? text(fieldOf(options, 'outOrderNo')),
        data: toInspectorText({ result }),
      });
  }

  /** The page is asked, or told; by an event, or by a function of a set. */
  private told(name: string, place: string | undefined, detail: unknown): void {
    const rid = text(fieldOf(detail, '__rid'));
    const data = toInspectorText(detail);
    if (rid !== undefined) {
      this.asked.set(rid, { name, place, attempt: currentAttempt() });
      this.tell({ kind: 'ask', name, place, data });
      return;
    }
    const failed = name === 'error' || fieldOf(detail, 'status') === 'fail';
    this.tell({ kind: 'event', name, place, failed, outOrderNo: text(fieldOf(detail, 'outOrderNo')), data });
  }

  /** The answer of the page's handler, as the kit got it. A probe for handlers has asked nobody. */
  private ended(rid: string, outcome: Outcome | undefined): void {
    const asked = this.asked.get(rid);
    this.asked.delete(rid);
    if (!asked || !outcome) return;
    if (outcome.kind === 'answer')
      this.tell({ kind: 'answer', ...asked, failed: outcome.failed, data: toInspectorText(outcome.value) });
    else this.tell({ kind: outcome.kind, ...asked, failed: true });
  }

  private tell(step: Step): void {
    this.report({ attempt: step.attempt ?? currentAttempt(), at: machineTime(), ...step });
  }
}
