/** How a request leaves the frame: straight to this machine, or through the dev server to what is mapped. */
import {
  ANSWER_HEADER,
  type AnsweredBy,
  type NetworkAnswer,
  type NetworkAsk,
  type NetworkRules,
  type Route,
} from '../network';
import { isLoopback } from '../../src/contract/loopback';
import { ApiError } from './callback';

const NO_RULES: NetworkRules = { mapped: [], remote: false };

/** What the dev server wrote into the document. */
export function readRules(root: HTMLElement): NetworkRules {
  const { network } = root.dataset;
  return network === undefined ? NO_RULES : (JSON.parse(network) as NetworkRules);
}

const WEB: Record<string, string> = { 'ws:': 'http:', 'wss:': 'https:' };

/** Whether a map of the dev server has the address. */
function isMapped({ mapped }: NetworkRules, url: URL): boolean {
  const protocol = WEB[url.protocol] ?? url.protocol;
  const address = `${protocol}//${url.host}${url.pathname}`;
  return mapped.some((from) => address.startsWith(from) || `${address}/` === from);
}

export type Way = Exclude<AnsweredBy, 'mock' | 'nobody'>;

/** Nobody answers there: the address is on no machine that the simulator reaches, or nothing listens. */
export class NoServer extends ApiError {
  constructor(server: string, message: string) {
    super(message, {}, server);
  }
}

/** A crawl looks at what a page does while no answer comes (`?servers=silent`). */
export const isSilent = (): boolean => new URLSearchParams(location.search).get('servers') === 'silent';

/** Rejects with the error; while servers are silent, that of a missing server never comes, either. */
export function settled(error: unknown, signal?: AbortSignal): Promise<never> {
  if (!(error instanceof NoServer) || !isSilent()) return Promise.reject(error as Error);
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/** How an address is reached; an error names the rule that it breaks. */
export function wayTo(url: URL, own: string, rules: NetworkRules = NO_RULES): Way {
  if (url.host === new URL(own).host) return 'own';
  const isWeb = /^(?:https?|wss?):$/.test(url.protocol);
  if (isMapped(rules, url)) return 'map';
  if (isWeb && isLoopback(url.hostname)) return 'direct';
  if (isWeb && rules.remote) return 'remote';
  const host = url.host || url.protocol;
  const fix = isWeb
    ? `. Start with --map ${url.origin}=http://127.0.0.1:<port>, write a mock rule, or allow it with --allow-remote`
    : '';
  throw new NoServer(
    host,
    `offline: the simulator reaches relative, loopback and mapped addresses only, not "${host}"${fix}`,
  );
}

/** The absolute url of a request, and how it is reached. */
export function addressOf(url: string, base: string, rules?: NetworkRules): { url: URL; way: Way } {
  let target: URL;
  try {
    target = new URL(url, base);
  } catch {
    throw new ApiError(`invalid url "${url}"`);
  }
  return { url: target, way: wayTo(target, base, rules) };
}

export const RELAY = '/__net/request';

/** The body of a request to the dev server: one line about the request, then what it sends. */
export const relayBody = (ask: NetworkAsk, body: BlobPart | undefined): Blob =>
  new Blob([`${JSON.stringify(ask)}\n`, ...(body === undefined ? [] : [body])]);

/** @throws ApiError when nobody answered */
export function readAnswer(
  packed: string | null,
): { statusCode: number; header: Record<string, string> } & Route {
  if (packed === null) throw new ApiError('the dev server does not answer: is it still running?');
  const answer = JSON.parse(decodeURIComponent(packed)) as NetworkAnswer;
  if ('error' in answer) throw new ApiError(answer.error);
  return answer;
}

/** An answer under way: head known, body to come. */
export interface Reached {
  statusCode: number;
  header: Record<string, string>;
  /** Carries the body alone. */
  response: Response;
  route?: Route;
}

interface Outgoing {
  api: string;
  url: URL;
  way: Way;
  method: string;
  headers: Headers;
  body?: BodyInit;
  signal: AbortSignal;
}

/** Whether some server is there: a page may know that of any, and nothing else. */
const listens = (url: URL, signal: AbortSignal): Promise<boolean> =>
  fetch(url.origin, { mode: 'no-cors', method: 'HEAD', signal }).then(
    () => true,
    () => false,
  );

/** A browser tells nobody why a request failed: what can be found out is said. */
export const unreached = async (url: URL, signal: AbortSignal): Promise<ApiError> =>
  (await listens(url, signal))
    ? new ApiError(
        `${url.origin} gives pages of ${location.origin} no leave (CORS, docs/merchant.md): ` +
          `--map ${url.origin}=${url.origin} needs none`,
      )
    : new NoServer(
        url.host,
        `nothing answers at ${url.origin}: is its server started, and the address right?`,
      );

async function straight({ url, method, headers, body, signal }: Outgoing): Promise<Reached> {
  try {
    const response = await fetch(url, { method, headers, signal, ...(body !== undefined && { body }) });
    return { statusCode: response.status, header: Object.fromEntries(response.headers.entries()), response };
  } catch (error) {
    if (url.origin === location.origin || signal.aborted) throw error;
    throw await unreached(url, signal);
  }
}

async function throughServer({ api, url, method, headers, body, signal }: Outgoing): Promise<Reached> {
  const ask: NetworkAsk = { api, url: url.href, method, header: Object.fromEntries(headers.entries()) };
  let response: Response;
  try {
    response = await fetch(RELAY, {
      method: 'POST',
      body: relayBody(ask, body as BlobPart | undefined),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError('the dev server does not answer: is it still running?');
  }
  const { statusCode, header, ...route } = readAnswer(response.headers.get(ANSWER_HEADER));
  return { statusCode, header, response, route };
}

export const reach = (outgoing: Outgoing): Promise<Reached> =>
  outgoing.way === 'own' || outgoing.way === 'direct' ? straight(outgoing) : throughServer(outgoing);
