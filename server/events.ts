/**
 * Does what the shop has to do about what happened, such as handing out goods when an order is paid. An
 * event is kept in the step that books it, and taken until it is done: nothing is lost when a process
 * dies. It can come twice, when one dies between doing it and noting that: make your own step safe to
 * repeat, by the event's kind and subject.
 */
import type { ShopEvent, ShopStore } from './store/types';

export interface WorkOptions {
  /** How often the store is asked, ms. @default 1000 */
  every?: number;
  /** Events at a time. @default 20 */
  batch?: number;
  /** How long one may take before another process tries it, ms. @default 60000 */
  lease?: number;
  now?(): number;
  /** Told of what failed, in words. @default console.error */
  tell?(problem: string): void;
}

/** Waits before each new attempt, ms: from a second, doubled up to five minutes. */
const pause = (attempts: number): number => Math.min(1000 * 2 ** attempts, 5 * 60 * 1000);

export interface Worker {
  /** Takes what is due now, without waiting for the next time. Answers how many events were done. */
  run(): Promise<number>;
  /** Ends the work under way, and takes no more. */
  stop(): Promise<void>;
}

/** @param act does it; when it rejects the event comes again later */
export const workOn = (
  store: ShopStore,
  act: (event: ShopEvent) => Promise<void>,
  options: WorkOptions = {},
): Worker => {
  const { every = 1000, batch = 20, lease = 60_000, now = Date.now, tell = console.error } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> = Promise.resolve(0);

  const one = async (event: ShopEvent): Promise<number> => {
    try {
      await act(event);
      await store.eventDone(event.id, now());
      return 1;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      tell(`${event.kind} ${event.subject}, attempt ${event.attempts + 1}: ${problem}`);
      await store.eventFailed(event.id, now() + pause(event.attempts), problem);
      return 0;
    }
  };

  const round = async (): Promise<number> => {
    let done = 0;
    for (let taken = batch; taken === batch && !stopped;) {
      const events = await store.takeEvents(batch, lease, now());
      for (const event of events) done += await one(event);
      taken = events.length;
    }
    return done;
  };

  /** One round after the other. */
  const run = (): Promise<number> => {
    running = running.then(round, round);
    return running;
  };

  const plan = (): void => {
    timer = setTimeout(() => {
      run()
        // The store is away: it may be back next time.
        .catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)))
        .finally(() => void (stopped || plan()));
    }, every);
  };
  plan();

  return {
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running.catch(() => 0);
    },
  };
};
