/** Framework × step × delivery, for the terminal and for the documents. */
import type { Example } from './examples';
import { STEPS } from './steps';
import { DELIVERIES, NO_ERRORS, type Cell } from './visit';

export interface Column {
  example: Example;
  cells: readonly Cell[];
  /** It could not be built: why. */
  failure?: string;
}

const ROWS = [...STEPS, NO_ERRORS];

/** One sign a delivery, in the order sync, async, json. */
function signs({ cells, failure }: Column, step: string): string {
  return DELIVERIES.map((delivery) => {
    const cell = cells.find((one) => one.step === step && one.delivery === delivery);
    if (failure !== undefined || !cell) return '–';
    return cell.failure === undefined ? '✓' : '✗';
  }).join(' ');
}

/** A table of Markdown; the documents hold it between two marks. */
export function matrixTable(columns: readonly Column[], language: 'en' | 'zh'): string {
  const head = [
    language === 'zh' ? '步骤（sync async json）' : 'Step (sync async json)',
    ...columns.map(({ example }) => example.title),
  ];
  const rows = ROWS.map(({ name, zh }) => [
    language === 'zh' ? zh : name,
    ...columns.map((column) => signs(column, name)),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Each cell that is not right, with its reason. */
export function failures(columns: readonly Column[]): string[] {
  return columns.flatMap(({ example, cells, failure }) =>
    failure !== undefined
      ? [`${example.name}: not built: ${failure}`]
      : cells
          .filter((cell) => cell.failure !== undefined)
          .map((cell) => `${example.name}, ${cell.delivery}, ${cell.step}: ${cell.failure}`),
  );
}

const BEGIN = '<!-- matrix: written by npm run test:frameworks -- --write -->';
const END = '<!-- /matrix -->';

/** The text with the table between its marks. */
export function withMatrix(text: string, table: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('the document has no place for the matrix');
  return `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`;
}
