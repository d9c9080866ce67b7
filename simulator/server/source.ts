/** The program's sources for the shell: an excerpt around a place, and the place in the person's editor. */
import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { UnitPlace } from '../compiler/places';
import { isInside, realPath } from '../compiler/project';
import { languageAsked } from './language-asked';
import { words } from './words';
import { own } from '../record';

const LONGEST_FILE = 1_000_000;
const LONGEST_LINE = 400;
/** Lines above and below the one that is meant. */
const AROUND = 3;

export interface Place {
  file: string;
  line: number;
  column: number;
}

export type OpenEditor = (place: Place) => Promise<void>;

/** How an editor takes a line as its argument, by the name of its command. */
const GOTO: [RegExp, (place: Place) => string[]][] = [
  [
    /^(?:code|code-insiders|codium|cursor|windsurf|trae)$/,
    ({ file, line, column }) => ['-g', `${file}:${line}:${column}`],
  ],
  [
    /^(?:idea|webstorm|phpstorm)$/,
    ({ file, line, column }) => ['--line', `${line}`, '--column', `${column}`, file],
  ],
  [/^(?:subl|zed|atom)$/, ({ file, line, column }) => [`${file}:${line}:${column}`]],
];

export const editorArguments = (command: string, place: Place): string[] => {
  const name = path.basename(command).replace(/\.(?:cmd|exe|bat)$/i, '');
  return GOTO.find(([names]) => names.test(name))?.[1](place) ?? [place.file];
};

/** `LAUNCH_EDITOR` names the command of an editor with a window of its own; VS Code without it. */
const openInEditor: OpenEditor = (place) => {
  const command = process.env.LAUNCH_EDITOR ?? 'code';
  return new Promise((resolve, reject) => {
    const child = spawn(command, editorArguments(command, place), { stdio: 'ignore', detached: true });
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
};

const whole = (value: unknown): number => {
  const number = Number(value ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
};

/** A file of the program by its path in it; links are followed first. */
async function fileIn(root: string, name: unknown): Promise<string | undefined> {
  if (typeof name !== 'string' || name === '' || name.includes('\0')) return undefined;
  const real = realPath(path.join(root, name));
  const home = realPath(root);
  if (real === undefined || home === undefined || !isInside(home, real)) return undefined;
  const found = await stat(real);
  return found.isFile() && found.size <= LONGEST_FILE ? real : undefined;
}

/** What the newest build knows of the program's sources. */
interface Sources {
  root: string;
  places: ReadonlyMap<string, UnitPlace>;
}

/** Where what is asked for stands: a file, or a member of a page's or component's script. */
function aimOf(
  query: Record<string, unknown>,
  { places }: Sources,
): Omit<Place, 'column'> & { column?: number } {
  const { file, line, column, unit, member } = query;
  const place = typeof unit === 'string' ? places.get(unit) : undefined;
  if (typeof unit !== 'string') {
    const at = { file: typeof file === 'string' ? file : '', line: whole(line) };
    return column === undefined ? at : { ...at, column: whole(column) };
  }
  const members = place?.members ?? {};
  const at = typeof member === 'string' && own(members, member);
  return { file: place?.file ?? `${unit}.js`, line: 1, ...at };
}

/** Both are for the shell: the frame's list of routes has neither. */
export function addSourceRoutes(
  server: FastifyInstance,
  sources: () => Promise<Sources>,
  open: OpenEditor = openInEditor,
): void {
  const missing = (request: FastifyRequest): { errMsg: string } => ({
    errMsg: words['source-missing'][languageAsked(request)],
  });
  server.get('/__source', async (request, reply) => {
    const known = await sources();
    const aim = aimOf(request.query as Record<string, unknown>, known);
    const found = await fileIn(known.root, aim.file);
    if (found === undefined) return reply.code(404).send(missing(request));
    const lines = (await readFile(found, 'utf8')).split(/\r?\n/);
    const at = Math.min(aim.line, lines.length);
    const first = Math.max(1, at - AROUND);
    return {
      ...aim,
      line: at,
      first,
      lines: lines.slice(first - 1, at + AROUND).map((text) => text.slice(0, LONGEST_LINE)),
    };
  });
  server.post('/__source/open', async (request, reply) => {
    const { file, line, column } = (request.body ?? {}) as Record<string, unknown>;
    const found = await fileIn((await sources()).root, file);
    if (found === undefined) return reply.code(404).send(missing(request));
    try {
      await open({ file: found, line: whole(line), column: whole(column) });
      return { ok: true };
    } catch (error) {
      return reply.code(502).send({ errMsg: (error as Error).message });
    }
  });
}
