import { visit } from 'jsonc-parser';
import { parseJson } from '../../src/contract/schema/formats';
import { problem, type Problem } from './diagnose';

/** An answer that is read as JSON. */
export interface AnswerBody {
  /** Method and address, as they are told. */
  name: string;
  status: number;
  /** The header Content-Type; empty without one. */
  type: string;
  bytes: Uint8Array;
}

/** Characters of a body that are told. */
const TOLD = 60;

const beginningOf = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > TOLD ? `${line.slice(0, TOLD)}…` : line;
};

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** The text; undefined where the bytes are none. `stream`: a last character may be cut off. */
function decoded(bytes: Uint8Array, charset: string, stream = false): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

/** The beginnings of compressed files. */
const PACKED: readonly (readonly [kind: string, start: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];

/** Two of the zlib format, whose first two bytes are a multiple of 31. */
const isDeflate = ([first = 0, second = 0]: Uint8Array): boolean =>
  first === 0x78 && ((first << 8) | second) % 31 === 0 && second !== 0x20;

/** Charsets that servers answer in by mistake, the likelier first. */
const CHARSETS = ['gb18030', 'big5', 'shift_jis'];
const NAMES: Record<string, string> = { gb18030: 'GBK', big5: 'Big5', shift_jis: 'Shift_JIS' };

/** What is wrong with the bytes, before anybody reads them as text. */
function bytesTrouble({ name, type, bytes }: AnswerBody): Problem | undefined {
  const kind = PACKED.find(([, start]) => startsWith(bytes, ...start))?.[0];
  if (kind !== undefined || isDeflate(bytes))
    return decoded(bytes, 'utf-8') === undefined || kind === 'gzip'
      ? problem('answer-packed', { name, kind: kind ?? 'deflate' })
      : undefined;
  const utf16 = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) && 'utf-16be';
  if (utf16)
    return problem('answer-charset', {
      name,
      charset: 'UTF-16',
      shown: beginningOf(new TextDecoder(utf16).decode(bytes)),
    });
  if (decoded(bytes, 'utf-8') !== undefined) return undefined;
  const whole = decoded(bytes, 'utf-8', true);
  if (whole !== undefined) return cut(name, bytes, 'within a character', whole);
  const said = /charset=["']?([\w-]+)/i.exec(type)?.[1]?.toLowerCase();
  const candidates = said !== undefined && !/^utf-?8$/.test(said) ? [said, ...CHARSETS] : CHARSETS;
  const charset = candidates.find((one) => decoded(bytes, one) !== undefined);
  const text = decoded(bytes, charset ?? '') ?? new TextDecoder().decode(bytes);
  return problem('answer-charset', {
    name,
    charset: charset === undefined ? '?' : (NAMES[charset] ?? charset.toUpperCase()),
    shown: beginningOf(text),
  });
}

const cut = (name: string, bytes: Uint8Array, reason: string, text: string): Problem => {
  const end = text.trimEnd().slice(-TOLD);
  return problem('answer-cut', { name, bytes: bytes.length, reason, shown: `…${end.replace(/\s+/g, ' ')}` });
};

const isWord = /^(?:-?Infinity|-?NaN|nan|-?inf|undefined|None|True|False|nil|NULL)\b/;

interface Stop {
  offset: number;
  line: number;
  column: number;
  /** What is open there, the innermost last. */
  open: ('object' | 'list')[];
}

/** Where a text stops being JSON. */
function stopOf(text: string): Stop | undefined {
  const open: Stop['open'] = [];
  // At the end of the text everything is ended before the error is told, by nothing: what is open stays so.
  const end = (_offset: number, length: number): void => {
    if (length > 0) open.pop();
  };
  let stop: Stop | undefined;
  try {
    visit(
      text,
      {
        onObjectBegin: () => void open.push('object'),
        onObjectEnd: end,
        onArrayBegin: () => void open.push('list'),
        onArrayEnd: end,
        onError: (_error, offset, _length, line, column) => {
          stop ??= { offset, line: line + 1, column: column + 1, open: [...open] };
        },
      },
      { disallowComments: true },
    );
  } catch {
    // Nested more deeply than it can be followed.
  }
  return stop;
}

/** Whether a text ends within quotes. */
const endsInText = (rest: string): boolean => /^"(?:[^"\\]|\\[^])*\\?$/.test(rest);

function syntaxTrouble({ name, bytes }: AnswerBody, text: string): Problem {
  const stop = stopOf(text) ?? { offset: 0, line: 1, column: 1, open: [] };
  const { offset, line, column, open } = stop;
  const rest = text.slice(offset);
  const [inner] = open.slice(-1);
  const isInText = endsInText(rest);
  if (isInText || (rest.trim() === '' && inner !== undefined))
    return cut(
      name,
      bytes,
      `in the middle of ${isInText ? 'a text' : inner === 'list' ? 'a list' : 'an object'}`,
      text,
    );
  // A number, or a word, of which the rest is missing.
  if (inner !== undefined && /^(?:-|-?\d+[.eE][+-]?|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(rest.trim()))
    return cut(name, bytes, 'in the middle of a value', text);
  const value = isWord.exec(rest)?.[0];
  if (value !== undefined) return problem('answer-value', { name, value, line, column });
  if (rest.startsWith("'")) return problem('answer-quotes', { name, line, column });
  const shown = beginningOf(rest);
  return open.length === 0 && offset > 0 && parseJson(text.slice(0, offset)) !== undefined
    ? problem('answer-behind', { name, line, column, shown })
    : problem('answer-syntax', { name, line, column, shown });
}

/** What is wrong with a text that is no JSON. */
function textTrouble(answer: AnswerBody, text: string): Problem {
  const { name, status } = answer;
  const start = text.trimStart();
  if (start.startsWith('<')) {
    const kind = /^<(?:!doctype html|html|head|body|br|b|div|h\d|script|title|p)\b/i.test(start)
      ? 'HTML'
      : 'XML';
    return problem('answer-page', { name, kind, status, shown: beginningOf(start) });
  }
  const callback = /^(?:\/\*\*\/)?\s*([\w$.]+)\s*\(\s*[[{"]/.exec(start)?.[1];
  if (callback !== undefined && /\)\s*;?\s*$/.test(start)) return problem('answer-jsonp', { name, callback });
  if (/^[[{"'\d-]/.test(start) || isWord.test(start)) return syntaxTrouble(answer, text);
  const json = /[[{]/.exec(start)?.index;
  return json !== undefined && json > 0 && parseJson(start.slice(json)) !== undefined
    ? problem('answer-before', { name, shown: beginningOf(start.slice(0, json)) })
    : problem('answer-text', { name, shown: beginningOf(start) });
}

/** Types that a body of JSON may have without a word. */
const JSON_TYPE = /^$|json|^text\/plain|javascript/i;

interface JsonBody {
  text: string;
  /** Undefined where the text is no JSON. */
  json: unknown;
  /** What is wrong with the body as JSON, or with its type. */
  trouble: Problem | undefined;
}

/** Reads the body of an answer that is to be JSON. */
export function readJsonBody(answer: AnswerBody): JsonBody {
  const text = new TextDecoder().decode(answer.bytes);
  const json = parseJson(text);
  return { text, json, trouble: troubleOf(answer, text, json !== undefined) };
}

function troubleOf(answer: AnswerBody, text: string, isJson: boolean): Problem | undefined {
  const { name, status, type, bytes } = answer;
  if (bytes.length === 0)
    return status === 204 || status === 304 ? undefined : problem('answer-empty', { name, status });
  const wrong = bytesTrouble(answer);
  if (wrong) return wrong;
  if (text.trim() === '') return problem('answer-empty', { name, status });
  if (!isJson) return textTrouble(answer, text);
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return problem('answer-bom', { name });
  return JSON_TYPE.test(type) ? undefined : problem('answer-type', { name, type });
}

/** Wrong with a text, too, that nobody reads as JSON. */
const OF_BYTES = new Set(['answer-charset', 'answer-packed']);
/** Wrong only where JSON was to come for certain. */
const MAYBE = new Set(['answer-text', 'answer-empty']);

/** How the answer was asked for. */
export interface Wanted {
  /** The program reads it as JSON: it says so, or says nothing. */
  asJson: boolean;
  /** `dataType`, or the answer's own type, leaves no doubt. */
  isSure: boolean;
}

/** Whether the trouble is a fault to be told, and not only a fact of the request. */
export const isFault = ({ code }: Problem, { asJson, isSure }: Wanted): boolean =>
  OF_BYTES.has(code) || (asJson && code !== 'answer-type' && (isSure || !MAYBE.has(code)));
