/** A place in a source file; both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** Offset -> line and column of one text. */
export class LineIndex {
  private readonly starts = [0];

  constructor(private readonly text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.starts.push(i + 1);
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }

  offset({ line, column }: Position): number {
    const start = this.starts[Math.min(Math.max(line, 1), this.starts.length) - 1] ?? 0;
    return Math.min(start + column - 1, this.text.length);
  }
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Replacements in a text that keep the way back: a place in the result leads to the place in the source. */
export class Rewriter {
  private readonly edits: Edit[] = [];
  private built: { code: string; index: LineIndex; source: LineIndex } | undefined;

  constructor(private readonly source: string) {}

  replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
    this.built = undefined;
  }

  /** Spaces in place of the text: what follows keeps its line and column. */
  blank(start: number, end: number): void {
    this.replace(start, end, this.source.slice(start, end).replace(/[^\n]/g, ' '));
  }

  get code(): string {
    return this.build().code;
  }

  /**
   * A place in the rewritten text -> its place in the source. Inside a replacement that is the replaced
   * text's start.
   */
  toSource(place: Position): Position {
    const { index, source } = this.build();
    const target = index.offset(place);
    let shift = 0;
    for (const edit of this.edits) {
      const start = edit.start + shift;
      if (target < start) break;
      if (target < start + edit.text.length) {
        const inside = target - start;
        return source.position(
          edit.start +
            (edit.text.length === edit.end - edit.start ? inside : Math.min(inside, edit.end - edit.start)),
        );
      }
      shift += edit.text.length - (edit.end - edit.start);
    }
    return source.position(target - shift);
  }

  private build(): { code: string; index: LineIndex; source: LineIndex } {
    if (this.built) return this.built;
    this.edits.sort((a, b) => a.start - b.start);
    let code = '';
    let at = 0;
    for (const edit of this.edits) {
      code += this.source.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    code += this.source.slice(at);
    this.built = { code, index: new LineIndex(code), source: new LineIndex(this.source) };
    return this.built;
  }
}

/**
 * A script without the source map that it brings along: places are those of the program's own file, and no
 * map of a stranger names another. Of the same length, so that no place moves.
 */
export const withoutOwnMap = (text: string): string =>
  text.replaceAll('sourceMappingURL=data:', 'sourceMappingURL=none:');
