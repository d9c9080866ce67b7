/**
 * Answers that are made anew at each call: the common part of Mock.js's syntax (`"list|3": […]`, `@cname`),
 * and `{{ options.data.id }}` for what the call says. No text is run as code.
 */
import { isRecord } from '../record';

export interface TemplateCall {
  options: unknown;
  /** Which answer of this rule it is, from 1. */
  count: number;
  /** 0 up to 1. */
  random(): number;
  /** Time, ms. */
  now: number;
}

/** Items of one list; a program with more hangs. */
const MOST_ITEMS = 10_000;

const FAMILY = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英';
const WORDS =
  '的一是了我不人在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const two = (value: number): string => String(value).padStart(2, '0');

/** `yyyy-MM-dd HH:mm:ss` and the like. */
function dateText(time: number, format: string): string {
  const at = new Date(time);
  const parts: Record<string, string> = {
    yyyy: String(at.getFullYear()),
    MM: two(at.getMonth() + 1),
    dd: two(at.getDate()),
    HH: two(at.getHours()),
    mm: two(at.getMinutes()),
    ss: two(at.getSeconds()),
    T: String(time),
  };
  return format.replace(/yyyy|MM|dd|HH|mm|ss|T/g, (part) => parts[part] ?? part);
}

/** Arguments of a placeholder: JSON, or bare text. */
function argumentsOf(text: string | undefined): unknown[] {
  if (text === undefined || text.trim() === '') return [];
  try {
    return JSON.parse(`[${text.replace(/'/g, '"')}]`) as unknown[];
  } catch {
    return text.split(',').map((part) => part.trim());
  }
}

type Placeholder = (args: unknown[], call: TemplateCall) => unknown;

const whole = ({ random }: TemplateCall, least: number, most: number): number =>
  least + Math.floor(random() * (Math.max(least, most) - least + 1));
const numberIn = (value: unknown, otherwise: number): number =>
  value === undefined || Number.isNaN(Number(value)) ? otherwise : Number(value);
const oneOf = (call: TemplateCall, text: string): string => text[whole(call, 0, text.length - 1)] ?? '';
const repeated = (count: number, make: () => string): string =>
  Array.from({ length: Math.min(Math.max(0, count), MOST_ITEMS) }, make).join('');
/** A count from one argument, or from two as least and most. */
const countOf = (call: TemplateCall, args: unknown[], least: number, most: number): number =>
  args.length === 1
    ? numberIn(args[0], least)
    : whole(call, numberIn(args[0], least), numberIn(args[1], most));
const hex = (call: TemplateCall, count: number): string =>
  repeated(count, () => oneOf(call, '0123456789abcdef'));
const letters = (call: TemplateCall, count: number): string => repeated(count, () => oneOf(call, LETTERS));
const YEAR = 365 * 86_400_000;
const someTime = (call: TemplateCall): number => call.now - Math.floor(call.random() * YEAR);
const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const PLACEHOLDERS: Record<string, Placeholder> = {
  boolean: (_args, call) => call.random() < 0.5,
  integer: ([least, most], call) => whole(call, numberIn(least, 0), numberIn(most, 10_000)),
  natural: ([least, most], call) => whole(call, numberIn(least, 0), numberIn(most, 10_000)),
  float: ([least, most, few, many], call) => {
    const number = numberIn(least, 0) + call.random() * (numberIn(most, 100) - numberIn(least, 0));
    return Number(number.toFixed(whole(call, numberIn(few, 2), numberIn(many, numberIn(few, 2)))));
  },
  character: (_args, call) => oneOf(call, LETTERS),
  string: (args, call) => letters(call, countOf(call, args, 3, 7)),
  word: (args, call) => letters(call, countOf(call, args, 3, 10)),
  cword: (args, call) =>
    repeated(args.length === 0 ? 1 : countOf(call, args, 1, 1), () => oneOf(call, WORDS)),
  title: (args, call) =>
    Array.from({ length: countOf(call, args, 3, 7) }, () => letters(call, whole(call, 3, 9))).join(' '),
  ctitle: (args, call) => repeated(countOf(call, args, 3, 7), () => oneOf(call, WORDS)),
  csentence: (args, call) => `${repeated(countOf(call, args, 12, 18), () => oneOf(call, WORDS))}。`,
  cparagraph: (args, call) =>
    repeated(countOf(call, args, 3, 7), () => `${repeated(whole(call, 12, 18), () => oneOf(call, WORDS))}。`),
  cname: (_args, call) => oneOf(call, FAMILY) + repeated(whole(call, 1, 2), () => oneOf(call, GIVEN)),
  name: (_args, call) => `${letters(call, 5)} ${letters(call, 6)}`,
  guid: (_args, call) => [8, 4, 4, 4, 12].map((count) => hex(call, count)).join('-'),
  id: (_args, call) => repeated(18, () => oneOf(call, '0123456789')),
  increment: ([step], { count }) => count * numberIn(step, 1),
  now: ([format], { now }) => dateText(now, textOr(format, 'yyyy-MM-dd HH:mm:ss')),
  timestamp: (_args, { now }) => now,
  datetime: ([format], call) => dateText(someTime(call), textOr(format, 'yyyy-MM-dd HH:mm:ss')),
  date: ([format], call) => dateText(someTime(call), textOr(format, 'yyyy-MM-dd')),
  time: ([format], call) => dateText(someTime(call), textOr(format, 'HH:mm:ss')),
  color: (_args, call) => `#${hex(call, 6)}`,
  url: (_args, call) => `https://${letters(call, 8)}.example/${letters(call, 6)}`,
  email: (_args, call) => `${letters(call, 6)}@${letters(call, 5)}.example`,
  ip: (_args, call) => Array.from({ length: 4 }, () => whole(call, 1, 254)).join('.'),
  image: ([size, ground, text]) => picture(textOr(size, '200x200'), textOr(ground, '#ccd'), textOr(text, '')),
  pick: ([list], call) => (Array.isArray(list) ? (list[whole(call, 0, list.length - 1)] as unknown) : list),
};

/** A picture that is nobody's file. */
function picture(size: string, ground: string, text: string): string {
  const [width = 200, height = 200] = size.split('x').map((part) => numberIn(part, 200));
  const safe = (part: string): string => part.replace(/[<>&"']/g, '');
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" ` +
      `fill="${safe(ground)}"/><text x="50%" y="50%" text-anchor="middle">${safe(text || size)}</text></svg>`,
  )}`;
}

/** `options.data.list[0].id` in what the call says. */
function valueAt(path: string, call: TemplateCall): unknown {
  let value: unknown = { options: call.options, count: call.count, now: call.now };
  for (const key of path.split(/[.[\]]+/).filter((part) => part !== ''))
    value =
      (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined;
  return value;
}

const PART = /\{\{\s*([\w$.[\]-]+)\s*\}\}|@([a-zA-Z]+)(?:\(([^()]*)\))?/g;

function fillText(text: string, call: TemplateCall): unknown {
  const part = (all: string, path?: string, name?: string, args?: string): unknown => {
    if (path !== undefined) return valueAt(path, call);
    const key = (name ?? '').toLowerCase();
    return Object.hasOwn(PLACEHOLDERS, key) ? PLACEHOLDERS[key]?.(argumentsOf(args), call) : all;
  };
  const [only] = [...text.matchAll(PART)];
  // A text that is one placeholder becomes what that is: a number stays one.
  if (only && only[0] === text) return part(only[0], only[1], only[2], only[3]);
  return text.replace(PART, (...found: string[]) => {
    const value = part(found[0] ?? '', found[1], found[2], found[3]);
    return isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : String(value as string);
  });
}

/** `name|1-5`, `name|3`, `name|+1`, `price|1-9.2`. */
const RULE = /^(.*)\|(?:\+(-?\d+)|(-?\d+)(?:-(-?\d+))?(?:\.(\d+)(?:-(\d+))?)?)$/;

interface Amount {
  step?: number;
  least: number;
  most: number;
  decimals?: [number, number];
  isOne: boolean;
}

function ruled(amount: Amount, value: unknown, call: TemplateCall): unknown {
  const { step, least, most, decimals, isOne } = amount;
  const count = Math.min(whole(call, least, most), MOST_ITEMS);
  if (Array.isArray(value)) {
    if (isOne && value.length > 1) return fill(value[whole(call, 0, value.length - 1)], call);
    if (step !== undefined) return fill(value[((call.count - 1) * step) % value.length], call);
    return Array.from({ length: count }, (_, index) =>
      value.map((item) => fill(item, { ...call, count: index + 1 })),
    ).flat();
  }
  if (typeof value === 'number') {
    if (step !== undefined) return value + (call.count - 1) * step;
    if (!decimals) return whole(call, least, most);
    return Number((whole(call, least, most) + call.random()).toFixed(whole(call, ...decimals)));
  }
  if (typeof value === 'boolean')
    return isOne ? call.random() < 0.5 : call.random() < least / (least + most) ? value : !value;
  if (typeof value === 'string')
    return Array.from({ length: count }, () => String(fillText(value, call) as string)).join('');
  if (isRecord(value)) {
    const keys = Object.keys(value)
      .sort(() => call.random() - 0.5)
      .slice(0, count);
    return fill(Object.fromEntries(keys.map((key) => [key, value[key]])), call);
  }
  return fill(value, call);
}

/** A template as the answer to one call. */
export function fill(template: unknown, call: TemplateCall): unknown {
  if (typeof template === 'string') return fillText(template, call);
  if (Array.isArray(template)) return template.map((item) => fill(item, call));
  if (!isRecord(template)) return template;
  const filled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(template)) {
    const [, name, step, least, most, few, many] = RULE.exec(key) ?? [];
    const amount: Amount | undefined =
      name === undefined
        ? undefined
        : {
            ...(step !== undefined && { step: Number(step) }),
            least: Number(least ?? 1),
            most: Number(most ?? least ?? 1),
            ...(few !== undefined && { decimals: [Number(few), Number(many ?? few)] as [number, number] }),
            isOne: least === '1' && most === undefined,
          };
    Object.defineProperty(filled, name ?? key, {
      value: amount ? ruled(amount, value, call) : fill(value, call),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return filled;
}
