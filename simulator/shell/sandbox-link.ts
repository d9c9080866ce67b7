/** The sandbox as a whole: its state, scenarios, clock and events. Times in ms. */
import { LOG_KINDS } from '../../src/contract/log-kinds';
import { isRecord } from '../record';
import { asList, asObject, call, numberOf } from './http';

export interface ScenarioInfo {
  name: string;
  /** In Chinese; English has what happens in its place. */
  title: string;
  /** What happens. */
  about: string;
  aboutZh: string;
  /** `page`: the mini-program itself makes it happen, as `how` says. */
  made?: 'platform' | 'page';
  how?: string;
  howZh?: string;
  errNo: number | null;
  event?: 'error' | 'pay' | null;
  code?: number;
}

export interface TradeEvent {
  id: number;
  time: number;
  kind: string;
  text: string;
  orderId?: string;
  data?: unknown;
}

/** A chosen scenario. */
export interface Choice {
  name: string;
  /** Path into its answer -> the value instead. */
  set: Record<string, unknown>;
}

export interface SandboxState {
  now: number;
  loggedIn: boolean;
  choices: Choice[];
}

export async function getState(): Promise<SandboxState> {
  const answer = asObject(await call('/sandbox/state'));
  const now = numberOf(answer, 'now');
  const { user, scenarios } = answer;
  return {
    now,
    loggedIn: isRecord(user) && user.loggedIn === true,
    choices: asList<Choice>(scenarios),
  };
}

export const getScenarios = async (): Promise<ScenarioInfo[]> =>
  asList<ScenarioInfo>(await call('/sandbox/scenarios'));
/** Scenarios together, each with what is changed of its answer. */
export const chooseScenarios = (choices: readonly Choice[]): Promise<unknown> => {
  const set = choices.flatMap((choice) =>
    Object.entries(choice.set).map(([path, value]) => [`${choice.name}:${path}`, value]),
  );
  return call('/sandbox/scenario', {
    names: choices.map(({ name }) => name),
    set: Object.fromEntries(set) as Record<string, unknown>,
  });
};
export const reset = (): Promise<unknown> => call('/sandbox/reset', {});
export const setLoggedIn = (loggedIn: boolean): Promise<unknown> => call('/platform/user', { loggedIn });

/** Answers the new time. */
export const advanceClock = async (advanceMs: number): Promise<number> =>
  numberOf(await call('/sandbox/clock', { advanceMs }), 'now');

export function parseTradeEvent(text: string): TradeEvent | undefined {
  try {
    const event: unknown = JSON.parse(text);
    if (!isRecord(event) || typeof event.text !== 'string' || typeof event.kind !== 'string')
      return undefined;
    return { ...event, id: Number(event.id), time: Number(event.time), kind: event.kind, text: event.text };
  } catch {
    return undefined;
  }
}

export function listenToSandbox(
  onEvent: (event: TradeEvent) => void,
  onConnected: (on: boolean) => void,
): () => void {
  const source = new EventSource('/sandbox/events');
  source.addEventListener('open', () => onConnected(true));
  source.addEventListener('error', () => onConnected(false));
  const take = (message: MessageEvent): void => {
    const event = parseTradeEvent(String(message.data));
    if (event) onEvent(event);
  };
  for (const kind of LOG_KINDS) source.addEventListener(kind, take);
  return () => source.close();
}
