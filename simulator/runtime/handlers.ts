/** The functions of pages and components that templates name as handlers. */
import * as glassEasel from 'glass-easel';
import { instanceOf, type Instance } from './engine-internals';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Looks at each function that the engine is about to call for an event; `see` gives what it calls. */
function seeHandlers(
  see: (component: glassEasel.GeneralComponent, name: string, found: unknown) => unknown,
): void {
  const engine = glassEasel.Component as unknown as {
    getMethod(component: glassEasel.GeneralComponent, name: string): unknown;
  };
  const find = engine.getMethod.bind(engine);
  engine.getMethod = (component, name) => see(component, name, find(component, name));
}

/**
 * Tells of handlers that a template names and that are not there: the engine drops the event without a word.
 */
export function onMissingHandler(tell: (is: string, name: string, known: string[]) => void): void {
  seeHandlers((component, name, method) => {
    if (method === undefined && name !== '') {
      const instance = instanceOf(component);
      const names: string[] = [];
      for (const key in instance) if (typeof instance[key] === 'function') names.push(key);
      tell(component.is, name, names);
    }
    return method;
  });
}

/** One call of a function that a template names as a handler. */
export interface HandlerCall {
  /** The page or component whose function it is. */
  instance: Instance;
  name: string;
  event: Record<string, unknown>;
  run(event: unknown): unknown;
}

/** Stands around every call of a handler: what it returns is the handler's answer. */
export function aroundHandlers(around: (call: HandlerCall) => unknown): void {
  seeHandlers((component, name, method) => {
    if (typeof method !== 'function') return method;
    return function (this: unknown, event: unknown, ...rest: unknown[]): unknown {
      const run = (changed: unknown): unknown => (method as Method).call(this, changed, ...rest);
      const isEvent = typeof event === 'object' && event !== null && 'type' in event && 'detail' in event;
      return isEvent ? around({ instance: instanceOf(component), name, event, run }) : run(event);
    };
  });
}
