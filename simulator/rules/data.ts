import { problem, type Problem } from './diagnose';
import { SET_DATA_KB } from './limits';

/**
 * What passes from a mini-program's scripts to its pages and to the platform. On a device it passes as JSON:
 * the receiver has a copy, and what JSON does not know is lost on the way.
 */

/** Why a value does not arrive as it was given. */
type LossKind =
  | 'function'
  | 'undefined'
  | 'cycle'
  | 'date'
  | 'instance'
  | 'symbol'
  | 'bigint'
  | 'number'
  | 'depth'
  | 'path';

export interface Loss {
  /** As a program writes it: `list[0].name`. */
  path: string;
  kind: LossKind;
  /** The name of the class, for an instance. */
  of?: string;
}

/** What is said of a loss. `doing`: what was being set, of the page or component `is`. */
export const lossOf = ({ path, kind, of = 'Object' }: Loss, doing: string, is: string): Problem =>
  kind === 'instance'
    ? problem('data-instance', { doing, is, path, of })
    : problem(`data-${kind}`, { doing, is, path });

/** Levels that are copied. JSON of a device's engine ends there, too, sooner or later. */
const DEEPEST = 1000;

interface CopyRules {
  /** Functions, undefined and NaN do as in JSON. Otherwise they stay, as where nothing is written down. */
  json: boolean;
  /** `keep`: objects that are no plain ones stay as they are: a canvas, an ArrayBuffer, a channel. */
  instances: 'keep' | 'flatten';
  /** Hears of each value that does not arrive as it was given. */
  lost?: (loss: Loss) => void;
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has a prototype of its own, which has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** The keys of a `setData` are paths already. */
const member = (path: string, key: string): string => {
  if (path === '') return key;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
};

/** What is drawn on and with: a script that sets one reads back that one, and its template sees nothing. */
const SURFACE =
  /^\[object (?:HTMLCanvasElement|HTMLImageElement|OffscreenCanvas|Path2D|\w*RenderingContext\w*)\]$/;
const isSurface = (value: object): boolean => SURFACE.test(Object.prototype.toString.call(value));

const hasToJson = (value: object): value is { toJSON(key: string): unknown } =>
  typeof (value as { toJSON?: unknown }).toJSON === 'function';

const nameOf = (value: object): string | undefined => {
  const maker: unknown = (value as { constructor?: unknown }).constructor;
  return typeof maker === 'function' && maker.name !== '' ? maker.name : undefined;
};

class Copier {
  private readonly above = new Set<object>();

  constructor(private readonly rules: CopyRules) {}

  copy(value: unknown, path: string): unknown {
    switch (typeof value) {
      case 'function':
        return this.lose(path, 'function', this.rules.json ? undefined : value);
      case 'undefined':
        return this.lose(path, 'undefined');
      case 'symbol':
        return this.lose(path, 'symbol');
      case 'bigint':
        return this.lose(path, 'bigint', String(value));
      case 'number':
        return Number.isFinite(value) ? value : this.lose(path, 'number', this.rules.json ? null : value);
      case 'object':
        return value === null ? null : this.object(value, path);
      default:
        return value;
    }
  }

  private lose(path: string, kind: LossKind, instead?: unknown, of?: string): unknown {
    this.rules.lost?.({ path, kind, ...(of === undefined ? {} : { of }) });
    return instead;
  }

  private object(value: object, path: string): unknown {
    if (this.above.has(value)) return this.lose(path, 'cycle', null);
    if (this.above.size >= DEEPEST) return this.lose(path, 'depth', null);
    if (!Array.isArray(value) && !isPlain(value)) {
      if (this.rules.instances === 'keep') return value;
      const of = nameOf(value);
      this.lose(
        path,
        value instanceof Date ? 'date' : 'instance',
        undefined,
        value instanceof Date ? undefined : of,
      );
      if (isSurface(value)) return value;
    }
    this.above.add(value);
    const copy = hasToJson(value) ? this.copy(value.toJSON(''), path) : this.members(value, path);
    this.above.delete(value);
    return copy;
  }

  members(value: object, path: string): unknown {
    if (Array.isArray(value))
      return Array.from(value, (item: unknown, index) => {
        const copy = this.copy(item, `${path}[${index}]`);
        return copy === undefined && this.rules.json ? null : copy;
      });
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const own = this.copy(item, member(path, key));
      // As JSON.parse does: a field of that name is a field, and no prototype.
      if (own !== undefined || !this.rules.json)
        Object.defineProperty(copy, key, {
          value: own,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    return copy;
  }
}

/** A copy of what passes. Nothing here throws, whatever it is given; but a getter of the program may. */
export const copyOf = (value: unknown, rules: CopyRules): unknown => new Copier(rules).copy(value, '');

/**
 * Whether the key of a `setData` leads through something that all objects have (`a.constructor.x`): the
 * engine would change it for every object of the document.
 */
const leadsOut = (key: string): boolean => {
  const parts = key.split(/[.[\]]+/).filter((part) => part !== '');
  return parts.includes('__proto__') || parts.slice(0, -1).some((part) => part in Object.prototype);
};

/** A copy of what a `setData` carries, its bytes as JSON, and its KB where they are more than may be. */
export function copyOfUpdate(
  update: object,
  rules: CopyRules,
): { copy: Record<string, unknown>; bytes: number; tooLarge?: number } {
  const copy = new Copier(rules).members(update, '') as Record<string, unknown>;
  for (const path of Object.keys(copy).filter(leadsOut)) {
    rules.lost?.({ path, kind: 'path' });
    Reflect.deleteProperty(copy, path);
  }
  const bytes = bytesOf(copy);
  const kb = bytes / 1024;
  return kb > SET_DATA_KB ? { copy, bytes, tooLarge: Math.ceil(kb) } : { copy, bytes };
}

const textOfBigInt = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

const bytesOf = (copy: object): number => new TextEncoder().encode(JSON.stringify(copy, textOfBigInt)).length;
