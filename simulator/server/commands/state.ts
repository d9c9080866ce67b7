/** The sandbox as a whole: its clock, its books. */
import { readFileSync, writeFileSync } from 'node:fs';
import { onlyOne, spanFrom, UsageError, usageOf } from '../arguments';
import { grammarOf } from './command';
import { verb } from './verb';

interface Clock {
  now: number;
  skewMs: number;
  deviceNow: number;
}

const clockGrammar = grammarOf({
  name: 'clock',
  summary: 'Shows the clock of a running sandbox, or moves it on with everything that falls due on the way.',
  operands: [],
  options: {
    advance: { type: 'string', value: '<span>', help: 'by so long, such as 30s, 5m, 3d; forward only' },
    to: { type: 'string', value: '<time>', help: 'to a moment, such as 2026-12-01T08:00:00+08:00, or in ms' },
    skew: { type: 'string', value: '<span>', help: "how far the phone's clock is ahead" },
  },
  examples: ['clock', 'clock --advance 5m', 'clock --skew=-10m'],
});

const momentFrom = (text: string): number => {
  const time = /^\d{13}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time))
    throw new UsageError(`--to ${text}: a moment, such as 2026-12-01T08:00:00+08:00, or in ms.`);
  return time;
};

export const clock = verb(clockGrammar, async ({ values, sandbox }) => {
  const { advance, to, skew } = values;
  if (advance !== undefined && to !== undefined)
    throw new UsageError(`--advance or --to, not both. Usage: ${usageOf(clockGrammar)}`);
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
      ...(told.skewMs === 0 ? [] : [`on the phone ${new Date(told.deviceNow).toISOString()}`]),
    ],
  };
});

const resetGrammar = grammarOf({
  name: 'reset',
  summary: 'Empties the books of a running sandbox and fills its shelves; keys, numbers and the clock stay.',
  operands: [],
  options: {},
  examples: ['reset'],
});

export const reset = verb(resetGrammar, async ({ sandbox }) => ({
  data: await sandbox.post('sandbox/reset'),
  lines: ['reset'],
}));

const exportGrammar = grammarOf({
  name: 'export',
  summary: 'Writes the whole state of a running sandbox to a file, keys excepted, or prints it.',
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
    throw new UsageError(`export ${file}: ${(error as Error).message}. Name a file that can be written.`);
  }
  return {
    data: { file, bytes: Buffer.byteLength(text) },
    lines: [`${file}  ${Buffer.byteLength(text)} bytes`],
  };
});

const importGrammar = grammarOf({
  name: 'import',
  summary: 'Replaces the whole state of a running sandbox by an exported one, or changes nothing.',
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
    throw new UsageError(
      `import ${file}: ${(error as Error).message}. Name a file that "trade-sim export" wrote.`,
    );
  }
  const told = await sandbox.post<{ now: number }>('sandbox/import', text);
  return { data: told, lines: [`imported, its clock is at ${new Date(told.now).toISOString()}`] };
});
