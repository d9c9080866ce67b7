import type { Diagnostic, Level } from '../protocol';
import { located, problem, type Problem } from '../rules/diagnose';
import type { Code, ValuesArgument } from '../rules/findings';
import type { Position } from './text';

/** Gathers what is wrong with the files of one program. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  /** Codes that the program does not want to hear of. */
  readonly off = new Set<string>();
  private readonly seen = new Set<string>();

  tell<C extends Code>(code: C, file: string, at?: Position, ...values: ValuesArgument<C>): void {
    this.add(located(problem(code, ...values), file, at));
  }

  /** A problem that somebody else has found the words for; `level`: another than its own. */
  tellProblem(found: Problem, file: string, at?: Position, level?: Level): void {
    this.add(located(found, file, at, level));
  }

  /** A finding that a whole program gets once, at the first place that earns it. */
  once<C extends Code>(
    topic: string,
    code: C,
    file: string,
    at?: Position,
    ...values: ValuesArgument<C>
  ): void {
    if (this.seen.has(topic)) return;
    this.seen.add(topic);
    this.tell(code, file, at, ...values);
  }

  /** Takes out what the engine's compiler says of a place that a rule has better words for. */
  withoutEchoes(): void {
    const isEcho = ({ code, file, line, column }: Diagnostic): boolean =>
      code === 'template-markup' &&
      this.list.some(
        (other) =>
          other.code !== code && other.file === file && other.line === line && other.column === column,
      );
    const left = this.list.filter((one) => !isEcho(one));
    this.list.splice(0, this.list.length, ...left);
  }

  add(diagnostic: Diagnostic): void {
    const key = JSON.stringify(diagnostic);
    if (this.seen.has(key) || (diagnostic.code !== undefined && this.off.has(diagnostic.code))) return;
    this.seen.add(key);
    this.list.push(diagnostic);
  }
}
