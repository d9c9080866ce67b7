/** The sandbox as a whole: its clock, its books. */
import { readFileSync, writeFileSync } from 'node:fs';
import { onlyOne, spanFrom, UsageError, usageOf } from '../arguments';
import { grammarOf } from './command';
import { tell, verb } from './verb';
import { answers, options as words, summaries } from './verb-words';

interface Clock {
  now: number;
  skewMs: number;
  deviceNow: number;
}

const clockGrammar = grammarOf({
  name: 'clock',
  summary: summaries.clock,
  operands: [],
  options: {
    advance: { type: 'string', value: '<span>', help: words.advance },
    to: { type: 'string', value: '<time>', help: words.to },
    skew: { type: 'string', value: '<span>', help: words.skew },
  },
  examples: ['clock', 'clock --advance 5m', 'clock --skew=-10m'],
});

const momentFrom = (text: string): number => {
  const time = /^\d{13}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(answers['moment-form'], { text });
  return time;
};

export const clock = verb(clockGrammar, async ({ values, sandbox }) => {
  const { advance, to, skew } = values;
  if (advance !== undefined && to !== undefined)
    throw new UsageError(answers['move-once'], { usage: usageOf(clockGrammar) });
  const change = {
    ...(advance === undefined ? {} : { advanceMs: spanFrom('--advance', advance) }),
    ...(to === undefined ? {} : { to: momentFrom(to) }),
    ...(skew === undefined ? {} : { skewMs: spanFrom('--skew', skew) }),
  };
  const told =
    Object.keys(change).length === 0
      ? await sandbox.get<Clock>('sandbox/clock')
      : await sandbox.post<Clock>('sandbox/clock', change);
  return {
    data: told,
    lines: [
      new Date(told.now).toISOString(),
      ...(told.skewMs === 0 ? [] : [tell()('phone', { time: new Date(told.deviceNow).toISOString() })]),
    ],
  };
});

const resetGrammar = grammarOf({
  name: 'reset',
  summary: summaries.reset,
  operands: [],
  options: {},
  examples: ['reset'],
});

export const reset = verb(resetGrammar, async ({ sandbox }) => ({
  data: await sandbox.post('sandbox/reset'),
  lines: [tell()('reset')],
}));

const exportGrammar = grammarOf({
  name: 'export',
  summary: summaries.export,
  operands: [],
  more: 'file',
  options: {},
  examples: ['export state.json', 'export > state.json'],
});

export const exportState = verb(exportGrammar, async ({ operands, sandbox }) => {
  const file = onlyOne(exportGrammar, operands);
  const state = await sandbox.get<Record<string, unknown>>('sandbox/export');
  const text = JSON.stringify(state);
  if (file === undefined) return { data: state, lines: [text] };
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(answers['export-failed'], { file, problem: (error as Error).message });
  }
  return {
    data: { file, bytes: Buffer.byteLength(text) },
    lines: [tell()('written', { file, bytes: Buffer.byteLength(text) })],
  };
});

const importGrammar = grammarOf({
  name: 'import',
  summary: summaries.import,
  operands: ['file'],
  options: {},
  examples: ['import state.json'],
});

export const importState = verb(importGrammar, async ({ operands, sandbox }) => {
  const file = onlyOne(importGrammar, operands)!;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    JSON.parse(text);
  } catch (error) {
    throw new UsageError(answers['import-failed'], { file, problem: (error as Error).message });
  }
  const told = await sandbox.post<{ now: number }>('sandbox/import', text);
  return { data: told, lines: [tell()('imported', { time: new Date(told.now).toISOString() })] };
});
