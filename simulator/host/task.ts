import { ApiError, asyncApi } from './callback';
import type { ApiOptions, HostContext, Result } from './context';
import { Listeners } from './listeners';
import { isRecord, numberOr } from './options';
import { withTask } from './shape-stub';

/** ms, where neither the call nor app.json says otherwise. */
const TIMEOUT_MS = 60_000;

/** What the work of a task may tell while it runs. */
export interface Running {
  signal: AbortSignal;
  headers(received: Result): void;
  progress(made: Result): void;
}

/** `networkTimeout` of app.json for that API, or the platform's own. */
export function timeoutOf({ program }: Pick<HostContext, 'program'>, api: string): number {
  const { networkTimeout } = program.app;
  return numberOr(isRecord(networkTimeout) ? networkTimeout[api] : undefined, TIMEOUT_MS);
}

/**
 * Runs `work` and gives a task that can abort it. Without callbacks the task is a promise of the answer as
 * well.
 */
export function task(
  host: HostContext,
  api: string,
  options: unknown,
  work: (options: ApiOptions, running: Running) => Promise<Result>,
): object {
  const control = new AbortController();
  const headers = new Listeners(host.problems, `${api}: onHeadersReceived`);
  const progress = new Listeners(host.problems, `${api}: onProgressUpdate`);
  const running: Running = {
    signal: control.signal,
    headers: (received) => headers.emit(received),
    progress: (made) => progress.emit(made),
  };
  const run = asyncApi(host, api, async (own) => {
    const timer = setTimeout(
      () => control.abort(new ApiError('timeout')),
      numberOr(own.timeout, timeoutOf(host, api)),
    );
    try {
      return await work(own, running);
    } catch (error) {
      if (control.signal.aborted) throw control.signal.reason as Error;
      if (error instanceof ApiError) throw error;
      throw new ApiError(error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(timer);
    }
  });
  return withTask(run(options), {
    abort: () => control.abort(new ApiError('abort')),
    onHeadersReceived: headers.add,
    offHeadersReceived: headers.remove,
    onProgressUpdate: progress.add,
    offProgressUpdate: progress.remove,
  });
}
