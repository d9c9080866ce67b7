/** The phone's connection, as the conditions have it. Pictures, which the browser loads, are not slowed. */
import { surroundings } from '../runtime/surroundings';
import type { Network } from '../conditions';
import { ApiError } from './callback';

/** ms until an answer begins, and bytes a second that it then brings. */
const SPEED: Record<Network, { wait: number; rate: number }> = {
  wifi: { wait: 0, rate: Infinity },
  '4g': { wait: 60, rate: 1_000_000 },
  slow: { wait: 1500, rate: 30_000 },
  offline: { wait: 0, rate: Infinity },
};

const TYPES: Record<Network, string> = { wifi: 'wifi', '4g': '4g', slow: '2g', offline: 'none' };

const network = (): Network => surroundings().network as Network;

/** As `tt.getNetworkType` names it. */
export const networkType = (): string => (navigator.onLine ? TYPES[network()] : 'none');

export const isConnected = (): boolean => networkType() !== 'none';

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

/** Before anything leaves the phone. @throws ApiError when it is offline */
export async function leavePhone(signal?: AbortSignal): Promise<void> {
  if (network() === 'offline') throw new ApiError('network is offline (conditions: network offline)');
  await pause(SPEED[network()].wait, signal);
}

/** The time that an answer of that size takes. */
export const arriveOnPhone = (bytes: number, signal?: AbortSignal): Promise<void> =>
  pause((bytes / SPEED[network()].rate) * 1000, signal);
