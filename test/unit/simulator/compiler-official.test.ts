import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { compileProgram } from '../../../simulator/compiler';
import { compileFiles, lines } from './compiler-helpers';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const OFFICIAL = path.join(REPOSITORY, 'test/fixtures/programs/official');

test("[PB-VARIANT-01] [PB-VARIANT-02] [TP-DECL-01] a program written for the official components gets this repository's kit", async () => {
  const { program } = await compileProgram({
    root: OFFICIAL,
    aliases: { 'microapp-trade-kit': REPOSITORY },
    preferInstalled: false,
  });
  const button = '/npm:microapp-trade-kit/components/pay-button/index';
  assert.deepEqual(
    lines(program.diagnostics.filter(({ file }) => !file.startsWith('npm:') && !file.startsWith('app.json'))),
    [],
  );
  assert.equal(program.json['pages/tag/tag']?.usingComponents['pay-button'], button);
  assert.equal(program.json['pages/sdk/sdk']?.usingComponents['pay-button-sdk'], button);
  assert.equal(program.json['pages/plugin/plugin']?.usingComponents['pay-button-sdk'], button);
  assert.equal(program.pages[3], 'npm:microapp-trade-kit/components/order-confirm/index');
});

test('a build that has the kit among its own files is not set up behind its back, nor told of the package beside it', async (t) => {
  const kit = {
    'node_modules/microapp-trade-kit/package.json': '{ "name": "microapp-trade-kit", "main": "index.js" }',
    'node_modules/microapp-trade-kit/index.js': "exports.setup = () => 'THE PACKAGE';",
    'node_modules/microapp-trade-kit/auto.js': '',
    'node_modules/microapp-trade-kit/pay-button/index.js': 'Component({});',
    'node_modules/microapp-trade-kit/pay-button/index.json': '{ "component": true }',
    'node_modules/microapp-trade-kit/pay-button/index.ttml': '<view>pay</view>',
  };
  const own = {
    'project.config.json': '{ "miniprogramRoot": "dist/" }',
    'dist/app.json': '{ "pages": ["pages/a/a"] }',
    'dist/app.js': 'App({});',
    'dist/pages/a/a.js': 'Page({});',
    'dist/pages/a/a.ttml': '<pay-button-sdk />',
    'dist/npm/microapp-trade-kit/pay-button/index.js': 'Component({});',
    'dist/npm/microapp-trade-kit/pay-button/index.json': '{ "component": true }',
    'dist/npm/microapp-trade-kit/pay-button/index.ttml': '<view>pay</view>',
  };
  const use = (component: string): Record<string, string> => ({
    'dist/pages/a/a.json': JSON.stringify({ usingComponents: { 'pay-button-sdk': component } }),
  });
  const built = await compileFiles(t, {
    ...kit,
    ...own,
    ...use('/npm/microapp-trade-kit/pay-button/index'),
  });
  assert.deepEqual(lines(built.program.diagnostics), []);
  assert.doesNotMatch(built.bundle, /THE PACKAGE/);
  const served = await compileFiles(t, { ...kit, ...own, ...use('microapp-trade-kit/pay-button/index') });
  assert.match(served.bundle, /THE PACKAGE/);
});

for (const name of ['taro-react', 'taro-vue3', 'uniapp-vue3', 'uniapp-vue2', 'mpx'])
  test(`${name}: a build with a copy of the kit is given no second one where the kit is served beside it`, async () => {
    const { program, bundle } = await compileProgram({
      root: path.join(REPOSITORY, 'test/fixtures/frameworks', name),
      aliases: { 'microapp-trade-kit': REPOSITORY },
    });
    assert.deepEqual(
      program.order.filter((id) => id.startsWith('npm:')),
      [],
    );
    assert.deepEqual(program.external, {});
    assert.doesNotMatch(bundle, /virtual:trade-kit/);
    assert.ok(program.order.some((id) => id.endsWith('/pay-button/index')));
  });

test('a build with a copy may name the official components as well', async (t) => {
  const { program, bundle } = await compileFiles(
    t,
    {
      'app.json': '{ "pages": ["pages/a/a"] }',
      'pages/a/a.json':
        '{ "usingComponents": { "own": "/npm/microapp-trade-kit/pay-button/index", "theirs": "ext://industry/consume-card" } }',
      'pages/a/a.ttml': '<own/><theirs/>',
      'npm/microapp-trade-kit/pay-button/index.js': 'Component({});',
      'npm/microapp-trade-kit/pay-button/index.json': '{ "component": true }',
      'npm/microapp-trade-kit/pay-button/index.ttml': '<view>pay</view>',
    },
    { aliases: { 'microapp-trade-kit': REPOSITORY } },
  );
  assert.deepEqual(Object.keys(program.external), [
    'ext://industry/consume-card',
    'tta5a3d31e3aecfb9b11://consume-card',
  ]);
  assert.match(bundle, /virtual:trade-kit/);
});

test('a built-in tag in a <template> counts where something shows that template by its name', async (t) => {
  const template = '<template name="pay"><view><pay-button goods-id="1" /></view></template>';
  const pagesAsked = async (shown: string): Promise<number> => {
    const { program } = await compileFiles(t, {
      'base.ttml': template,
      'pages/a/a.ttml': `<import src="/base.ttml" />${shown}`,
    });
    return program.diagnostics.filter(({ code }) => code === 'official-pages').length;
  };
  assert.equal(await pagesAsked('<template is="pay" />'), 3);
  assert.equal(await pagesAsked('<template is="{{which}}" data="{{i}}" />'), 0);
  assert.equal(await pagesAsked('<view>nothing</view>'), 0);
});
