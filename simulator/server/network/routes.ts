/** The dev server's routes for the program's requests. */
import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ANSWER_HEADER, LARGEST_BODY, type NetworkAnswer, type NetworkAsk } from '../../network';
import { problem } from '../../rules/diagnose';
import { languageAsked } from '../language-asked';
import { exchange, type Exchange } from './exchange';
import { mockFile } from './mock-files';
import { addRule, changeRule, EditError, parseRule, switchRule } from './rule-edits';
import { RefusedError } from './reach';
import type { Network } from './index';
import { isRecord } from '../../record';

const MEGABYTE = 1024 * 1024;
const tooLarge = (what: string): string =>
  `${what} is larger than ${LARGEST_BODY / MEGABYTE} MB, the simulator's limit`;

/** The whole body, or nothing if it is too large. */
async function readAll(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += (piece as Buffer).length;
    if (size > LARGEST_BODY) throw new RefusedError(tooLarge('the request'));
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

const isTextRecord = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every((one) => typeof one === 'string');

/** @throws RefusedError */
export function parseAsk(body: Buffer): { ask: NetworkAsk; sent?: Buffer } {
  const end = body.indexOf('\n');
  const head = end < 0 ? body : body.subarray(0, end);
  let ask: Partial<NetworkAsk> | null;
  try {
    ask = JSON.parse(head.toString('utf8')) as Partial<NetworkAsk> | null;
  } catch {
    ask = null;
  }
  if (
    ![ask?.api, ask?.url, ask?.method].every((text) => typeof text === 'string') ||
    !isTextRecord(ask?.header)
  )
    throw new RefusedError('no request is asked for');
  const asked = ask as NetworkAsk;
  if (!URL.canParse(asked.url)) throw new RefusedError(`invalid url "${asked.url}"`);
  const sent = end < 0 || end + 1 === body.length ? undefined : body.subarray(end + 1);
  return { ask: asked, ...(sent && { sent }) };
}

const packed = (answer: NetworkAnswer): Record<string, string> => ({
  [ANSWER_HEADER]: encodeURIComponent(JSON.stringify(answer)),
});

/** Sends the body on, and keeps a copy of its beginning; too long a one is broken off. */
async function sendBody(answer: Exchange, raw: ServerResponse, keep: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  const count = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length;
      if (size > LARGEST_BODY) return done(new Error(tooLarge('the answer')));
      if (size <= keep) pieces.push(piece);
      return done(null, piece);
    },
  });
  await pipeline(answer.body, count, raw);
  return size <= keep ? Buffer.concat(pieces) : undefined;
}

/** A copy of an answer that is longer is not kept. */
const LONGEST_KEPT = 5 * MEGABYTE;

/** What a file of the mock folder may be shown as; none of it is run as a document of the frame. */
const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
};

/** The shell's side: what is mapped, and the rules as they are written. */
function addRuleRoutes(server: FastifyInstance, network: Network, changed: () => Promise<void>): void {
  server.get('/__net/state', () => Promise.resolve(network.shown));
  const edit = (url: string, work: (body: Record<string, unknown>) => void): void => {
    server.post(url, async (request, reply) => {
      try {
        work(isRecord(request.body) ? request.body : {});
      } catch (error) {
        if (!(error instanceof EditError)) throw error;
        return reply.code(400).send({ errMsg: error.in(languageAsked(request)) });
      }
      await changed();
      return {};
    });
  };
  edit('/__net/rule', ({ file, index, text }) => {
    const rule = typeof text === 'string' ? parseRule(text) : undefined;
    if (typeof file === 'string') changeRule(network.dir, file, Number(index), rule);
    else if (rule === undefined) throw new EditError(problem('mock-rule-none'));
    else addRule(network.dir, rule);
  });
  edit('/__net/switch', ({ file, index, on }) => {
    if (typeof file !== 'string') throw new EditError(problem('mock-rule-gone'));
    if (file.endsWith('.json')) switchRule(network.dir, file, Number(index), on === true);
    else network.switchScriptRule(`${file}#${Number(index)}`, on === true);
  });
}

/** `changed`: reads the rules again and tells the browser. */
export function addNetworkRoutes(
  server: FastifyInstance,
  network: Network,
  changed: () => Promise<void>,
): void {
  addRuleRoutes(server, network, changed);
  server.get('/__net/mocks.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(network.script),
  );
  server.get('/__net/file/*', async (request, reply) => {
    const { '*': name = '' } = request.params as { '*'?: string };
    const file = name.includes('\0') ? undefined : mockFile(network.dir, name);
    if (file === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('not found');
    const type = TYPES[path.extname(file).slice(1).toLowerCase()] ?? 'application/octet-stream';
    return reply
      .header('content-security-policy', "sandbox; default-src 'none'")
      .type(type)
      .send(createReadStream(file));
  });
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post('/__net/request', async (request, reply) => {
      const control = new AbortController();
      reply.raw.on('close', () => control.abort());
      reply.hijack();
      const { raw } = reply;
      const common = { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' };
      try {
        const { ask, sent } = parseAsk(await readAll(request.body as Readable));
        const answer = await exchange(ask, sent, network.carrier, control.signal);
        const { statusCode, header, redirects, cookies, target } = answer;
        if (answer.length > LARGEST_BODY) {
          answer.body.destroy();
          throw new Error(tooLarge('the answer'));
        }
        raw.writeHead(200, {
          ...common,
          ...packed({ statusCode, header, redirects, cookies, ...(target !== undefined && { target }) }),
        });
        // A body that cannot be read at all would take the head with it.
        raw.flushHeaders();
        const body = await sendBody(answer, raw, LONGEST_KEPT);
        network.answered({ ask, sent, answer, body });
      } catch (error) {
        if (raw.headersSent) return void raw.destroy();
        const refused = error instanceof RefusedError;
        raw.writeHead(200, { ...common, ...packed({ error: (error as Error).message, refused }) });
        raw.end();
      }
    });
    await Promise.resolve();
  });
}
