import { canIUse } from '../../src/contract/jsapi/since';
import type { Family, HostContext } from './context';

/** APIs that a client has or has not, by its base library and permissions: where it has not, the function itself is missing. */
export const GATED = [
  'createOrder',
  'requestOrder',
  'getOrderPayment',
  'pay',
  'continueToPay',
  'continueToPayLife',
  'applyRefund',
] as const;

export function isAvailable(name: string, { profile }: Pick<HostContext, 'profile'>): boolean {
  return !(GATED as readonly string[]).includes(name) || canIUse(name, profile);
}

/** `known`: names of all functions of the simulated `tt`, which `canIUse` knows beside those of the trade contract. */
export function capability(host: HostContext, known: () => ReadonlySet<string>): Family {
  return {
    plain: {
      canIUse: (schema: unknown): boolean => {
        if (typeof schema !== 'string' || schema === '') return false;
        if (canIUse(schema, host.profile)) return true;
        const [name = '', ...rest] = schema.split('.');
        return rest.length === 0 && known().has(name) && isAvailable(name, host);
      },
    },
  };
}
