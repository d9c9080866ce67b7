import type { RuntimeProblem } from '../protocol';
import { isSame, located, problem as found, type Problem } from '../rules/diagnose';
import { LOGIC_THIS, SJS_THIS } from '../web-names';
import { fetchText, Origins } from './origins';
import { parseStack, SourceMap, type SourcePosition } from './source-map';

/** What the reporter knows about a problem beside the error itself. */
export interface ProblemContext {
  /** File of the mini-program that is to blame if the stack names none. */
  file?: string;
  /** The place in that file, if it is known. */
  at?: { line: number; column: number };
  /** What it is, in the words of the table; given what the error says where they quote it. */
  finding?: Problem | ((error: string) => Problem);
  /** The page, the component or `app` in whose script or start it happened. */
  unit?: string;
  /** The program may catch it: a warning for now, and an error once nothing has. */
  isCaught?: boolean;
}

/** As the engine names a `this` that the compiler put a guard around. */
const GUARD = new RegExp(`\\(?(?:${LOGIC_THIS}|${SJS_THIS})\\(\\.{3}\\)\\)?`, 'g');

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message.replace(GUARD, 'this') || error.name;
  if (typeof error === 'string') return error;
  if (error && typeof error === 'object' && 'errMsg' in error) return String(error.errMsg);
  try {
    return JSON.stringify(error) ?? String(error);
  } catch {
    return String(error);
  }
}

/** Nobody was there to say more. */
const thrown = (error: string): Problem => found('run-error', { error });

const scriptOf = (url: string): string => url.split('?')[0] ?? url;

/** The source map that a script names in its last comment. */
async function loadMap(scriptUrl: string): Promise<SourceMap | undefined> {
  try {
    const script = await fetchText(scriptUrl);
    const name = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(script)?.[1];
    if (name === undefined) return undefined;
    return new SourceMap(
      JSON.parse(await fetchText(new URL(name, scriptUrl).href)) as ConstructorParameters<
        typeof SourceMap
      >[0],
    );
  } catch {
    return undefined;
  }
}

const isPackage = ({ file, origin }: SourcePosition): boolean =>
  file.startsWith('npm:') || origin?.name.includes('node_modules/') === true;

/**
 * Everything that went wrong in the mini-program. A problem is in `list` at once; its place in the sources is
 * filled in when the source map has come, and only then the listeners hear of it.
 */
export class Problems {
  readonly list: RuntimeProblem[] = [];
  private readonly listeners: ((problem: RuntimeProblem) => void)[] = [];
  private readonly byError = new WeakMap<Error, RuntimeProblem>();
  /** What may still be caught, with the level that it has otherwise. */
  private readonly caught = new Map<RuntimeProblem, RuntimeProblem['level']>();
  private readonly settled = new WeakSet<RuntimeProblem>();
  /** What happened outside of any script's run, too: it belongs to the page that is open. */
  private readonly onPage = new WeakSet<RuntimeProblem>();
  private readonly byPlace = new Map<string, RuntimeProblem>();
  private map: Promise<SourceMap | undefined> | undefined;
  private readonly origins: Origins;

  /** `programUrl`: the compiled program's script, whose frames are looked up. */
  constructor(private readonly programUrl: string) {
    this.origins = new Origins(programUrl);
  }

  onReport(listener: (problem: RuntimeProblem) => void): void {
    this.listeners.push(listener);
  }

  /** Adds a finding that has its words: the compiler's, or one that the compiler could not see. */
  add(problem: RuntimeProblem): void {
    if (problem.code !== undefined && this.list.some((known) => isSame(known, problem))) return;
    this.list.push(problem);
    this.tell(problem);
  }

  /** An error that was reported and is thrown on, for somebody else to catch, is not reported again. */
  report(error: unknown, context: ProblemContext = {}): RuntimeProblem {
    const told = error instanceof Error ? this.byError.get(error) : undefined;
    if (told) return this.uncaught(this.within(told, context));
    const { finding = thrown, file = '', at, isCaught = false } = context;
    const problem: RuntimeProblem = located(
      typeof finding === 'function' ? finding(messageOf(error)) : finding,
      file,
      at,
    );
    if (error instanceof Error && error.stack !== undefined) problem.stack = error.stack;
    const key = this.keyOf(problem);
    const known = this.byPlace.get(key);
    if (error instanceof Error) this.byError.set(error, known ?? problem);
    if (known) return this.within(known, context);
    this.within(problem, context);
    if (isCaught) {
      this.caught.set(problem, problem.level);
      problem.level = 'warning';
    }
    this.byPlace.set(key, problem);
    this.list.push(problem);
    void this.locate(problem).then(() => this.settle(problem));
    return problem;
  }

  /**
   * Notes in whose script it happened: a module may throw in the scripts of several that require it. While it
   * may still be caught nobody knows.
   */
  private within(problem: RuntimeProblem, { unit, isCaught = false }: ProblemContext): RuntimeProblem {
    if (isCaught) return problem;
    if (unit === undefined || this.onPage.has(problem)) {
      this.onPage.add(problem);
      delete problem.units;
    } else problem.units = [...new Set([...(problem.units ?? []), unit])];
    return problem;
  }

  /** Nothing has caught it: a problem that was reported as it was thrown gets the level of an error. */
  private uncaught(problem: RuntimeProblem): RuntimeProblem {
    const level = this.caught.get(problem);
    if (level === undefined) return problem;
    this.caught.delete(problem);
    problem.level = level;
    if (this.settled.has(problem)) this.tell(problem);
    return problem;
  }

  /** What is no error of any script. */
  note(finding: Problem, file = ''): RuntimeProblem {
    return this.report(undefined, { file, finding });
  }

  /** What the build has told at this place is not told again. */
  private settle(problem: RuntimeProblem): void {
    const isKnown = this.list.some((other) => other !== problem && isSame(other, problem));
    if (problem.code !== undefined && isKnown) this.list.splice(this.list.indexOf(problem), 1);
    else this.tell(problem);
    this.settled.add(problem);
  }

  private tell(problem: RuntimeProblem): void {
    for (const listener of this.listeners) listener(problem);
  }

  /** A problem is one at its place in the program, however that was come to. */
  private keyOf({ message, stack, file }: RuntimeProblem): string {
    const [place] = this.framesOf(stack ?? '');
    const where = place ? `${place.line}:${place.column}` : (stack ?? file);
    return `${message}\n${where}`;
  }

  private framesOf(stack: string): ReturnType<typeof parseStack> {
    const script = scriptOf(this.programUrl);
    // Whatever the program prints comes by here: most of it names no place, and need not be read.
    return stack.includes(script) ? parseStack(stack).filter(({ url }) => scriptOf(url) === script) : [];
  }

  /**
   * A text with places in the program's script, as a stack has, with those of the sources in their stead.
   * Undefined: it has none.
   */
  inSources(text: string): Promise<string> | undefined {
    return this.framesOf(text).length === 0 ? undefined : this.look(text).then(({ text: placed }) => placed);
  }

  /** The first place of the program's own sources in a stack. */
  async calledAt(stack: string | undefined): Promise<SourcePosition | undefined> {
    if (stack === undefined || this.framesOf(stack).length === 0) return undefined;
    return (await this.look(stack)).positions.find((position) => !isPackage(position));
  }

  /** Looks up each place of the program's script in a text. */
  private async look(text: string): Promise<{ text: string; positions: SourcePosition[] }> {
    const positions: SourcePosition[] = [];
    const frames = this.framesOf(text);
    const map = frames.length === 0 ? undefined : await (this.map ??= loadMap(this.programUrl));
    const found = frames.map(({ line, column }) => map?.find(line, column));
    const places = found.filter((position) => position !== undefined);
    await this.origins.add(places.filter(({ file }) => map?.isMapped(file) === true));
    let looked = text;
    for (const [index, { url, line, column }] of frames.entries()) {
      const position = found[index];
      if (!position) continue;
      positions.push(position);
      const { file, origin } = position;
      const place = `${file}:${position.line}:${position.column}`;
      const named = origin ? `${origin.name}:${origin.line}:${origin.column} < ${place}` : place;
      looked = looked.replace(`${url}:${line}:${column}`, named);
    }
    return { text: looked, positions };
  }

  private async locate(problem: RuntimeProblem): Promise<void> {
    if (problem.stack === undefined) return;
    const { text, positions } = await this.look(problem.stack);
    problem.stack = text;
    const own = positions.find((position) => !isPackage(position));
    const [first] = positions;
    // What is no failure is not a package's doing, though it may stand between the program and us; and in a
    // bundle, whose packages nobody reads, the program's own line is the one to begin with.
    const place = problem.level === 'warning' || first?.origin ? (own ?? first) : first;
    if (place) Object.assign(problem, place);
  }
}
