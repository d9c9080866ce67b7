import { APIS } from './jsapi/index';
import { kindOf } from './check';
import type { Field, Fields } from './schema/fields';
import { isAtLeast } from './versions';

/** The host that asks. Versions with dots. */
export interface Host {
  baseLibrary: string;
  /** Version of the Douyin app. @default the newest */
  appVersion?: string;
  /** The mini-program has the industry SDK permission. */
  industrySdk: boolean;
}

/** From when on a name exists. */
interface Since {
  since?: string;
  sdk?: true;
}

interface Attribute extends Since {
  values?: readonly (string | number)[];
}

interface Tag extends Since {
  attributes: Readonly<Record<string, Attribute>>;
}

/** The industry SDK itself (contract jsapi intro). */
const INDUSTRY_SDK = { baseLibrary: '2.74.0.0', appVersion: '23.0' };

/** Names that stand for a plug-in or an SDK component (contract pay-button §1). */
export const PLUGINS: Readonly<Record<string, Since>> = {
  'microapp-trade-plugin': { since: '2.43.0.0' },
  'industrySDK.pay-button': { since: '2.85.0.0', sdk: true },
};

/** The built-in tags with their documented attributes (contract pay-button §2, consume-card §2). */
export const TAGS: Readonly<Record<string, Tag>> = {
  'pay-button': {
    since: '2.43.0.0',
    attributes: {
      mode: { values: [1, 2] },
      'goods-id': {},
      'goods-type': { values: [1, 2] },
      'order-status': { values: [0, 1, 2, 3, 4] },
      'order-id': {},
      'refund-id': {},
      'refund-total-amount': {},
      'biz-line': { since: '2.54.0.0', values: [1, 2] },
      'marketing-ready': { since: '2.54.0.0', values: ['true', 'false'] },
    },
  },
  'consume-card': { since: '2.51.0.0', attributes: { 'order-id': {} } },
};

function has(name: Since, host: Host): boolean {
  if (name.sdk) {
    const ready =
      host.industrySdk &&
      isAtLeast(host.baseLibrary, INDUSTRY_SDK.baseLibrary) &&
      (host.appVersion === undefined || isAtLeast(host.appVersion, INDUSTRY_SDK.appVersion));
    if (!ready) return false;
  }
  return name.since === undefined || isAtLeast(host.baseLibrary, name.since);
}

/** Own fields only: `constructor` is no parameter. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}

/** The fields inside a field; lists are looked through. */
function inside(field: Field): Fields {
  return field.kind === 'array' ? inside(field.of) : field.kind === 'object' ? (field.fields ?? {}) : {};
}

/** Whether a path of fields exists; each field on the way must. */
function hasPath(fields: Fields, names: string[], host: Host): boolean {
  let level = fields;
  for (const name of names) {
    const field = own(level, name);
    if (!field || !has(field, host)) return false;
    level = inside(field);
  }
  return true;
}

/** Options that every one of these APIs has (contract jsapi intro). */
const CALLBACKS = ['success', 'fail', 'complete'];

function isCallback([name, ...more]: string[]): boolean {
  return CALLBACKS.indexOf(name) >= 0 && more.length === 0;
}

function hasAttribute(tag: Tag, names: string[], host: Host): boolean {
  if (!names.length) return true;
  const attribute = own(tag.attributes, names[0]);
  if (!attribute || !has(attribute, host) || names.length > 2) return false;
  return names.length === 1 || (attribute.values ?? []).map(String).includes(names[1]);
}

/**
 * tt.canIUse for the names of the contract (jsapi §7); `undefined` for a name that the contract does not
 * know, which is the host's to answer. Forms: `api`, `api.object.path`, `api.success.path`, `tag`,
 * `tag.attribute`, `tag.attribute.value`, a plug-in.
 */
export function canIUse(schema: string, host: Host): boolean | undefined {
  const plugin = own(PLUGINS, schema);
  if (plugin) return has(plugin, host);
  const [name, part, ...path] = schema.split('.');
  const api = own(APIS, name);
  if (api) {
    if (!has(api, host)) return false;
    if (part === undefined) return true;
    if (path.length === 0) return false;
    if (part === 'object') return isCallback(path) || hasPath(api.options.fields ?? {}, path, host);
    // None of these APIs returns anything or calls back but through `success`.
    return part === 'success' && hasPath(api.success, path, host);
  }
  const tag = own(TAGS, name);
  if (tag) return has(tag, host) && hasAttribute(tag, schema.split('.').slice(1), host);
  return name === 'industrySDK' ? false : undefined;
}

type Data = Record<string, unknown>;

function existing(field: Field, value: unknown, path: string, host: Host, unknown: string[]): unknown {
  if (field.kind === 'array' && Array.isArray(value))
    return value.map((item, index) => existing(field.of, item, `${path}[${index}]`, host, unknown));
  if (field.kind !== 'object' || !field.fields || kindOf(value) !== 'object') return value;
  const left: Data = {};
  for (const [name, inner] of Object.entries(value as Data)) {
    const innerPath = path ? `${path}.${name}` : name;
    const known = own(field.fields, name);
    if (known && !has(known, host)) unknown.push(innerPath);
    else left[name] = known ? existing(known, inner, innerPath, host, unknown) : inner;
  }
  return left;
}

/**
 * The options of a JSAPI that a host knows, and the paths of those that are newer than it. What the contract
 * does not have stays.
 */
export function existingOptions(
  name: string,
  options: Readonly<Data>,
  host: Host,
): { options: Data; unknown: string[] } {
  const api = own(APIS, name);
  const unknown: string[] = [];
  return { options: (api ? existing(api.options, options, '', host, unknown) : options) as Data, unknown };
}
