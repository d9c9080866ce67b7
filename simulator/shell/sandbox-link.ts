/** The sandbox as the trade panel uses it. Times in ms, money in 分. */

export interface ScenarioInfo {
  name: string;
  title: string;
  /** What happens, in Chinese. */
  aboutZh: string;
  /** `page`: the mini-program itself makes it happen, as `howZh` says. */
  made?: 'platform' | 'page';
  howZh?: string;
  errNo: number | null;
  event?: 'error' | 'pay' | null;
  code?: number;
}

export interface OrderRow {
  orderId: string;
  outOrderNo: string;
  state: string;
  goodsName: string;
  quantity: number;
  totalAmount: number;
  discountAmount: number;
  createTime: number;
}

export interface TradeEvent {
  id: number;
  time: number;
  kind: string;
  text: string;
  orderId?: string;
  data?: unknown;
}

/** An answer that is not what the route promises. Its message is for the panel. */
export class SandboxError extends Error {}

const INCOMPLETE = '返回的内容不完整';

/** Names under which the log's events are sent. */
export const EVENT_KINDS = ['api', 'ledger', 'callback', 'merchant', 'clock', 'scenario', 'user', 'reset', 'problem'] as const;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

async function call(path: string, body?: Json): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  } catch {
    throw new SandboxError('无法连接开发服务器');
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  throw new SandboxError(isObject(answer) && typeof answer.errMsg === 'string' ? answer.errMsg : `HTTP ${response.status}`);
}

function asList(answer: unknown): Json[] {
  if (!Array.isArray(answer)) throw new SandboxError(INCOMPLETE);
  return answer.filter(isObject);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function toOrder(order: Json): OrderRow {
  const draft = isObject(order.draft) ? order.draft : {};
  const goods = isObject(draft.goods) ? draft.goods : {};
  return {
    orderId: textOf(order.orderId),
    outOrderNo: textOf(order.outOrderNo),
    state: textOf(order.state),
    goodsName: textOf(goods.goodsName ?? order.goodsId),
    quantity: Number(order.quantity ?? 0),
    totalAmount: Number(order.totalAmount ?? 0),
    discountAmount: Number(order.discountAmount ?? 0),
    createTime: Number(order.createTime ?? 0),
  };
}

export interface SandboxState {
  now: number;
  loggedIn: boolean;
  scenario: string | null;
}

export async function getState(): Promise<SandboxState> {
  const answer = await call('/sandbox/state');
  if (!isObject(answer) || typeof answer.now !== 'number') throw new SandboxError(INCOMPLETE);
  const { now, user, scenario } = answer;
  return { now, loggedIn: isObject(user) && user.loggedIn === true, scenario: typeof scenario === 'string' ? scenario : null };
}

export const getScenarios = async (): Promise<ScenarioInfo[]> => asList(await call('/sandbox/scenarios')) as unknown as ScenarioInfo[];
export const chooseScenario = (name: string | null): Promise<unknown> => call('/sandbox/scenario', { name });
export const getOrders = async (): Promise<OrderRow[]> => asList(await call('/sandbox/orders')).map(toOrder);
export const reset = (): Promise<unknown> => call('/sandbox/reset', {});
export const setLoggedIn = (loggedIn: boolean): Promise<unknown> => call('/platform/user', { loggedIn });

/** Answers the new time. */
export async function advanceClock(advanceMs: number): Promise<number> {
  const answer = await call('/sandbox/clock', { advanceMs });
  if (!isObject(answer) || typeof answer.now !== 'number') throw new SandboxError(INCOMPLETE);
  return answer.now;
}

export function parseTradeEvent(text: string): TradeEvent | undefined {
  try {
    const event: unknown = JSON.parse(text);
    if (!isObject(event) || typeof event.text !== 'string' || typeof event.kind !== 'string') return undefined;
    return { ...event, id: Number(event.id), time: Number(event.time), kind: event.kind, text: event.text };
  } catch {
    return undefined;
  }
}

export function listenToSandbox(onEvent: (event: TradeEvent) => void, onConnected: (on: boolean) => void): () => void {
  const source = new EventSource('/sandbox/events');
  source.addEventListener('open', () => onConnected(true));
  source.addEventListener('error', () => onConnected(false));
  const take = (message: MessageEvent): void => {
    const event = parseTradeEvent(String(message.data));
    if (event) onEvent(event);
  };
  for (const kind of EVENT_KINDS) source.addEventListener(kind, take);
  return () => source.close();
}
