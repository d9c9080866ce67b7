import { attemptHeader } from '../runtime/attempt';
import { onSurroundings, surroundings } from '../runtime/surroundings';
import { ANSWER_HEADER, type NetworkAsk } from '../network';
import { ApiError } from './callback';
import { arriveOnPhone, isConnected, networkType } from './connection';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { readAny } from './files';
import { Listeners } from './listeners';
import { answerOf, bytesOf, textOf } from './mocked-answer';
import { headerOf, sideOf } from './network-log';
import { asText, requireText, textOr } from './options';
import { isRecord } from '../record';
import { readJsonBody } from '../rules/answer-body';
import { problem } from '../rules/diagnose';
import { addressOf, reach, readAnswer, RELAY, relayBody, unreached, type Reached, type Way } from './reach';
import { scenarioHeader } from './scenario';
import { task, type Running, type Work } from './task';

function withQuery(url: URL, data: unknown): URL {
  if (isRecord(data))
    for (const [key, value] of Object.entries(data))
      if (value !== undefined) url.searchParams.append(key, asText(value));
  return url;
}

function bodyOf(data: unknown, contentType: string): string | ArrayBuffer | undefined {
  if (data === undefined || data === null) return undefined;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  if (contentType.includes('x-www-form-urlencoded') && isRecord(data)) {
    return new URLSearchParams(Object.entries(data).map(([key, value]) => [key, asText(value)])).toString();
  }
  return JSON.stringify(data);
}

/** The client says these two itself, whatever a program gives. */
const OWN_HEADERS = ['referer', 'user-agent'];

/** Headers that a browser sends for nobody: it leaves them out without a word. */
const NEVER_SENT = new Set('cookie cookie2 origin date expect te via'.split(' '));

/** Called where the program asks, whose place the warning has. */
function tellUnsent(options: ApiOptions, { problems }: HostContext, { origin }: URL, way: Way): void {
  if (way === 'map' || way === 'remote' || !isRecord(options.header)) return;
  for (const name of Object.keys(options.header).filter((one) => NEVER_SENT.has(one.toLowerCase())))
    problems.report(new Error(name), { file: '', finding: problem('header-unsent', { name, origin }) });
}

function headersOf(options: ApiOptions, host: HostContext, way: Way, url: URL): Headers {
  const { program, profile } = host;
  const headers = new Headers();
  tellUnsent(options, host, url, way);
  for (const [name, value] of Object.entries(isRecord(options.header) ? options.header : {})) {
    if (OWN_HEADERS.includes(name.toLowerCase())) continue;
    try {
      headers.set(name, asText(value));
    } catch {
      throw new ApiError(
        `header "${name}" is not one that HTTP allows: encode it, as with encodeURIComponent`,
      );
    }
  }
  if (way === 'map' || way === 'remote') {
    headers.set('referer', `https://tmaservice.developer.toutiao.com?appid=${program.appid}&version=`);
    headers.set(
      'user-agent',
      `${navigator.userAgent} aweme/${profile.appVersion} ToutiaoMicroApp/${profile.libVersion}`,
    );
  }
  return headers;
}

/** A server that keeps a session by cookies works on a device only if app.json says so. */
function noteRoute(host: HostContext, { route }: Reached, { noted }: Running): void {
  if (!route) return;
  const { target, redirects, cookies } = route;
  noted.note({ ...(target !== undefined && { target }), ...(redirects.length > 0 && { redirects }) });
  const { cookie } = host.program.app;
  if (cookies > 0 && !(isRecord(cookie) && cookie.enableStore === true)) host.cookieWarning();
}

async function send(host: HostContext, options: ApiOptions, running: Running): Promise<Result> {
  const { signal, noted } = running;
  const method = textOr(options.method, 'GET').toUpperCase();
  const { url, way } = addressOf(requireText(options, 'url'), location.href, host.networkRules);
  noted.note({ by: way });
  const headers = headersOf(options, host, way, url);
  // The reference merchant is the sandbox's own; no other server gets its scenarios and the
  // console's purchases.
  if (way === 'own')
    for (const [name, value] of Object.entries({ ...scenarioHeader(location.search), ...attemptHeader() }))
      headers.set(name, value);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const body = hasBody ? bodyOf(options.data, headers.get('content-type') ?? '') : undefined;
  if (!hasBody) withQuery(url, options.data);
  noted.note({ url: url.href, request: sideOf(Object.fromEntries(headers.entries()), body) });
  const reached = await reach({
    api: 'request',
    url,
    way,
    method,
    headers,
    signal,
    ...(body !== undefined && { body }),
  });
  const { header, statusCode } = reached;
  noteRoute(host, reached, running);
  noted.note({ statusCode });
  running.headers({ header, statusCode });
  const bytes = await wholeBody(reached, signal);
  await arriveOnPhone(bytes.byteLength, signal);
  noted.end({ answer: sideOf(header, bytes) });
  return read(options, { statusCode, header, bytes }, running);
}

/** A body that ends before its end has no error of its own in a browser. */
async function wholeBody({ response, header }: Reached, signal: AbortSignal): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer();
  } catch (error) {
    if (signal.aborted) throw error;
    const encoding = headerOf(header, 'content-encoding');
    throw new ApiError(
      encoding === undefined
        ? 'the answer broke off: its server stopped, its Content-Encoding names what the body is not, or it is larger than the simulator carries'
        : `the answer broke off: its Content-Encoding says ${encoding}, which the body is not, or its server stopped`,
    );
  }
}

interface Answer {
  statusCode: number;
  header: Record<string, string>;
  bytes: ArrayBuffer;
}

/** Whether a program that asks for this `dataType` reads the body as JSON. */
const isAsJson = (dataType: unknown): boolean => dataType === undefined || dataType === 'json';

/** A body that a program reads as JSON, or as text. What is wrong with it is told. */
function readTold(
  { statusCode, header, bytes }: Answer,
  { noted, trouble }: Running,
  dataType: unknown,
): Pick<ReturnType<typeof readJsonBody>, 'text' | 'json'> {
  const { method, url } = noted.entry;
  const type = headerOf(header, 'content-type') ?? '';
  const [place = url] = url.split(/[?#]/);
  const name = `${method} ${place}`;
  const body = readJsonBody({ name, status: statusCode, type, bytes: new Uint8Array(bytes) });
  if (body.trouble && method !== 'HEAD')
    trouble(body.trouble, {
      asJson: isAsJson(dataType),
      isSure: dataType === 'json' || /json/i.test(type),
    });
  return body;
}

/** What `success` gets. */
function read(options: ApiOptions, answer: Answer, running: Running): Result {
  const { bytes, statusCode, header } = answer;
  if (options.responseType === 'arraybuffer') return { data: bytes, statusCode, header };
  const { dataType } = options;
  const { text, json } = readTold(answer, running, dataType);
  return { data: isAsJson(dataType) && json !== undefined ? json : text, statusCode, header };
}

/** A body read piece by piece, so that its progress can be told. */
async function readBody({ response, header }: Reached, running: Running): Promise<Blob> {
  const expected = Number(headerOf(header, 'content-length') ?? 0);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let written = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    await arriveOnPhone(piece.value.byteLength, running.signal);
    pieces.push(piece.value);
    written += piece.value.byteLength;
    running.progress({
      progress: expected > 0 ? Math.min(100, Math.round((written / expected) * 100)) : 100,
      totalBytesWritten: written,
      totalBytesExpectedToWrite: expected || written,
    });
  }
  return new Blob(pieces, { type: headerOf(header, 'content-type') ?? '' });
}

/** Puts what was downloaded where the program wants it. */
async function keep(host: HostContext, options: ApiOptions, body: Blob): Promise<Result> {
  const { filePath } = options;
  if (typeof filePath === 'string' && filePath !== '') {
    host.files.write(filePath, new Uint8Array(await body.arrayBuffer()));
    return { filePath, tempFilePath: filePath };
  }
  return { tempFilePath: URL.createObjectURL(body) };
}

async function download(host: HostContext, options: ApiOptions, running: Running): Promise<Result> {
  const { url, way } = addressOf(requireText(options, 'url'), location.href, host.networkRules);
  const headers = headersOf(options, host, way, url);
  running.noted.note({ by: way, request: sideOf(Object.fromEntries(headers.entries()), undefined) });
  const reached = await reach({
    api: 'downloadFile',
    url,
    way,
    method: 'GET',
    signal: running.signal,
    headers,
  });
  const { header, statusCode } = reached;
  noteRoute(host, reached, running);
  running.noted.note({ statusCode });
  running.headers({ header, statusCode });
  const body = await readBody(reached, running);
  running.noted.end({ answer: { header, size: body.size } });
  return { statusCode, header, ...(await keep(host, options, body)) };
}

interface Form {
  url: URL;
  way: Way;
  form: FormData;
  headers: Headers;
}

/** Parts of a form as one body, and its type with the boundary between them. */
async function packed({ url, form, headers }: Form): Promise<Blob> {
  const whole = new Response(form);
  const header = {
    ...Object.fromEntries(headers.entries()),
    'content-type': whole.headers.get('content-type') ?? '',
  };
  const ask: NetworkAsk = { api: 'uploadFile', url: url.href, method: 'POST', header };
  return relayBody(ask, await whole.blob());
}

/** `fetch` tells nothing of what was sent; only an XMLHttpRequest does. */
async function sendForm(asked: Form, running: Running): Promise<Result> {
  const { url, way, form, headers } = asked;
  const isRelayed = way === 'map' || way === 'remote';
  const body = isRelayed ? await packed(asked) : form;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', isRelayed ? RELAY : url);
    request.responseType = 'arraybuffer';
    if (!isRelayed) headers.forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) =>
      running.progress({
        progress: total > 0 ? Math.round((loaded / total) * 100) : 100,
        totalBytesSent: loaded,
        totalBytesExpectedToSend: total,
      });
    request.onload = () => {
      try {
        const bytes = request.response as ArrayBuffer;
        const { statusCode, header } = isRelayed
          ? readAnswer(request.getResponseHeader(ANSWER_HEADER))
          : {
              statusCode: request.status,
              header: { 'content-type': request.getResponseHeader('content-type') ?? '' },
            };
        running.noted.end({ statusCode, answer: sideOf(header, bytes) });
        const { text: data } = readTold({ statusCode, header, bytes }, running, undefined);
        resolve({ statusCode, data });
      } catch (error) {
        reject(error as Error);
      }
    };
    request.onerror = () => void unreached(url, running.signal).then(reject);
    running.signal.addEventListener('abort', () => {
      request.abort();
      reject(running.signal.reason as Error);
    });
    request.send(body);
  });
}

async function upload(host: HostContext, options: ApiOptions, running: Running): Promise<Result> {
  const form = new FormData();
  const fields = Object.entries(isRecord(options.formData) ? options.formData : {});
  for (const [key, value] of fields) form.append(key, asText(value));
  const path = requireText(options, 'filePath');
  const file = await readAny(host.files, path);
  const name = textOr(options.name, 'file');
  form.append(name, file, path.split('/').pop());
  const { url, way } = addressOf(requireText(options, 'url'), location.href, host.networkRules);
  const headers = headersOf(options, host, way, url);
  // The browser writes this one, with the boundary between the parts.
  headers.delete('content-type');
  const told = [
    ...fields.map(([key, value]) => `${key}=${asText(value)}`),
    `${name}=[${path}, ${file.size} B]`,
  ];
  running.noted.note({
    by: way,
    request: { header: Object.fromEntries(headers.entries()), body: told.join('\n'), size: file.size },
  });
  return sendForm({ url, way, form, headers }, running);
}

const requests = (host: HostContext): Work => ({
  ask: (options, running) => send(host, options, running),
  async mocked(given, options, running) {
    const { statusCode, header, body } = await answerOf(given);
    running.noted.note({ statusCode, answer: sideOf(header, body) });
    running.headers({ header, statusCode });
    return read(options, { statusCode, header, bytes: bytesOf(body) }, running);
  },
});

const downloads = (host: HostContext): Work => ({
  ask: (options, running) => download(host, options, running),
  async mocked(given, options, running) {
    const { statusCode, header, body } = await answerOf(given);
    running.noted.note({ statusCode, answer: sideOf(header, body) });
    running.headers({ header, statusCode });
    const bytes = bytesOf(body);
    const { byteLength } = bytes;
    running.progress({ progress: 100, totalBytesWritten: byteLength, totalBytesExpectedToWrite: byteLength });
    const file = new Blob([bytes], { type: headerOf(header, 'content-type') ?? '' });
    return { statusCode, header, ...(await keep(host, options, file)) };
  },
});

const uploads = (host: HostContext): Work => ({
  ask: (options, running) => upload(host, options, running),
  async mocked(given, _options, running) {
    const { statusCode, header, body } = await answerOf(given);
    running.noted.note({ statusCode, answer: sideOf(header, body) });
    running.progress({ progress: 100, totalBytesSent: 1, totalBytesExpectedToSend: 1 });
    return { statusCode, data: textOf(body) };
  },
});

export function network(host: HostContext): Family {
  const changes = new Listeners(host.problems, 'tt.onNetworkStatusChange');
  const tell = (): void => changes.emit({ isConnected: isConnected(), networkType: networkType() });
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  onSurroundings(({ network: before }) => {
    if (before !== surroundings().network) tell();
  });
  return {
    calls: { getNetworkType: () => ({ networkType: networkType() }) },
    plain: {
      request: (options: unknown) => task(host, 'request', options, requests(host)),
      downloadFile: (options: unknown) => task(host, 'downloadFile', options, downloads(host)),
      uploadFile: (options: unknown) => task(host, 'uploadFile', options, uploads(host)),
      onNetworkStatusChange: changes.add,
      offNetworkStatusChange: changes.remove,
    },
  };
}
