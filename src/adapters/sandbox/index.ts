/**
 * `microapp-trade-kit/sandbox`: the ports on a sandbox that is reached by `tt.request` alone, with the
 * cashier as `tt.showActionSheet`. For hosts that lack the trade JSAPIs: the official devtools, a phone in
 * the same network (docs/devtools.md). Everything here throws in a release build.
 */
import { merchantOver } from '../http-merchant';
import type { TradeError } from '../../contract/codes';
import type { Merchant } from '../../ports/merchant';
import type { Platform } from '../../ports/platform';
import { outcomeOf, ttPlatform } from '../tt-platform';
import { askAsUser, isLoggedIn, logIn, payWith } from './calls';
import { contentOf, linkTo, type SandboxAddress } from './link';

export type { SandboxAddress } from './link';

/**
 * Both ports, for one line in setup(): `setup({ pages, ...sandboxPorts(address) })`.
 * @throws in a release build, and where the host does not say that this is none
 */
export const sandboxPorts = (address: SandboxAddress): { platform: Platform; merchant: Merchant } => ({
  platform: sandboxPlatform(address),
  merchant: sandboxMerchant(address),
});

/**
 * The platform alone, for a shop of your own behind it. Pages, storage and toasts stay the host's. @throws as
 * `sandboxPorts` does
 */
export function sandboxPlatform(address: SandboxAddress): Platform {
  const link = linkTo(address);
  return Object.assign({}, ttPlatform, {
    createOrder: (options) => outcomeOf(payWith(link, 'createOrder', options)),
    requestOrder: ({ data, byteAuthorization, outOrderNo }) =>
      askAsUser<{ orderId: string }>(link, 'requestOrder', { data, byteAuthorization }).then(
        ({ orderId }) => outcomeOf(payWith(link, 'getOrderPayment', { orderId }), { orderId, outOrderNo }),
        (error: TradeError) => ({ kind: 'noOrder', error }),
      ),
    continueToPay: (order) => outcomeOf(payWith(link, 'continueToPay', order), order),
    applyRefund: (options) => askAsUser(link, 'applyRefund', options),
  } as Partial<Platform>);
}

/** The sandbox's own shop, which knows the orders that are made there. @throws as `sandboxPorts` does */
export function sandboxMerchant(address: SandboxAddress): Merchant {
  linkTo(address);
  return merchantOver(
    <Q, R>(path: string, method?: 'POST') =>
      (query?: Q) =>
        sandboxRequest<R>(address, method || 'GET', `/merchant${path}`, query as object | undefined),
  );
}

/**
 * Anything else that the sandbox's shop answers, for the lists and details of your own pages:
 * `sandboxRequest(address, 'GET', '/merchant/orders')`. Rejects with a `PortError`: `rejected` below 500,
 * else `server`.
 * @throws as `sandboxPorts` does
 */
export function sandboxRequest<R>(
  address: SandboxAddress,
  method: 'GET' | 'POST',
  path: string,
  data?: object,
): Promise<R> {
  return linkTo(address)(method, path, data).then((answer) => contentOf<R>(answer));
}

/**
 * In place of tt.login, which wants a Douyin account: logs the sandbox's one user in. Rejects with a
 * `PortError` when the developer says no.
 */
export function sandboxLogin(address: SandboxAddress): Promise<void> {
  const link = linkTo(address);
  return isLoggedIn(link)
    .then((isIn) => isIn || logIn(link))
    .then((isIn) =>
      isIn ? undefined : Promise.reject<undefined>({ kind: 'rejected', errMsg: 'login:fail cancel' }),
    );
}
