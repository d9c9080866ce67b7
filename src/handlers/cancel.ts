import { anchor } from './anchor';

/** Frees every question of a component that leaves: its timers stop, late answers are dropped. */
export function cancel(asker: object): void {
  anchor().pending.forEach((entry) => {
    if (entry.asker === asker) entry.free();
  });
}
