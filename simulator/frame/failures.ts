/** What fails outside of any call of ours: engine, scripts and promises of the program. */
import * as glassEasel from 'glass-easel';
import { problem } from '../rules/diagnose';
import type { AppLife } from '../runtime/app';
import { withFix } from '../runtime/engine-warning';
import type { Log } from '../runtime/log';
import type { Problems } from '../runtime/problems';

/** A browser's message that observers of sizes changed a size; they run again in the next frame. */
const RESIZED_AGAIN = /^ResizeObserver loop /;

/** Each becomes a problem, and `App({ onError, onUnhandledRejection })` hears of it as on a device. */
export function catchFailures(app: AppLife, problems: Problems, log: Log): void {
  glassEasel.addGlobalErrorListener((error, method, component) => {
    const where = typeof component === 'string' ? component : (component?.is ?? '');
    problems.report(error, {
      file: where,
      finding: (said) =>
        method !== undefined && method !== '' && where !== ''
          ? problem('run-threw', { method, where, error: said })
          : problem('run-engine', { where: method || where || 'engine', error: said }),
    });
    app.emit('error', error instanceof Error ? (error.stack ?? error.message) : String(error));
    return false;
  });
  glassEasel.addGlobalWarningListener((message, component) => {
    const where = typeof component === 'string' ? component : component.is;
    log.write('console', 'warn', (where === '' ? '' : `${where}: `) + withFix(message));
    return false;
  });
  window.addEventListener('error', (event) => {
    if (RESIZED_AGAIN.test(event.message)) return;
    problems.report(event.error ?? event.message, { file: 'app' });
    app.emit('error', event.error instanceof Error ? (event.error.stack ?? event.message) : event.message);
  });
  window.addEventListener('unhandledrejection', (event) => {
    problems.report(event.reason, {
      file: 'app',
      finding: (said) => problem('run-rejection', { error: said }),
    });
    app.emit('unhandledRejection', { reason: event.reason as unknown, promise: event.promise });
  });
}
