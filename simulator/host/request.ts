import { attemptHeader } from '../runtime/attempt';
import { ApiError, asyncApi } from './callback';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { asText, isRecord, numberOr, requireText, textOr } from './options';
import { scenarioHeader } from './scenario';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const TIMEOUT_MS = 60_000;

/** The absolute url of a request, or an error that names the rule it breaks. */
export function allowedUrl(url: string, base: string): URL {
  let target: URL;
  try {
    target = new URL(url, base);
  } catch {
    throw new ApiError(`invalid url "${url}"`);
  }
  const isWeb = target.protocol === 'http:' || target.protocol === 'https:';
  if (isWeb && (target.host === new URL(base).host || LOOPBACK.test(target.hostname))) return target;
  throw new ApiError(
    `offline: the simulator reaches relative and loopback addresses only, not "${target.host || target.protocol}"`,
  );
}

function withQuery(url: URL, data: unknown): URL {
  if (isRecord(data))
    for (const [key, value] of Object.entries(data))
      if (value !== undefined) url.searchParams.append(key, asText(value));
  return url;
}

function bodyOf(data: unknown, contentType: string): BodyInit | undefined {
  if (data === undefined || data === null) return undefined;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  if (contentType.includes('x-www-form-urlencoded') && isRecord(data)) {
    return new URLSearchParams(Object.entries(data).map(([key, value]) => [key, asText(value)])).toString();
  }
  return JSON.stringify(data);
}

/** A browser tells nobody why a request failed, so both usual causes are named. */
async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (url.origin === location.origin || init.signal?.aborted) throw error;
    const cause = error instanceof Error ? error.message : String(error);
    throw new ApiError(
      `${cause}: nothing answers at ${url.origin}, or it gives pages of ${location.origin} no leave (CORS, docs/merchant.md)`,
    );
  }
}

async function send(options: ApiOptions, signal: AbortSignal): Promise<Result> {
  const method = textOr(options.method, 'GET').toUpperCase();
  const url = allowedUrl(requireText(options, 'url'), location.href);
  const headers = new Headers();
  for (const [name, value] of Object.entries(isRecord(options.header) ? options.header : {}))
    headers.set(name, asText(value));
  // The reference merchant is the sandbox's own; no other server is told of its scenarios and of the
  // console's purchases.
  if (url.origin === location.origin)
    for (const [name, value] of Object.entries({ ...scenarioHeader(location.search), ...attemptHeader() }))
      headers.set(name, value);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const init: RequestInit = { method, headers, signal };
  if (hasBody) init.body = bodyOf(options.data, headers.get('content-type') ?? '') ?? null;
  else withQuery(url, options.data);
  const response = await reach(url, init);
  const header = Object.fromEntries(response.headers.entries());
  if (options.responseType === 'arraybuffer')
    return { data: await response.arrayBuffer(), statusCode: response.status, header };
  const text = await response.text();
  return { data: options.dataType === 'text' ? text : parsed(text), statusCode: response.status, header };
}

/** JSON where the text is JSON, else the text itself, as on a device. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export interface RequestTask {
  abort(): void;
  onHeadersReceived(listener: unknown): void;
  offHeadersReceived(listener: unknown): void;
  onProgressUpdate(listener: unknown): void;
}

/** Runs `work` with a task that can abort it. */
function task(
  host: HostContext,
  api: string,
  options: unknown,
  work: (options: ApiOptions, signal: AbortSignal) => Promise<Result>,
): RequestTask {
  const control = new AbortController();
  const run = asyncApi(host, api, async (own) => {
    const timeout = numberOr(own.timeout, TIMEOUT_MS);
    const timer = setTimeout(() => control.abort(new ApiError('timeout')), timeout);
    try {
      return await work(own, control.signal);
    } catch (error) {
      if (control.signal.aborted) throw control.signal.reason as Error;
      if (error instanceof ApiError) throw error;
      throw new ApiError(error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(timer);
    }
  });
  void run(options);
  const ignore = (): void => undefined;
  return {
    abort: () => control.abort(new ApiError('abort')),
    onHeadersReceived: ignore,
    offHeadersReceived: ignore,
    onProgressUpdate: ignore,
  };
}

export function network(host: HostContext): Family {
  return {
    calls: {
      getNetworkType: () => ({ networkType: navigator.onLine ? 'wifi' : 'none' }),
    },
    plain: {
      request: (options: unknown) => task(host, 'request', options, send),
      downloadFile: (options: unknown) =>
        task(host, 'downloadFile', options, async (own, signal) => {
          const response = await fetch(allowedUrl(requireText(own, 'url'), location.href), { signal });
          return { statusCode: response.status, tempFilePath: URL.createObjectURL(await response.blob()) };
        }),
      uploadFile: (options: unknown) =>
        task(host, 'uploadFile', options, async (own, signal) => {
          const form = new FormData();
          for (const [key, value] of Object.entries(isRecord(own.formData) ? own.formData : {}))
            form.append(key, asText(value));
          form.append(
            textOr(own.name, 'file'),
            await (await fetch(allowedFile(requireText(own, 'filePath')), { signal })).blob(),
          );
          const response = await fetch(allowedUrl(requireText(own, 'url'), location.href), {
            method: 'POST',
            body: form,
            signal,
          });
          return { statusCode: response.status, data: await response.text() };
        }),
      onNetworkStatusChange: () => undefined,
      offNetworkStatusChange: () => undefined,
    },
  };
}

/** A file that another API handed out (`blob:`), or one of the mini-program. */
function allowedFile(path: string): URL {
  return path.startsWith('blob:') ? new URL(path) : allowedUrl(path, location.href);
}
