/**
 * tt.createWorker: the worker's script runs in the frame, not beside it; what goes to and fro is copied, and
 * comes later, as between threads.
 */
import { problem } from '../rules/diagnose';
import { ApiError } from './callback';
import type { Family, HostContext } from './context';
import { Listeners } from './listeners';

interface Port {
  postMessage(message: unknown): void;
  onMessage(listener: unknown): void;
}

/** Two ends of one line. */
function line(problems: HostContext['problems']): { own: Port; inner: Port; cut(): void } {
  const toOwn = new Listeners(problems, 'Worker.onMessage');
  const toInner = new Listeners(problems, 'worker.onMessage');
  let open = true;
  const send = (to: Listeners) => (message: unknown) => {
    const copy = structuredClone(message);
    setTimeout(() => open && to.emit(copy), 0);
  };
  return {
    own: { postMessage: send(toInner), onMessage: toOwn.add },
    inner: { postMessage: send(toOwn), onMessage: toInner.add },
    cut: () => {
      open = false;
    },
  };
}

const idOf = (path: unknown): string =>
  String(path as string)
    .replace(/^\/+/, '')
    .replace(/\.js$/, '');

export function workers(host: HostContext): Family {
  let running: (() => void) | undefined;
  const start = (path: unknown): object => {
    // One at a time, as on a device.
    if (running) throw new ApiError('createWorker:fail a worker is running: end it with terminate() first');
    const { own, inner, cut } = line(host.problems);
    Object.defineProperty(globalThis, 'worker', { value: inner, configurable: true, writable: true });
    running = cut;
    try {
      host.runModule?.(idOf(path));
    } catch (error) {
      host.problems.report(error, {
        file: idOf(path),
        finding: (said) => problem('run-worker', { error: said }),
      });
    }
    return {
      ...own,
      terminate: () => {
        cut();
        running = undefined;
      },
    };
  };
  return { plain: { createWorker: start } };
}
