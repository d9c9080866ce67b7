/** How calls out of the kit end: well, late, in any order, not at all, with nonsense, with a throw. */
import type { Field } from '../../src/contract/schema/fields';
import { ANSWERS } from '../../src/contract/merchant/check';
import { casesOf } from '../unit/ports/answers';

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const boom = (): never => {
  throw new Error('trap');
};

/** Its fields cannot be read, nor what it is. */
const hostile = (): object =>
  new Proxy(
    {},
    { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom },
  );

/** Another value each time that a field is read. */
const fickle = (): object => {
  let reads = 0;
  return new Proxy({}, { get: (_, key) => (key === 'then' ? undefined : [0, '', null, -1][reads++ % 4]) });
};

export const FICKLE = fickle();

export const JUNK: readonly unknown[] = [
  undefined,
  null,
  0,
  NaN,
  '',
  'text',
  true,
  [],
  [null],
  {},
  { kind: 'cashier' },
  { kind: 'cashier', code: '0', orderId: 7, outOrderNo: null },
  { kind: 'noOrder' },
  { kind: 'noCashier', orderId: 'dy-1', outOrderNo: 'out-1' },
  { kind: 'other' },
  { errNo: 'x' },
  { errNo: NaN, errMsg: undefined },
  { errMsg: { deep: 1 } },
  new Error('boom'),
  10n,
  Symbol('junk'),
  () => 1,
  Object.create(null),
  -0,
  1e21,
  new Date(NaN),

  new String('text'),
  { length: 1e9, 0: 'x' },
  JSON.parse('{"__proto__":{"errNo":1,"kind":"cashier"},"constructor":1}'),
  Object.freeze({ kind: 'cashier', code: NaN }),
  cyclic,
  'x'.repeat(100_000),
  revoked(),
  hostile(),
  FICKLE,
  { then: boom },
  {
    then(done: (value: unknown) => void, fail: (reason: unknown) => void) {
      done(hostile());
      fail(hostile());
      throw new Error('after both');
    },
  },
  { toString: boom, valueOf: boom, toJSON: boom },
  Object.defineProperty(() => 1, 'name', { value: Symbol('name') }),
  new (class extends Error {
    override get message(): string {
      return boom();
    }
    override get stack(): string {
      return boom();
    }
  })(),
  {
    get errMsg(): string {
      throw new Error('getter');
    },
    get kind(): string {
      throw new Error('getter');
    },
    get orderId(): string {
      throw new Error('getter');
    },
  },
];

export const KINDS = [
  'now',
  'now',
  'now',
  'held',
  'held',
  'held',
  'late',
  'never',
  'throws',
  'rejects',
  'server',
  'rejected',
  'junk',
  'plain',
  'spoiled',
  'spoiled',
  'spoiled',
] as const;
type Kind = (typeof KINDS)[number];

const fault = (which: number): unknown => JUNK[which % JUNK.length];

interface Held {
  name: string;
  good(): void;
  bad(): void;
}

/** An answer that is right when it is looked at first, and another one from then on. */
function turning(right: object, which: number): object {
  const keys = Object.keys(right);
  const key = keys[which % Math.max(keys.length, 1)] ?? 'x';
  let reads = 0;
  return Object.defineProperty({ ...right }, key, {
    enumerable: true,
    get: () => (reads++ < 1 + (which % 3) ? (right as Record<string, unknown>)[key] : fault(which)),
  });
}

/** A copy of plain data with one field of it, at any depth, changed to nonsense. */
function spoiledAt(right: object, which: number): unknown {
  const places: (() => void)[] = [];
  const collect = (within: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(within)) {
      places.push(() => (within[key] = fault(Math.floor(which / places.length))));
      if (value && typeof value === 'object') collect(value as Record<string, unknown>);
    }
  };
  const changed = structuredClone(right) as Record<string, unknown>;
  collect(changed);
  places[which % Math.max(places.length, 1)]?.();
  return changed;
}

/** An answer of this question with one field of it wrong. */
function spoiled(name: string, right: unknown, which: number): unknown {
  const shape = (ANSWERS as Record<string, Field | undefined>)[name];
  if (right === null || typeof right !== 'object') return fault(which);
  if (which % 5 === 0) return turning(right, which);
  if (!shape) return spoiledAt(right, which);
  let left = which;
  for (const { answer } of casesOf(name as never, shape, right)) if (left-- <= 0) return answer;
  return fault(which);
}

const copy = (value: unknown): unknown => {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
};

export class Weather {
  private kinds = new Map<string, [kind: Kind, which: number]>();
  held: Held[] = [];
  stuck: (() => void)[] = [];

  constructor(private readonly wait: (ms: number, run: () => void) => void) {}

  set(name: string, kind: number, which: number): string {
    const chosen = KINDS[kind % KINDS.length]!;
    this.kinds.set(name, [chosen, which]);
    return `${name} ${chosen} ${which}`;
  }

  is(name: string): Kind {
    return this.kinds.get(name)?.[0] ?? 'now';
  }

  which(name: string): number {
    return this.kinds.get(name)?.[1] ?? 0;
  }

  calm(): void {
    this.kinds.clear();
    for (const { good } of this.held.splice(0)) good();
    for (const end of this.stuck.splice(0)) end();
  }

  /** What is under way ends, in any order. */
  release(which: number, good: boolean): string {
    const [one] = this.held.splice(which % Math.max(this.held.length, 1), 1);
    if (!one) return 'nothing is held';
    one[good ? 'good' : 'bad']();
    return `${one.name} ${good ? 'answers' : 'fails'}`;
  }

  /** Throws, where this part of the host or the app is out of order. */
  pass(name: string): void {
    const kind = this.is(name);
    if (kind === 'throws' || kind === 'rejects' || kind === 'server') throw fault(this.which(name)) as Error;
  }

  /** A call that gives something at once: what it is, nonsense, or a throw. */
  value(name: string, right: () => unknown): unknown {
    this.pass(name);
    const kind = this.is(name);
    if (kind === 'spoiled') return spoiled(name, right(), this.which(name));
    return kind === 'junk' || kind === 'plain' ? fault(this.which(name)) : right();
  }

  /** A call that gives a promise, as that weather ends it. `right` is what happens, and is answered. */
  ask(name: string, right: () => unknown): unknown {
    const which = this.which(name);
    const reject = (): Promise<never> => Promise.reject(fault(which) as Error);
    const answer = (): unknown => copy(right());
    const later = (): Promise<unknown> => new Promise((resolve) => resolve(answer()));
    switch (this.is(name)) {
      case 'throws':
        throw fault(which) as Error;
      case 'rejects':
        return reject();
      case 'server':
      case 'rejected':
        return Promise.reject({ kind: this.is(name), errMsg: 'refused' } as unknown as Error);
      case 'junk':
        return Promise.resolve(fault(which));
      case 'plain':
        return answer();
      case 'spoiled':
        return Promise.resolve(spoiled(name, answer(), which));
      case 'never':
        // What the host was asked for ends when the world is healed; whoever else never answers is waited for
        // by nobody for ever.
        return new Promise((resolve) => name.startsWith('tt.') && this.stuck.push(() => resolve(later())));
      case 'late': {
        const found = answer();
        return new Promise((resolve) => this.wait([1, 900, 5000, 70_000][which % 4]!, () => resolve(found)));
      }
      case 'held': {
        const found = answer();
        return new Promise((resolve, fail) => {
          this.held.push({ name, good: () => resolve(found), bad: () => fail(fault(which) as Error) });
        });
      }
      default:
        return Promise.resolve(answer());
    }
  }
}
