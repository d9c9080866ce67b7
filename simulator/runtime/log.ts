import type { LogEntry } from '../protocol';
import type { ShellLink } from './shell-link';

const LONGEST_DATA = 20_000;

/** JSON text for the inspector: functions, cycles and huge values do not stop it. */
export function toInspectorText(value: unknown): string {
  const seen = new Set<unknown>();
  let text: string | undefined;
  try {
    text = JSON.stringify(value, (_key, part: unknown) => {
      if (typeof part === 'function') return `[function ${part.name || 'anonymous'}]`;
      if (typeof part === 'bigint') return String(part);
      if (part instanceof Error) return part.stack ?? part.message;
      if (part instanceof Node) return `[${part.nodeName.toLowerCase()}]`;
      if (typeof part !== 'object' || part === null) return part;
      if (seen.has(part)) return '[seen above]';
      seen.add(part);
      return part;
    });
  } catch (error) {
    text = `[not readable: ${String(error)}]`;
  }
  text ??= String(value);
  return text.length > LONGEST_DATA ? `${text.slice(0, LONGEST_DATA)}…` : text;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : value instanceof Error ? value.message : toInspectorText(value);
}

/** What the inspector and the console of the shell show. */
export class Log {
  constructor(private readonly shell: ShellLink) {}

  write(
    kind: LogEntry['kind'],
    level: LogEntry['level'],
    text: string,
    data?: unknown,
    at?: LogEntry['at'],
  ): void {
    if (!this.shell.attached) return;
    const entry: LogEntry = { time: Date.now(), kind, level, text };
    if (data !== undefined) entry.data = toInspectorText(data);
    if (at) entry.at = at;
    this.shell.post({ sim: 'log', entry });
  }

  /**
   * Sends what the mini-program prints to the shell, and still prints it.
   *
   * @param inSources a text with the places of the sources; undefined where it names none
   */
  captureConsole(target: Console, inSources: (text: string) => Promise<string> | undefined): void {
    const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;
    for (const [method, level] of Object.entries(levels) as [keyof typeof levels, LogEntry['level']][]) {
      const print = target[method].bind(target) as (...values: unknown[]) => void;
      target[method] = (...values: unknown[]) => {
        print(...values);
        const text = values.map(toText).join(' ');
        const looked = inSources(text);
        if (looked) void looked.then((placed) => this.write('console', level, placed));
        else this.write('console', level, text);
      };
    }
  }
}
