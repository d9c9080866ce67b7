/** Where a line and column of a generated script come from. Lines and columns count from 1. */
export interface SourcePosition {
  file: string;
  line: number;
  column: number;
}

interface RawMap {
  version: number;
  sources: string[];
  sourceRoot?: string;
  mappings: string;
}

interface IndexMap {
  version: number;
  sections: { offset: { line: number; column: number }; map: RawMap }[];
}

/** One mapping: generated column, source index, source line, source column; all from 0. */
type Segment = [number, number, number, number];

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeVlq(text: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of text) {
    const digit = BASE64.indexOf(char);
    value += (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
      continue;
    }
    values.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return values;
}

function decodeMappings(mappings: string): Segment[][] {
  let source = 0;
  let line = 0;
  let column = 0;
  return mappings.split(';').map((row) => {
    let generated = 0;
    const segments: Segment[] = [];
    for (const text of row.split(',')) {
      if (text === '') continue;
      const fields = decodeVlq(text);
      generated += fields[0] ?? 0;
      if (fields.length < 4) continue;
      source += fields[1] ?? 0;
      line += fields[2] ?? 0;
      column += fields[3] ?? 0;
      segments.push([generated, source, line, column]);
    }
    return segments;
  });
}

interface Section {
  line: number;
  column: number;
  sources: string[];
  rows: Segment[][];
}

/** A source map (version 3, flat or indexed), for looking up one position at a time. */
export class SourceMap {
  private readonly sections: Section[];

  constructor(raw: RawMap | IndexMap) {
    const list = 'sections' in raw ? raw.sections : [{ offset: { line: 0, column: 0 }, map: raw }];
    this.sections = list.map(({ offset, map }) => ({
      line: offset.line,
      column: offset.column,
      sources: map.sources.map((source) => (map.sourceRoot ?? '') + source),
      rows: decodeMappings(map.mappings),
    }));
  }

  /** `line` and `column` of the generated script, from 1. */
  find(line: number, column: number): SourcePosition | undefined {
    const l = line - 1;
    const c = column - 1;
    let section: Section | undefined;
    for (const candidate of this.sections) {
      if (candidate.line < l || (candidate.line === l && candidate.column <= c)) section = candidate;
    }
    if (!section) return undefined;
    const row = section.rows[l - section.line];
    const wanted = l === section.line ? c - section.column : c;
    let best: Segment | undefined;
    for (const segment of row ?? []) {
      if (segment[0] > wanted) break;
      best = segment;
    }
    const file = best && section.sources[best[1]];
    return best && file !== undefined ? { file, line: best[2] + 1, column: best[3] + 1 } : undefined;
  }
}

/** One place named in an error's stack. */
export interface StackFrame {
  url: string;
  line: number;
  column: number;
  /** The frame's line as the browser wrote it. */
  text: string;
}

const FRAME = /((?:https?|file|miniprogram):\/\/[^\s()]+?):(\d+):(\d+)\)?\s*$/;

export function parseStack(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const text of stack.split('\n')) {
    const match = FRAME.exec(text);
    if (match)
      frames.push({ url: match[1] as string, line: Number(match[2]), column: Number(match[3]), text });
  }
  return frames;
}
