/**
 * What a newcomer breaks in the first hour, each once: named with its place and with what to do, in both
 * languages. The numbers are those of the walk that found them; those without are of the same kinds. What
 * only a running page can meet is in test/e2e/shell/breakages.test.ts.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createSandbox } from '../../../sandbox';
import { StoreError } from '../../../sandbox/store/errors';
import { sentencesOf } from '../../../simulator/server/program-check';
import { checkFolder } from '../../../simulator/server/check';
import { BASE, type Broken } from '../../fixtures/broken/base';
import { CLI, output } from './cli-runs';
import { addFiles } from './compiler-helpers';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

interface Breakage {
  name: string;
  edits: Broken['edits'];
  /** `file:line`. */
  at: string;
  en: RegExp;
  zh: RegExp;
}

const GOODS = 'pages/goods/goods';
const BREAKAGES: readonly Breakage[] = [
  {
    name: '1 a typo in the name of the getgoodsinfo handler',
    edits: { [`${GOODS}.ttml`]: ['"getGoodsInfo"', '"getGoodInfo"'] },
    at: `${GOODS}.ttml:7`,
    en: /getGoodInfo.*There is "getGoodsInfo"/,
    zh: /getGoodInfo.*存在“getGoodsInfo”/,
  },
  {
    name: '2 a typo in the name of the placeorder handler',
    edits: { [`${GOODS}.ttml`]: ['"placeOrder"', '"placeOrdr"'] },
    at: `${GOODS}.ttml:8`,
    en: /placeOrdr.*There is "placeOrder"/,
    zh: /placeOrdr.*存在“placeOrder”/,
  },
  {
    name: 'a typo in the name of the pay handler',
    edits: { [`${GOODS}.ttml`]: ['"onPay"', '"onPaid"'] },
    at: `${GOODS}.ttml:9`,
    en: /onPaid.*There is "onPay"/,
    zh: /onPaid.*存在“onPay”/,
  },
  {
    name: '3 a goods id that is a number',
    edits: { [`${GOODS}.js`]: ["'7301245789012345678'", '7301245789012345678'] },
    at: `${GOODS}.js:4`,
    en: /more digits than a number keeps.*Write it as text: '7301245789012345678'/,
    zh: /超出数字能保存的位数.*请写成文本：'7301245789012345678'/,
  },
  {
    name: '4 a page without files',
    edits: { 'app.json': ['"pages/rows/rows"]', '"pages/rows/rows", "pages/orderr/index"]'] },
    at: 'app.json:2',
    en: /pages\/orderr\/index.*Add/,
    zh: /pages\/orderr\/index.*请/,
  },
  {
    name: '8 a wrong path in usingComponents',
    edits: { 'app.json': ['microapp-trade-kit/pay-button/index', 'microapp-trade-kit/pay-buton/index'] },
    at: 'app.json:11',
    en: /pay-buton/,
    zh: /pay-buton.*[\u4e00-\u9fff]/,
  },
  {
    name: '9 no adapter in the app entry',
    edits: { 'app.js': ["import 'microapp-trade-kit/auto';\n", ''] },
    at: 'app.js',
    en: /imports no adapter.*Write import 'microapp-trade-kit\/auto' as the first line/,
    zh: /没有引入适配器.*第一行写 import 'microapp-trade-kit\/auto'/,
  },
  {
    name: '11 mode="2"',
    edits: { [`${GOODS}.ttml`]: ['mode="{{2}}"', 'mode="2"'] },
    at: `${GOODS}.ttml:4`,
    en: /mode="2" is a text.*mode="\{\{2\}\}"/,
    zh: /mode="2" 是文本.*mode="\{\{2\}\}"/,
  },
  {
    name: '10 order-status="1"',
    edits: { 'pages/mine/mine.ttml': ['order-status="{{1}}"', 'order-status="1"'] },
    at: 'pages/mine/mine.ttml:1',
    en: /order-status="1" is a text/,
    zh: /order-status="1" 是文本/,
  },
  {
    name: '23 goods-type="1"',
    edits: { [`${GOODS}.ttml`]: ['goods-type="{{1}}"', 'goods-type="1"'] },
    at: `${GOODS}.ttml:6`,
    en: /goods-type="1" is a text/,
    zh: /goods-type="1" 是文本/,
  },
  {
    name: '12 a handler that returns nothing',
    edits: {
      [`${GOODS}.js`]: [
        'return Promise.resolve({ minLimits: 1, maxLimits: 5 });',
        'this.setData({ open: false });',
      ],
    },
    at: `${GOODS}.js:8`,
    en: /getGoodsInfo.*returns nothing.*Return the object/,
    zh: /getGoodsInfo.*没有返回值.*请返回对象/,
  },
  {
    name: '14 an order page that app.json does not list',
    edits: { 'app.js': ["'/pages/order-confirm/index'", "'/pages/order-confrim/index'"] },
    at: 'app.js:6',
    en: /order-confrim.*Did you mean "\/?pages\/order-confirm\/index"/,
    zh: /order-confrim.*是否想写“\/?pages\/order-confirm\/index”/,
  },
  {
    name: '15 a broken expression',
    edits: { [`${GOODS}.ttml`]: ['{{goodsId}}', '{{goodsId +}}'] },
    at: `${GOODS}.ttml:5`,
    en: /[A-Z].*\./,
    zh: /[\u4e00-\u9fff]/,
  },
  {
    name: '16 a comment in JSON',
    edits: { [`${GOODS}.json`]: '// title\n{ "navigationBarTitleText": "商品" }\n' },
    at: `${GOODS}.json:1`,
    en: /comment/,
    zh: /注释/,
  },
  {
    name: '19 two commas in JSON',
    edits: { [`${GOODS}.json`]: '{ "navigationBarTitleText": "商品",, "a": 1 }\n' },
    at: `${GOODS}.json:1`,
    en: /JSON/,
    zh: /JSON/,
  },
  {
    name: '18 a syntax error in a script',
    edits: { [`${GOODS}.js`]: ['onLoad() {', 'onLoad( {'] },
    at: `${GOODS}.js:6`,
    en: /Look here and just before/,
    zh: /脚本语法错误.*请检查此处/,
  },
  {
    name: '20 a tag that is not closed',
    edits: {
      [`${GOODS}.ttml`]: ['<view tt:else bindtap="onMore">…</view>', '<view tt:else bindtap="onMore">…'],
    },
    at: `${GOODS}.ttml:2`,
    en: /view/,
    zh: /view.*[\u4e00-\u9fff]|[\u4e00-\u9fff].*view/,
  },
  {
    name: '22 a typo in a tag',
    edits: { [`${GOODS}.ttml`]: ['<pay-button-sdk', '<pay-buton-sdk'] },
    at: `${GOODS}.ttml:3`,
    en: /pay-buton-sdk.*Did you mean <pay-button-sdk>/,
    zh: /pay-buton-sdk.*是否想写 <pay-button-sdk>/,
  },
  {
    name: '24 no setup()',
    edits: {
      'app.js': [
        "setup({\n  merchant: { baseUrl: '/merchant' },\n  pages: { orderConfirm: '/pages/order-confirm/index' },\n});\n",
        '',
      ],
    },
    at: `${GOODS}.ttml:3`,
    en: /nothing calls setup\(\).*In the app entry/,
    zh: /没有调用 setup\(\).*请在应用入口写/,
  },
  {
    name: '25 wx:if',
    edits: { [`${GOODS}.ttml`]: ['tt:if="{{open}}"', 'wx:if="{{open}}"'] },
    at: `${GOODS}.ttml:1`,
    en: /"wx:" directives.*Write tt:/,
    zh: /“wx:”指令.*改为 tt:/,
  },
  {
    name: '26 wx.login',
    edits: { [`${GOODS}.js`]: ['tt.login(', 'wx.login('] },
    at: `${GOODS}.js:12`,
    en: /wx.*tt/,
    zh: /wx.*tt/,
  },
  {
    name: 'a merchant without a scheme in its address',
    edits: { 'app.js': ["'/merchant'", "'shop.example.com/merchant'"] },
    at: 'app.js:5',
    en: /is no address.*https:\/\//,
    zh: /不是完整地址.*https:\/\//,
  },
  {
    name: 'an event that the button does not have',
    edits: { [`${GOODS}.ttml`]: ['bind:pay=', 'bind:payed='] },
    at: `${GOODS}.ttml:9`,
    en: /payed/,
    zh: /payed.*[\u4e00-\u9fff]|[\u4e00-\u9fff].*payed/,
  },
];

let top: string;
before(() => {
  top = mkdtempSync(path.join(tmpdir(), 'trade-sim-breakages-'));
  symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(top, 'node_modules'));
});
after(() => {
  rmSync(top, { recursive: true, force: true });
});

let made = 0;
function program(edits: Broken['edits']): string {
  const files: Record<string, string> = { ...BASE };
  for (const [name, edit] of Object.entries(edits)) {
    if (edit === null) delete files[name];
    else if (typeof edit === 'string') files[name] = edit;
    else {
      assert.equal(files[name]?.split(edit[0]).length, 2, `${name} holds ${JSON.stringify(edit[0])} once`);
      files[name] = files[name]!.replace(edit[0], () => edit[1]);
    }
  }
  const root = path.join(top, `p${(made += 1)}`);
  addFiles(root, files);
  return root;
}

for (const { name, edits, at, en, zh } of BREAKAGES)
  test(`${name}: place, words and fix`, async () => {
    const { findings } = await checkFolder({ dir: program(edits), types: false });
    const here = findings.filter(
      ({ file, line }) => file === at || (line !== undefined && `${file}:${line}` === at),
    );
    const told = here.map((one) => [sentencesOf(one, 'en'), sentencesOf(one, 'zh')] as const);
    const all = JSON.stringify(
      findings.map((one) => [one.file, one.line, sentencesOf(one, 'en'), sentencesOf(one, 'zh')]),
      null,
      1,
    );
    assert.ok(
      told.some(([one, other]) => en.test(one) && zh.test(other)),
      all,
    );
    for (const one of here) assert.ok(one.fix !== undefined && one.fix !== one.message, one.message);
  });

const said = async (t: Parameters<typeof output>[0], ...args: string[]) => {
  const english = await output(t, CLI, [...args, '--lang', 'en']);
  const chinese = await output(t, CLI, [...args, '--lang', 'zh']);
  for (const { code, stderr } of [english, chinese]) {
    assert.equal(code, 1, stderr);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
  assert.doesNotMatch(english.stderr.replaceAll(top, ''), /[\u4e00-\u9fff]/);
  assert.match(chinese.stderr, /[\u4e00-\u9fff]/);
  return [english.stderr, chinese.stderr] as const;
};

test('27 a taken port: which, and what to do', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const [en, zh] = await said(t, 'dev', program({}), '--no-open', '--db', ':memory:', '--port', String(port));
  assert.match(en, new RegExp(`Port ${port} is taken.*--port`));
  assert.match(zh, new RegExp(`端口 ${port} 已被占用.*--port`));
});

test('17 a type error of TypeScript: place, words and fix', async () => {
  const edits: Broken['edits'] = { 'pages/mine/mine.ts': ["{ order: 'o-1' }", '{ order: 1 }'] };
  const { findings } = await checkFolder({ dir: program(edits), types: true });
  const told = findings.find(({ file, line }) => file === 'pages/mine/mine.ts' && line === 5);
  assert.equal(told?.level, 'error', JSON.stringify(findings));
  assert.match(
    sentencesOf(told, 'en'),
    /'number' is not assignable to type 'string'.*value of the wanted type/,
  );
  assert.match(sentencesOf(told, 'zh'), /'number'.*'string'.*所需类型的值/);
});

test('28 a ledger that another simulator has open: which, and what to do', async (t) => {
  const file = path.join(top, 'shared.db');
  const other = createSandbox({ store: file });
  t.after(() => other.close());
  const [en, zh] = await said(t, 'dev', program({}), '--no-open', '--port', '0', '--db', file);
  assert.match(en, /shared\.db: another simulator has it open.*stop that one, or name another file.*--db/);
  assert.match(zh, /shared\.db：另一个模拟器正在使用它.*停止那一个，或换一个文件.*--db/);
});

test('30 a ledger that is no database: which file, and what to do', async (t) => {
  const file = path.join(top, 'corrupt.db');
  writeFileSync(file, 'this is no database at all, whatever its name says');
  const [en, zh] = await said(t, 'dev', program({}), '--no-open', '--port', '0', '--db', file);
  assert.match(en, /corrupt\.db.*--db/);
  assert.match(zh, /corrupt\.db.*--db/);
});

test('31 a folder that may not be written to: the same words, whoever runs it', () => {
  const folder = path.join(top, 'read-only');
  mkdirSync(folder);
  chmodSync(top, 0o755);
  chmodSync(folder, 0o555);
  const isRoot = process.geteuid?.() === 0;
  // Nothing is closed to root.
  if (isRoot) process.seteuid!(65_534);
  try {
    assert.throws(
      () => createSandbox({ store: path.join(folder, '.trade-sim/ledger.db') }),
      (error) => error instanceof StoreError && error.reason === 'noAccess' && /EACCES/.test(error.message),
    );
  } finally {
    if (isRoot) process.seteuid!(0);
  }
});

test('31 a ledger in a place that is no folder: which, and what to do', async (t) => {
  const file = path.join(top, 'plain-file');
  writeFileSync(file, '');
  const [en, zh] = await said(
    t,
    'dev',
    program({}),
    '--no-open',
    '--port',
    '0',
    '--db',
    path.join(file, 'l.db'),
  );
  assert.match(en, /plain-file.*--db/);
  assert.match(zh, /plain-file.*--db/);
});

for (const [name, args, en, zh] of [
  ['no such option', ['dev', 'x', '--prot', '1'], /--prot: no such option/, /--prot：没有这个选项/],
  ['an option without its value', ['dev', 'x', '--port'], /--port: a value is missing/, /--port：缺少值/],
  ['no such command', ['devv', 'x'], /No command "devv"/, /没有命令 "devv"/],
  ['a port that is none', ['dev', 'x', '--port', 'a'], /--port a: a port/, /--port a：端口/],
  ['no such folder', ['dev', '/nowhere-at-all'], /no such folder/, /没有这个文件夹/],
  [
    'a map to another machine',
    ['dev', 'x', '--map', 'https://a.example=http://b.example'],
    /another machine.*--allow-remote/,
    /其他机器.*--allow-remote/,
  ],
  [
    'a map that is half',
    ['dev', 'x', '--map', 'https://a.example'],
    /the address of your server/,
    /你的服务端地址/,
  ],
] as const)
  test(`${name}: one line in either language`, async (t) => {
    const [english, chinese] = await said(t, ...args);
    assert.match(english, en);
    assert.match(chinese, zh);
  });

test('32 a folder with Chinese and a blank in its name works', async () => {
  const root = path.join(top, '我的 小店');
  mkdirSync(root);
  chmodSync(root, 0o755);
  addFiles(root, { ...BASE });
  assert.deepEqual((await checkFolder({ dir: root, types: false })).findings, []);
});
