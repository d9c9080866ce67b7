import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { KIT_COMPONENTS } from '../../../src/contract/components';
import { compileProgram } from '../../../simulator/compiler';
import type { Diagnostic } from '../../../simulator/protocol';
import { inOrder } from '../../../simulator/server/check/report';
import { typeFindings } from '../../../simulator/server/check/types';
import { translated } from '../../../simulator/rules/diagnose';
import { BASE, edited } from '../../fixtures/broken/base';
import { CASES } from '../../fixtures/broken';
import { RIGHT } from '../../fixtures/broken/parts';
import { addFiles } from './compiler-helpers';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

/** The kit in small: what counts is where its components lie. */
const KIT: Record<string, string> = { 'package.json': '{"name":"microapp-trade-kit"}' };
for (const file of ['src/index', 'src/handlers/auto', 'src/handlers/taro'])
  KIT[`${file}.ts`] = 'export const setup = () => {};';
for (const name of KIT_COMPONENTS) {
  KIT[`components/${name}/index.json`] = '{"component":true}';
  KIT[`components/${name}/index.ttml`] = '<view/>';
  KIT[`components/${name}/index.ts`] = 'Component({});';
}

let top: string;
before(() => {
  top = mkdtempSync(path.join(tmpdir(), 'trade-sim-broken-'));
  addFiles(path.join(top, 'kit'), KIT);
  // The program's own compiler, as npm would put it there.
  mkdirSync(path.join(top, 'node_modules'));
  symlinkSync(path.join(REPOSITORY, 'node_modules/typescript'), path.join(top, 'node_modules/typescript'));
});
after(() => rmSync(top, { recursive: true, force: true }));

let made = 0;
async function findings(files: Record<string, string>, lib?: string): Promise<Diagnostic[]> {
  const root = path.join(top, `p${(made += 1)}`);
  addFiles(root, files);
  const { program } = await compileProgram({
    root,
    aliases: { 'microapp-trade-kit': path.join(top, 'kit') },
    ...(lib !== undefined && { baseLibrary: lib }),
  });
  // The compiler takes a second: only for who has changed a script of its.
  const scripts = files['pages/mine/mine.ts'] === BASE['pages/mine/mine.ts'] ? [] : ['pages/mine/mine.ts'];
  return inOrder([...program.diagnostics, ...(await typeFindings(root, root, scripts))]);
}

const short = ({ file, line, column, code }: Diagnostic): string =>
  `${file}${line === undefined ? '' : `:${line}:${column}`} ${code}`;

test('a program in which nothing is wrong has no finding', async () => {
  assert.deepEqual((await findings(BASE)).map(short), []);
});

for (const [name, files] of Object.entries(RIGHT))
  test(`right: ${name}`, async () => {
    assert.deepEqual((await findings({ ...BASE, ...files })).map(short), []);
  });

for (const one of CASES) {
  test(`broken: ${one.name}`, async () => {
    const found = await findings(edited(one), one.lib);
    assert.deepEqual(found.map(short).sort(), [...one.found].sort());
    const first = found.find((finding) => short(finding) === one.found[0])!;
    const english = translated(first, 'en');
    const chinese = translated(first, 'zh');
    assert.ok(english.fix?.includes(one.en), `${english.fix} has ${one.en}`);
    assert.ok(chinese.fix?.includes(one.zh), `${chinese.fix} has ${one.zh}`);
    for (const { message, fix } of [english, chinese]) {
      assert.notEqual(message, fix);
      assert.doesNotMatch(`${message} ${fix}`, /%\{|undefined/);
    }
    assert.match(`${chinese.message}${chinese.fix}`, /[\u4e00-\u9fff]/);
  });
}

test('the corpus has a program for at least 60 codes, each fault by itself', () => {
  assert.ok(CASES.length >= 60);
  assert.equal(new Set(CASES.map(({ name }) => name)).size, CASES.length);
});
