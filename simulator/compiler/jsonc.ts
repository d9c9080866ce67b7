import { LineIndex, type Position } from './text';

/**
 * What a JSON file holds. Comments and trailing commas are read over and told of; a real error leaves `value`
 * undefined.
 */
export interface JsonResult {
  value: unknown;
  error?: { message: string; at: Position };
  /** Comments or trailing commas: the first one's place. */
  lenient?: { what: 'comment' | 'trailing comma'; at: Position };
  /** The place of a key or item, the file's start if there is no such path. */
  positionOf(...path: (string | number)[]): Position;
}

class JsonError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

class Parser {
  offset = 0;
  lenient: { what: 'comment' | 'trailing comma'; offset: number } | undefined;
  readonly places = new Map<string, number>();

  constructor(private readonly text: string) {}

  document(): unknown {
    this.space();
    const value = this.value([]);
    this.space();
    if (this.offset < this.text.length) throw this.unexpected('the end of the file');
    return value;
  }

  private unexpected(wanted: string): JsonError {
    const found = this.text[this.offset];
    return new JsonError(
      `expected ${wanted}, found ${found === undefined ? 'the end of the file' : JSON.stringify(found)}`,
      this.offset,
    );
  }

  private tolerate(what: 'comment' | 'trailing comma', offset: number): void {
    this.lenient ??= { what, offset };
  }

  private space(): void {
    for (;;) {
      const char = this.text[this.offset];
      if (char === ' ' || char === '\n' || char === '\r' || char === '\t') this.offset++;
      else if (this.text.startsWith('//', this.offset) || this.text.startsWith('/*', this.offset)) {
        this.tolerate('comment', this.offset);
        const [close, length] = this.text[this.offset + 1] === '/' ? ['\n', 1] : ['*/', 2];
        const end = this.text.indexOf(close, this.offset + 2);
        this.offset = end < 0 ? this.text.length : end + length;
      } else return;
    }
  }

  private value(path: (string | number)[]): unknown {
    const char = this.text[this.offset];
    if (char === '{') return this.object(path);
    if (char === '[') return this.array(path);
    if (char === '"') return this.string();
    const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/.exec(
      this.text.slice(this.offset, this.offset + 40),
    );
    if (!literal) throw this.unexpected('a value');
    this.offset += literal[0].length;
    return JSON.parse(literal[0]) as unknown;
  }

  private string(): string {
    const start = this.offset;
    for (let i = start + 1; i < this.text.length; i++) {
      const char = this.text[i];
      if (char === '\\') i++;
      else if (char === '\n') break;
      else if (char === '"') {
        this.offset = i + 1;
        try {
          return JSON.parse(this.text.slice(start, i + 1)) as string;
        } catch {
          throw new JsonError('a string with a character or escape that JSON does not allow', start);
        }
      }
    }
    throw new JsonError('a string that is not closed', start);
  }

  private object(path: (string | number)[]): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.list('}', () => {
      if (this.text[this.offset] !== '"') throw this.unexpected('a key in double quotes');
      const start = this.offset;
      const key = this.string();
      const inner = [...path, key];
      this.places.set(JSON.stringify(inner), start);
      this.space();
      if (this.text[this.offset] !== ':') throw this.unexpected('":"');
      this.offset++;
      this.space();
      Object.defineProperty(result, key, {
        value: this.value(inner),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    });
    return result;
  }

  private array(path: (string | number)[]): unknown[] {
    const result: unknown[] = [];
    this.list(']', () => {
      const inner = [...path, result.length];
      this.places.set(JSON.stringify(inner), this.offset);
      result.push(this.value(inner));
    });
    return result;
  }

  private list(close: string, item: () => void): void {
    this.offset++;
    this.space();
    let comma = -1;
    while (this.text[this.offset] !== close) {
      item();
      this.space();
      if (this.text[this.offset] === close) {
        comma = -1;
        break;
      }
      if (this.text[this.offset] !== ',') throw this.unexpected(`"," or "${close}"`);
      comma = this.offset++;
      this.space();
    }
    if (comma >= 0) this.tolerate('trailing comma', comma);
    this.offset++;
  }
}

export function parseJson(source: string): JsonResult {
  const text = source.replace(/^\uFEFF/, '');
  const index = new LineIndex(text);
  const parser = new Parser(text);
  const positionOf = (...path: (string | number)[]): Position =>
    index.position(parser.places.get(JSON.stringify(path)) ?? 0);
  try {
    const value = parser.document();
    const { lenient } = parser;
    return lenient
      ? { value, positionOf, lenient: { what: lenient.what, at: index.position(lenient.offset) } }
      : { value, positionOf };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return {
      value: undefined,
      positionOf,
      error: { message: error.message, at: index.position(error.offset) },
    };
  }
}
