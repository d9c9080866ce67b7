import {
  AnyMap,
  originalPositionFor,
  type EncodedSourceMap,
  type SectionedSourceMap,
  type TraceMap,
} from '@jridgewell/trace-mapping';

import type { NamedPlace } from '../protocol';

/** Where a line and column of a generated script come from. Lines and columns count from 1. */
export interface SourcePosition {
  file: string;
  line: number;
  column: number;
  /** What a built script's own map calls it. */
  origin?: NamedPlace;
}

/** A source map (version 3, flat or indexed), for looking up one position at a time. */
export class SourceMap {
  private readonly map: TraceMap;
  /** Sources that bring a map of their own. */
  private readonly mapped: ReadonlySet<string>;

  constructor(raw: (EncodedSourceMap | SectionedSourceMap) & { x_mapped?: readonly string[] }) {
    this.map = new AnyMap(raw);
    this.mapped = new Set(raw.x_mapped);
  }

  isMapped(file: string): boolean {
    return this.mapped.has(file);
  }

  /** `line` and `column` of the generated script, from 1. */
  find(line: number, column: number): SourcePosition | undefined {
    const found = originalPositionFor(this.map, { line, column: column - 1 });
    return found.source === null
      ? undefined
      : { file: found.source, line: found.line, column: found.column + 1 };
  }
}

/** One place named in an error's stack. */
interface StackFrame {
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
