import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { copyComponents } from '../../../simulator/server/commands/ttcomponents';

const KIT: Record<string, string> = {
  'package.json': '{ "name": "microapp-trade-kit", "version": "9.8.7" }',
  'README.md': '',
  'index.js': '',
  'auto.js': '',
  'index.d.ts': '',
  'shared/kit.js': 'the shared part',
  'pay-button/index.js': '',
  'pay-button/index.json': '{}',
  'pay-button/index.ttml': '',
  'pay-button/index.ttss': '',
  'pay-button/index.d.ts': '',
  'parts/stepper/index.js': '',
  'taro/index.cjs': '',
  'taro/package.json': '{}',
  'sandbox/index.cjs': '',
  'types/src/index.d.ts': '',
};

function project(t: TestContext, files: Record<string, string>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'ttcomponents-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return dir;
}

const withKit = (at: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(KIT).map(([name, text]) => [`${at}node_modules/microapp-trade-kit/${name}`, text]),
  );

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .sort();

const LEAN = [
  'parts/stepper/index.js',
  'pay-button/index.js',
  'pay-button/index.json',
  'pay-button/index.ttml',
  'pay-button/index.ttss',
  'shared/kit.js',
];

test('the components and what they share go to src/ttcomponents, and nothing else of the package', (t) => {
  const dir = project(t, { 'package.json': '{}', 'src/pages.json': '{}', ...withKit('') });
  const { folder, files, version } = copyComponents(dir);
  assert.equal(folder, path.join(dir, 'src/ttcomponents/microapp-trade-kit'));
  assert.deepEqual(filesIn(folder), LEAN);
  assert.deepEqual([files, version], [LEAN.length, '9.8.7']);
});

test('a project of HBuilderX has them beside its pages.json, a workspace takes the hoisted kit', (t) => {
  const root = project(t, { 'apps/shop/package.json': '{}', 'apps/shop/pages.json': '{}', ...withKit('') });
  const { folder } = copyComponents(path.join(root, 'apps/shop'));
  assert.equal(folder, path.join(root, 'apps/shop/ttcomponents/microapp-trade-kit'));
  assert.deepEqual(filesIn(folder), LEAN);
});

test('twice is once, and what an older kit had is gone; components of others stay', (t) => {
  const dir = project(t, {
    'package.json': '{}',
    'src/pages.json': '{}',
    'src/ttcomponents/microapp-trade-kit/old/index.js': '',
    'src/ttcomponents/mine/index.js': '',
    ...withKit(''),
  });
  copyComponents(dir);
  const { folder } = copyComponents(dir);
  assert.deepEqual(filesIn(folder), LEAN);
  assert.ok(existsSync(path.join(dir, 'src/ttcomponents/mine/index.js')));
});

test('without the kit, without a uni-app, and through a link: one line with the fix, and nothing is written', (t) => {
  const bare = project(t, { 'package.json': '{}', 'src/pages.json': '{}' });
  assert.throws(() => copyComponents(bare), /is not installed there\. Install it/);
  assert.throws(() => copyComponents(project(t, withKit(''))), /no pages\.json, here or in src/);
  const outside = project(t, { 'keep.txt': 'mine' });
  const linked = project(t, { 'package.json': '{}', 'src/pages.json': '{}', ...withKit('') });
  mkdirSync(path.join(linked, 'src/ttcomponents'));
  symlinkSync(outside, path.join(linked, 'src/ttcomponents/microapp-trade-kit'));
  assert.throws(() => copyComponents(linked), /is a link/);
  assert.deepEqual(filesIn(outside), ['keep.txt']);
});
