import type { Diagnostic, Level } from '../protocol';
import type { Position } from './text';

/** Gathers what is wrong with the files of one program. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  private readonly seen = new Set<string>();

  add(level: Level, file: string, message: string, at?: Position, fix?: string): void {
    const diagnostic: Diagnostic = { level, file, ...at, message };
    if (fix !== undefined) diagnostic.fix = fix;
    const key = JSON.stringify(diagnostic);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.list.push(diagnostic);
  }

  error(file: string, message: string, at?: Position, fix?: string): void {
    this.add('error', file, message, at, fix);
  }

  warn(file: string, message: string, at?: Position, fix?: string): void {
    this.add('warning', file, message, at, fix);
  }

  /** A warning that a whole program gets once, at the first place that earns it. */
  warnOnce(topic: string, file: string, message: string, at?: Position, fix?: string): void {
    if (this.seen.has(topic)) return;
    this.seen.add(topic);
    this.warn(file, message, at, fix);
  }

  addAll(list: readonly Diagnostic[]): void {
    for (const { level, file, message, line, column, fix } of list) {
      this.add(level, file, message, line === undefined ? undefined : { line, column: column ?? 1 }, fix);
    }
  }
}
