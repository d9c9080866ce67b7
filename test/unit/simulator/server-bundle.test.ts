import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { compileTagTemplates } from '../../../simulator/compiler/tags';
import { BrowserBundle } from '../../../simulator/server/browser-bundle';
import { tags } from '../../../simulator/tags';
import { addFiles, writeProgram } from './compiler-helpers';

test('a bundle has the script with its head, the styles it imports, and is built again when a source has changed', async (t) => {
  const root = writeProgram(t, {
    'main.ts': "import { a } from './a';\nimport './a.css';\nglobalThis.result = head + a;",
    'a.ts': "export const a: string = 'one';",
    'a.css': '.a { top: 0 }',
  });
  const bundle = new BrowserBundle(
    { entryPoints: [path.join(root, 'main.ts')] },
    () => "var head = 'head ';",
  );
  const result = async (): Promise<unknown> => {
    const context: { result?: unknown } = {};
    runInNewContext((await bundle.code()).js, Object.assign(context, { globalThis: context }));
    return context.result;
  };
  assert.equal(await result(), 'head one');
  assert.match((await bundle.code()).css, /\.a \{\s*top: 0;?\s*\}/);
  assert.equal(await bundle.code(), await bundle.code());
  addFiles(root, { 'a.ts': "export const a: string = 'two';" });
  utimesSync(path.join(root, 'a.ts'), 1, 1);
  assert.equal(await result(), 'head two');
});

test('browser code that does not build shows why in the page, and is tried again', async (t) => {
  const root = writeProgram(t, { 'main.ts': "import './gone';" });
  const bundle = new BrowserBundle({ entryPoints: [path.join(root, 'main.ts')] });
  const body: { textContent?: string } = {};
  runInNewContext((await bundle.code()).js, { document: { body }, console: { error: () => undefined } });
  assert.match(body.textContent ?? '', /does not build[\s\S]*Could not resolve "\.\/gone"/);
  addFiles(root, { 'gone.ts': 'globalThis.fine = 1;' });
  assert.match((await bundle.code()).js, /fine = 1/);
});

test('every built-in tag has a compiled template', () => {
  const templates = runInNewContext(`(${compileTagTemplates()})`) as Record<string, unknown>;
  assert.deepEqual(Object.keys(templates).sort(), Object.keys(tags).sort());
});
