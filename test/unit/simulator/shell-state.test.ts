import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogEntry } from '../../../simulator/protocol';
import { deviceById, DEVICES } from '../../../simulator/devices';
import { fitScale } from '../../../simulator/shell/devices';
import { isFrameMessage } from '../../../simulator/shell/frame-link';
import { readPreferences, writePreferences } from '../../../simulator/shell/preferences';
import { parseServerEvent } from '../../../simulator/shell/server-link';
import { parseTradeEvent } from '../../../simulator/shell/sandbox-link';
import {
  filterLog,
  initialState,
  placeOf,
  problemsOf,
  reduce,
  type ShellState,
} from '../../../simulator/shell/state';

const start = (): ShellState => initialState(readPreferences(undefined));
const entry = (change: Partial<LogEntry> = {}): LogEntry => ({
  time: 1,
  kind: 'console',
  level: 'info',
  text: 'x',
  ...change,
});
const error = { level: 'error', file: 'a.js', message: 'boom' } as const;

test('the first problem opens the console; later ones leave the panel alone', () => {
  let state = reduce(start(), { type: 'prefer', change: { panelOpen: false, panel: 'trade' } });
  state = reduce(state, { type: 'frame', message: { sim: 'problem', problem: error } });
  assert.deepEqual([state.preferences.panelOpen, state.preferences.panel], [true, 'console']);
  state = reduce(state, { type: 'prefer', change: { panelOpen: false } });
  state = reduce(state, {
    type: 'frame',
    message: { sim: 'problem', problem: { ...error, message: 'again' } },
  });
  assert.equal(state.preferences.panelOpen, false);
});

test('a frame that is loaded again begins without the problems of its last run, and keeps those of the build', () => {
  let state = reduce(start(), { type: 'frame', message: { sim: 'problem', problem: error } });
  state = reduce(state, { type: 'diagnostics', diagnostics: [{ ...error, file: 'app.json' }] });
  state = reduce(state, { type: 'frame', message: { sim: 'ready' } });
  assert.equal(state.status, 'running');
  state = reduce(state, { type: 'frameLeft' });
  assert.equal(state.status, 'starting');
  assert.deepEqual(
    problemsOf(state).map(({ file, from }) => [file, from]),
    [['app.json', 'build']],
  );
});

test('errors stand before warnings', () => {
  const state = reduce(start(), {
    type: 'diagnostics',
    diagnostics: [{ ...error, level: 'warning', message: 'odd' }, error],
  });
  assert.deepEqual(
    problemsOf(state).map(({ message }) => message),
    ['boom', 'odd'],
  );
});

test('the log keeps the newest thousand entries', () => {
  let state = start();
  for (let count = 1; count <= 1005; count += 1)
    state = reduce(state, { type: 'frame', message: { sim: 'log', entry: entry({ text: String(count) }) } });
  assert.deepEqual([state.log.length, state.log[0]!.text, state.log.at(-1)!.text], [1000, '6', '1005']);
  assert.equal(new Set(state.log.map(({ id }) => id)).size, 1000);
});

test('clearing one list leaves the other', () => {
  let state = start();
  for (const kind of ['console', 'api'] as const)
    state = reduce(state, { type: 'frame', message: { sim: 'log', entry: entry({ kind }) } });
  state = reduce(state, { type: 'clearLog', kinds: ['console', 'problem'] });
  assert.deepEqual(
    state.log.map(({ kind }) => kind),
    ['api'],
  );
});

test('the text filter looks into the detail too', () => {
  const log = [entry({ text: 'a', data: '{"orderId":"N7"}' }), entry({ text: 'b' })].map((one, id) => ({
    ...one,
    id,
  }));
  const found = filterLog(log, { kinds: ['console'], hiddenKinds: [], hiddenLevels: [], text: ' n7 ' });
  assert.deepEqual(
    found.map(({ text }) => text),
    ['a'],
  );
});

test('a place is file:line:column as far as it is known', () => {
  assert.equal(placeOf({ file: 'a.js', line: 3, column: 1 }), 'a.js:3:1');
  assert.equal(placeOf({ file: 'a.js', column: 1 }), 'a.js');
  assert.equal(placeOf({ file: '' }), '');
});

test('preferences come back as they were left, and whatever else storage holds is ignored', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const left = {
    ...readPreferences(storage),
    kept: { program: 'tt1', conditions: { device: 'se', profile: '2.43' } },
    panel: 'trade',
    hiddenLevels: ['warn' as const],
  } as const;
  writePreferences(storage, { ...left, hiddenLevels: [...left.hiddenLevels] });
  assert.deepEqual(readPreferences(storage), left);
  const defaults = readPreferences(undefined);
  for (const text of [
    '{',
    'null',
    '[]',
    '7',
    '{"kept":{"program":7,"conditions":{"device":"../x","scene":7}},"panel":1,"hiddenKinds":"all","panelOpen":"no"}',
    '{"kept":[]}',
  ]) {
    assert.deepEqual(readPreferences({ getItem: () => text }), defaults, text);
  }
});

test('a condition that a running program cannot take starts it anew, any other does not; both are kept', () => {
  let state = reduce(start(), { type: 'frame', message: { sim: 'ready' } });
  state = reduce(state, { type: 'conditions', change: { network: 'slow', device: 'se' } });
  assert.equal(state.status, 'running');
  state = reduce(state, { type: 'conditions', change: { profile: '2.43' } });
  assert.equal(state.status, 'starting');
  assert.deepEqual(state.preferences.kept.conditions, { network: 'slow', device: 'se', profile: '2.43' });
});

test('storage that throws costs nothing but the memory', () => {
  const refuse = (): never => {
    throw new Error('denied');
  };
  assert.deepEqual(readPreferences({ getItem: refuse }), readPreferences(undefined));
  writePreferences({ setItem: refuse }, readPreferences(undefined));
});

test('only the shapes of our messages are taken from the frame', () => {
  assert.ok(isFrameMessage({ sim: 'ready' }));
  assert.ok(isFrameMessage({ sim: 'tabBar', bar: null }));
  for (const data of [
    null,
    'ready',
    {},
    { sim: 'toString' },
    { sim: '__proto__' },
    { sim: 'nav', title: 1 },
    { sim: 'log', entry: null },
    { sim: 'problem' },
    { sim: 'tabBar', bar: {} },
  ]) {
    assert.equal(isFrameMessage(data), false, JSON.stringify(data));
  }
});

test('events that are not ours are dropped', () => {
  assert.deepEqual(parseServerEvent('{"type":"diagnostics","diagnostics":[]}'), {
    type: 'diagnostics',
    diagnostics: [],
  });
  for (const text of ['', 'x', 'null', '{"type":"other","diagnostics":[]}', '{"type":"rebuilt"}'])
    assert.equal(parseServerEvent(text), undefined, text);
  for (const text of ['', 'null', '[]', '{"kind":"api"}'])
    assert.equal(parseTradeEvent(text), undefined, text);
});

test('the phone is never drawn larger than life, and fits where it can', () => {
  for (const device of DEVICES) {
    assert.equal(fitScale(device, { width: 5000, height: 5000 }), 1);
    assert.ok(fitScale(device, { width: 340, height: 5000 }) * (device.width + 20) <= 340);
  }
  assert.equal(deviceById('unknown').id, 'iphone-8');
});
