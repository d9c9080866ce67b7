import type { TradeError } from '../contract/codes';
import type { AppHooks, PayOutcome, Platform } from '../ports/platform';

type Callbacks<R> = { success(result: R): void; fail(error: TradeError & Numbers): void };
type Api<R = unknown> = (options: object & Callbacks<R>) => void;
/** The order's numbers: Douyin's and the developer's. */
export interface Numbers {
  orderId?: string;
  outOrderNo?: string;
}

/** Calls `tt[name]`; a host that lacks it fails like a call that failed, instead of throwing. */
function call<R>(name: string, options: object): Promise<R> {
  const jsapi = (tt as unknown as Record<string, Api<never> | undefined>)[name];
  return new Promise((resolve, reject) => {
    if (!jsapi) reject({ errNo: 0, errMsg: `${name}:fail not supported by this host` });
    else jsapi(Object.assign({}, options, { success: resolve, fail: reject }) as object & Callbacks<never>);
  });
}

/** tt.pay codes but 0 arrive as errNo of a failed payment (contract jsapi §1.5, §3.1). */
const CASHIER_CODES = [1, 2, 3, 4, 9];

/**
 * Makes an outcome of the result of a JSAPI that opens the cashier: numbers in a failure mean that an order
 * exists (contract jsapi §1.3).
 */
export function outcomeOf(attempt: Promise<Numbers>, known?: Numbers): Promise<PayOutcome> {
  const numbers = (from: Numbers): { orderId: string; outOrderNo: string } => ({
    orderId: from.orderId || (known && known.orderId) || '',
    outOrderNo: from.outOrderNo || (known && known.outOrderNo) || '',
  });
  return attempt.then(
    (paid): PayOutcome => Object.assign({ kind: 'cashier' as const, code: 0 }, numbers(paid)),
    (error: TradeError & Numbers): PayOutcome => {
      if (!known && !error.orderId && !error.outOrderNo) return { kind: 'noOrder', error };
      return CASHIER_CODES.indexOf(+error.errNo) < 0
        ? Object.assign({ kind: 'noCashier' as const, error }, numbers(error))
        : Object.assign({ kind: 'cashier' as const, code: +error.errNo }, numbers(error));
    },
  );
}

const paying = (name: string, options: object, known?: Numbers): Promise<PayOutcome> =>
  outcomeOf(call<Numbers>(name, options), known);

/** A component of a host that can say what of it is to be seen. */
interface Observing {
  createIntersectionObserver?(): {
    relativeToViewport(): { observe(part: string, seen: (now: { intersectionRatio: number }) => void): void };
    disconnect(): void;
  };
}

/** The platform port on `tt`. */
export const ttPlatform: Platform = {
  createOrder: (options) => paying('createOrder', options),
  requestOrder: ({ data, byteAuthorization, outOrderNo }) =>
    call<{ orderId: string }>('requestOrder', { data, byteAuthorization }).then(
      ({ orderId }) => paying('getOrderPayment', { orderId }, { orderId, outOrderNo }),
      (error: TradeError): PayOutcome => ({ kind: 'noOrder', error }),
    ),
  continueToPay: (order) => paying('continueToPay', order, order),
  applyRefund: (options) => call('applyRefund', options),
  navigateTo: (url) => call('navigateTo', { url }),
  redirectTo: (url) => call('redirectTo', { url }),
  navigateBack: () => call('navigateBack', {}),
  load(key) {
    try {
      return (tt.getStorageSync(key) as unknown) || undefined;
    } catch (error) {
      return undefined;
    }
  },
  save(key, value) {
    try {
      tt.setStorageSync(key, value as never);
    } catch (error) {
      console.warn(`[microapp-trade-kit] ${key} could not be stored`, error);
    }
  },
  toast(title) {
    tt.showToast({ title, icon: 'none' });
  },
  app: () => (getApp() as AppHooks | undefined) || {},
  now: () => Date.now(),
  copy: (data) => call('setClipboardData', { data }),
  getBrightness: () => call<{ value: number }>('getScreenBrightness', {}).then(({ value }) => value),
  watchSight(component, changed) {
    const { createIntersectionObserver: create } = component as Observing;
    if (!create) return () => undefined;
    const observer = create.call(component);
    observer.relativeToViewport().observe('.card', ({ intersectionRatio }) => changed(intersectionRatio > 0));
    return () => observer.disconnect();
  },
  setBrightness: (value) => call('setScreenBrightness', { value }),
};
