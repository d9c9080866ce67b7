/** What the sandbox refuses is said in both languages, by every verb. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import ts from 'typescript';
import { UsageError } from '../../../simulator/server/arguments';
import { refusalIn } from '../../../simulator/words/refusal-words';
import { running, shell, speaking } from './verb-kit';

const HAN = /[\u3400-\u9fff]/;
/** Three English words in a row, beside what is quoted. */
const SENTENCE = /[A-Za-z][a-z']+ [a-z']{2,} [a-z']{2,}/;
const ROOM = path.resolve(import.meta.dirname, '../../../sandbox');

const REFUSALS = new Set(['BadRequest', 'LedgerError', 'DumpError']);

/** The texts that an expression may come to, with `7` for each value. */
function textsOf(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join('')];
  return ts.isConditionalExpression(node) ? [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)] : [];
}

function refusalsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && REFUSALS.has(node.expression.text))
      found.push(...textsOf(node.arguments?.[0]));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found
    .map((text) => text.replace('meta.faults: 7', 'meta.faults: no callback 7'))
    .filter((text) => /[a-z]{3}/.test(text));
}

test('each refusal in the sources of the sandbox has its Chinese form', () => {
  const texts = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => refusalsOf(path.join(ROOM, file)));
  assert.ok(texts.length > 50, String(texts.length));
  assert.deepEqual(
    texts.filter((text) => !HAN.test(refusalIn('zh', text))),
    [],
  );
  for (const text of texts) assert.equal(refusalIn('en', text), text);
});

const folder = mkdtempSync(path.join(tmpdir(), 'trade-refusals-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

/** What each verb is told that the sandbox does not take. */
const WRONG: readonly string[][] = [
  ['buy', '--goods', 'no-such-goods'],
  ['buy', '--quantity', '1000000'],
  ['pay', 'no-such-order'],
  ['refund', 'no-such-order'],
  ['redeem', 'no-such-code'],
  ['scenario', 'no.such.scenario'],
  ['scenario', 'pay.failed', '--set', 'nothing=1'],
  ['clock', '--to', '2001-01-01T00:00:00Z'],
  ['resend', '99'],
  ['import', fileOf('array.json', '[]')],
  ['import', fileOf('other.json', '{"format":"other"}')],
  ['import', fileOf('old.json', '{"format":"microapp-trade-sandbox","version":0}')],
];

test('a verb that the sandbox refuses says so in the language that is asked for, and exits with 1', async (t) => {
  const { run } = await running(t);
  for (const language of ['zh', 'en'] as const) {
    speaking(t, language);
    for (const [name = '', ...argv] of WRONG) {
      const { code, err } = await run(name, ...argv);
      assert.equal(code, 1, `${name} ${argv.join(' ')}`);
      if (language === 'zh') {
        assert.match(err, HAN, err);
        assert.doesNotMatch(err.replaceAll(folder, ''), SENTENCE, err);
      } else assert.doesNotMatch(err, HAN, err);
    }
  }
});

test('options of a sandbox that it cannot take are refused in the language that is asked for', async (t) => {
  const foreign = path.join(folder, 'shop.db');
  const other = new Database(foreign);
  other.exec('CREATE TABLE customers (name TEXT)');
  other.close();
  const cases: string[][] = [
    ['--goods', fileOf('no.json', '{')],
    ['--goods', fileOf('object.json', '{}')],
    ['--goods', fileOf('bare.json', '[{}]')],
    ['--goods', path.join(folder, 'missing.json')],
    ['--forward-to', 'ftp://127.0.0.1/x'],
    ['--forward-to', 'http://example.com/x'],
    ['--db', foreign],
  ];
  for (const language of ['zh', 'en'] as const) {
    speaking(t, language);
    for (const options of cases) {
      const argv = options[0] === '--db' ? options : ['--db', ':memory:', ...options];
      const err = await shell(t, 'sandbox', '--port', '0', ...argv).then(
        ({ err: printed }) => printed,
        (error: Error) => (error instanceof UsageError ? error.in(language) : error.message),
      );
      assert.notEqual(err, '', options.join(' '));
      if (language === 'zh') assert.match(err, HAN, err);
      else assert.doesNotMatch(err, HAN, err);
    }
  }
  const left = new Database(foreign);
  const tables = left.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  left.close();
  assert.equal(tables.length, 1, 'nothing is written beside the tables of another program');
});
