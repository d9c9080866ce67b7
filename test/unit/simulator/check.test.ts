import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { compileProgram } from '../../../simulator/compiler';
import type { Diagnostic } from '../../../simulator/protocol';
import { FINDINGS, isCode, wordsOf } from '../../../simulator/rules/findings';
import { isSame, located, problem, translated } from '../../../simulator/rules/diagnose';
import { checkFolder } from '../../../simulator/server/check';
import { documentFor, inOrder, linesFor } from '../../../simulator/server/check/report';
import { sarifLog, type SarifLog } from '../../../simulator/server/check/sarif';
import { check } from '../../../simulator/server/commands/check';
import { UsageError } from '../../../simulator/server/arguments';
import { onePage, writeProgram } from './compiler-helpers';
import { CLI, output } from './cli-runs';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

const FAULTY = onePage({
  'pages/a/a.ttml': '<view bindtap="onTpa">中文</view>\n<view tt:if="open"/>',
  'pages/a/a.js': 'Page({ onTap() {} });',
  '我的 图/b.ttss': '',
});

const fixtures = (folder: string, ...names: string[]): string[] =>
  names.map((name) => `test/fixtures/${folder}/${name}`);
const CLEAN = [
  'demo-app',
  ...fixtures('programs', 'basic', 'official'),
  ...fixtures('frameworks', 'library-shop', 'mpx', 'taro-react', 'taro-vue3', 'uniapp-vue2', 'uniapp-vue3'),
  ...fixtures('served', 'native', 'taro-react', 'uniapp-vue3'),
  ...['native-js', 'native-ts'].map((name) => `examples/${name}`),
];

for (const program of CLEAN)
  test(`check finds nothing in ${program}, its types included`, async () => {
    const { findings } = await checkFolder({ dir: path.join(REPOSITORY, program), types: true });
    assert.deepEqual(linesFor(program, findings, 'en'), [`${program}: nothing found.`]);
  });

test('one line a finding, in the language that is asked for, and exit code 1 on errors', async (t) => {
  const dir = writeProgram(t, FAULTY);
  const english = await output(t, CLI, ['check', dir, '--lang', 'en']);
  assert.equal(english.code, 1);
  assert.equal(
    english.stdout,
    `pages/a/a.ttml:1:7: error handler-missing: bindtap calls "onTpa", and pages/a/a.js has no such method. There is "onTap": did you mean that? Otherwise add onTpa(event) { } to pages/a/a.js.
pages/a/a.ttml:2:7: warning condition-text: tt:if="open" is a plain text, and so always true. Write tt:if="{{open}}".
errors: 1, warnings: 1
`,
  );
  const chinese = await output(t, CLI, ['--lang=zh', 'check', dir]);
  assert.equal(
    chinese.stdout,
    `pages/a/a.ttml:1:7: 错误 handler-missing: bindtap 调用“onTpa”，但 pages/a/a.js 中没有这个方法。存在“onTap”，是否想写它？否则请在 pages/a/a.js 中添加 onTpa(event) { }。
pages/a/a.ttml:2:7: 警告 condition-text: tt:if="open" 是普通文本，条件恒为真。请写成 tt:if="{{open}}"。
错误：1，警告：1
`,
  );
});

test('a program without errors ends with 0; a folder without a program, and wrong options, are one line', async (t) => {
  const dir = writeProgram(t, onePage({}));
  const good = await output(t, CLI, ['check', dir, '--lang', 'en']);
  assert.deepEqual([good.code, good.stdout], [0, `${dir}: nothing found.\n`]);
  const none = await output(t, CLI, ['check', path.join(dir, 'none'), '--lang', 'zh']);
  assert.deepEqual(
    [none.code, none.stderr.split('：')[1]],
    [1, '没有这个文件夹。请指定小程序所在的文件夹。\n'],
  );
  assert.throws(() => check.read(['x', '--json', '--sarif']), UsageError);
  assert.throws(() => check.read(['x', '--lib', 'new']), { message: '--lib new: a version such as 2.51.0.' });
  const odd = await output(t, CLI, ['check', dir, '--lang', 'fr']);
  assert.equal(odd.stderr, '--lang fr: zh or en.\n');
});

/** The rules of the SARIF 2.1.0 schema that a reader of such a file relies on. */
/** OASIS's schema, of draft 04; what that draft calls differently is not in it. */
function sarifSchema(): ValidateFunction {
  const file = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const {
    $schema: _draft,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
const isSarif = sarifSchema();
const CODES = Object.keys(FINDINGS).filter(isCode);

function assertSarif(log: SarifLog): void {
  assert.ok(isSarif(JSON.parse(JSON.stringify(log))), JSON.stringify(isSarif.errors, null, 1));
  assert.equal(log.version, '2.1.0');
  assert.equal(log.runs.length, 1);
  const [{ tool, results, originalUriBaseIds, columnKind }] = log.runs;
  assert.equal(columnKind, 'utf16CodeUnits');
  assert.match(originalUriBaseIds.PROGRAM.uri, /^file:\/\/\/.*\/$/);
  assert.ok(tool.driver.name !== '' && /^\d+\.\d+\.\d+/.test(tool.driver.version));
  const ids = tool.driver.rules.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { shortDescription, help, defaultConfiguration } of tool.driver.rules) {
    assert.ok(shortDescription.text !== '' && help.text !== '');
    assert.match(defaultConfiguration.level, /^(?:none|note|warning|error)$/);
  }
  for (const { ruleId, ruleIndex, level, message, locations } of results) {
    assert.equal(ids[ruleIndex], ruleId);
    assert.match(level, /^(?:none|note|warning|error)$/);
    assert.ok(message.text !== '');
    const [{ physicalLocation }] = locations;
    const { uri, uriBaseId } = physicalLocation.artifactLocation;
    assert.equal(uriBaseId, 'PROGRAM');
    // A reference that is joined with its base, and nothing that a URI may not hold.
    assert.match(uri, /^[\w%.~!*'()/-]+$/);
    assert.ok(!uri.startsWith('/'));
    const { startLine = 1, startColumn = 1 } = physicalLocation.region ?? {};
    assert.ok(
      Number.isInteger(startLine) && startLine >= 1 && Number.isInteger(startColumn) && startColumn >= 1,
    );
  }
}

test('types that were checked before are checked again when they change, or what they use does', async (t) => {
  const dir = writeProgram(t, {
    ...onePage({ 'pages/a/a.js': '' }),
    'pages/a/a.ts':
      "import { price } from '../../price';\nconst text: string = price;\nPage({ data: { text } });\n",
    'price.ts': "export const price = '1';\n",
  });
  mkdirSync(path.join(dir, 'node_modules'));
  symlinkSync(path.join(REPOSITORY, 'node_modules/typescript'), path.join(dir, 'node_modules/typescript'));
  const found = async (): Promise<string[]> =>
    (await checkFolder({ dir, types: true })).findings
      .filter(({ code }) => code?.startsWith('type-'))
      .map(({ file, line, code }) => `${file}:${line} ${code}`);
  const write = (name: string, text: string): void => writeFileSync(path.join(dir, name), text);
  assert.deepEqual(await found(), []);
  const kept = readdirSync(path.join(dir, 'node_modules/.cache/trade-sim'));
  assert.equal(kept.length, 1);
  assert.deepEqual(await found(), []);
  write('price.ts', 'export const price = 1;\n');
  assert.deepEqual(await found(), ['pages/a/a.ts:2 type-value']);
  assert.deepEqual(await found(), ['pages/a/a.ts:2 type-value']);
  // What is kept may be anything: it is asked again, and not believed.
  write(`node_modules/.cache/trade-sim/${kept[0]}`, '{ "version": 1');
  assert.deepEqual(await found(), ['pages/a/a.ts:2 type-value']);
  write('price.ts', "export const price = '1';\n");
  assert.deepEqual(await found(), []);
});

test("check says which of the program's own files it runs, and runs none with --no-types", async (t) => {
  const compiler = 'node_modules/typescript/lib/typescript.js';
  const dir = writeProgram(t, {
    ...onePage({ 'pages/a/a.ts': 'Page({});' }),
    'node_modules/typescript/package.json': '{ "main": "./lib/typescript.js" }',
    [compiler]: "require('node:fs').writeFileSync(__dirname + '/ran', '');",
  });
  const ran = path.join(dir, path.dirname(compiler), 'ran');
  const without = await output(t, CLI, ['check', dir, '--no-types', '--json', '--lang', 'en']);
  assert.equal(without.stderr, '');
  assert.ok(!existsSync(ran));
  const asked = await output(t, CLI, ['check', dir, '--json', '--lang', 'en']);
  assert.match(asked.stderr, /^types: .*own TypeScript.*your rights \(.*typescript\.js\).*--no-types.*\n$/);
  assert.ok(asked.stderr.includes(path.join(realpathSync(dir), compiler)), asked.stderr);
  assert.ok(existsSync(ran));
  const [first] = (JSON.parse(asked.stdout) as { findings: Diagnostic[] }).findings;
  assert.match(first!.code ?? '', /type-failed/);
});

test('--sarif is a SARIF 2.1.0 log, --json a document with every finding', async (t) => {
  const dir = writeProgram(t, FAULTY);
  const sarif = await output(t, CLI, ['check', dir, '--sarif']);
  assert.equal(sarif.code, 1);
  const log = JSON.parse(sarif.stdout) as SarifLog;
  assertSarif(log);
  assert.deepEqual(
    log.runs[0].results.map(({ ruleId }) => ruleId),
    ['handler-missing', 'condition-text'],
  );
  const english = await output(t, CLI, ['check', dir, '--json', '--lang', 'en']);
  assert.match(english.stdout, /"docs": ?"docs\/check\.md#condition-text"/);
  const json = await output(t, CLI, ['check', dir, '--json', '--lang', 'zh']);
  const document = JSON.parse(json.stdout) as { errors: number; findings: Record<string, unknown>[] };
  assert.equal(document.errors, 1);
  assert.deepEqual(document.findings[1], {
    level: 'warning',
    code: 'condition-text',
    file: 'pages/a/a.ttml',
    line: 2,
    column: 7,
    message: 'tt:if="open" 是普通文本，条件恒为真',
    fix: '请写成 tt:if="{{open}}"。',
    docs: 'docs/zh/check.md#condition-text',
  });
});

test('the schema refuses what is no such log', () => {
  const log = sarifLog(
    '/shop',
    [located(problem('file-binary'), 'a.js', { line: 1, column: 1 })],
    'en',
    '0.1.0',
  );
  const [{ results }] = log.runs;
  results[0]!.locations[0].physicalLocation.region!.startLine = 0;
  assert.ok(!isSarif(log));
  assert.deepEqual(
    isSarif.errors?.map(({ instancePath }) => instancePath),
    ['/runs/0/results/0/locations/0/physicalLocation/region/startLine'],
  );
});

test('a log with each of the codes fits the schema in both languages', () => {
  const found = CODES.map((code): Diagnostic => ({
    level: wordsOf(code).level,
    code,
    file: 'a.js',
    message: 'x',
  }));
  for (const language of ['en', 'zh'] as const) {
    const log = sarifLog('/shop', found, language, '0.1.0');
    assertSarif(log);
    assert.equal(log.runs[0].tool.driver.rules.length, CODES.length);
  }
});

test('files with signs and without places are in the log, too', () => {
  const found = [
    located(problem('file-binary'), '我的 店/a#b%.js'),
    located(problem('app-json-missing'), 'app.json', { line: 1, column: 1 }),
  ];
  const log = sarifLog('/我的 店', found, 'zh', '0.1.0');
  assertSarif(log);
  assert.equal(
    log.runs[0].results[0]?.locations[0].physicalLocation.artifactLocation.uri,
    '%E6%88%91%E7%9A%84%20%E5%BA%97/a%23b%25.js',
  );
  assert.equal(log.runs[0].results[0]?.locations[0].physicalLocation.region, undefined);
});

test('findings stand in the order of their places', () => {
  const at = (file: string, line?: number, column?: number): Diagnostic => ({
    level: 'error',
    file,
    message: 'x',
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  });
  assert.deepEqual(
    inOrder([at('b.js', 2, 1), at('b.js', 1, 9), at('b.js', 1, 2), at('b.js'), at('a.js', 9, 9)]).map(
      ({ file, line, column }) => `${file}:${line}:${column}`,
    ),
    ['a.js:9:9', 'b.js:undefined:undefined', 'b.js:1:2', 'b.js:1:9', 'b.js:2:1'],
  );
  assert.deepEqual(documentFor('x', [], 'en'), {
    program: 'x',
    language: 'en',
    errors: 0,
    warnings: 0,
    findings: [],
  });
});

test('a finding that a program has turned off by its code is not told', async (t) => {
  const root = writeProgram(t, {
    ...FAULTY,
    'project.config.json': '{ "tradeSim": { "check": { "condition-text": "off" } } }',
  });
  const { program } = await compileProgram({ root });
  assert.deepEqual(
    program.diagnostics.map(({ code }) => code),
    ['handler-missing'],
  );
});

test('what the build has said of a handler, the running program does not say again', () => {
  const built = located(
    problem('handler-missing', { event: 'bindtap', name: 'go', script: 'pages/a/a.js', near: 'goo' }),
    'pages/a/part.ttml',
    { line: 3, column: 1 },
  );
  const met = (name: string): Diagnostic =>
    located(problem('handler-unfound', { name, script: 'pages/a/a' }), 'pages/a/a');
  assert.ok(isSame(built, met('go')));
  assert.ok(!isSame(built, met('other')));
  // Two faults of a kind in one file are two.
  const json = (line: number): Diagnostic =>
    located(problem('json-syntax', { reason: 'x' }), 'app.json', { line, column: 1 });
  assert.ok(!isSame(json(1), json(2)));
});

test('a finding is said in either language, from its code and values', () => {
  const finding = located(problem('script-syntax', { reason: 'Expected ")" but found "{"' }), 'a.js');
  assert.equal(finding.message, 'Expected ")" but found "{"');
  assert.equal(translated(finding, 'zh').message, '脚本语法错误：此处应为 ")"，却是 "{"');
  assert.deepEqual(translated(translated(finding, 'zh'), 'en'), finding);
  const plain: Diagnostic = { level: 'error', file: 'a.js', message: 'boom' };
  assert.deepEqual(translated(plain, 'zh'), plain);
});
