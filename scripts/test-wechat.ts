/**
 * `npm run test:wechat`: kit and demo in WeChat's dialect, through WeChat's own packer, analysis, quality
 * check and compiler, offline. It proves that templates, styles and scripts compile there, and no more:
 * WeChat has no such trade components, and Douyin another compiler. With TRADE_TEST_NO_INSTALL=1 it is left
 * out where WeChat's tools (275 MB) are not installed yet, and says so.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, installed } from './lib/cached-install';
import { KIT_COMPONENTS } from '../src/contract/components';
import { ROOT } from './lib/paths';
import { run } from './lib/run';
import { walk, type Step } from './pack/steps';
import { convertFolder } from './wechat/convert';

const LIST = 'scripts/wechat';
const KIT = 'microapp-trade-kit';
const COMPONENTS = [...KIT_COMPONENTS, 'parts/stepper'];

if (process.env['TRADE_TEST_NO_INSTALL'] === '1' && cached(LIST) === undefined) {
  console.log("wechat: LEFT OUT, as TRADE_TEST_NO_INSTALL is set and WeChat's tools are not installed");
  process.exit(0);
}
assert.ok(existsSync(join(ROOT, 'dist/package.json')), 'no kit: run `npm run build` first');
const modules = await installed(LIST);
const scratch = mkdtempSync(join(tmpdir(), 'trade-wechat-'));

const json = (file: string, value: unknown): void => writeFileSync(file, JSON.stringify(value));

/** The demo with the kit as an installed package, both converted. */
function writeProject(name: string): string {
  const app = join(scratch, name, 'app');
  mkdirSync(app, { recursive: true });
  convertFolder(join(ROOT, 'demo-app'), app, ['tsconfig.json', 'miniprogram_npm/**', '.trade-sim/**']);
  const kit = join(app, 'node_modules', KIT);
  const built = join(kit, 'miniprogram_dist');
  convertFolder(join(ROOT, 'dist'), built, ['types/**', '**/package.json', '*.md', 'LICENSE']);
  // The demo imports it; the packer knows no .cjs.
  cpSync(join(built, 'sandbox/index.cjs'), join(built, 'sandbox.js'));
  json(join(kit, 'package.json'), { name: KIT, version: '1.0.0', miniprogram: 'miniprogram_dist' });
  json(join(app, 'package.json'), { name: 'demo', version: '1.0.0', dependencies: { [KIT]: '1.0.0' } });
  json(join(app, 'project.config.json'), {
    appid: 'wx0123456789abcdef',
    projectname: 'demo',
    miniprogramRoot: './',
    compileType: 'miniprogram',
    setting: {},
  });
  return app;
}

interface Result {
  warnings: unknown[];
  /** What the program is made of, as the analysis found it from app.json on. */
  files: string[];
  quality: { name: string; success: boolean; detail?: unknown }[];
  bytes: number;
}

async function compile(app: string): Promise<{ code: number; result?: Result; said: string }> {
  const script = join(ROOT, LIST, 'compile.cjs');
  const { code, stdout, stderr } = await run(
    process.execPath,
    [script, modules, app, join(app, '../compiled.zip')],
    { cwd: scratch },
  );
  const last = stdout.trim().split('\n').pop() ?? '';
  return { code, said: stdout + stderr, ...(code === 0 && { result: JSON.parse(last) as Result }) };
}

/** What its compiler refuses, with its codes. */
const BROKEN = [
  { end: 'wxml', text: '<view><text></view>', code: 10038 },
  { end: 'wxss', text: '.a { top: }} ', code: 10037 },
  { end: 'js', text: 'const = 1;', code: 10045 },
];

/** What must hold of the program, of those checks that are about its files. */
const QUALITY = ['PACKAGE_SIZE_LIMIT', 'CONTAINS_UNUSED_PLUGINS', 'CONTAINS_UNUSED_COMPONENTS'];

const steps: Step[] = [
  [
    'packNpm, analyseCode, checkCodeQuality and getCompiledResult pass',
    async () => {
      const { code, result, said } = await compile(writeProject('good'));
      assert.ok(code === 0 && result, said);
      assert.deepEqual(result.warnings, []);
      for (const name of COMPONENTS)
        for (const end of ['js', 'wxml', 'wxss']) {
          const file = `miniprogram_npm/${KIT}/${name}/index.${end}`;
          assert.ok(result.files.includes(file), `${file} is not part of the program`);
        }
      const { pages } = JSON.parse(readFileSync(join(ROOT, 'demo-app/app.json'), 'utf8')) as {
        pages: string[];
      };
      for (const page of pages) assert.ok(result.files.includes(`${page}.wxml`), page);
      for (const name of QUALITY)
        assert.deepEqual(
          result.quality.filter((one) => one.name === name).map(({ success }) => success),
          [true],
          name,
        );
      assert.ok(result.bytes > 0);
    },
  ],
  [
    'it says so where a template, a style or a script is broken',
    async () => {
      for (const { end, text, code: expected } of BROKEN) {
        const app = writeProject(`broken-${end}`);
        // The packed copy is made of this one.
        writeFileSync(join(app, `node_modules/${KIT}/miniprogram_dist/pay-button/index.${end}`), text);
        const { code, said } = await compile(app);
        assert.notEqual(code, 0, `a broken ${end} passed`);
        assert.match(said, new RegExp(`^${expected} `, 'm'), `${end}: ${said.slice(-600)}`);
      }
    },
  ],
];

const { held, failed } = await walk(steps).finally(() => rmSync(scratch, { recursive: true, force: true }));
console.log(`wechat: ${held} hold, ${failed} failed`);
process.exit(failed ? 1 : 0);
