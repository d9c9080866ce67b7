/** What a mock rule says of a request, as an answer of a server. */
import { isRecord } from '../record';
import { ApiError } from './callback';
import { headerOf } from './network-log';

interface MockedAnswer {
  statusCode: number;
  header: Record<string, string>;
  body: string | ArrayBuffer;
}

const PARTS = ['statusCode', 'status', 'header', 'data', 'file'];

/**
 * `{ statusCode, header, data }`, as `success` gets it; anything else is the data itself. A body of
 * `{ "code": 0, "data": … }` has another field, and is the data.
 */
function partsOf(given: unknown): Record<string, unknown> {
  const isWhole =
    isRecord(given) &&
    Object.keys(given).length > 0 &&
    Object.keys(given).every((key) => PARTS.includes(key));
  return isWhole ? given : { data: given };
}

/** A file of the mock folder, from the dev server. */
async function fileBody(file: string): Promise<{ body: ArrayBuffer; type: string }> {
  const response = await fetch(`/__net/file/${file.split('/').map(encodeURIComponent).join('/')}`);
  if (!response.ok) throw new ApiError(`the mock folder has no file "${file}"`);
  return { body: await response.arrayBuffer(), type: response.headers.get('content-type') ?? '' };
}

export async function answerOf(given: unknown): Promise<MockedAnswer> {
  const { statusCode, status, header, data, file } = partsOf(given);
  const code = Number(statusCode ?? status ?? 200);
  const own = Object.fromEntries(
    Object.entries(isRecord(header) ? header : {}).map(([name, value]) => [name, String(value)]),
  );
  if (typeof file === 'string') {
    const { body, type } = await fileBody(file);
    return {
      statusCode: code,
      header: headerOf(own, 'content-type') === undefined ? { 'content-type': type, ...own } : own,
      body,
    };
  }
  const type = typeof data === 'string' || data instanceof ArrayBuffer ? undefined : 'application/json';
  const body = typeof data === 'string' || data instanceof ArrayBuffer ? data : (JSON.stringify(data) ?? '');
  const isTyped = type === undefined || headerOf(own, 'content-type') !== undefined;
  return { statusCode: code, header: isTyped ? own : { 'content-type': type, ...own }, body };
}

export const bytesOf = (body: string | ArrayBuffer): ArrayBuffer =>
  typeof body === 'string' ? (new TextEncoder().encode(body).buffer as ArrayBuffer) : body;
export const textOf = (body: string | ArrayBuffer): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body);
