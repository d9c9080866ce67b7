/** What of `tt` a script calls: a slip is told however it is written, what is asked for or added is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFiles } from './compiler-helpers';

const TOLD: [string, string][] = [
  ['a call', 'tt.showToats({});'],
  ['a call behind ?.', 'tt?.showToats({});'],
  ['a member that is named by a text', "tt['showToats']({});"],
  ['another name of tt', 'const api = tt; api.showToats({});'],
  ['a member taken out', 'const { showToats } = tt; showToats({});'],
  ['a member taken out under another name', 'const { showToats: toast } = tt; toast({});'],
  ['a call in a program that adds members', "tt['a' + Math.random()] = 1; tt.showToats({});"],
];
const FINE: [string, string][] = [
  ['asked for with &&', 'tt.showToats && tt.showToats({});'],
  ['asked for with ?.()', 'tt.showToats?.({});'],
  ['asked for by typeof', "if (typeof tt.showToats === 'function') tt.showToats({});"],
  ['asked for by in', "if ('showToats' in tt) tt.showToats({});"],
  ['asked for by hasOwnProperty', "if (tt.hasOwnProperty('showToats')) tt.showToats({});"],
  ['asked for by Object.hasOwn', "if (Object.hasOwn(tt, 'showToats')) tt.showToats({});"],
  ['asked for by canIUse', "if (tt.canIUse('showToats.object.icon')) tt.showToats({});"],
  [
    'asked for by canIUse of another name',
    "const api = tt; if (api.canIUse('showToats')) api.showToats({});",
  ],
  ['asked for by a helper', "const has = (name) => !!tt[name]; if (has('showToats')) tt.showToats({});"],
  ['taken out and tested', 'const { showToats } = tt; if (showToats) showToats({});'],
  ['taken out with a stand-in', 'const { showToats = () => {} } = tt; showToats({});'],
  ['added under its name', 'tt.showToats = () => {}; tt.showToats({});'],
  ['added under a text', "tt['showToats'] = () => {}; tt.showToats({});"],
  ['added by Object.assign', 'Object.assign(tt, { showToats() {} }); tt.showToats({});'],
  ['added by defineProperty', "Object.defineProperty(tt, 'showToats', {}); tt.showToats({});"],
  [
    'added in a loop',
    "for (const name of ['login', 'request']) tt[name + 's'] = () => tt[name]({}); tt.requests({});",
  ],
  ['added by a function that has tt', "require('./more')(tt); tt.requests({});"],
  ['another object of the name', 'function f(tt) { tt.showToats({}); } f({});'],
  ['a name that others have, too', 'const api = tt; function f(api) { api.showToats({}); } f(api);'],
];

const apis = async (t: Parameters<typeof compileFiles>[0], files: Record<string, string>) =>
  (await compileFiles(t, files)).program.diagnostics
    .filter(({ code }) => code === 'api-unknown')
    .map(({ file, line }) => `${file}:${line}`);

const page = (text: string) => ({
  'pages/a/a.js': `Page({});\n${text}`,
  'pages/a/more.js': 'module.exports = () => {};',
});
for (const [name, text] of TOLD)
  test(`told: ${name}`, async (t) => assert.deepEqual(await apis(t, page(text)), ['pages/a/a.js:2']));
for (const [name, text] of FINE)
  test(`fine: ${name}`, async (t) => assert.deepEqual(await apis(t, page(text)), []));

test('what one script adds to tt, another may call', async (t) => {
  const files = { 'app.js': "['x'].forEach((n) => (tt[`${n}P`] = 1)); tt.showToats = 1; App({});" };
  assert.deepEqual(
    await apis(t, { ...files, ...page('tt.showToats({});\ntt.requestP({});\ntt.showModla({});') }),
    ['pages/a/a.js:4'],
  );
});
