import type { HostContext } from './context';

type StubFunction = (...args: unknown[]) => unknown;

/**
 * An object that the simulator has no substance for (an audio context, an update manager, an ad): every
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
 * How the platform names its functions. Anything else on `tt` is a field that a program or a framework puts
 * there itself.
 */
const API_NAME =
  /^(add|apply|authorize|base64|canIPut|canvas|capture|check|choose|clear|close|compress|connect|continue|create|disconnect|download|exit|follow|get|hide|is|join|load|login|make|navigate|off|on|open|page|preview|publish|request|remove|report|save|scan|send|set|share|show|start|stop|sub|translate|un|update|upload|vibrate)[A-Z]\w*$/;

export type StubKind = 'object' | 'listener' | 'call';

/**
 * How a function that the simulator does not have is to behave; undefined for names that are no functions of
 * the platform.
 */
export function stubKind(name: string): StubKind | undefined {
  if (!API_NAME.test(name)) return undefined;
  if (OBJECT_API.test(name)) return 'object';
  return /^(on|off)[A-Z]/.test(name) ? 'listener' : 'call';
}
