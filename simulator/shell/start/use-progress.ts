import type { Progress } from 'microapp-trade-sandbox/shapes';
import { asObject, call } from '../http';
import { useLoaded } from '../use-loaded';

/** What a newcomer does first, in this order. */
export const STEPS = ['buy', 'fail', 'redeem', 'refund'] as const;
export type StartStep = (typeof STEPS)[number];

/** Read off the sandbox: whatever way a step was done in, it counts. */
const getProgress = async (): Promise<Progress> => asObject<Progress>(await call('/sandbox/progress'));

/** Undefined until the sandbox has answered, or where there is none. */
export const useProgress = (version: number): Progress | undefined =>
  useLoaded('', version, getProgress).value;
