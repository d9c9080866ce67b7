/** Tells the shell what happens on the phone during a purchase: taps on trade components, questions to the page, events, JSAPIs. */
import type * as glassEasel from 'glass-easel';
import { beginAttempt, currentAttempt } from '../host/attempt';
import type { TradeStep } from '../protocol';
import { domOf, engineComponentOf, type Instance } from './engine-internals';
import { toInspectorText } from './log';

/** The kit's components by the end of their id, wherever a program has the kit from. */
const COMPONENT = /(?:^|[:/])microapp-trade-kit\/(?:.*\/)?(pay-button|consume-card|order-confirm|refund-apply|refund-detail)\/index$/;
/** A tap on one of these begins another purchase. */
const BEGINNERS = new Set(['pay-button', 'consume-card']);
const LONGEST_LABEL = 20;

/** Time of the machine, ms: what `Date` says may have been put wrong on purpose. */
const machineTime = (): number => performance.timeOrigin + performance.now();

/** Where the kit keeps the questions that wait for an answer, on `tt` (src/handlers/anchor.ts). */
const ANCHOR = '__microappTradeKit1__';

interface Question {
  answer(value: unknown, explicit?: boolean): void;
}

type Report = (step: TradeStep) => void;
type Step = Pick<TradeStep, 'kind' | 'name'> & Partial<TradeStep>;

const componentName = (is: string): string | undefined => COMPONENT.exec(is)?.[1];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
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

export class TradeTrace {
  private tt: object | undefined;

  constructor(private readonly report: Report) {}

  /** Gives the object that the kit hangs its registry on. */
  use(tt: object): void {
    this.tt = tt;
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
    const rid = text(fieldOf(detail, '__rid'));
    if (rid !== undefined) {
      this.tell({ kind: 'ask', name, place, data: toInspectorText(detail) });
      this.await(rid, name, place);
      return;
    }
    const failed = name === 'error' || fieldOf(detail, 'status') === 'fail';
    this.tell({ kind: 'event', name, place, failed, outOrderNo: text(fieldOf(detail, 'outOrderNo')), data: toInspectorText(detail) });
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

  /** Tells what the page's handler comes to, as the kit hears it. */
  private await(rid: string, name: string, place: string): void {
    const pending = fieldOf(fieldOf(this.tt, ANCHOR), 'pending');
    const question = pending instanceof Map ? (pending.get(rid) as Question | undefined) : undefined;
    if (!question) return;
    const attempt = currentAttempt();
    const answer = question.answer.bind(question);
    let told = false;
    const tell = (failed: boolean, value: unknown): void => {
      if (told) return;
      told = true;
      this.tell({ kind: 'answer', name, place, attempt, failed, data: toInspectorText(value) });
    };
    question.answer = (value, explicit) => {
      Promise.resolve(value).then(
        (settled) => tell(false, settled),
        (reason) => tell(true, reason),
      );
      answer(value, explicit);
    };
  }

  private tell(step: Step): void {
    this.report({ attempt: step.attempt ?? currentAttempt(), at: machineTime(), ...step });
  }
}
