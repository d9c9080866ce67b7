import type { SandboxAddress } from 'microapp-trade-kit/sandbox';

/**
 * For hosts without the trade JSAPIs, such as the official devtools or a phone: what `npm start -- --host
 * <address>` prints, e.g. `{ baseUrl: 'http://192.168.1.10:5201', token: '…' }` (docs/devtools.md). Null
 * inside the simulator, which has them. A shop that is going to be released imports nothing of this.
 */
export const SANDBOX = null as SandboxAddress | null;
