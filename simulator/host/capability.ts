import { APIS } from '../../src/contract/jsapi/index';
import { canIUse } from '../../src/contract/since';
import { NATIVE_TAGS, tags } from '../tags';
import type { Family, HostContext, HostProfile } from './context';
import { camel } from '../letter-case';

/** A client without the trade APIs still logs in. */
const OF_LOGIN: readonly string[] = ['login', 'checkSession'];

/** What the contract says about a name of the trade APIs, tags and plug-ins. */
function inContract(
  schema: string,
  { libVersion, appVersion, industrySdk, tradeApis }: HostProfile,
): boolean {
  const [name = ''] = schema.split('.');
  if (!tradeApis && !OF_LOGIN.includes(name) && Object.hasOwn(APIS, name)) return false;
  return canIUse(schema, { baseLibrary: libVersion, appVersion, industrySdk }) === true;
}

/** Whether the simulated client has a function. A trade API that it has not is missing from `tt`. */
export function isAvailable(name: string, { profile }: Pick<HostContext, 'profile'>): boolean {
  return !Object.hasOwn(APIS, name) || inContract(name, profile);
}

/** `button`, `button.open-type`, `button.open-type.share`: the built-in tags and their properties. */
function hasTag(name: string, attribute: string | undefined): boolean {
  if (attribute === undefined) return NATIVE_TAGS.includes(name) || Object.hasOwn(tags, name);
  return Object.hasOwn(tags, name) && Object.hasOwn(tags[name]?.properties ?? {}, camel(attribute));
}

/**
 * `known`: names of all functions of the simulated `tt`; these and the tags are the host's to answer where
 * the contract is silent.
 */
export function capability(host: HostContext, known: () => ReadonlySet<string>): Family {
  return {
    plain: {
      canIUse: (schema: unknown): boolean => {
        if (typeof schema !== 'string' || schema === '') return false;
        if (inContract(schema, host.profile)) return true;
        const [name = '', part] = schema.split('.');
        if (Object.hasOwn(APIS, name)) return false;
        return known().has(name) || hasTag(name, part);
      },
    },
  };
}
