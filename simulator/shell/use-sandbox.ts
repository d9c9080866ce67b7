import { useCallback, useEffect, useState } from 'preact/hooks';
import { messageOf } from './http';
import * as sandbox from './sandbox-link';

interface SandboxView {
  /** Why nothing can be shown, in the user's words. */
  failure: string;
  loading: boolean;
  now: number;
  loggedIn: boolean;
  /** The scenarios that hold for everything. */
  choices: sandbox.Choice[];
  scenarios: sandbox.ScenarioInfo[];
}

export interface SandboxControls {
  view: SandboxView;
  refresh(): void;
  /** Rejects with why the sandbox refuses. */
  choose(choices: readonly sandbox.Choice[]): Promise<void>;
  logIn(on: boolean): void;
  advance(ms: number): Promise<number | undefined>;
  /** Resolves whether it was done. */
  reset(): Promise<boolean>;
}

const EMPTY: SandboxView = {
  failure: '',
  loading: true,
  now: 0,
  loggedIn: false,
  choices: [],
  scenarios: [],
};

/** The sandbox as it stands, read again whenever `version` rises. */
export function useSandbox(version: number): SandboxControls {
  const [view, setView] = useState(EMPTY);

  const attempt = useCallback(async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      setView((before) => ({ ...before, loading: false, failure: messageOf(error) }));
      return undefined;
    }
  }, []);

  const load = useCallback(
    () =>
      attempt(async () => {
        const [state, scenarios] = await Promise.all([sandbox.getState(), sandbox.getScenarios()]);
        setView({ failure: '', loading: false, ...state, scenarios });
      }),
    [attempt],
  );
  const refresh = useCallback(() => void load(), [load]);
  useEffect(refresh, [refresh, version]);

  return {
    view,
    refresh,
    choose: (choices) => sandbox.chooseScenarios(choices).then(refresh),
    logIn: (on) => void attempt(() => sandbox.setLoggedIn(on)).then(refresh),
    advance: async (ms) => {
      const now = await attempt(() => sandbox.advanceClock(ms));
      if (now !== undefined) await load();
      return now;
    },
    reset: async () => {
      const done = await attempt(() => sandbox.reset().then(() => true));
      if (done) await load();
      return done === true;
    },
  };
}
