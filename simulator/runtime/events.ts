import * as glassEasel from 'glass-easel';
import { onCanvas } from '../tags/canvas';
import type { FrameBackend } from './backend';
import type { Crossing } from './crossing';
import {
  addCallbackForms,
  currentElementOf,
  deferTagEvents,
  domOf,
  makeEventsPlain,
  overrideTriggerEvent,
} from './engine-internals';
import { aroundHandlers, type HandlerCall } from './handlers';
import type { Log } from './log';
import type { TradeTrace } from './trade-trace';

interface Point {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
}

export interface Pointer {
  identifier?: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
}

export function toPoint(pointer: Pointer): Point {
  const { identifier = 0, pageX, pageY, clientX, clientY } = pointer;
  return { identifier, pageX, pageY, clientX, clientY };
}

/** How far the page that an element stands in is scrolled: a page of ours scrolls, and not the document. */
function scrolledOf(target: EventTarget | null): number {
  const tree = target instanceof Node ? target.getRootNode() : undefined;
  return tree instanceof ShadowRoot ? tree.host.scrollTop : 0;
}

/** Places count from the top of the page, which may be out of sight. */
const onPage = (points: Point[], scrolled: number): Point[] =>
  points.map((point) => ({ ...point, pageY: point.pageY + scrolled }));

function touchesOf(event: unknown): { touches: Point[]; changedTouches: Point[] } {
  const scrolled = event instanceof Event ? scrolledOf(event.target) : 0;
  if (event instanceof TouchEvent)
    return {
      touches: onPage([...event.touches].map(toPoint), scrolled),
      changedTouches: onPage([...event.changedTouches].map(toPoint), scrolled),
    };
  if (event instanceof MouseEvent) {
    const point = onPage([toPoint(event)], scrolled);
    return { touches: event.type === 'mouseup' ? [] : point, changedTouches: point };
  }
  return { touches: [], changedTouches: [] };
}

/** What a tap or a press tells: its place on the page, and the finger there, though it has gone. */
function pressed(event: unknown, detail: { x?: number; y?: number }): Pressed {
  const { x = 0, y = 0 } = detail;
  const scrolled = event instanceof Event ? scrolledOf(event.target) : 0;
  const { changedTouches } = touchesOf(event);
  const fingers =
    changedTouches.length > 0
      ? changedTouches
      : [{ identifier: 0, pageX: x, pageY: y + scrolled, clientX: x, clientY: y }];
  return {
    detail: { x, y: y + scrolled },
    fields: { touches: fingers, changedTouches: [...fingers] },
  };
}

interface Pressed {
  detail: { x: number; y: number };
  fields: { touches: Point[]; changedTouches: Point[] };
}

/** What stands before a built-in tag's name. */
const TAG = /^tt:/;

/** The engine's `EventBubbleStatus.Normal`. */
const EVENT_NORMAL = 0;
const FIELD = 'input, textarea';
const SCROLLS = 'tt-scroll-view, textarea';
const POINTER_EVENTS = new Set(['tap', 'longpress', 'longtap']);

/** Events whose end nobody waits for. */
const LATER = new Set(['tap', 'transitionend', 'animationstart', 'animationiteration', 'animationend']);

/** What the gestures need to know of the dispatch. */
export interface Dispatch {
  /** Names of DOM events that are to be dropped once: the tap that ends a long press. */
  readonly dropped: Set<string>;
  /** True when the last dispatched event of that name had a listener. */
  wasHandled(type: string): boolean;
}

/** Events of pages that somebody outside of their trees hears: the engine, the gestures, the tags. */
const FROM_PAGES = [
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'mousedown',
  'mousemove',
  'mouseup',
  'mouseover',
  'mouseout',
  'click',
  'keydown',
  'focusin',
  'focusout',
];

/**
 * Outside of a page's tree the DOM names the page as the target of its events; here the element is wanted.
 * Not enumerable: the engine copies an event's own fields into its detail.
 */
export function keepTargets(): void {
  for (const type of FROM_PAGES)
    window.addEventListener(
      type,
      (event) => {
        const [value] = event.composedPath();
        if (value !== event.target) Object.defineProperty(event, 'target', { value });
      },
      { capture: true, passive: true },
    );
}

/** An event on its way to a handler. */
export interface HandledEvent {
  /** Name of the function. */
  handler: string;
  /** Of the event. */
  name: string;
  /** Tag, or path of the component, that the handler is bound at. */
  component: string;
}

/** What takes an event's place: another detail, later perhaps. */
export type EventChange = (
  event: HandledEvent,
  detail: unknown,
  deliver: (detail: unknown) => unknown,
) => unknown;

/** The kit asks whether somebody listens: no event of the page. */
const isAsked = (detail: unknown): boolean =>
  typeof detail === 'object' && detail !== null && '__probe' in detail && detail.__probe === true;

/** They come many times a second. */
const OFTEN = /^(?:touch|mouse|scroll|timeupdate|change|input|transition|animation)/;

/** Writes down which function got an event, and what became of it. */
function told(log: Log, { instance, name, event }: HandlerCall, run: () => unknown): unknown {
  const { is } = instance;
  const isOwn = is.startsWith('tt:');
  const isQuiet = is.startsWith('npm:') || OFTEN.test(String(event.type)) || isAsked(event.detail);
  const tell = (level: 'debug' | 'info' | 'error', outcome: string): void => {
    if (!isOwn)
      log.write('event', level, `${String(event.type)} → ${is} ${name}(): ${outcome}`, event.detail, {
        unit: is,
        member: name,
      });
  };
  try {
    const answer = run();
    tell(isQuiet ? 'debug' : 'info', answer instanceof Promise ? 'promise' : 'ok');
    return answer;
  } catch (error) {
    tell('error', error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** Whether a caught touchmove keeps things where they are: not what scrolls by itself within its catcher. */
function holds(event: unknown, caught: Element | undefined): boolean {
  const { cancelable, target } = Object(event) as Partial<Event>;
  if (cancelable !== true) return false;
  const inner = target instanceof Element ? target.closest(SCROLLS) : null;
  return inner === null || (caught !== undefined && inner.contains(caught));
}

/** What is caught of these takes no field its focus, as on a device. */
function focuses(type: string, event: unknown): boolean {
  const { target } = Object(event) as Partial<Event>;
  return type === 'touchstart' || type === 'touchend' || (target instanceof Element && target.matches(FIELD));
}

/** Joins DOM events and the mini-program's events to the engine. */
export function installEvents(
  backend: FrameBackend,
  crossing: Crossing,
  log: Log,
  trace: TradeTrace,
  change: EventChange,
  stop: object,
): Dispatch {
  const dropped = new Set<string>();
  const handled = new Map<string, boolean>();
  /** Whose handler a touch that moves has come to last. */
  let moved: Element | undefined;
  makeEventsPlain((event) => handled.set((event as { type: string }).type, true), stop);
  addCallbackForms();

  backend.onEvent((target, type, detail, options) => {
    if (dropped.delete(type)) return EVENT_NORMAL;
    handled.set(type, false);
    if (type === 'tap') trace.tapped(target);
    const originalEvent = options.originalEvent as Event;
    const { detail: own, fields } = POINTER_EVENTS.has(type)
      ? pressed(originalEvent, (detail ?? {}) as { x?: number; y?: number })
      : { detail: {}, fields: touchesOf(originalEvent) };
    const event = new glassEasel.Event(type, own, {
      ...options,
      extraFields: {
        touches: onCanvas(domOf(target), fields.touches),
        changedTouches: onCanvas(domOf(target), fields.changedTouches),
      },
    });
    moved = undefined;
    // Whether a touch scrolls, and a long press leaves out the tap, is decided at once.
    if (!LATER.has(type)) target.dispatchEvent(event);
    else crossing.pass(() => target.dispatchEvent(event));
    const isLeft = type === 'touchmove' ? !holds(originalEvent, moved) : focuses(type, originalEvent);
    return isLeft ? EVENT_NORMAL : event.getEventBubbleStatus();
  });

  aroundHandlers(({ instance, name, event, run }) => {
    const current = currentElementOf(event);
    if (event.type === 'touchmove') moved = domOf(current);
    const { is = '' } = (current ?? {}) as { is?: string };
    const handled = { handler: name, name: String(event.type), component: is.replace(TAG, '') };
    return change(handled, event.detail, (detail) =>
      told(log, { instance, name, event, run }, () =>
        run(detail === event.detail ? event : { ...event, detail }),
      ),
    );
  });

  overrideTriggerEvent((instance, name, detail, deliver) => {
    const own = detail === undefined ? {} : detail;
    const isProbe = isAsked(own);
    log.write(
      'event',
      isProbe ? 'debug' : 'info',
      `${name} from ${instance.is}${isProbe ? ' (probe)' : ''}`,
      own,
      { unit: instance.is },
    );
    trace.triggered(instance, name, own);
    const sent = crossing.copy(own);
    crossing.pass(() => deliver(sent));
  });
  deferTagEvents(crossing.pass);

  return { dropped, wasHandled: (type) => handled.get(type) === true };
}
