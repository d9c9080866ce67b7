import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { addFiles, BASIC, writeProgram } from './compiler-helpers';
import { get, start } from './server-helpers';

test('the documentation is shown at /docs/, files of its folder alone; until it is built a page waits', async (t) => {
  const outside = writeProgram(t, { 'secret.html': 'secret' });
  const docs = path.join(outside, 'docs');
  const { url } = await start(t, { root: BASIC, docs });
  const waiting = await get(url, '/docs/');
  assert.equal(waiting.status, 503);
  assert.match(waiting.body, /http-equiv="refresh"/);

  mkdirSync(docs);
  addFiles(docs, {
    'index.html': 'first',
    'en/index.html': 'english',
    'a.html': 'a',
    '404.html': 'no page',
    'x.js': '1',
  });
  symlinkSync(path.join(outside, 'secret.html'), path.join(docs, 'linked.html'));
  assert.equal((await get(url, '/docs')).headers.location, '/docs/');
  for (const [address, body] of [
    ['/docs/', 'first'],
    ['/docs/en/', 'english'],
    ['/docs/a', 'a'],
    ['/docs/a.html?x=1', 'a'],
  ])
    assert.equal((await get(url, address!)).body, body, address);
  assert.match(String((await get(url, '/docs/x.js')).headers['content-type']), /javascript/);
  assert.match(String((await get(url, '/docs/')).headers['content-security-policy']), /frame-src 'self'/);
  for (const address of [
    '/docs/none',
    '/docs/linked',
    '/docs/%2e%2e/secret',
    '/docs/..%2fsecret.html',
    '/docs/%00',
  ]) {
    const { status, body } = await get(url, address);
    assert.ok(status === 404 || status === 400, `${address}: ${status}`);
    assert.ok(!body.includes('secret'), address);
  }
  rmSync(path.join(docs, '404.html'));
  writeFileSync(path.join(docs, 'b.html'), 'b');
  assert.equal((await get(url, '/docs/none')).body, 'not found');
  assert.equal((await get(url, '/docs/b')).body, 'b');
});

test('without a documentation folder there is no /docs', async (t) => {
  const { url } = await start(t, { root: BASIC });
  assert.equal((await get(url, '/docs/')).status, 404);
});
