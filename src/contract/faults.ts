/** Switches for what goes wrong with callbacks on their way, one set for each type. */
import type { CallbackType } from './callbacks';
import { flag, integer, object, type Infer } from './schema/fields';
import type { Problem } from './schema/walk';

const WEEK = 7 * 24 * 60 * 60 * 1000;
/** More copies or losses than the ladder has steps. */
const MOST = 20;

export const FAULT = object(
  {
    delayMs: integer('the first delivery comes so many ms later by the clock', { min: 0, max: WEEK }),
    drop: integer('so many deliveries of each callback get lost on the way', { min: 0, max: MOST }),
    duplicate: integer('so many more copies of each callback arrive', { min: 0, max: MOST }),
    reorder: flag('each lets the next callback go first, if one comes within a minute'),
  },
  'the switches of one type of callback',
);
/** A change names some of the switches. */
export type FaultChange = Infer<typeof FAULT>;
export type Fault = Required<FaultChange>;
export type Faults = Record<CallbackType, Fault>;

/** The answer of a question is waited for, so nothing can overtake it. */
export function overtaken(type: CallbackType, { reorder }: FaultChange): Problem | undefined {
  return reorder && (type === 'pre_create_order' || type === 'pre_create_refund')
    ? {
        path: 'reorder',
        wanted: 'false, as its answer is waited for and nothing can overtake it',
        got: 'true',
      }
    : undefined;
}
