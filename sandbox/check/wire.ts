/**
 * One request to a developer's server, and its answer as text. What is wrong on the way is found here, before
 * anybody reads the answer: whether one came at all, whole, as UTF-8, not compressed and not sent on.
 */
import { Finding, Unreachable } from './finding';

export interface Reply {
  status: number;
  text: string;
}

export interface Asked {
  method?: 'POST';
  headers?: Record<string, string>;
  body?: string;
}

/** Of the error of `fetch`, which stands behind a general one. */
const causeOf = (error: unknown): string => {
  const { message, cause } = error as Error & { cause?: Error & { code?: string } };
  return cause?.code ?? cause?.message ?? message;
};

/** Why no answer came, by the system's code, and what to do: [code, why, fix]. */
const TROUBLES: readonly (readonly [RegExp, string, string])[] = [
  [/^ECONNREFUSED$/, 'nothing listens there', 'Start your server, or mend the port in the address.'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'no such host', 'Mend the name in the address.'],
  [
    /^(?:EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    'the host cannot be reached',
    'Mend the address, or the network and its firewall.',
  ],
  [
    /CERT|SIGNED/,
    'its certificate is not trusted',
    'Phones refuse it, too: take one of a known authority. To check here only, name its file in NODE_EXTRA_CA_CERTS.',
  ],
  [
    /^ERR_SSL_|^EPROTO$/,
    'it does not speak TLS there',
    'Write http:// in the address, or let the server speak TLS.',
  ],
  [
    /^HPE_/,
    'what came is no HTTP answer',
    'Look at it with curl -v: another protocol, or a header that contradicts another one, such as two Content-Length.',
  ],
  [
    /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    'the connection was closed without an answer',
    "Look into your server's log for why it closed it. If it speaks TLS there, write https:// in the address.",
  ],
];

/** Of these codes, no server was asked. */
const NOBODY = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

const noAnswer = (error: unknown, signal: AbortSignal, url: URL, seconds: number): Finding => {
  if (signal.aborted)
    return new Finding(
      `no answer within ${seconds} s`,
      `Let ${url.origin}${url.pathname} answer at once, and work on afterwards.`,
    );
  const code = causeOf(error);
  const [, why, fix] = TROUBLES.find(([pattern]) => pattern.test(code)) ?? [
    undefined,
    'no answer',
    `Start your server, and let it answer ${url.origin}${url.pathname}.`,
  ];
  return new (NOBODY.test(code) ? Unreachable : Finding)(`${why} (${code})`, fix);
};

/** The head of an answer came, its body did not. */
const noBody = (error: unknown, signal: AbortSignal, encoding: string | null, seconds: number): Finding => {
  if (signal.aborted)
    return new Finding(
      `the answer had not ended after ${seconds} s`,
      'End the answer, and let Content-Length name no more bytes than are sent.',
    );
  const code = causeOf(error);
  return encoding !== null && /^(?:Z_|ERR_.*BROTLI|ERR__)/.test(code)
    ? new Finding(
        `Content-Encoding is ${encoding}, but the body is not (${code})`,
        'Leave Content-Encoding out, or compress what it names.',
      )
    : new Finding(
        `the answer stopped in the middle (${code})`,
        'Send the answer whole: as many bytes as Content-Length says, or the last chunk.',
      );
};

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

/** A redirect, and whether it leads to the same thing under another address. */
const sentOn = (status: number, location: string, url: URL): Finding => {
  const to = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  const isSame = to !== undefined && withoutSlash(to.pathname) === withoutSlash(url.pathname);
  return new Finding(
    `HTTP ${status}, a redirect to ${location === '' ? 'nowhere' : location}`,
    isSame
      ? `Name the address that it leads to, or answer at ${url.origin}${url.pathname} itself: a callback is not sent on.`
      : 'Answer without a redirect. If a login stands before it, bring a session along: --header "<name>: <value>".',
  );
};

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** What makes an answer that ends too early. */
export const STOPPED = 'Content-Length counts bytes, not characters: send the answer whole.';

/** @throws Finding where the bytes are no whole text of UTF-8 */
const textIn = (bytes: Buffer): string => {
  if (isGzip(bytes))
    throw new Finding(
      'the body is gzip, and no Content-Encoding says so',
      'Send the text itself, or say Content-Encoding: gzip where Accept-Encoding asked for it.',
    );
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true });
  if (text.startsWith('\ufeff'))
    throw new Finding('the body begins with a byte order mark', 'Write UTF-8 without it: JSON has none.');
  const read = Buffer.from(text);
  if (!read.equals(bytes.subarray(0, read.length)))
    throw new Finding(
      `the body is not UTF-8: ${text.slice(0, 80)}`,
      'Write JSON as UTF-8, whatever Content-Type says: GBK and Windows-1252 are not read.',
    );
  if (read.length < bytes.length)
    throw new Finding(`the answer stops within a character, after ${bytes.length} bytes`, STOPPED);
  return text;
};

/** Bytes of an answer that are read. */
const LONGEST = 2 ** 20;

/** No more than is read of it, and a piece. */
const bytesOf = async ({ body }: Response): Promise<Buffer> => {
  const reader = body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (reader && length <= LONGEST) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  await reader?.cancel();
  return Buffer.concat(chunks);
};

/** @throws Finding where no whole answer of text comes */
export const ask = async (address: string, asked: Asked, timeout: number): Promise<Reply> => {
  const url = new URL(address);
  const signal = AbortSignal.timeout(timeout);
  const seconds = timeout / 1000;
  const headers = { ...asked.headers, 'accept-encoding': 'identity' };
  let reply: Response;
  try {
    reply = await fetch(url, { ...asked, headers, redirect: 'manual', signal });
  } catch (error) {
    throw noAnswer(error, signal, url, seconds);
  }
  const encoding = reply.headers.get('content-encoding');
  const bytes = await bytesOf(reply).catch((error: unknown) => {
    throw noBody(error, signal, encoding, seconds);
  });
  if (bytes.length > LONGEST)
    throw new Finding(
      `the answer is longer than ${LONGEST / 2 ** 20} MB`,
      'Answer with what was asked for only, and end the answer.',
    );
  const { status } = reply;
  if (status >= 300 && status < 400) throw sentOn(status, reply.headers.get('location') ?? '', url);
  if (encoding !== null && encoding.toLowerCase() !== 'identity')
    throw new Finding(
      `the body is compressed (${encoding}), and nobody asked for it`,
      'Compress only where Accept-Encoding of the request asks for it.',
    );
  return { status, text: textIn(bytes) };
};
