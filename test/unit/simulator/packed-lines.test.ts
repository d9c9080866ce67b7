import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFiles } from './compiler-helpers';

test("a browser's name is a warning anywhere in a line that a bundler packed, as its author is not here", async (t) => {
  const load = 'function load(id) { return document.createElement(id); } exports.load = load;';
  const levelOf = async (script: string): Promise<string[]> => {
    const { program } = await compileFiles(t, { 'pages/a/a.js': `Page({});\n${script}` });
    return program.diagnostics.filter(({ code }) => code === 'web-global').map(({ level }) => level);
  };
  assert.deepEqual(await levelOf(load), ['error']);
  assert.deepEqual(await levelOf(`${load} var x = "${'y'.repeat(1000)}";`), ['warning']);
});
