/** What `--record` writes: rules that play what was answered, and nothing that lets anybody in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, test, type TestContext } from 'node:test';
import type { MockRule } from '../../../simulator/mocks/rule';
import { Recorder } from '../../../simulator/server/network/recorder';
import { onePage, writeProgram } from './compiler-helpers';

interface Answer {
  header?: Record<string, string>;
  setCookies?: string[];
  statusCode?: number;
}

function recording(t: TestContext) {
  const dir = writeProgram(t, onePage({}));
  const failed: string[] = [];
  const recorder = new Recorder(dir, (message) => failed.push(message));
  const ask = (
    url: string,
    asked: { method?: string; header?: Record<string, string>; sent?: string },
    body: unknown,
    { header = {}, setCookies = [], statusCode = 200 }: Answer = {},
  ): void =>
    recorder.add({
      ask: { api: 'request', url, method: asked.method ?? 'GET', header: asked.header ?? {} },
      sent: asked.sent === undefined ? undefined : Buffer.from(asked.sent),
      answer: {
        ...{
          statusCode,
          setCookies,
          length: 0,
          body: Readable.from([]),
          redirects: [],
          cookies: setCookies.length,
        },
        header: { 'content-type': 'application/json', ...header },
      },
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    });
  const written = (): { text: string; rules: MockRule[] } => {
    recorder.flush();
    assert.deepEqual(failed, []);
    const text = readFileSync(path.join(dir, 'trade-sim.mock/recorded.json'), 'utf8');
    return { text, rules: (JSON.parse(text) as { rules: MockRule[] }).rules };
  };
  return { recorder, ask, written };
}

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P';

describe('secrets', () => {
  /** Where a secret stands, and the secret itself. */
  const PLACES: Record<
    string,
    [secret: string, ask: (r: ReturnType<typeof recording>, secret: string) => void]
  > = {
    Authorization: [
      'Bearer-aa11bb22cc33',
      (r, s) => r.ask('https://a.example/x', { header: { Authorization: s } }, { back: s }),
    ],
    'a scheme before it': [
      'dXNlcjpwYXNzd29yZA',
      (r, s) =>
        r.ask('https://a.example/x', { header: { authorization: `Basic ${s}` } }, { back: `got ${s}` }),
    ],
    Cookie: [
      'cookie-value-7781',
      (r, s) => r.ask('https://a.example/x', { header: { Cookie: `theme=light; sid=${s}` } }, { back: s }),
    ],
    'Set-Cookie': [
      'set-cookie-value-1',
      (r, s) =>
        r.ask(
          'https://a.example/x',
          {},
          { back: s },
          { header: { 'Set-Cookie': `sid=${s}` }, setCookies: [`sid=${s}; Path=/`] },
        ),
    ],
    'x-token': [
      'x-token-value-99',
      (r, s) => r.ask('https://a.example/x', { header: { 'x-token': s } }, { back: s }),
    ],
    'X-Api-Key': [
      'api-key-value-99',
      (r, s) => r.ask('https://a.example/x', { header: { 'X-Api-Key': s } }, { back: s }),
    ],
    'a header of the answer': [
      'answered-token-1',
      (r, s) => r.ask('https://a.example/x', {}, { ok: true }, { header: { 'X-Auth-Token': s } }),
    ],
    'an address in a header': [
      'located-token-12',
      (r, s) =>
        r.ask('https://a.example/x', {}, '', {
          statusCode: 201,
          header: { Location: `https://a.example/y?access_token=${s}&b=1` },
        }),
    ],
    'a query': [
      'query-token-123',
      (r, s) => r.ask(`https://a.example/x?access_token=${s}&page=2`, {}, { ok: true }),
    ],
    'a short password': [
      'abc123',
      (r, s) =>
        r.ask(
          'https://a.example/x',
          {
            method: 'POST',
            header: { 'content-type': 'application/json' },
            sent: JSON.stringify({ user: 'me', password: s }),
          },
          { ok: true },
        ),
    ],
    'a password of a form': [
      'form-pass',
      (r, s) =>
        r.ask(
          'https://a.example/x',
          {
            method: 'POST',
            header: { 'Content-Type': 'application/x-www-form-urlencoded' },
            sent: `user=me&passwd=${s}`,
          },
          { ok: true },
        ),
    ],
    'a code that a person was sent': [
      '839201',
      (r, s) =>
        r.ask(
          'https://a.example/x',
          { method: 'POST', sent: JSON.stringify({ phone: '138', smsCode: s }) },
          { ok: true },
        ),
    ],
    'a field of the answer, deep': [
      'deep-refresh-token',
      (r, s) => r.ask('https://a.example/x', {}, { data: [{ auth: { refresh_token: s } }] }),
    ],
    'a session key': [
      'k3y+Session/0123456789==',
      (r, s) => r.ask('https://a.example/x', {}, { session_key: s }),
    ],
    'a JWT by any name': [
      JWT,
      (r, s) => r.ask('https://a.example/x', {}, { credentials: { value: s }, v: s }),
    ],
    'a JWT that is sent': [
      JWT,
      (r, s) =>
        r.ask('https://a.example/x', { method: 'POST', sent: JSON.stringify({ v: s }) }, { ok: true }),
    ],
    'JSON in a text': [
      'inner-secret-token',
      (r, s) => r.ask('https://a.example/x', {}, { payload: JSON.stringify({ token: s, n: 1 }) }),
    ],
    'an address in a text': [
      'signed-link-token',
      (r, s) => r.ask('https://a.example/x', {}, { picture: `https://cdn.example/a.png?x-oss-token=${s}` }),
    ],
    'a text that is no JSON': [
      'plain-text-token',
      (r, s) =>
        r.ask('https://a.example/x', {}, `ok\naccess_token=${s}\n`, {
          header: { 'content-type': 'text/plain' },
        }),
    ],
    'a private key': [
      'MIIEvQIBADANBgkqhkiG9w0',
      (r, s) =>
        r.ask(
          'https://a.example/x',
          {},
          { pem: `-----BEGIN PRIVATE KEY-----\n${s}\n-----END PRIVATE KEY-----` },
        ),
    ],
    'a socket’s header': [
      'socket-header-token',
      (r, s) =>
        r.recorder
          .socket({ url: 'wss://a.example/live', header: { Authorization: s } })
          ?.add(false, Buffer.from(s), false),
    ],
    'what is said over a socket': [
      'said-socket-token',
      (r, s) => {
        const said = r.recorder.socket({ url: 'wss://a.example/live', header: {} });
        said?.add(true, Buffer.from(JSON.stringify({ token: s })), false);
        said?.add(false, Buffer.from(JSON.stringify({ token: s, n: 1 })), false);
      },
    ],
  };
  for (const [name, [secret, ask]] of Object.entries(PLACES))
    test(`${name}: left out`, (t) => {
      const one = recording(t);
      ask(one, secret);
      const { text, rules } = one.written();
      assert.equal(rules.length, 1);
      assert.ok(!text.includes(secret), text);
    });

  test('what only sounds like one is kept', (t) => {
    const { ask, written } = recording(t);
    const data = {
      session: '19:30',
      ticket: 2,
      signature: '爱喝茶的人',
      sign: 'Leo',
      code: 0,
      author: 'me',
      link: 'https://cdn.example/a.png?page=2&size=3',
      text: '登录后 token 有效期七天',
    };
    ask('https://a.example/x?page=1', {}, data);
    const [rule] = written().rules;
    assert.deepEqual((rule?.answer as { data: unknown }).data, data);
    assert.deepEqual((rule?.match as { query: unknown }).query, { $exact: { page: '1' } });
  });
});

describe('sockets', () => {
  const said = (t: TestContext, lines: [out: boolean, text: string | Buffer][]) => {
    const one = recording(t);
    const socket = one.recorder.socket({ url: 'wss://a.example/live?room=1', header: {} });
    for (const [out, text] of lines) socket?.add(out, Buffer.from(text), Buffer.isBuffer(text));
    // How long a machine takes in between is nobody's rule.
    const text = one.written().text.replace(/"delay": \d+,\s*/g, '');
    return (JSON.parse(text) as { rules: MockRule[] }).rules;
  };

  test('what comes by itself, and what answers', (t) => {
    assert.deepEqual(
      said(t, [
        [false, '{"hello":1}'],
        [true, '{"ask":"time","ts":1}'],
        [false, 'five'],
        [false, 'six'],
      ]),
      [
        {
          name: 'SOCKET /live',
          api: 'connectSocket',
          match: { url: 'wss://a.example/live', query: { $exact: { room: '1' } } },
          answer: {
            messages: [{ data: { hello: 1 } }],
            replies: [{ match: { ask: 'time', ts: '*' }, messages: [{ data: 'five' }, { data: 'six' }] }],
          },
        },
      ],
    );
  });

  test('the same question answered in the same way is one reply; other answers have their turn', (t) => {
    const [rule] = said(t, [
      ...([1, 2, 3].flatMap(() => [
        [true, 'ping'],
        [false, 'pong'],
      ]) as [boolean, string][]),
      [true, 'next'],
      [false, 'a'],
      [true, 'next'],
      [false, 'b'],
    ]);
    assert.deepEqual((rule?.answer as { replies: unknown }).replies, [
      { match: 'ping', messages: [{ data: 'pong' }] },
      { match: 'next', messages: [{ data: 'a' }], times: 1 },
      { match: 'next', messages: [{ data: 'b' }] },
    ]);
  });

  test('bytes are kept as such', (t) => {
    const [rule] = said(t, [
      [true, Buffer.from([1, 2])],
      [false, Buffer.from([3, 255])],
    ]);
    assert.deepEqual((rule?.answer as { replies: unknown }).replies, [
      { match: { $any: true }, messages: [{ base64: 'A/8=' }] },
    ]);
  });
});
