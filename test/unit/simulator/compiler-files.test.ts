/** Every kind of file that a build reads, and whatever may lie in its place: the build ends. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Script } from 'node:vm';
import { compileProgram } from '../../../simulator/compiler';
import { Diagnostics } from '../../../simulator/compiler/diagnostics';
import { Project } from '../../../simulator/compiler/project';
import { readPlainFile } from '../../../simulator/compiler/read-file';
import { UsageError } from '../../../simulator/server/arguments';
import { readConfig } from '../../../simulator/server/network/config';
import { readMocks } from '../../../simulator/server/network/mock-files';
import { checkProgram } from '../../../simulator/server/program-check';
import { loadBundle, writeProgram } from './compiler-helpers';

const PROGRAM: Record<string, string> = {
  'app.json': '{"pages":["good/good","bad/bad"],"themeLocation":"theme.json","darkmode":true}',
  'app.js': 'App({});',
  'app.ttss': '.app{}',
  'theme.json': '{"light":{"a":"#fff"},"dark":{"a":"#000"}}',
  'project.config.json': '{"appid":"tt1","setting":{"useCompilerPlugins":["sass","less"]}}',
  'trade-sim.config.json': '{}',
  'trade-sim.mock/a.json': '[]',
  'package.json': '{"dependencies":{"pack":"1.0.0"}}',
  'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"@/*":["lib/*"]}}}',
  '.gitignore': 'gone/\n',
  'good/good.ttml': '<view>good</view>',
  'good/good.js': "Page({ word: 'good' });",
  'good/good.ttss': '.good{color:red}',
  'bad/bad.ttml': '<sjs module="s" src="./s.sjs"/><view>{{ s.f(1) }}</view><x-c/><x-l/>',
  'bad/bad.js':
    "require('pack'); require('./typed'); require('@/more'); Page({ d: require('./data.json') });",
  'bad/bad.json': '{"usingComponents":{"x-c":"./c","x-l":"./l"}}',
  'bad/bad.ttss': '@font-face{font-family:f;src:url(./f.ttf)} .bad{background:url(./p.png)}',
  'bad/s.sjs': 'module.exports = { f: function (x) { return x; } };',
  'bad/typed.ts': 'export const a: number = 1;',
  'bad/data.json': '{"n": 1}',
  'bad/p.png': 'png',
  'bad/f.ttf': 'ttf',
  'bad/c.json': '{"component":true}',
  'bad/c.js': 'Component({});',
  'bad/c.ttml': '<view/>',
  'bad/c.scss': '$a: red; .c { .d { color: $a; } }',
  'bad/l.json': '{"component":true}',
  'bad/l.js': 'Component({});',
  'bad/l.ttml': '<view/>',
  'bad/l.less': '@a: red; .c { .d { color: @a; } }',
  'lib/more.js': 'module.exports = 1;',
  'node_modules/pack/package.json': '{"name":"pack","version":"1.0.0","main":"main.js"}',
  'node_modules/pack/main.js': 'module.exports = 1;',
};

const write = (text: (old: string) => string | Buffer) => (file: string, old: string) =>
  writeFileSync(file, text(old));
const instead = (make: (file: string) => void) => (file: string) => {
  rmSync(file);
  make(file);
};

/** What lies in a file's place. */
const FAULTS: Record<string, (file: string, old: string) => void> = {
  'cut off': write((old) => old.slice(0, -2)),
  empty: write(() => ''),
  binary: write(() => Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 200])),
  'of Latin-1': write((old) => Buffer.concat([Buffer.from(old), Buffer.from([0x2f, 0x2f, 0xe9])])),
  'of UTF-16': write((old) => Buffer.from(`\uFEFF${old}`, 'utf16le')),
  'of 20 MB': write((old) => old + ' '.repeat(20 * 1024 * 1024)),
  'a folder': instead((file) => mkdirSync(file)),
  'a link to nothing': instead((file) => symlinkSync('none', file)),
  'a link to itself': instead((file) => symlinkSync(path.basename(file), file)),
  'a link out': instead((file) => symlinkSync('/etc/hostname', file)),
  'a pipe': instead((file) => void execFileSync('mkfifo', [file])),
  'a device': instead((file) => symlinkSync('/dev/zero', file)),
  gone: instead(() => undefined),
  'of another case': (file) =>
    renameSync(file, path.join(path.dirname(file), path.basename(file).toUpperCase())),
};
const HARMLESS: Record<string, (file: string, old: string) => void> = {
  'with a mark': write((old) => `\uFEFF${old}`),
  'with CRLF': write((old) => `${old.replaceAll('\n', '\r\n')}\r\n`),
};

/** What is told of the file itself, for every file whose text a build needs. */
const NAMED = new Set(['binary', 'of Latin-1', 'of UTF-16', 'of 20 MB']);
const SOURCE =
  /^(?:app\.\w+|theme\.json|project\.config\.json|(?:good|bad)\/.*\.(?:ttml|ttss|s?js|ts|json|scss|less))$/;

async function build(t: Parameters<typeof writeProgram>[0], name: string, fault: (typeof FAULTS)[string]) {
  const root = writeProgram(t, PROGRAM);
  fault(path.join(root, name), PROGRAM[name]!);
  const result = await compileProgram({ root });
  return { root, result, diagnostics: result.program.diagnostics };
}

for (const [fault, make] of Object.entries(FAULTS))
  for (const name of Object.keys(PROGRAM))
    test(
      `${name} is ${fault}: the build ends and names only what is wrong`,
      { timeout: 60_000 },
      async (t) => {
        const { root, result, diagnostics } = await build(t, name, make);
        new Script(result.bundle);
        const isGone = name === 'app.json' || name.startsWith('good/');
        const loaded = loadBundle(result);
        if (!isGone) {
          assert.ok(loaded.templates['good/good']);
          loaded.require('good/good');
          assert.equal((loaded.calls.at(-1)?.[1] as { word?: unknown }).word, 'good');
        }
        for (const { file, message } of diagnostics) assert.ok(file !== '' && message !== '', message);
        if (NAMED.has(fault) && SOURCE.test(name))
          assert.ok(
            diagnostics.some(
              ({ file, code }) => file === name && (fault !== 'binary' || code === 'file-binary'),
            ),
            `${name} is named: ${diagnostics.map(({ file, message }) => `${file} ${message}`).join('; ')}`,
          );
        // The commands have one message, and read no further than the build does.
        await readMocks(root);
        readConfig(root, false);
        try {
          checkProgram(root);
        } catch (error) {
          assert.ok(error instanceof UsageError, String(error));
        }
      },
    );

for (const [fault, make] of Object.entries(HARMLESS))
  for (const name of Object.keys(PROGRAM))
    test(`${name} ${fault} is as good as without`, async (t) => {
      const { diagnostics } = await build(t, name, make);
      const clean = (await compileProgram({ root: writeProgram(t, PROGRAM) })).program.diagnostics;
      assert.deepEqual(
        diagnostics.map(({ file, message }) => `${file} ${message}`),
        clean.map(({ file, message }) => `${file} ${message}`),
      );
    });

test('a file that becomes a link out after it was looked at is not read', (t) => {
  const root = writeProgram(t, { 'a.json': '{}' });
  const outside = path.join(writeProgram(t, { secret: '"SECRET"' }), 'secret');
  const file = path.join(root, 'a.json');
  const found = new Diagnostics();
  const project = new Project(root, {}, found);
  assert.equal(project.isFile(file), true);
  rmSync(file);
  symlinkSync(outside, file);
  assert.equal(project.read(file), undefined);
  assert.deepEqual(
    found.list.map(({ code }) => code),
    ['link-outside'],
  );
});

test('a file that is another one by the time it is open is not read', (t) => {
  const file = path.join(writeProgram(t, { 'a.json': '{}' }), 'a.json');
  assert.throws(() => readPlainFile(file, () => false), { code: 'EMOVED' });
  assert.equal(readPlainFile(file, ({ size }) => size === 2).toString(), '{}');
});
