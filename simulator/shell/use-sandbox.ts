import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import * as sandbox from './sandbox-link';

export interface SandboxView {
  /** Why nothing can be shown, in the user's words. */
  failure: string;
  loading: boolean;
  now: number;
  loggedIn: boolean;
  scenario: string | null;
  scenarios: sandbox.ScenarioInfo[];
  orders: sandbox.OrderRow[];
}

export interface SandboxControls {
  view: SandboxView;
  events: sandbox.TradeEvent[];
  /** Whether the stream of events stands. */
  streaming: boolean;
  refresh(): void;
  choose(name: string | null): void;
  logIn(on: boolean): void;
  advance(ms: number): Promise<number | undefined>;
  reset(): Promise<void>;
}

const EMPTY: SandboxView = { failure: '', loading: true, now: 0, loggedIn: false, scenario: null, scenarios: [], orders: [] };
const LONGEST_LOG = 500;
/** A payment makes several events at once: the tables are read again once they have all come. */
const REFRESH_MS = 150;

/** The sandbox as it stands, kept up to date by its stream of events. */
export function useSandbox(): SandboxControls {
  const [view, setView] = useState(EMPTY);
  const [events, setEvents] = useState<sandbox.TradeEvent[]>([]);
  const [streaming, setStreaming] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const attempt = useCallback(async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      setView((before) => ({ ...before, loading: false, failure: error instanceof Error ? error.message : String(error) }));
      return undefined;
    }
  }, []);

  const load = useCallback(
    () =>
      attempt(async () => {
        const [state, scenarios, orders] = await Promise.all([sandbox.getState(), sandbox.getScenarios(), sandbox.getOrders()]);
        setView({ failure: '', loading: false, ...state, scenarios, orders });
      }),
    [attempt],
  );
  const refresh = useCallback(() => void load(), [load]);

  useEffect(() => {
    refresh();
    const stop = sandbox.listenToSandbox((event) => {
      setEvents((before) =>
        before.some(({ id, time }) => id === event.id && time === event.time) ? before : [...before.slice(1 - LONGEST_LOG), event],
      );
      clearTimeout(timer.current);
      timer.current = setTimeout(refresh, REFRESH_MS);
    }, setStreaming);
    return () => {
      stop();
      clearTimeout(timer.current);
    };
  }, [refresh]);

  return {
    view,
    events,
    streaming,
    refresh,
    choose: (name) => void attempt(() => sandbox.chooseScenario(name)).then(refresh),
    logIn: (on) => void attempt(() => sandbox.setLoggedIn(on)).then(refresh),
    advance: async (ms) => {
      const now = await attempt(() => sandbox.advanceClock(ms));
      if (now !== undefined) await load();
      return now;
    },
    reset: async () => {
      if ((await attempt(() => sandbox.reset().then(() => true))) !== true) return;
      setEvents([]);
      await load();
    },
  };
}
