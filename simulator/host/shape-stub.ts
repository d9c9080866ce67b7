/**
 * Stands in for an API that the typings declare and the simulator does not implement: it answers in the
 * declared shape, and the developer reads once that it is not real.
 */
import { problem } from '../rules/diagnose';
import { ApiError, asyncApi, plainApi } from './callback';
import type { HostContext } from './context';
import { NoServer, settled } from './reach';
import type { Shape } from './shape';
import { isMethodName } from './stubs';

type Context = Pick<HostContext, 'calls' | 'log' | 'problems' | 'trace'>;

/** What `fail` of such an API says. */
export const NOT_SIMULATED = 'not simulated: a device may answer here, the simulator cannot';

/** What these ask is a server: a program whose server is the platform's cloud waits for it as for its own. */
const CLOUD = /^createCloud\./;

/** Tells of each name once, with the place of the first call. */
export class Unsimulated {
  private readonly told = new Set<string>();

  constructor(private readonly problems: HostContext['problems']) {}

  /** Call it inside the program's own call: the stack is what names the place. */
  note(api: string): void {
    if (this.told.has(api) || /(^|\.)off[A-Z]/.test(api)) return;
    this.told.add(api);
    this.problems.report(new Error(`tt.${api} is not simulated`), {
      finding: problem('api-unsimulated', { api }),
    });
  }
}

function valueOf(shape: Shape): unknown {
  switch (shape) {
    case 'text':
      return '';
    case 'number':
      return 0;
    case 'flag':
      return false;
    case 'list':
      return [];
    default:
      return undefined;
  }
}

/** The function, object or value that a name of this shape is. `api`: its full name, `a.b` in an object. */
export function shapeStub(host: Context, api: string, shape: Shape, unsimulated: Unsimulated): unknown {
  const members = (fields: Record<string, Shape>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        shapeStub(host, `${api}.${name}`, field, unsimulated),
      ]),
    );
  const call = asyncApi(host, api, () => {
    if (CLOUD.test(api)) return settled(new NoServer('Douyin Cloud', NOT_SIMULATED));
    throw new ApiError(NOT_SIMULATED);
  });
  const noted =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      unsimulated.note(api);
      return work(...args);
    };
  if (typeof shape === 'object') {
    if ('has' in shape) return members(shape.has);
    if ('task' in shape) return noted((options?: unknown) => withTask(call(options), members(shape.task)));
    const { gives } = shape;
    if (gives === 'promise') return noted(() => refusal(api));
    return noted(plainApi(host, api, () => (isValue(gives) ? valueOf(gives) : given(gives))));
  }
  if (shape === 'async') return noted(call);
  if (shape === 'listen' || shape === 'act') return noted(plainApi(host, api, () => undefined));
  if (shape === 'self') {
    return function chained(this: unknown): unknown {
      unsimulated.note(api);
      return this;
    };
  }
  return valueOf(shape);

  function given(inner: Shape): unknown {
    return typeof inner === 'object' && 'has' in inner
      ? withOthers(members(inner.has), (name) =>
          shapeStub(host, `${api}.${name}`, /^(on|off)[A-Z]/.test(name) ? 'listen' : 'async', unsimulated),
        )
      : shapeStub(host, api, inner, unsimulated);
  }
}

/** The typings are behind the platform: an object has methods that they do not know. */
function withOthers(known: Record<string, unknown>, make: (name: string) => unknown): object {
  return new Proxy(known, {
    get(target, key): unknown {
      if (typeof key === 'string' && !(key in target) && isMethodName(key)) target[key] = make(key);
      return Reflect.get(target, key);
    },
  });
}

const isValue = (shape: Shape): boolean =>
  typeof shape === 'string' && !['async', 'listen', 'act', 'self'].includes(shape);

/** A rejection that a program may look at or not. */
function refusal(api: string): Promise<never> {
  const promise = Promise.reject(new ApiErrorResult(api));
  promise.catch(() => undefined);
  return promise;
}

/** What a promise of an object's method rejects with: the same fields as `fail` gets. */
class ApiErrorResult extends Error {
  readonly errMsg: string;

  constructor(api: string) {
    super(`${api}:fail ${NOT_SIMULATED}`);
    this.errMsg = this.message;
  }
}

/** The object that a task API gives: awaited, it is the answer as well. */
export function withTask(
  answer: Promise<unknown> | undefined,
  methods: Record<string, unknown>,
): Record<string, unknown> {
  return answer ? Object.assign(answer as unknown as Record<string, unknown>, methods) : methods;
}
