import { FOREIGN_NAMES } from '../rules/foreign-names';
import type { HostContext } from './context';

type StubFunction = (...args: unknown[]) => unknown;

/**
 * An object that the simulator does not implement (an audio context, an update manager, an ad): every
 * method of it can be called, records the call and gives an object of the same kind, so that a program that
 * uses it at once goes on.
 */
export function inertObject(host: Pick<HostContext, 'calls' | 'log'>, api: string): object {
  const fields = new Map<PropertyKey, unknown>();
  const stub: StubFunction = () => object;
  const object = new Proxy(stub, {
    get(_target, key) {
      if (fields.has(key)) return fields.get(key);
      if (typeof key === 'symbol') return key === Symbol.toPrimitive ? () => '' : undefined;
      // Not a promise: `await` must give the object.
      if (key === 'then') return undefined;
      return (...args: unknown[]) => {
        host.calls.push({ api: `${api}.${key}`, options: args.length > 1 ? args : args[0] });
        host.log.write('api', 'debug', `${api}.${key} (not simulated)`, args);
        return object;
      };
    },
    set(_target, key, value) {
      fields.set(key, value);
      return true;
    },
    apply: () => object,
  });
  return object;
}

/** Names whose result is an object that programs use at once. */
const OBJECT_API = /^create[A-Z]|^get\w*(Manager|Context)$/;
/**
 * How names of the platform begin, for those that the typings do not know. Anything else on `tt` is a field
 * that a program or a framework puts there itself.
 */
const VERBS = [
  'add|apply|authorize|base64|bind|broadcast|can|cancel|canvas|capture|check|choose|clear|close',
  'compress|connect|continue|copy|create|delete|disable|disconnect|download|edit|enable|end|enter|exit',
  'fetch|finish|follow|get|hide|insert|invoke|is|join|launch|leave|load|login|make|mark|move|navigate',
  'off|on|open|page|pause|play|pre|preload|prefetch|prerender|preview|publish|query|read|refresh',
  'register|remove|rename|render|replace|report|request|reset|resume|rotate|save|scan|search|select',
  'send|set|share|show|start|stop|sub|submit|subscribe|switch|sync|take|toggle|track|translate|trigger',
  'un|unregister|unsubscribe|update|upload|upgrade|verify|vibrate|watch|write',
].join('|');
const API_NAME = new RegExp(`^(${VERBS})[A-Z]\\w*$`);
/** Of an object: `pause` is a name, too. */
const METHOD_NAME = new RegExp(`^(${VERBS})([A-Z]\\w*)?$`);

type StubKind = 'object' | 'listener' | 'call';

/**
 * How a function that neither the simulator nor the typings have is to behave; undefined for names that are
 * no functions of the platform.
 */
export function stubKind(name: string): StubKind | undefined {
  if (FOREIGN_NAMES.has(name) || !API_NAME.test(name)) return undefined;
  if (OBJECT_API.test(name)) return 'object';
  return /^(on|off)[A-Z]/.test(name) ? 'listener' : 'call';
}

/** Whether a member that the typings do not know of an object is a function of the platform. */
export const isMethodName = (name: string): boolean => METHOD_NAME.test(name);
