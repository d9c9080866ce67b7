import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProgram } from '../../../simulator/compiler';
import { BASIC, lines, loadBundle } from './compiler-helpers';

test('the basic fixture compiles without a finding, dependencies before their users', async () => {
  const { program } = await compileProgram({ root: BASIC });
  assert.deepEqual(lines(program.diagnostics), []);
  assert.deepEqual(program.pages, [
    'pages/home/home',
    'pages/detail/detail',
    'pages/form/form',
    'pages/plain/plain',
    'packages/extra/pages/more/more',
  ]);
  const { order } = program;
  assert.ok(order.indexOf('components/counter/counter') < order.indexOf('components/card/card'));
  assert.ok(order.indexOf('components/card/card') < order.indexOf('pages/home/home'));
  assert.deepEqual(program.json['pages/home/home']?.usingComponents, {
    'x-card': '/components/card/card',
    'x-counter': '/components/counter/counter',
  });
});

test('modules of the fixture load: imports of ts, json and js, shadowed globals, path from the root', async () => {
  const loaded = loadBundle(await compileProgram({ root: BASIC }));
  for (const id of ['app', ...loaded.program.order]) if (loaded.modules[id]) loaded.require(id);
  assert.deepEqual(
    loaded.calls.map(([name]) => name),
    ['App', 'Component', 'Component', 'Page', 'Page', 'Page', 'Page'],
  );
  const yuan = loaded.require('utils/price').yuan as (price: number) => string;
  assert.equal(yuan(4550), '45.50');
  assert.ok(Object.keys(loaded.templates).includes('templates/line'));
});
