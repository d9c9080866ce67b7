/** What the wheels of a picker show, and what their positions mean. No DOM. */
import { asText } from './as-text';

export interface PickerOptions {
  mode: string;
  range: unknown[];
  rangeKey: string;
  value: unknown;
  /** `YYYY-MM-DD` or `HH:mm`; empty for no limit. */
  start: string;
  end: string;
  fields: string;
  customItem: string;
}

interface Column {
  /** Read out before the choice. */
  label: string;
  words: string[];
  index: number;
}

/** Columns of one mode, and the way back from positions to the value that `change` carries. */
export interface PickerModel {
  columns(): Column[];
  /** One wheel came to rest: later columns may change. */
  turn(column: number, index: number): void;
  value(): unknown;
  /** Further fields of `change`'s detail. */
  detail(): Record<string, unknown>;
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
const wholeNumber = (value: unknown): number => {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? number : 0;
};

/** The text of one item: `rangeKey` names the field of an object. */
export function wordOf(item: unknown, rangeKey: string): string {
  const shown =
    rangeKey !== '' && typeof item === 'object' && item !== null
      ? (item as Record<string, unknown>)[rangeKey]
      : item;
  return asText(shown);
}

function selector({ range, rangeKey, value }: PickerOptions): PickerModel {
  let index = clamp(wholeNumber(value), 0, Math.max(0, range.length - 1));
  return {
    columns: () => [{ label: '选项', words: range.map((item) => wordOf(item, rangeKey)), index }],
    turn: (_column, to) => (index = to),
    value: () => index,
    detail: () => ({}),
  };
}

function multiSelector({ range, rangeKey, value }: PickerOptions): PickerModel {
  const lists = range.map((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  const given = Array.isArray(value) ? (value as unknown[]) : [];
  const chosen = lists.map((list, column) =>
    clamp(wholeNumber(given[column]), 0, Math.max(0, list.length - 1)),
  );
  return {
    columns: () =>
      lists.map((list, column) => ({
        label: `第 ${column + 1} 列`,
        words: list.map((item) => wordOf(item, rangeKey)),
        index: chosen[column]!,
      })),
    turn: (column, to) => (chosen[column] = to),
    value: () => [...chosen],
    detail: () => ({}),
  };
}

/** A clock or a calendar: each unit's room depends on the units before it. */
interface Unit {
  label: string;
  word(value: number): string;
  low(before: number[]): number;
  high(before: number[]): number;
}

function units(
  parts: Unit[],
  start: number[],
  limits: { start: number[]; end: number[] },
  write: (parts: number[]) => string,
): PickerModel {
  const at = [...start];
  const same = (limit: number[], column: number): boolean =>
    limit.length > column && limit.slice(0, column).every((part, index) => part === at[index]);
  const room = (column: number): [low: number, high: number] => {
    const unit = parts[column]!;
    const before = at.slice(0, column);
    const low = same(limits.start, column)
      ? Math.max(unit.low(before), limits.start[column]!)
      : unit.low(before);
    const high = same(limits.end, column)
      ? Math.min(unit.high(before), limits.end[column]!)
      : unit.high(before);
    return [low, Math.max(low, high)];
  };
  const settle = (): void =>
    parts.forEach((_unit, column) => (at[column] = clamp(at[column] ?? 0, ...room(column))));
  settle();
  return {
    columns: () =>
      parts.map((unit, column) => {
        const [low, high] = room(column);
        return {
          label: unit.label,
          words: Array.from({ length: high - low + 1 }, (_, index) => unit.word(low + index)),
          index: at[column]! - low,
        };
      }),
    turn: (column, to) => {
      at[column] = room(column)[0] + to;
      settle();
    },
    value: () => write(at),
    detail: () => ({}),
  };
}

const numbers = (text: unknown, separator: string): number[] => {
  const parts = asText(text).split(separator).map(Number);
  return parts.every((part) => Number.isInteger(part)) && parts.length > 1 ? parts : [];
};

const CLOCK: Unit[] = [
  { label: '时', word: (value) => `${pad(value)}时`, low: () => 0, high: () => 23 },
  { label: '分', word: (value) => `${pad(value)}分`, low: () => 0, high: () => 59 },
];

/** Years a calendar without limits offers on each side of today. */
const YEARS_AROUND = 100;

function calendar(today: Date): Unit[] {
  const year = today.getFullYear();
  return [
    {
      label: '年',
      word: (value) => `${value}年`,
      low: () => year - YEARS_AROUND,
      high: () => year + YEARS_AROUND,
    },
    { label: '月', word: (value) => `${value}月`, low: () => 1, high: () => 12 },
    {
      label: '日',
      word: (value) => `${value}日`,
      low: () => 1,
      high: ([inYear, inMonth]) => new Date(inYear!, inMonth!, 0).getDate(),
    },
  ];
}

function date(options: PickerOptions, today: Date): PickerModel {
  const depth = { year: 1, month: 2 }[options.fields] ?? 3;
  const now = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const parse = (text: unknown): number[] => {
    const whole = asText(text);
    return /^\d{4}$/.test(whole) ? [Number(whole)] : numbers(whole, '-');
  };
  const given = parse(options.value);
  const parts = calendar(today);
  // Limits further away than the usual room widen it.
  const start = parse(options.start);
  const end = parse(options.end);
  if (start.length > 0) parts[0] = { ...parts[0]!, low: () => start[0]! };
  if (end.length > 0) parts[0] = { ...parts[0]!, high: () => end[0]! };
  const from = [0, 1, 2].map((column) => given[column] ?? (given.length > 0 ? 1 : now[column]!));
  return units(parts.slice(0, depth), from.slice(0, depth), { start, end }, (at) =>
    at.map((part, column) => pad(part, column === 0 ? 4 : 2)).join('-'),
  );
}

function time(options: PickerOptions, now: Date): PickerModel {
  const given = numbers(options.value, ':');
  const from = given.length > 0 ? given.slice(0, 2) : [now.getHours(), now.getMinutes()];
  return units(CLOCK, from, { start: numbers(options.start, ':'), end: numbers(options.end, ':') }, (at) =>
    at.map((part) => pad(part)).join(':'),
  );
}

/** A few regions with their codes: enough to walk through a form. */
const REGIONS: Record<
  string,
  [code: string, cities: Record<string, [code: string, districts: Record<string, string>]>]
> = {
  北京市: [
    '110000',
    { 北京市: ['110100', { 东城区: '110101', 西城区: '110102', 朝阳区: '110105', 海淀区: '110108' }] },
  ],
  上海市: ['310000', { 上海市: ['310100', { 黄浦区: '310101', 徐汇区: '310104', 浦东新区: '310115' }] }],
  浙江省: [
    '330000',
    {
      杭州市: ['330100', { 上城区: '330102', 西湖区: '330106', 余杭区: '330110' }],
      宁波市: ['330200', { 海曙区: '330203', 鄞州区: '330212' }],
    },
  ],
  广东省: [
    '440000',
    {
      广州市: ['440100', { 越秀区: '440104', 天河区: '440106' }],
      深圳市: ['440300', { 福田区: '440304', 南山区: '440305' }],
    },
  ],
};

function region({ value, customItem }: PickerOptions): PickerModel {
  const given = Array.isArray(value) ? (value as unknown[]).map(String) : [];
  const names = (level: number, chosen: string[]): string[] => {
    const cities = REGIONS[chosen[0] ?? '']?.[1] ?? {};
    const tables: string[][] = [
      Object.keys(REGIONS),
      Object.keys(cities),
      Object.keys(cities[chosen[1] ?? '']?.[1] ?? {}),
    ];
    return customItem === '' ? tables[level]! : [customItem, ...tables[level]!];
  };
  const chosen: string[] = [];
  const settle = (wishes: string[]): void =>
    [0, 1, 2].forEach((level) => {
      const room = names(level, chosen);
      chosen[level] = room.includes(wishes[level] ?? '') ? wishes[level]! : (room[0] ?? '');
    });
  settle(given);
  const codes = (): string[] => {
    const province = REGIONS[chosen[0]!];
    const city = province?.[1][chosen[1]!];
    return [province?.[0], city?.[0], city?.[1][chosen[2]!]].filter(
      (code): code is string => code !== undefined,
    );
  };
  return {
    columns: () =>
      ['省', '市', '区'].map((label, level) => ({
        label,
        words: names(level, chosen),
        index: Math.max(0, names(level, chosen).indexOf(chosen[level]!)),
      })),
    turn: (column, to) =>
      settle(chosen.map((name, level) => (level === column ? names(level, chosen)[to]! : name))),
    value: () => [...chosen],
    detail: () => ({ code: codes(), postcode: codes()[2] ?? '' }),
  };
}

/** `now` only matters where the program gives no value. */
export function createPickerModel(options: PickerOptions, now: Date): PickerModel {
  switch (options.mode) {
    case 'multiSelector':
      return multiSelector(options);
    case 'date':
      return date(options, now);
    case 'time':
      return time(options, now);
    case 'region':
      return region(options);
    default:
      return selector(options);
  }
}
