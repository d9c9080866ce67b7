import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { GETGOODSINFO_TIMEOUT } from '../../../src/contract/limits';
import { anchor } from '../../../src/handlers/anchor';
import { ask, present } from '../../../src/handlers/ask';
import type { Host } from './fake-host';
import { createHost, globals } from './fake-host';

type Anchors = typeof import('../../../src/handlers/anchor');
type Replies = typeof import('../../../src/handlers/reply');
type Autos = typeof import('../../../src/handlers/auto-install');

let copies = 0;

/** Another copy of a module and of all it imports, as a second bundle in the same mini-program has it. */
async function copyOf(name: string): Promise<unknown> {
  const entryPoints = [fileURLToPath(new URL(`../../../src/handlers/${name}.ts`, import.meta.url))];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}//${++copies}`);
}
const anotherAnchor = (): Promise<Anchors> => copyOf('anchor') as Promise<Anchors>;

let host: Host;
beforeEach(() => {
  host = createHost('json');
});
afterEach(() => host.close());

test('[PB-HANDLER-05] two copies of the library share one registry, hung on tt', async () => {
  const other = await anotherAnchor();
  assert.notEqual(other.anchor, anchor);
  assert.equal(other.anchor(), anchor());
  assert.ok(Object.values(globals.tt as object).includes(anchor()));
});

test('[PB-HANDLER-05] a page answers a component of another copy, by withReply and by the adapter', async () => {
  const { withReply } = (await copyOf('reply')) as Replies;
  const { installAuto } = (await copyOf('auto-install')) as Autos;
  const button = host.button(host.page({ on: withReply(() => 'wrapped') }), { getgoodsinfo: 'on' });
  assert.deepEqual(await ask(button, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT), {
    kind: 'value',
    value: 'wrapped',
  });
  installAuto();
  const plain = host.button(host.page({ on: () => 'plain' }), { getgoodsinfo: 'on' });
  assert.equal(await present(plain, 'getgoodsinfo'), true);
  assert.deepEqual(await ask(plain, 'getgoodsinfo', {}, GETGOODSINFO_TIMEOUT), {
    kind: 'value',
    value: 'plain',
  });
});

for (const [what, tt] of [
  ['is absent', undefined],
  ['is frozen', Object.freeze({})],
  ['forgets what is hung on it', new Proxy({}, { set: () => true })],
]) {
  test(`[PB-HANDLER-05] where tt ${what as string} the app holds the registry`, async () => {
    if (tt) globals.tt = tt;
    else delete globals.tt;
    const app = {};
    globals.getApp = () => app;
    const other = await anotherAnchor();
    assert.equal(other.anchor(), anchor());
    assert.ok(Object.values(app).includes(anchor()));
  });
}

test('[PB-HANDLER-05] before App() a copy keeps its registry, and hangs it on the app when there is one', async () => {
  delete globals.tt;
  globals.getApp = () => undefined;
  const early = await anotherAnchor();
  const kept = early.anchor();
  assert.equal(early.anchor(), kept);
  const app = {};
  globals.getApp = () => app;
  assert.equal(early.anchor(), kept);
  assert.equal((await anotherAnchor()).anchor(), kept);
});
