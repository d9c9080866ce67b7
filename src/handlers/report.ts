import type { Problem } from '../contract/events';
import { anchor } from './anchor';

function toConsole({ component, state, event, part, error }: Problem): void {
  let stack: unknown;
  try {
    ({ stack } = Object(error) as { stack?: unknown });
  } catch {
    // What was thrown cannot be read.
  }
  const where = state ? ` (state ${state}, event ${event})` : '';
  console.error(`[microapp-trade-kit] ${component}${where}: ${part} threw`, stack || error);
}

/** Tells the developer of something that threw: through `setup({ report })`, else on the console. */
export function report(problem: Problem): void {
  const chosen = anchor().config as { report?: (problem: Problem) => void } | undefined;
  if (chosen && chosen.report) {
    try {
      chosen.report(problem);
      return;
    } catch (error) {
      toConsole({ component: 'setup', state: '', event: '', part: 'report', error });
    }
  }
  toConsole(problem);
}
