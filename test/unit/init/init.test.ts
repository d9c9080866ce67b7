import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parse } from 'jsonc-parser';
import { createCompiler } from '../../../simulator/compiler';
import { planInit } from '../../../simulator/init';
import { Refused } from '../../../simulator/init/refused';
import { servedKit } from '../../../simulator/server/kit-sources';
import { MPX, NATIVE, project, SKELETONS, TARO_REACT, TARO_VUE, UNI_APP, type Files } from './skeletons';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const PAGES = ['order-confirm', 'refund-apply', 'refund-detail'];

const read = (dir: string, file: string): string => readFileSync(path.join(dir, file), 'utf8');

function initialised(t: TestContext, files: Files): string {
  const dir = project(t, files);
  planInit(dir, '1.2.3').save();
  return dir;
}

/** `trade-sim init` as a person starts it. */
function run(dir: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const cli = path.join(REPOSITORY, 'simulator/server/cli.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', cli, 'init', dir, ...args],
    {
      cwd: REPOSITORY,
      encoding: 'utf8',
    },
  );
  return { code: status, stdout, stderr };
}

for (const [name, files] of Object.entries(SKELETONS)) {
  test(`${name}: the second time there is nothing to do`, (t) => {
    const dir = initialised(t, files);
    assert.deepEqual(planInit(dir, '1.2.3').changes, []);
  });

  test(`${name}: the kit is a dependency, and nothing of the project goes away`, (t) => {
    const dir = initialised(t, files);
    const manifest = name === 'native' ? 'mini/package.json' : 'package.json';
    const { dependencies } = parse(read(dir, manifest)) as { dependencies: Record<string, string> };
    assert.equal(dependencies['microapp-trade-kit'], '1.2.3');
    for (const [file, before] of Object.entries(files)) {
      const words = read(dir, file);
      for (const line of before.split('\n').map((one) => one.trim().replace(/,$/, '')))
        for (const part of line.split(/\s*[[\]{},]\s*/)) assert.ok(words.includes(part), `${file}: ${part}`);
    }
  });
}

test('native: comments stay, pages and components are declared, and the app runs in the simulator', async (t) => {
  const dir = initialised(t, NATIVE);
  const text = read(dir, 'mini/app.json');
  assert.match(text, /\/\/ the shop's pages/);
  assert.match(text, /\/\* one so far \*\//);
  const app = parse(text) as { pages: string[]; usingComponents: Record<string, string> };
  assert.deepEqual(app.pages, ['pages/index/index', ...PAGES.map((page) => `pages/${page}/index`)]);
  assert.deepEqual(app.usingComponents, {
    'pay-button-sdk': 'microapp-trade-kit/pay-button/index',
    'consume-card-sdk': 'microapp-trade-kit/consume-card/index',
  });
  const { program } = await createCompiler({ root: dir, ...servedKit() }).compile();
  assert.deepEqual(
    program.diagnostics.filter(({ level }) => level === 'error'),
    [],
  );
});

test('native: a script with require gets require, the adapter before all else', (t) => {
  assert.match(
    read(initialised(t, NATIVE), 'mini/app.js'),
    /^\/\/ my shop\nrequire\('microapp-trade-kit\/auto'\);\nconst util = require\('\.\/util'\);\nconst \{ setup \} = require\('microapp-trade-kit'\);\n\nsetup\(\{[^]*orderConfirm: '\/pages\/order-confirm\/index',[^]*\}\);\n\nApp\(\{ util \}\);\n$/,
  );
});

test('native: in TypeScript the pages are TypeScript', (t) => {
  const { 'mini/app.js': app = '', ...rest } = NATIVE;
  const dir = initialised(t, { ...rest, 'mini/app.ts': app });
  assert.match(read(dir, 'mini/pages/refund-detail/index.ts'), /refundId\?: string/);
  assert.ok(!existsSync(path.join(dir, 'mini/pages/refund-detail/index.js')));
});

test("native: a page of the same path that is somebody's own is left alone", (t) => {
  const dir = initialised(t, {
    ...NATIVE,
    'mini/pages/order-confirm/index.ttml': '<view>mine</view>',
    'mini/pages/order-confirm/index.js': 'Page({});',
  });
  assert.equal(read(dir, 'mini/pages/order-confirm/index.ttml'), '<view>mine</view>');
  assert.match(read(dir, 'mini/pages/trade-order-confirm/index.ttml'), /<order-confirm /);
  assert.match(read(dir, 'mini/app.js'), /orderConfirm: '\/pages\/trade-order-confirm\/index'/);
});

test('Taro React: pages with a config each, the list in app.config, the Taro adapter first', (t) => {
  const dir = initialised(t, TARO_REACT);
  assert.match(
    read(dir, 'src/app.config.ts'),
    /pages: \[\n {4}'pages\/index\/index',\n {4}'pages\/order-confirm\/index',/,
  );
  assert.match(read(dir, 'src/app.ts'), /^import 'microapp-trade-kit\/taro'\nimport \{ PropsWithChildren/);
  assert.match(
    read(dir, 'src/app.ts'),
    /'\.\/app\.scss'\nimport \{ setup \} from 'microapp-trade-kit'\n\nsetup\(\{/,
  );
  assert.match(
    read(dir, 'src/pages/refund-detail/index.tsx'),
    /<refund-detail session=\{session\} refund-id=\{refundId\} \/>/,
  );
  assert.match(
    read(dir, 'src/pages/refund-apply/index.config.ts'),
    /'refund-apply': 'microapp-trade-kit\/refund-apply\/index'/,
  );
});

test('Taro Vue: pages are Vue, in a project of JavaScript', (t) => {
  const dir = initialised(t, TARO_VUE);
  assert.match(read(dir, 'src/app.config.js'), /\['pages\/index\/index', 'pages\/order-confirm\/index', /);
  assert.match(read(dir, 'src/pages/order-confirm/index.vue'), /<order-confirm :session="session" \/>/);
});

test('uni-app: components lead to ttcomponents, comments and tabs stay', (t) => {
  const dir = initialised(t, UNI_APP);
  const text = read(dir, 'src/pages.json');
  assert.match(text, /\/\/pages数组中第一项表示应用启动页/);
  assert.doesNotMatch(text, /^ +"/m);
  const { pages, globalStyle } = parse(text) as {
    pages: { path: string; style: { usingComponents?: Record<string, string> } }[];
    globalStyle: { usingComponents: Record<string, string> };
  };
  assert.deepEqual(pages[1]?.style.usingComponents, {
    'order-confirm': '/ttcomponents/microapp-trade-kit/order-confirm/index',
  });
  assert.ok('pay-button-sdk' in globalStyle.usingComponents);
  assert.match(read(dir, 'src/main.ts'), /^import 'microapp-trade-kit\/auto';\nimport \{ createSSRApp/);
});

test('mpx: the json block keeps its comment, and the plug-in is told of the kit', (t) => {
  const dir = initialised(t, MPX);
  const app = read(dir, 'src/app.mpx');
  assert.match(app, /\/\/ 页面/);
  assert.match(app, /"\.\/pages\/refund-detail\/index"/);
  assert.match(app, /<script>\nimport 'microapp-trade-kit\/auto'\n/);
  const module = { exports: {} as { pluginOptions?: { mpx: { plugin: { modeRules?: object } } } } };
  const require = (): object => ({ defineConfig: (one: object) => one, resolve: (one: string) => one });
  runInNewContext(read(dir, 'vue.config.js'), { module, require });
  assert.equal(
    JSON.stringify(module.exports.pluginOptions?.mpx.plugin.modeRules),
    JSON.stringify({ tt: { include: ['node_modules/microapp-trade-kit'] } }),
  );
});

test('a project that nobody knows, or two at once, is refused', (t) => {
  const reason = (files: Files): string => {
    try {
      planInit(project(t, files), '1.2.3');
      return '';
    } catch (error) {
      assert.ok(error instanceof Refused);
      return error.text.zh && error.message;
    }
  };
  assert.match(reason({ 'README.md': '' }), /no native, Taro, uni-app or mpx project/);
  assert.match(
    reason({ 'package.json': '{ "dependencies": { "@tarojs/taro": "4", "@mpxjs/core": "2" } }' }),
    /of taro and of mpx/,
  );
  assert.match(reason({ ...NATIVE, 'mini/app.json': '{ "pages": [' }), /mini\/app\.json: is no JSON/);
  assert.match(reason({ ...NATIVE, 'mini/app.json': '{}' }), /no list "pages"/);
  assert.match(
    reason({ ...TARO_REACT, 'src/app.config.ts': 'const pages = list();\nexport default { pages };' }),
    /src\/app\.config\.ts: no list "pages"/,
  );
  assert.match(
    reason({ ...TARO_REACT, 'src/app.config.ts': 'export default <Config>{ pages: [] };' }),
    /cannot be read as JavaScript/,
  );
});

test('a folder that is a link out of the project is not written through', (t) => {
  const dir = project(t, NATIVE);
  const outside = project(t, {});
  symlinkSync(outside, path.join(dir, 'mini/pages/order-confirm'), 'junction');
  assert.throws(() => planInit(dir, '1.2.3').save(), /leads out of the project/);
  assert.deepEqual(readdirSync(outside), []);
  assert.ok(!existsSync(path.join(dir, 'mini/package.json')));
});

test('a link that leads to nothing yet is not written through', (t) => {
  const dir = project(t, NATIVE);
  const target = path.join(project(t, {}), 'made-elsewhere.json');
  const { changes } = planInit(dir, '1.2.3');
  const added = changes.find(({ before }) => before === undefined);
  assert.ok(added);
  mkdirSync(path.dirname(path.join(dir, added.file)), { recursive: true });
  symlinkSync(target, path.join(dir, added.file));
  assert.throws(() => planInit(dir, '1.2.3').save(), /leads out of the project/);
  assert.ok(!existsSync(target));
});

test('--dry-run shows the diff and writes nothing; uncommitted changes are not written over, in both languages', (t) => {
  const dir = project(t, NATIVE);
  const dry = run(dir, '--dry-run', '--lang', 'en');
  assert.equal(dry.code, 0, dry.stderr);
  assert.match(dry.stdout, /Project: native\.\n[^]*\+\+\+ b\/mini\/app\.json[^]*Nothing was written\.\n$/);
  assert.equal(read(dir, 'mini/app.js'), NATIVE['mini/app.js']);

  spawnSync('git', ['init', '-q'], { cwd: dir });
  const dirty = run(dir, '--lang', 'zh');
  assert.equal(dirty.code, 1);
  assert.match(dirty.stderr, /^没有写入：git 中有未提交的改动/);
  assert.equal(dirty.stderr.trim().split('\n').length, 1);
  assert.equal(read(dir, 'mini/app.js'), NATIVE['mini/app.js']);

  const forced = run(dir, '--force', '--lang', 'en');
  assert.equal(forced.code, 0, forced.stderr);
  assert.match(forced.stdout, /Files written: 12\.\nNext: npm install/);
  assert.match(run(dir, '--lang', 'zh').stdout, /无需改动/);
  const none = path.join(dir, 'none');
  mkdirSync(none);
  assert.equal(run(none).code, 1);
});
