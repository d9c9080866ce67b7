import { attemptHeader } from '../runtime/attempt';
import { isLoopback } from '../tags/loopback';
import { ApiError } from './callback';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { readAny } from './files';
import { Listeners } from './listeners';
import { asText, isRecord, requireText, textOr } from './options';
import { scenarioHeader } from './scenario';
import { task, type Running } from './task';

/** The absolute url of a request, or an error that names the rule it breaks. */
export function allowedUrl(url: string, base: string): URL {
  let target: URL;
  try {
    target = new URL(url, base);
  } catch {
    throw new ApiError(`invalid url "${url}"`);
  }
  const isWeb = target.protocol === 'http:' || target.protocol === 'https:';
  if (isWeb && (target.host === new URL(base).host || isLoopback(target.hostname))) return target;
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

async function send(options: ApiOptions, { signal, headers: received }: Running): Promise<Result> {
  const method = textOr(options.method, 'GET').toUpperCase();
  const url = allowedUrl(requireText(options, 'url'), location.href);
  const headers = headersOf(options);
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
  received({ header, statusCode: response.status });
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

/** A body read piece by piece, so that its progress can be told. */
async function readBody(response: Response, running: Running): Promise<Blob> {
  const expected = Number(response.headers.get('content-length') ?? 0);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let written = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    pieces.push(piece.value);
    written += piece.value.byteLength;
    running.progress({
      progress: expected > 0 ? Math.min(100, Math.round((written / expected) * 100)) : 100,
      totalBytesWritten: written,
      totalBytesExpectedToWrite: expected || written,
    });
  }
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
}

async function download(host: HostContext, options: ApiOptions, running: Running): Promise<Result> {
  const url = allowedUrl(requireText(options, 'url'), location.href);
  const headers = headersOf(options);
  const response = await reach(url, { signal: running.signal, headers });
  const header = Object.fromEntries(response.headers.entries());
  running.headers({ header, statusCode: response.status });
  const body = await readBody(response, running);
  const { filePath } = options;
  if (typeof filePath === 'string' && filePath !== '') {
    host.files.write(filePath, new Uint8Array(await body.arrayBuffer()));
    return { statusCode: response.status, header, filePath, tempFilePath: filePath };
  }
  return { statusCode: response.status, header, tempFilePath: URL.createObjectURL(body) };
}

function headersOf(options: ApiOptions): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(isRecord(options.header) ? options.header : {}))
    headers.set(name, asText(value));
  return headers;
}

/** `fetch` tells nothing of what was sent; only an XMLHttpRequest does. */
function sendForm(url: URL, form: FormData, headers: Headers, running: Running): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    headers.forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) =>
      running.progress({
        progress: total > 0 ? Math.round((loaded / total) * 100) : 100,
        totalBytesSent: loaded,
        totalBytesExpectedToSend: total,
      });
    request.onload = () => resolve({ statusCode: request.status, data: request.responseText });
    request.onerror = () =>
      reject(new ApiError(`nothing answers at ${url.origin}, or it gives no leave (CORS)`));
    running.signal.addEventListener('abort', () => {
      request.abort();
      reject(running.signal.reason as Error);
    });
    request.send(form);
  });
}

async function upload(host: HostContext, options: ApiOptions, running: Running): Promise<Result> {
  const form = new FormData();
  for (const [key, value] of Object.entries(isRecord(options.formData) ? options.formData : {}))
    form.append(key, asText(value));
  const path = requireText(options, 'filePath');
  const file = await readAny(host.files, path);
  form.append(textOr(options.name, 'file'), file, path.split('/').pop());
  const headers = headersOf(options);
  // The browser writes this one, with the boundary between the parts.
  headers.delete('content-type');
  return sendForm(allowedUrl(requireText(options, 'url'), location.href), form, headers, running);
}

const networkType = (): string => (navigator.onLine ? 'wifi' : 'none');

export function network(host: HostContext): Family {
  const changes = new Listeners(host.problems, 'tt.onNetworkStatusChange');
  const tell = (): void => changes.emit({ isConnected: navigator.onLine, networkType: networkType() });
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return {
    calls: { getNetworkType: () => ({ networkType: networkType() }) },
    plain: {
      request: (options: unknown) => task(host, 'request', options, send),
      downloadFile: (options: unknown) =>
        task(host, 'downloadFile', options, (own, running) => download(host, own, running)),
      uploadFile: (options: unknown) =>
        task(host, 'uploadFile', options, (own, running) => upload(host, own, running)),
      onNetworkStatusChange: changes.add,
      offNetworkStatusChange: changes.remove,
    },
  };
}
