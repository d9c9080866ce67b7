import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Script } from 'node:vm';
import { compileProgram, createCompiler, type CompileResult } from '../../../simulator/compiler';
import { compileTagTemplates } from '../../../simulator/compiler/tags';
import { addFiles, lines, loadBundle, onePage, writeProgram } from './compiler-helpers';

/** Two pages; `bad` is made of one file of each kind, `good` must not notice. */
const PROGRAM = {
  'app.json': '{"pages":["good/good","bad/bad"]}',
  'app.js': 'App({});',
  'app.ttss': '.app{}',
  'good/good.ttml': '<view>{{ good.toFixed(1) }}</view>',
  'good/good.js': "Page({ word: require('../lib') });",
  'good/good.ttss': '.good{color:red}',
  'lib.js': "module.exports = 'lib';",
  'bad/bad.ttml':
    '<import src="./part.ttml"/><include src="./inc.ttml"/><sjs module="s" src="./s.sjs"/><view>{{ s.f(1) }}</view><x-c/>',
  'bad/bad.js': "Page({ word: require('./dep'), data: require('./data.json') });",
  'bad/bad.json': '{"usingComponents":{"x-c":"./c"}}',
  'bad/bad.ttss': '@import "./more.ttss";\n.bad{}',
  'bad/more.ttss': '.more{}',
  'bad/part.ttml': '<template name="p"><view/></template>',
  'bad/inc.ttml': '<view/>',
  'bad/s.sjs': 'module.exports = { f: function (x) { return x; } };',
  'bad/dep.js': "module.exports = 'dep';",
  'bad/data.json': '{"n": 1}',
  'bad/c.json': '{"component":true}',
  'bad/c.js': 'Component({});',
  'bad/c.ttml': '<view/>',
  'bad/c.ttss': '.c{}',
} as const;

const VICTIMS = Object.keys(PROGRAM).filter((name) => name.startsWith('bad/'));

/** Name of a fault -> what is written in place of a file's text. */
const FAULTS: Record<string, (name: string) => string | Buffer> = {
  empty: () => '',
  'cut in the middle': (name) => PROGRAM[name as keyof typeof PROGRAM].slice(0, -3),
  binary: () => Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 200, 13, 10]),
  'not UTF-8': (name) =>
    Buffer.concat([Buffer.from([0xd6, 0xd0]), Buffer.from(PROGRAM[name as keyof typeof PROGRAM])]),
  'of a thousand brackets': () => '{{'.repeat(1000) + '(['.repeat(1000),
  'deep in tags': () => '<view>'.repeat(3000),
  'deep in rules': () => '.a{'.repeat(20_000),
  'deep in JSON': () => '['.repeat(100_000),
  'full of __proto__': () =>
    '{"__proto__":{"usingComponents":{"__proto__":"./c","constructor":"./c"}},"usingComponents":{"__proto__":"x"}}',
  'full of </script>': () =>
    '</script><script>alert(1)</script><!-- ]]> {{ "</script>" + `</script>` + a["__proto__"].b() }} \u2028',
  'one long line': () => `var a = "${'x'.repeat(500_000)}";`,
  'of odd characters': () => '\u0000\u2028\u{1F600}\uD800 {{ \u{1F600} }} <\u4E2D\u6587/>',
  'with CRLF and a mark': (name) =>
    `\uFEFF${PROGRAM[name as keyof typeof PROGRAM].replaceAll('\n', '\r\n')}\r\n`,
};
const HARMLESS_FAULTS = new Set(['with CRLF and a mark']);

/** What holds whatever is wrong with one page's files. */
function checkOthers(result: CompileResult, fault: string): void {
  new Script(result.bundle);
  JSON.parse(result.map);
  const loaded = loadBundle(result);
  assert.ok(loaded.templates['good/good'] && loaded.templates['bad/bad'], fault);
  loaded.require('good/good');
  assert.deepEqual({ ...(loaded.calls.at(-1)?.[1] as object) }, { word: 'lib' }, fault);
  assert.equal(result.program.styles['good/good'], '.@S@good{color:red}', fault);
  for (const { file, message, line } of result.program.diagnostics) {
    assert.ok(file !== '' && message !== '', fault);
    assert.ok(!file.startsWith('good/'), `${fault}: ${file} ${message}`);
    assert.ok(line === undefined || line >= 1, fault);
  }
}

for (const [fault, text] of Object.entries(FAULTS))
  test(`a file of any kind that is ${fault} stops neither the build nor the other page`, async (t) => {
    const root = writeProgram(t, PROGRAM);
    const compiler = createCompiler({ root });
    for (const victim of VICTIMS) {
      writeFileSync(path.join(root, victim), text(victim));
      const result = await compiler.compile();
      checkOthers(result, `${victim} is ${fault}`);
      if (HARMLESS_FAULTS.has(fault)) assert.deepEqual(lines(result.program.diagnostics), [], victim);
      writeFileSync(path.join(root, victim), PROGRAM[victim as keyof typeof PROGRAM]);
    }
    // The compiler has taken no harm: all is well again, and the built-in tags can still be made.
    assert.deepEqual(lines((await compiler.compile()).program.diagnostics), []);
    assert.match(compileTagTemplates(), /^\(\(\)=>/);
  });

test('a folder in a file’s place, and a file that nobody may read, are named', async (t) => {
  for (const victim of VICTIMS) {
    const root = writeProgram(
      t,
      Object.fromEntries(Object.entries(PROGRAM).filter(([name]) => name !== victim)),
    );
    mkdirSync(path.join(root, victim));
    const result = await compileProgram({ root });
    checkOthers(result, `${victim} is a folder`);
    assert.ok(
      result.program.diagnostics.some(
        ({ file, message }) => file === victim && /is a folder/.test(message),
      ) ||
        // Named where it is asked for.
        result.program.diagnostics.length > 0 ||
        /\.(?:json|ttss|js)$/.test(victim),
      victim,
    );
  }
  const root = writeProgram(t, PROGRAM);
  chmodSync(path.join(root, 'bad/bad.ttss'), 0);
  checkOthers(await compileProgram({ root }), 'unreadable');
});

test('names with odd characters are names', async (t) => {
  const odd = "pa ge/中文 & 'q' #1/a.b";
  const result = await compileProgram({
    root: writeProgram(t, {
      'app.json': JSON.stringify({ pages: [odd, 'constructor/__proto__'] }),
      [`${odd}.ttml`]:
        '<include src="./in &amp; c.ttml"/><sjs module="m" src="./s s.sjs"/><view>{{ m.f() }}</view>',
      [`${odd}.js`]: "Page({ n: require('./d d') });",
      [`${path.posix.dirname(odd)}/d d.js`]: 'module.exports = 1;',
      [`${path.posix.dirname(odd)}/s s.sjs`]: 'module.exports = { f: function () {} };',
      'constructor/__proto__.ttml': '<view/>',
      'constructor/__proto__.js': 'Page({});',
    }),
  });
  const loaded = loadBundle(result);
  loaded.require(odd);
  assert.equal(loaded.calls.length, 1);
  assert.ok(loaded.templates[odd]);
});

test('S3: a template nested too deeply is located, and the next one compiles', async (t) => {
  const root = writeProgram(t, onePage({ 'pages/a/a.ttml': `<view>\n${'<view>'.repeat(400)}</view>` }));
  const compiler = createCompiler({ root });
  assert.deepEqual(lines((await compiler.compile()).program.diagnostics), [
    'pages/a/a.ttml:2:716 the template is nested too deeply here, and is shown empty',
  ]);
  addFiles(root, { 'pages/a/a.ttml': `<view>\n{{ ${'('.repeat(3000)}a${')'.repeat(3000)} }}</view>` });
  assert.deepEqual(lines((await compiler.compile()).program.diagnostics), [
    'pages/a/a.ttml:2:1 the template is nested too deeply here, and is shown empty',
  ]);
  // Long, and not deep: the engine's own compiler dies of it, and is replaced.
  addFiles(root, { 'pages/a/a.ttml': `<view>{{ a${'.b'.repeat(20_000)} }}</view>` });
  assert.deepEqual(lines((await compiler.compile()).program.diagnostics), [
    'pages/a/a.ttml:1:1 the template cannot be compiled, and is shown empty',
  ]);
  addFiles(root, { 'pages/a/a.ttml': '<view>{{ a }}</view>' });
  assert.deepEqual(lines((await compiler.compile()).program.diagnostics), []);
});

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const SEEDS = [
  'components/pay-button/index.ttml',
  'components/consume-card/index.ttml',
  'components/order-confirm/index.ttml',
  'demo-app/pages/order/index.ttml',
  'demo-app/pages/goods/index.ttml',
].map((name) => readFileSync(path.join(REPOSITORY, name), 'utf8'));
const SCRAPS = [
  '<',
  '>',
  '{{',
  '}}',
  '"',
  "'",
  '`',
  '</',
  '/>',
  '<!--',
  '-->',
  '<sjs module="m">',
  '</sjs>',
  '<template name="',
  '<include src="./a.ttml"/>',
  'tt:for="{{',
  'tt:if=',
  'bind:',
  '${',
  '\\',
  '\0',
  '\uD800',
  '{{ a.b(',
  '...',
  '?.',
  '=>',
  '&',
  '&#x',
  '<![CDATA[',
  '<?',
  '=',
  '\r',
  '#',
  '$sim',
  '$sim1',
  '__proto__',
];

/** The same numbers in every run. */
function randoms(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutate(text: string, random: (below: number) => number): string {
  let mutant = text;
  for (let edits = 1 + random(4); edits > 0; edits--) {
    const at = random(mutant.length + 1);
    const scrap = SCRAPS[random(SCRAPS.length)] ?? '';
    const end = at + random(30);
    mutant =
      [
        () => mutant.slice(0, at) + scrap + mutant.slice(at),
        () => mutant.slice(0, at) + mutant.slice(end),
        () => mutant.slice(0, at) + mutant.slice(at, end).repeat(3) + mutant.slice(end),
        () => mutant.slice(0, at) + scrap + mutant.slice(end),
        () => mutant.slice(0, at),
      ][random(5)]?.() ?? mutant;
  }
  return mutant;
}

test('2,400 mutants of real templates: each build ends, parses, and names places that are there', async (t) => {
  const random = randoms(20_261_129);
  const root = writeProgram(t, {});
  const compiler = createCompiler({ root });
  for (let round = 0; round < 12; round++) {
    const pages = Array.from({ length: 200 }, (_, index) => `p/${index}`);
    const mutants = new Map(
      pages.map((page) => [`${page}.ttml`, mutate(SEEDS[random(SEEDS.length)] ?? '', random)]),
    );
    addFiles(root, {
      'app.json': JSON.stringify({ pages }),
      'p/a.ttml': '<view/>',
      ...Object.fromEntries(mutants),
    });
    const result = await compiler.compile();
    new Script(result.bundle);
    const { templates } = loadBundle(result);
    for (const page of pages) assert.ok(templates[page], page);
    for (const { file, line, message } of result.program.diagnostics) {
      const text = mutants.get(file);
      if (text === undefined || line === undefined) continue;
      assert.ok(line <= text.split('\n').length, `${file}:${line} ${message}`);
    }
  }
});
