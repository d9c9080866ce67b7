/**
 * The source maps that built scripts bring along, inside themselves or beside themselves. They are a
 * stranger's: names and positions are taken from them to be shown, and nothing that they name is ever opened.
 */
import path from 'node:path';
import {
  FlattenMap,
  originalPositionFor,
  type EncodedSourceMap,
  type SectionedSourceMap,
  type TraceMap,
} from '@jridgewell/trace-mapping';
import type { NamedPlace } from '../protocol';
import { isRecord } from '../record';
import { isInside, realPath } from './project';
import { readPlainFile } from './read-file';

/** The last comment counts, as in a browser. */
const COMMENT = /\/\/[#@] ?sourceMappingURL=(\S+)[ \t]*$/gm;
const INLINE = /^data:application\/json;(?:charset=[\w-]+;)?base64,([A-Za-z0-9+/=]+)$/;

const MOST_SECTIONS = 20_000;
const LONGEST_NAME = 200;

/** What bundlers put before the name of a source, and who owns it: `webpack://shop/./src/a.vue`. */
const BUNDLER = /^(?:webpack|webpack-internal|rollup|vite|uni-app|taro|mpx):\/\/[^/]*\//;
/** What somebody writes by hand and a bundler reads. */
const SOURCE = /\.(?:[mc]?[jt]sx?|vue|nvue|uvue|mpx|ux|svelte|sjs|wxs)$/;
/** Controls, and what turns the direction of a line: a name is printed in a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A source's name as people know it; undefined for what is the name of no source. */
export function sourceName(named: unknown): string | undefined {
  if (typeof named !== 'string' || named.length > 4 * LONGEST_NAME) return undefined;
  const bare = named.replace(BUNDLER, '').replace(/[?#].*$/s, '');
  // Addresses, drives, and paths of the machine it was built on.
  if (/^[a-z][\w+.-]*:|^[\\/]/i.test(bare)) return undefined;
  const parts = path.posix.normalize(bare.replaceAll('\\', '/')).split('/');
  // The folder that leading `..` start from is that of the build, which nobody knows here.
  const name = parts.slice(parts.findIndex((part) => part !== '..')).join('/');
  const isName = SOURCE.test(name) && name.length <= LONGEST_NAME && !UNPRINTABLE.test(name);
  return isName ? name : undefined;
}

const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;

/** @param lines of the script: a map of more would cost memory without an end */
function isFlat(map: unknown, lines: number): boolean {
  if (!isRecord(map) || map.version !== 3 || !Array.isArray(map.sources)) return false;
  if (typeof map.mappings !== 'string' || !/^[\w+/;,]*$/.test(map.mappings)) return false;
  let count = 0;
  for (let at = map.mappings.indexOf(';'); at >= 0; at = map.mappings.indexOf(';', at + 1)) count += 1;
  return count <= lines;
}

function isSectioned(map: unknown, lines: number): boolean {
  if (!isRecord(map) || map.version !== 3 || !Array.isArray(map.sections)) return false;
  return (
    map.sections.length <= MOST_SECTIONS &&
    map.sections.every(
      (section: unknown) =>
        isRecord(section) &&
        isRecord(section.offset) &&
        isCount(section.offset.line, lines) &&
        isCount(section.offset.column, Number.MAX_SAFE_INTEGER) &&
        isFlat(section.map, lines),
    )
  );
}

/** @throws for what is no map, or none of a script of so many lines */
function readMap(text: string, lines: number): TraceMap {
  // Servers of the early days put a line before JSON that keeps it from being run.
  const raw: unknown = JSON.parse(text.replace(/^\)\]\}'[^\n]*\n/, ''));
  if (!isFlat(raw, lines) && !isSectioned(raw, lines)) throw new Error('no source map');
  return new FlattenMap(raw as EncodedSourceMap | SectionedSourceMap);
}

/** A file of the program, links followed; undefined for what lies elsewhere. */
function textIn(root: string, file: string): string | undefined {
  const [home, real] = [realPath(root), realPath(file)];
  if (home === undefined || real === undefined || !isInside(home, real)) return undefined;
  return readPlainFile(real).toString('utf8');
}

interface Known {
  text: string;
  beside: string | undefined;
  map: TraceMap | undefined;
}

/** Maps of one program's scripts; each is read when somebody asks for a place in it. */
export class OwnMaps {
  /** By path: a name can be written in many ways, and a program may ask by all of them. */
  private readonly known = new Map<string, Known>();

  constructor(private readonly root: string) {}

  /** What a place of a built script is called in its map. `file`: its name in the program; from 1. */
  find(file: string, line: number, column: number): NamedPlace | undefined {
    try {
      const map = this.mapOf(file);
      if (!map || line < 1 || column < 1) return undefined;
      const found = originalPositionFor(map, { line, column: column - 1 });
      const name = sourceName(found.source);
      return name === undefined || found.line === null
        ? undefined
        : { name, line: found.line, column: found.column + 1 };
    } catch {
      // Not there, or no map: the place in the built script is what there is.
      return undefined;
    }
  }

  private mapOf(file: string): TraceMap | undefined {
    const script = path.join(this.root, file);
    const text = textIn(this.root, script);
    const url = text === undefined ? undefined : [...text.matchAll(COMMENT)].at(-1)?.[1];
    if (text === undefined || url === undefined) return undefined;
    const beside = url.startsWith('data:') ? undefined : this.beside(script, url);
    const known = this.known.get(script);
    if (known?.text === text && known.beside === beside) return known.map;
    const json = beside ?? Buffer.from(INLINE.exec(url)?.[1] ?? '', 'base64').toString('utf8');
    // What cannot be read is not read again either.
    const entry: Known = { text, beside, map: undefined };
    this.known.set(script, entry);
    entry.map = readMap(json, text.split('\n').length);
    return entry.map;
  }

  /** The text of a map in a file of its own. */
  private beside(script: string, url: string): string | undefined {
    if (/^[a-z][\w+.-]*:|^[\\/]|[?#\0]/i.test(url)) return undefined;
    return textIn(this.root, path.join(path.dirname(script), decodeURIComponent(url)));
  }
}
