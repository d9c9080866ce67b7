/** Maps that built scripts bring along: they give names and positions, and lead to no file. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { OwnMaps, sourceName } from '../../../simulator/compiler/own-maps';
import { toLine } from '../../../simulator/server/program-check';
import { isReport } from '../../../simulator/server/reported-problems';
import { writeProgram } from './compiler-helpers';
import { start } from './server-helpers';

const APP = 'webpack://shop/./src/App.vue?1a2b';
/** Line 1, column 1 of the script is line 12, column 3 of the first source. */
const AT_12_3 = 'AAWE';

interface Raw {
  sources?: unknown;
  mappings?: unknown;
  [key: string]: unknown;
}
const raw = (more: Raw = {}): Raw => ({
  version: 3,
  sources: [APP],
  names: [],
  mappings: AT_12_3,
  ...more,
});
const inline = (map: unknown, type = 'application/json;charset=utf-8'): string =>
  `//# sourceMappingURL=data:${type};base64,${Buffer.from(typeof map === 'string' ? map : JSON.stringify(map)).toString('base64')}`;

/** What line 1, column 1 of app.js is called, in a program with these files. */
function named(t: TestContext, files: Record<string, string>): string | undefined {
  const root = writeProgram(t, files);
  const found = new OwnMaps(root).find('app.js', 1, 1);
  return found && `${found.name}:${found.line}:${found.column}`;
}
const withMap = (map: unknown): Record<string, string> => ({ 'app.js': `App({});\n${inline(map)}\n` });

test('a map inside a script, or beside it, names the source', (t) => {
  assert.equal(named(t, withMap(raw())), 'src/App.vue:12:3');
  const beside = { 'app.js': 'App({});\n//# sourceMappingURL=maps/app%20x.js.map' };
  assert.equal(named(t, { ...beside, 'maps/app x.js.map': JSON.stringify(raw()) }), 'src/App.vue:12:3');
  assert.equal(
    named(t, { ...beside, 'maps/app x.js.map': `)]}'\n${JSON.stringify(raw())}` }),
    'src/App.vue:12:3',
  );
  assert.equal(
    named(t, { 'app.js': `${inline(raw({ sources: ['no.vue'] }))}\n${inline(raw())}` }),
    'src/App.vue:12:3',
  );
  const sections = [{ offset: { line: 0, column: 0 }, map: raw() }];
  assert.equal(named(t, withMap({ version: 3, sections })), 'src/App.vue:12:3');
});

test('a map is read anew when its script or its file is another', (t) => {
  const root = writeProgram(t, { 'app.js': 'App({});\n//# sourceMappingURL=app.js.map', 'app.js.map': '{' });
  const maps = new OwnMaps(root);
  assert.equal(maps.find('app.js', 1, 1), undefined);
  writeFileSync(path.join(root, 'app.js.map'), JSON.stringify(raw()));
  assert.equal(maps.find('app.js', 1, 1)?.name, 'src/App.vue');
});

const NAMES: [unknown, string | undefined][] = [
  ['webpack:///./src/pages/a/index.tsx', 'src/pages/a/index.tsx'],
  ['../../../src/pages/a/a.vue', 'src/pages/a/a.vue'],
  ['uni-app:///pages/a/a.vue', 'pages/a/a.vue'],
  ['webpack://shop/./node_modules/vue/dist/vue.js', 'node_modules/vue/dist/vue.js'],
  ['src\\pages\\a.mpx', 'src/pages/a.mpx'],
  ...['../../etc/passwd', 'webpack:///../../etc/shadow', '/etc/a.js', '\\\\host\\a.js', 'C:\\a.js'].map(
    (name): [string, undefined] => [name, undefined],
  ),
  ...['file:///etc/a.js', 'http://evil.example/a.js', 'javascript:alert(1)//a.js', '', '..', '../'].map(
    (name): [string, undefined] => [name, undefined],
  ),
  ['a\u001b[2J.js', undefined],
  ['a\u202Ecod.js', undefined],
  [`${'a'.repeat(300)}.js`, undefined],
  [null, undefined],
  [7, undefined],
];
for (const [given, expected] of NAMES)
  test(`a source named ${JSON.stringify(given)?.slice(0, 50)} is ${expected ?? 'nobody'}`, () =>
    assert.equal(sourceName(given), expected));

const nested = (depth: number): unknown =>
  depth === 0
    ? raw()
    : { version: 3, sections: [{ offset: { line: 0, column: 0 }, map: nested(depth - 1) }] };
const HOSTILE: [string, unknown][] = [
  ['no JSON', '{'],
  ['nothing', ''],
  ['a list', []],
  ['another version', raw({ version: 2 })],
  ['sources that are no list', raw({ sources: 'src/App.vue' })],
  ['sources that are no texts', raw({ sources: [{}, null] })],
  ['mappings that are no text', raw({ mappings: {} })],
  ['mappings that are no base64', raw({ mappings: '!!!!' })],
  ['a source that is not there', raw({ mappings: 'AKAA' })],
  ['lines without an end', raw({ mappings: ';'.repeat(5_000_000) })],
  [
    'a section on line 1,000,000,000',
    { version: 3, sections: [{ offset: { line: 1e9, column: 0 }, map: raw() }] },
  ],
  [
    'a section before the first line',
    { version: 3, sections: [{ offset: { line: -1, column: 0 }, map: raw() }] },
  ],
  [
    'a section elsewhere',
    { version: 3, sections: [{ offset: { line: 0, column: 0 }, url: 'http://evil.example/a.map' }] },
  ],
  ['sections within sections', nested(3)],
  ['sections that are no list', { version: 3, sections: {} }],
  [
    '100,000 sections',
    { version: 3, sections: Array(100_000).fill({ offset: { line: 0, column: 0 }, map: raw() }) },
  ],
  ['names of the prototype', JSON.stringify(raw()).replace('"version"', '"__proto__":{"version":3},"x"')],
];
for (const [name, map] of HOSTILE)
  test(`a map that is ${name} names nothing`, { timeout: 20_000 }, (t) =>
    assert.equal(named(t, withMap(map)), undefined),
  );

test('a map that is not inside the program is not read', (t) => {
  const outer = writeProgram(t, { 'secret.map': JSON.stringify(raw()) });
  const root = path.join(outer, 'program');
  mkdirSync(path.join(root, 'folder.map'), { recursive: true });
  symlinkSync(path.join(outer, 'secret.map'), path.join(root, 'link.map'));
  symlinkSync('circle.map', path.join(root, 'circle.map'));
  const urls = ['../secret.map', '%2e%2e/secret.map', '..%2Fsecret.map', 'x/../../secret.map', 'link.map'];
  urls.push(path.join(outer, 'secret.map'), `file://${outer}/secret.map`, 'http://evil.example/a.map');
  urls.push('circle.map', 'folder.map', 'none.map', 'app.js', '%', '%00', 'secret.map?x');
  for (const url of urls) {
    writeFileSync(path.join(root, 'app.js'), `App({});\n//# sourceMappingURL=${url}`);
    assert.equal(new OwnMaps(root).find('app.js', 1, 1), undefined, url);
  }
  for (const file of ['../secret.map', '/etc/passwd', 'npm:x/a.js', ''])
    assert.equal(new OwnMaps(root).find(file, 1, 1), undefined, file);
});

test('the frame asks for many places at once', async (t) => {
  const files = withMap(raw());
  const root = writeProgram(t, { ...files, 'app.json': '{"pages":["a"]}', 'a.ttml': '', 'a.js': 'Page({})' });
  const { frame, url } = await start(t, { root });
  const ask = (query: string, origin = new URL(frame).origin): Promise<unknown> =>
    fetch(`${origin}/program.js.origins?${query}`).then((answer) => answer.json());
  const place = { name: 'src/App.vue', line: 12, column: 3 };
  assert.deepEqual(await ask('at=app.js:1:1&at=a.js:1:1&at=..%2Fa:1:1&at=x&at=app.js:0:0'), [
    place,
    ...[null, null, null, null],
  ]);
  assert.deepEqual(await ask('at=app.js:1:1', url), [place]);
  assert.deepEqual(await ask(''), []);
  const map = (await fetch(`${url}/program.js.map`).then((answer) => answer.json())) as {
    x_mapped: string[];
  };
  assert.deepEqual(map.x_mapped, ['app.js']);
});

test('the line of a problem names the source and the built file', () => {
  const origin = { name: 'src/App.vue', line: 12, column: 3 };
  const problem = {
    level: 'error' as const,
    file: 'app.js',
    line: 1,
    column: 5,
    message: 'x is not defined',
  };
  assert.equal(
    toLine({ ...problem, origin }),
    "app.js:1:5: src/App.vue:12:3 (from the build's map): x is not defined",
  );
  assert.equal(
    toLine({ ...problem, origin }, 'zh'),
    'app.js:1:5: src/App.vue:12:3（来自构建的源映射）：x is not defined',
  );
  assert.equal(isReport({ problems: [{ ...problem, origin }], left: 0 }), true);
  for (const wrong of [null, 'x', { name: 'x', line: '1', column: 1 }, { line: 1, column: 1 }])
    assert.equal(isReport({ problems: [{ ...problem, origin: wrong }], left: 0 }), false);
});
