import assert from 'node:assert/strict';
import path from 'node:path';
import { KIT_COMPONENTS, KIT_PAGES } from '../../../src/contract/components';
import { test, type TestContext } from 'node:test';
import { compileProgram } from '../../../simulator/compiler';
import {
  addFiles,
  compileFiles,
  lines,
  loadBundle,
  ofCompiler,
  onePage,
  writeProgram,
} from './compiler-helpers';

/** Sources laid out as the kit's repository: views in components, the rest in src. */
function kitSources(t: TestContext): string {
  const files: Record<string, string> = {
    'package.json': '{"name":"microapp-trade-kit"}',
    'src/index.ts': 'export function setup(options: unknown): void { Component({ setup: options }); }',
    'src/handlers/auto.ts': 'Component({ auto: true });',
    'src/money.ts': 'export const yuan = (n: number): number => n / 100;',
  };
  for (const name of KIT_COMPONENTS) {
    files[`components/${name}/index.json`] =
      '{"component":true,"usingComponents":{"x-part":"../parts/part/index"}}';
    files[`components/${name}/index.ttml`] = `<view class="root"><x-part/>${name}</view>`;
    files[`components/${name}/index.ttss`] = '.root{background:url(./a.png)}';
    files[`components/${name}/index.ts`] =
      `import { yuan } from '../../src/money';\nComponent({ ${name.replaceAll('-', '')}: yuan(1) });`;
  }
  files['components/parts/part/index.json'] = '{"component":true}';
  files['components/parts/part/index.ttml'] = '<view/>';
  return writeProgram(t, files);
}

const PAY_BUTTON = 'npm:microapp-trade-kit/components/pay-button/index';

test('[PB-VARIANT-01] the tag pay-button is the kit on a page that declares no component', async (t) => {
  const result = await compileFiles(
    t,
    { 'pages/a/a.ttml': '<pay-button mode="{{2}}"/>' },
    { aliases: { 'microapp-trade-kit': kitSources(t) } },
  );
  const { program } = result;
  assert.deepEqual(lines(ofCompiler(program.diagnostics)), []);
  assert.equal(program.json['pages/a/a']?.usingComponents['pay-button'], `/${PAY_BUTTON}`);
  assert.equal(
    program.json['pages/a/a']?.usingComponents['consume-card'],
    '/npm:microapp-trade-kit/components/consume-card/index',
  );
  assert.ok(program.order.indexOf(PAY_BUTTON) < program.order.indexOf('pages/a/a'));
  assert.equal(program.json[PAY_BUTTON]?.component, true);
  assert.ok(
    result.bundle.includes(
      `define(${JSON.stringify(PAY_BUTTON)}, {"../../src/money":"npm:microapp-trade-kit/src/money"}`,
    ),
  );
  assert.match(
    program.styles[PAY_BUTTON] ?? '',
    /url\("\/npm:microapp-trade-kit\/components\/pay-button\/a\.png"\)/,
  );
  const loaded = loadBundle(result);
  assert.ok(loaded.templates[PAY_BUTTON]);
  loaded.require(PAY_BUTTON);
  assert.equal(JSON.stringify(loaded.calls), '[["Component",{"paybutton":0.01}]]');
});

test("[PB-VARIANT-01] a page's own component of that name wins, and the kit's components do not nest themselves", async (t) => {
  const { program } = await compileFiles(
    t,
    {
      'pages/a/a.json': '{"usingComponents":{"pay-button":"/own/button"}}',
      'own/button.ttml': '<view/>',
      'own/button.json': '{"component":true}',
    },
    { aliases: { 'microapp-trade-kit': kitSources(t) } },
  );
  assert.equal(program.json['pages/a/a']?.usingComponents['pay-button'], '/own/button');
  assert.equal(program.json['own/button']?.usingComponents['pay-button'], `/${PAY_BUTTON}`);
  assert.equal(program.json[PAY_BUTTON]?.usingComponents['pay-button'], undefined);
});

for (const url of [
  'ext://industry/pay-button',
  'tta5a3d31e3aecfb9b11://pay-button',
  'ext://microapp-trade-kit/pay-button',
  'microapp-trade-kit/pay-button/index',
  'microapp-trade-kit/pay-button',
]) {
  test(`[PB-VARIANT-02] pay-button-sdk from ${url} is the kit's button`, async (t) => {
    const { program } = await compileFiles(
      t,
      {
        'pages/a/a.json': JSON.stringify({ usingComponents: { 'pay-button-sdk': url } }),
        'pages/a/a.ttml': '<pay-button-sdk/>',
      },
      { aliases: { 'microapp-trade-kit': kitSources(t) } },
    );
    assert.deepEqual(lines(ofCompiler(program.diagnostics)), []);
    assert.equal(program.json['pages/a/a']?.usingComponents['pay-button-sdk'], `/${PAY_BUTTON}`);
    if (url.includes('://')) assert.equal(program.external[url], PAY_BUTTON);
  });
}

const PLUGIN_JSON =
  '{"ttPlugins":{"dependencies":{"microapp-trade-plugin":{"version":"1.1.2","isDynamic":true}}}}';

test('[TP-DECL-01] the plugin pages in app.json are the pages of the kit, at their place', async (t) => {
  const urls = KIT_PAGES.map((name) => `ext://microapp-trade-plugin/${name}`);
  const { program } = await compileFiles(
    t,
    {
      'app.json': JSON.stringify({ pages: [urls[1], 'pages/a/a', urls[0], urls[2]] }),
      'package.json': PLUGIN_JSON,
    },
    { aliases: { 'microapp-trade-kit': kitSources(t) } },
  );
  const ids = KIT_PAGES.map((name) => `npm:microapp-trade-kit/components/${name}/index`);
  assert.deepEqual(lines(program.diagnostics), []);
  assert.deepEqual(program.pages, [ids[1], 'pages/a/a', ids[0], ids[2]]);
  assert.deepEqual(
    urls.map((url) => program.external[url]),
    ids,
  );
});

test('[TP-DECL-01] without the plugin in package.json, and for a page that it does not have, there is a warning at the entry', async (t) => {
  const { program } = await compileFiles(
    t,
    {
      'app.json':
        '{"pages":["pages/a/a",\n  "ext://microapp-trade-plugin/order-confirm",\n  "ext://microapp-trade-plugin/trade-order-detail"]}',
    },
    { aliases: { 'microapp-trade-kit': kitSources(t) } },
  );
  assert.deepEqual(lines(program.diagnostics, 'warning'), [
    'app.json:2:3 pages of microapp-trade-plugin are listed, but package.json does not declare the plugin',
    'app.json:3:3 pages of microapp-trade-plugin are listed, but package.json does not declare the plugin',
    'app.json:3:3 "ext://microapp-trade-plugin/trade-order-detail" is not known to the simulator',
  ]);
  assert.deepEqual(lines(program.diagnostics, 'error'), []);
});

test('[TP-DECL-02] the pages are reachable when app.json lists none', async (t) => {
  const { program } = await compileFiles(
    t,
    { 'pages/a/a.json': '{"usingComponents":{"pay-button-sdk":"ext://industry/pay-button"}}' },
    { aliases: { 'microapp-trade-kit': kitSources(t) } },
  );
  for (const name of KIT_PAGES) {
    const id = program.external[`ext://microapp-trade-plugin/${name}`];
    assert.equal(id, `npm:microapp-trade-kit/components/${name}/index`);
    assert.ok(program.pages.includes(id) && program.order.includes(id));
  }
  assert.equal(program.pages[0], 'pages/a/a');
});

test('a program that does not know the kit gets it set up before its app runs', async (t) => {
  const result = await compileFiles(
    t,
    { 'app.js': 'App({ own: true });' },
    { aliases: { 'microapp-trade-kit': kitSources(t) } },
  );
  const loaded = loadBundle(result);
  loaded.require('app');
  assert.equal(
    JSON.stringify(loaded.calls),
    JSON.stringify([
      [
        'Component',
        {
          setup: {
            merchant: { baseUrl: '/merchant' },
            pages: {
              orderConfirm: 'ext://microapp-trade-plugin/order-confirm',
              refundApply: 'ext://microapp-trade-plugin/refund-apply',
              refundDetail: 'ext://microapp-trade-plugin/refund-detail',
            },
          },
        },
      ],
      ['Component', { auto: true }],
      ['App', { own: true }],
    ]),
  );
});

test('a program that sets the kit up itself is left alone, and so is one without the kit', async (t) => {
  const own = await compileFiles(
    t,
    { 'app.ts': "import { setup } from 'microapp-trade-kit';\nsetup({ own: true });\nApp({});" },
    { aliases: { 'microapp-trade-kit': kitSources(t) } },
  );
  const loaded = loadBundle(own);
  loaded.require('app');
  assert.deepEqual(
    loaded.calls.map(([name]) => name),
    ['Component', 'App'],
  );
  assert.equal(loaded.modules['virtual:trade-kit'], undefined);
  const without = await compileFiles(t, {});
  assert.deepEqual(Object.keys(loadBundle(without).modules), ['pages/a/a']);
  assert.deepEqual(without.program.external, {});
});

test('a kit that cannot start does not stop the program', async (t) => {
  const kit = kitSources(t);
  addFiles(kit, { 'src/index.ts': "throw new Error('kit is broken');" });
  const timers: (() => void)[] = [];
  const result = await compileFiles(t, { 'app.js': 'App({});' }, { aliases: { 'microapp-trade-kit': kit } });
  const loaded = loadBundle(result, { setTimeout: (callback: () => void) => timers.push(callback) });
  loaded.require('app');
  assert.deepEqual(
    loaded.calls.map(([name]) => name),
    ['App'],
  );
  assert.throws(() => timers[0]?.(), /kit is broken/);
});

const FLAT_KIT = {
  'miniprogram_npm/microapp-trade-kit/package.json':
    '{"name":"microapp-trade-kit","main":"index.js","exports":{"components":{"pay-button":"./pay-button/index"}}}',
  'miniprogram_npm/microapp-trade-kit/index.js': 'exports.setup = () => {};',
  'miniprogram_npm/microapp-trade-kit/auto.js': '',
  'miniprogram_npm/microapp-trade-kit/pay-button/index.json': '{"component":true}',
  'miniprogram_npm/microapp-trade-kit/pay-button/index.ttml': '<view/>',
  'miniprogram_npm/microapp-trade-kit/pay-button/index.js': 'Component({});',
};

test("a program's own copy of the kit beats the alias, but for a program inside the kit's folder", async (t) => {
  const kit = kitSources(t);
  const page = {
    'pages/a/a.json': '{"usingComponents":{"pay-button-sdk":"microapp-trade-kit/pay-button/index"}}',
    ...FLAT_KIT,
  };
  const aliases = { 'microapp-trade-kit': kit };
  const using = async (root: string, preferInstalled?: boolean): Promise<string | undefined> => {
    const { program } = await compileProgram({
      root,
      aliases,
      ...(preferInstalled === undefined ? {} : { preferInstalled }),
    });
    return program.json['pages/a/a']?.usingComponents['pay-button-sdk'];
  };
  const outside = writeProgram(t, onePage(page));
  assert.equal(await using(outside), '/miniprogram_npm/microapp-trade-kit/pay-button/index');
  assert.equal(await using(outside, false), `/${PAY_BUTTON}`);
  addFiles(path.join(kit, 'demo-app'), onePage(page));
  assert.equal(await using(path.join(kit, 'demo-app')), `/${PAY_BUTTON}`);
  assert.equal(
    await using(path.join(kit, 'demo-app'), true),
    '/miniprogram_npm/microapp-trade-kit/pay-button/index',
  );
});

test('a component of the industry SDK is known by name, one of a plug-in is doubted, any other address is an error', async (t) => {
  const { program } = await compileFiles(
    t,
    onePage({
      'pages/a/a.json': `{"usingComponents":{
  "a": "ext://industry/video-player",
  "b": "ext://industry/video-playr",
  "c": "tt0123456789abcdef01://card",
  "d": "plugin://shop/card"}}`,
      'pages/a/a.ttml': '<a/><b/><c/><d/>',
    }),
  );
  const found = program.diagnostics.filter(({ code }) => code?.startsWith('plugin-'));
  assert.deepEqual(
    found.map(({ level, line, code, fix }) => [level, line, code, fix]),
    [
      ['error', 3, 'plugin-page-unknown', 'Did you mean "video-player"?'],
      ['warning', 4, 'plugin-foreign', 'A box stands for it here; try the plugin in the official IDE.'],
      ['error', 5, 'plugin-unknown', 'A box stands for it here; try the plugin in the official IDE.'],
    ],
  );
});

test('ext://<package>/<alias> follows exports.components', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.json': JSON.stringify({
      usingComponents: {
        'x-a': 'ext://microapp-trade-kit/pay-button',
        'x-b': 'ext://@s/ui/cell',
        'x-c': 'ext://@s/ui/gone',
        'x-d': 'ext://nowhere/cell',
        'x-e': 'ttabc://cell',
      },
    }),
    ...FLAT_KIT,
    'miniprogram_npm/@s/ui/package.json':
      '{"exports":{"components":{"cell":"./dist/cell/index","gone":"./dist/gone"}}}',
    'miniprogram_npm/@s/ui/dist/cell/index.ttml': '<view/>',
  });
  const { 'pay-button': builtIn, ...using } = program.json['pages/a/a']?.usingComponents ?? {};
  assert.equal(builtIn, '/miniprogram_npm/microapp-trade-kit/pay-button/index');
  assert.deepEqual(using, {
    'x-a': '/miniprogram_npm/microapp-trade-kit/pay-button/index',
    'x-b': '/miniprogram_npm/@s/ui/dist/cell/index',
    // What is not there has a box in its place that says what it stands for.
    'x-c': '/stand-in/ext-s-ui-gone',
    'x-d': '/stand-in/ext-nowhere-cell',
    'x-e': '/stand-in/ttabc-cell',
  });
  assert.deepEqual(
    lines(program.diagnostics, 'error').map((line) => line.replace(/^pages\/a\/a\.json:1:\d+ /, '')),
    [
      '"ext://@s/ui/gone" leads to ./dist/gone, and there is no component there',
      '"ext://nowhere/cell": no package "nowhere" that exports a component "cell"',
      '"ttabc://cell": the simulator has no such plugin',
    ],
  );
});

test('components: relative, absolute, from the app, in miniprogram_npm, by folder; nested, recursive, missing', async (t) => {
  const { program } = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a"],"usingComponents":{"x-app":"c/app"}}',
    'pages/a/a.json':
      '{"usingComponents":{\n "x-rel":"../../c/rel","x-abs":"/c/abs","x-npm":"ui/cell",\n "x-gone":"/c/gone","x-odd":1}}',
    'c/app.ttml': '<view/>',
    'c/rel.json': '{"component":true,"usingComponents":{"x-rel":"./rel","x-abs":"abs"}}',
    'c/rel.ttml': '<view/>',
    'c/abs/index.ttml': '<view/>',
    'miniprogram_npm/ui/cell/index.ttml': '<view/>',
  });
  assert.deepEqual(program.json['pages/a/a']?.usingComponents, {
    'x-app': '/c/app',
    'x-rel': '/c/rel',
    'x-abs': '/c/abs/index',
    'x-npm': '/miniprogram_npm/ui/cell/index',
  });
  assert.deepEqual(program.order, [
    'c/app',
    'c/abs/index',
    'c/rel',
    'miniprogram_npm/ui/cell/index',
    'pages/a/a',
  ]);
  assert.equal(program.json['c/app']?.component, true);
  assert.deepEqual(lines(program.diagnostics), [
    'c/app.json a component without a JSON file',
    'c/abs/index.json a component without a JSON file',
    'pages/a/a.json:3:2 no component at "/c/gone"',
    'pages/a/a.json:3:21 usingComponents "x-odd" is not a path',
  ]);
});

test('app.json: sub-packages under both names, missing pages and tabs located, start page', async (t) => {
  const { program } = await compileFiles(t, {
    'app.json': `{
  "pages": ["pages/a/a", "pages/gone/gone", 1],
  "subPackages": [{ "root": "one", "pages": ["b/b"] }, { "pages": [] }],
  "subpackages": [{ "root": "/two/", "pages": ["c"] }],
  "entryPagePath": "one/b/b",
  "tabBar": { "list": [{ "pagePath": "pages/a/a", "text": "A" }, { "pagePath": "pages/x/x", "text": "X" }] }
}`,
    'one/b/b.ttml': '<view/>',
    'two/c.ttml': '<view/>',
  });
  assert.deepEqual(program.pages, ['pages/a/a', 'one/b/b', 'two/c']);
  assert.equal(program.app.entryPagePath, 'one/b/b');
  assert.deepEqual(lines(program.diagnostics), [
    'app.json:2:45 a page is a path in double quotes',
    'app.json:3:56 a sub-package needs "root" and "pages"',
    'app.json:2:26 page "pages/gone/gone" has no file',
    'app.json:6:68 "tabBar.list.1.pagePath" names a page that is not listed: pages/x/x',
  ]);
});

test('project.config.json: miniprogramRoot and appid; a root outside is refused', async (t) => {
  const root = writeProgram(t, { 'project.config.json': '{"appid":"ttx","miniprogramRoot":"./mini/"}' });
  addFiles(path.join(root, 'mini'), onePage({}));
  const { program, root: found } = await compileProgram({ root });
  assert.deepEqual([program.appid, program.pages, found], ['ttx', ['pages/a/a'], path.join(root, 'mini')]);
  const outside = await compileFiles(t, { 'project.config.json': '{"miniprogramRoot":"../"}' });
  assert.deepEqual(lines(outside.program.diagnostics), [
    'project.config.json "miniprogramRoot" is not a folder in this project: ../',
  ]);
  assert.deepEqual(outside.program.pages, ['pages/a/a']);
});

test('JSON that cannot be read: a page is shown without it; comments and trailing commas are warnings', async (t) => {
  const { program } = await compileFiles(t, {
    'app.json': '// pages\n{"pages":["pages/a/a","pages/b/b",]}',
    'pages/a/a.json': '{"usingComponents": {\n}',
    'pages/b/b.json': '[]',
    'pages/b/b.js': '',
    'pages/b/b.ttml': '',
  });
  assert.deepEqual(program.pages, ['pages/a/a', 'pages/b/b']);
  assert.deepEqual(lines(program.diagnostics), [
    'app.json:1:1 a comment is not JSON; read over here',
    'pages/a/a.json:2:2 not valid JSON: expected "," or "}", found the end of the file',
  ]);
});

test('a folder without app.json, and one whose app.json is broken, still give a program that says why', async (t) => {
  const none = await compileProgram({ root: writeProgram(t, {}) });
  assert.deepEqual(lines(none.program.diagnostics), ['app.json there is no app.json']);
  assert.equal(loadBundle(none).program.pages.length, 0);
  const broken = await compileProgram({ root: writeProgram(t, { 'app.json': '{"pages": [}' }) });
  assert.deepEqual(lines(broken.program.diagnostics), [
    'app.json:1:12 not valid JSON: expected a value, found "}"',
  ]);
  const empty = await compileProgram({ root: writeProgram(t, { 'app.json': '{\n"pages": []}' }) });
  assert.deepEqual(lines(empty.program.diagnostics), ['app.json:2:1 names no page']);
});

test('a component that contains itself whatever the data is told at its line, one that may end is not', async (t) => {
  const component = (ttml: string, ...uses: string[]): [string, string][] => [
    [
      'json',
      JSON.stringify({
        component: true,
        usingComponents: Object.fromEntries(uses.map((x) => [x, `/c/${x}`])),
      }),
    ],
    ['js', 'Component({})'],
    ['ttml', ttml],
  ];
  const made = {
    a: component('<view>\n<a/><a/></view>', 'a'),
    b: component('<view>\n\n<c/></view>', 'c'),
    c: component('<b/>', 'b'),
    d: component('<view tt:if="{{x}}"><d/></view>', 'd'),
    e: component('<block tt:for="{{x}}"><e/></block>', 'e'),
    f: component('<template name="t"><f/></template>', 'f'),
    g: component('<d><g/></d>', 'g', 'd'),
    h: component('<view/><slot><h/></slot>', 'h'),
  };
  const { program } = await compileFiles(t, {
    'pages/a/a.json': JSON.stringify({
      usingComponents: Object.fromEntries(Object.keys(made).map((name) => [name, `/c/${name}`])),
    }),
    ...Object.fromEntries(
      Object.entries(made).flatMap(([name, files]) => files.map(([end, text]) => [`c/${name}.${end}`, text])),
    ),
  });
  const found = program.diagnostics.filter(({ code }) => code === 'component-endless');
  assert.deepEqual(found.map(({ file, line, values }) => [file, line, values?.chain]).sort(), [
    ['c/a.ttml', 2, 'c/a > c/a'],
    ['c/c.ttml', 1, 'c/b > c/c > c/b'],
  ]);
});
