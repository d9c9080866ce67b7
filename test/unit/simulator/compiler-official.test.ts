import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { compileProgram } from '../../../simulator/compiler';
import { lines } from './compiler-helpers';

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
