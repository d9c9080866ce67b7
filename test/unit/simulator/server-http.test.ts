import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { PortTakenError, startSimulator } from '../../../simulator/server';
import { refuseForeign } from '../../../simulator/server/guard';
import { newServer } from '../../../simulator/server/listener';
import { addFiles, BASIC, lines, loadBundle, onePage, writeProgram } from './compiler-helpers';
import { get, listen, start } from './server-helpers';

test('the shell, the frame and the compiled program are served, never from a cache', async (t) => {
  const { url, frame: frameUrl } = await start(t, { root: BASIC });
  const shell = await get(url, '/');
  assert.equal(shell.headers['content-type'], 'text/html; charset=utf-8');
  assert.match(shell.body, /<script src="\/shell\.js">/);
  assert.equal(shell.headers['cache-control'], 'no-store');
  assert.equal(shell.headers['x-content-type-options'], 'nosniff');
  const moved = await get(url, '/frame.html?page=/pages/a/a');
  assert.equal(moved.status, 302);
  assert.equal(moved.headers.location, `${frameUrl}?page=/pages/a/a`);
  const frame = await get(new URL(frameUrl).origin, '/frame.html?page=/pages/a/a');
  assert.ok(frame.body.indexOf('/program.js') < frame.body.indexOf('/runtime.js'));
  const program = await get(url, '/program.js');
  assert.equal(loadBundle({ bundle: program.body }).program.pages[0], 'pages/home/home');
  assert.ok(
    Array.isArray((JSON.parse((await get(url, '/program.js.map')).body) as { sections: unknown }).sections),
  );
  for (const own of ['/runtime.js', '/shell.js']) {
    assert.equal(/\/\/# sourceMappingURL=(\S+)\s*$/.exec((await get(url, own)).body)?.[1], `${own}.map`);
    assert.ok((JSON.parse((await get(url, `${own}.map`)).body) as { mappings: string }).mappings.length > 0);
  }
});

test('S7: only this server as Host, only its own pages as Origin, nothing for foreign pages; the sandbox included', async (t) => {
  const { url } = await start(t, {
    root: BASIC,
    sandbox: async (server) => {
      server.post('/platform/createOrder', () => Promise.resolve({ ok: true }));
      await Promise.resolve();
    },
  });
  const { host, port } = new URL(url);
  const status = async (headers: Record<string, string>, route = '/', method = 'GET'): Promise<number> =>
    (await get(url, route, headers, method)).status;
  assert.equal(await status({ host }), 200);
  for (const name of ['localhost', 'LOCALHOST', '[::1]'])
    assert.equal(await status({ host: `${name}:${port}` }), 200, name);
  for (const wrong of [
    '127.0.0.1',
    `127.0.0.1:${port}/`,
    `a@127.0.0.1:${port}`,
    `127.0.0.1.evil.example:${port}`,
  ])
    assert.equal(await status({ host: wrong }), 403, wrong);
  assert.equal(await status({ host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }), 403);
  assert.equal(await status({ host, origin: url }), 200);
  assert.equal(await status({ host, origin: `http://localhost:${port}` }), 200);
  for (const route of ['/', '/program.js', '/images/dot.svg', '/__events', '/nothing']) {
    assert.equal(await status({ host: 'evil.example' }, route), 403, route);
    assert.equal(await status({ host: '127.0.0.1:1' }, route), 403, route);
    assert.equal(await status({ host, origin: 'https://evil.example' }, route), 403, route);
    assert.equal(await status({ host, origin: 'null' }, route), 403, route);
    assert.equal(
      await status({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, route),
      403,
      route,
    );
  }
  assert.equal(await status({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }), 200);
  assert.equal(await status({ host }, '/platform/createOrder', 'POST'), 200);
  assert.equal(await status({ host, origin: 'https://evil.example' }, '/platform/createOrder', 'POST'), 403);
});

test('pictures of the program are served; sources, hidden files and everything outside are not', async (t) => {
  const outer = writeProgram(t, {
    'secret.png': 'secret',
    'kit/components/x/a.png': 'kit',
    'kit/secret.ts': 'kit source',
  });
  const root = path.join(outer, 'app');
  addFiles(
    root,
    onePage({
      'images/a b.png': 'picture',
      '.hidden/a.png': 'hidden',
      'app.png/a.png': 'deep',
      'images/中.svg': '<svg/>',
    }),
  );
  symlinkSync(path.join(outer, 'secret.png'), path.join(root, 'out.png'));
  symlinkSync(outer, path.join(root, 'outer'));
  symlinkSync(path.join(root, 'images'), path.join(root, 'inside'));
  mkdirSync(path.join(root, 'folder.png'));
  const { url } = await start(t, { root, aliases: { kit: path.join(outer, 'kit') } });
  const body = async (route: string): Promise<string> => {
    const answer = await get(url, route);
    return answer.status === 200 ? answer.body : String(answer.status);
  };
  assert.equal(await body('/images/a%20b.png'), 'picture');
  assert.equal(await body('/images/a%20b.png?v=1'), 'picture');
  assert.equal(await body('/inside/a%20b.png'), 'picture');
  assert.equal(await body('/app.png/a.png'), 'deep');
  assert.equal((await get(url, '/images/%E4%B8%AD.svg')).headers['content-type'], 'image/svg+xml');
  assert.equal(await body('/npm:kit/components/x/a.png'), 'kit');
  for (const route of [
    '/app.json',
    '/pages/a/a.js',
    '/npm:kit/secret.ts',
    '/.hidden/a.png',
    '/../secret.png',
    '/..%2fsecret.png',
    '/%2e%2e/secret.png',
    '/images/..%2f..%2fsecret.png',
    '/images/%5c..%5c..%5csecret.png',
    '/npm:kit/..%2fsecret.png',
    '/npm:other/a.png',
    '/out.png',
    '/outer/secret.png',
    '/folder.png',
    '/images/a%00.png',
    '/images/%ff.png',
    '/nothing.png',
  ]) {
    assert.match(await body(route), /^4\d\d$/, route);
  }
});

test('a picture of the goods is served where the program has none of that name', async (t) => {
  const outer = writeProgram(t, {
    'kit/g-1.svg': '<svg id="kit"/>',
    'kit/g-2.svg': '<svg id="kit"/>',
    'kit.svg': 'outside',
  });
  const root = path.join(outer, 'app');
  addFiles(root, onePage({ 'assets/goods/g-1.svg': '<svg id="own"/>' }));
  const { url } = await start(t, {
    root,
    pictures: [{ prefix: '/assets/goods/', dir: path.join(outer, 'kit') }],
  });
  const body = async (route: string): Promise<string> => (await get(url, route)).body;
  assert.equal(await body('/assets/goods/g-1.svg'), '<svg id="own"/>');
  assert.equal(await body('/assets/goods/g-2.svg'), '<svg id="kit"/>');
  assert.equal((await get(url, '/assets/goods/g-3.svg')).status, 404);
  assert.notEqual(await body('/assets/goods/..%2fkit.svg'), 'outside');
});

test('a taken port is an error that says what to do', async (t) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  await assert.rejects(startSimulator({ root: BASIC, port, watch: false }), (error: Error) => {
    assert.ok(error instanceof PortTakenError);
    assert.equal(error.message, `Port ${port} is taken: stop the other program or pass --port <n>.`);
    return true;
  });
});

test('an open event stream gets the findings at once and does not keep the server from closing', async (t) => {
  const root = writeProgram(t, onePage({ 'pages/a/a.js': 'Page({' }));
  const { url, close } = await startSimulator({ root, watch: false });
  const events = await listen(url);
  const first = await events.next();
  assert.equal(first.type, 'diagnostics');
  assert.deepEqual(lines(first.diagnostics), ['pages/a/a.js:1:7 Expected identifier but found end of file']);
  await close();
  await events.ended;
  await assert.rejects(get(url, '/'));
});

test('rebuild compiles again and tells the browser', async (t) => {
  const root = writeProgram(t, onePage({}));
  const built: string[][] = [];
  const { url, rebuild } = await start(t, { root, onBuild: (diagnostics) => built.push(lines(diagnostics)) });
  const events = await listen(url);
  await events.next();
  addFiles(root, { 'pages/a/a.js': 'Page({ a: 1 }) +' });
  const diagnostics = await rebuild();
  assert.deepEqual(lines(diagnostics), ['pages/a/a.js:1:17 Unexpected end of file']);
  assert.deepEqual(await events.next(), { type: 'rebuilt', diagnostics });
  assert.match((await get(url, '/program.js')).body, /throw new Error\("pages\/a\/a\.js:1:17/);
  addFiles(root, {
    'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
    'pages/a/a.js': 'Page({});',
    'pages/b/b.ttml': '<view/>',
  });
  await rebuild();
  assert.deepEqual(await events.next(), { type: 'rebuilt', diagnostics: [] });
  assert.deepEqual(built, [[], ['pages/a/a.js:1:17 Unexpected end of file'], []]);
});

test('S7: at port 80 no Host carries a port', async (t) => {
  const server = newServer();
  refuseForeign(server, () => ({ shell: 80, frame: 82 }));
  server.get('/', () => 'shell');
  t.after(() => server.close());
  const status = async (host: string): Promise<number> =>
    (await server.inject({ url: '/', headers: { host } })).statusCode;
  assert.equal(await status('127.0.0.1'), 200);
  assert.equal(await status('LOCALHOST'), 200);
  assert.equal(await status('127.0.0.1:80'), 200);
  assert.equal(await status('127.0.0.1:82'), 403);
  assert.equal(await status('127.0.0.1:81'), 403);
  assert.equal(await status('evil.example'), 403);
});
