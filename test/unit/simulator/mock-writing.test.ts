/** Rule files are written into the program, whatever links came with it. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { MOCK_FOLDER } from '../../../simulator/mocks/rule';
import { writeMockFile } from '../../../simulator/server/network/mock-files';
import { addRule, EditError } from '../../../simulator/server/network/rule-edits';
import { writeProgram } from './compiler-helpers';

const RULE = { api: 'request', answer: { data: 1 } };

test('a rule goes into the folder, which is made where it is missing', (t) => {
  const dir = writeProgram(t, {});
  addRule(dir, RULE);
  addRule(dir, RULE);
  const { rules } = JSON.parse(readFileSync(path.join(dir, MOCK_FOLDER, 'rules.json'), 'utf8')) as {
    rules: unknown[];
  };
  assert.deepEqual(rules, [RULE, RULE]);
  assert.deepEqual(readdirSync(path.join(dir, MOCK_FOLDER)), ['rules.json']);
});

test('a draft that is a link is taken away, and not written through', (t) => {
  const dir = writeProgram(t, {});
  const target = path.join(writeProgram(t, { 'precious.txt': 'mine' }), 'precious.txt');
  mkdirSync(path.join(dir, MOCK_FOLDER));
  symlinkSync(target, path.join(dir, MOCK_FOLDER, '.rules.json.new'));
  addRule(dir, RULE);
  assert.equal(readFileSync(target, 'utf8'), 'mine');
  assert.match(readFileSync(path.join(dir, MOCK_FOLDER, 'rules.json'), 'utf8'), /"request"/);
});

test('through a folder that is a link out of the program nothing is written or made', (t) => {
  const dir = writeProgram(t, {});
  const outside = writeProgram(t, {});
  const before = readdirSync(outside);
  symlinkSync(outside, path.join(dir, MOCK_FOLDER), 'junction');
  assert.throws(() => addRule(dir, RULE), EditError);
  assert.equal(writeMockFile(dir, 'recorded/one.bin', 'x'), false);
  assert.deepEqual(readdirSync(outside), before);
});

test('a folder that is a link to nothing is no place to write', (t) => {
  const dir = writeProgram(t, {});
  const target = path.join(writeProgram(t, {}), 'not-there');
  symlinkSync(target, path.join(dir, MOCK_FOLDER), 'junction');
  assert.equal(writeMockFile(dir, 'rules.json', '{}'), false);
  assert.ok(!existsSync(target));
});

test('a file of another name in the way stays', (t) => {
  const dir = writeProgram(t, {});
  mkdirSync(path.join(dir, MOCK_FOLDER));
  writeFileSync(path.join(dir, MOCK_FOLDER, 'mine.json'), '[]');
  assert.ok(writeMockFile(dir, 'recorded/one.bin', 'x'));
  assert.deepEqual(readdirSync(path.join(dir, MOCK_FOLDER)).sort(), ['mine.json', 'recorded']);
});
