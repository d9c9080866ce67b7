import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';

/** A file of a closure: path inside the folder with '/', and its text as it is published. */
export interface PublishedFile {
  path: string;
  text: string;
}

const COMPONENT_FILES = ['.js', '.ttml', '.ttss', '.json'];

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]);
}

/** Paths that a file needs, as written: relative, or absent from the folder when they belong to the host. */
function references(path: string, text: string): string[] {
  switch (posix.extname(path)) {
    case '.js':
    case '.cjs':
    case '.sjs':
      return matches(text, /\brequire\(\s*["'`](\.[^"'`]+)["'`]\s*\)/g).map((name) =>
        /\.(js|cjs|sjs)$/.test(name) ? name : `${name}.js`,
      );
    case '.ttml':
      return matches(text, /<(?:import|include|sjs)\b[^>]*?\ssrc=["']([^"'{}]+)["']/g);
    case '.ttss':
      return matches(text, /@import\s*(?:url\()?["']([^"']+)["']/g);
    case '.json': {
      const { usingComponents = {} } = JSON.parse(text) as { usingComponents?: Record<string, string> };
      return Object.values(usingComponents).flatMap((name) =>
        COMPONENT_FILES.map((extension) => name + extension),
      );
    }
    default:
      return [];
  }
}

/**
 * Everything that loading `entries` pulls in: script, template, style and json, and what these name in turn
 * (`require`, `usingComponents`, imports). Each file once, in the order in which it is met.
 * @param entries paths inside `folder`: a component without extension (`pay-button/index`), or a script
 *   (`auto.js`)
 * @throws when a file names one that is not there
 */
export function closure(folder: string, entries: readonly string[]): PublishedFile[] {
  const files = new Map<string, string>();
  const queue = entries.flatMap((entry) =>
    /\.c?js$/.test(entry)
      ? [entry]
      : COMPONENT_FILES.map((extension) => entry + extension).filter((path) =>
          existsSync(`${folder}/${path}`),
        ),
  );
  if (!queue.length) throw new Error(`nothing at ${entries.join(', ')} in ${folder}`);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (files.has(path)) continue;
    if (path.startsWith('../')) throw new Error(`${path} leaves the package`);
    const text = readFileSync(`${folder}/${path}`, 'utf8');
    files.set(path, text);
    for (const name of references(path, text)) {
      if (/^(ext|plugin):/.test(name)) continue;
      const target = name.startsWith('/') ? name.slice(1) : posix.join(posix.dirname(path), name);
      if (existsSync(`${folder}/${target}`)) queue.push(target);
      else if (!/\.(ttml|ttss)$/.test(target) || !path.endsWith('.json'))
        throw new Error(`${path} names ${name}, which is not there`);
    }
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

export interface Weight {
  /** Bytes of the files. */
  raw: number;
  /** Bytes of all of them as one text, gzip level 9: what they add to a program that is sent as one. */
  gzip: number;
  /** Bytes of a zip of the files: what they add to an uploaded package. */
  zip: number;
}

/** Headers of a file in a zip, local and central, without its name; and what ends a zip. */
const ZIP_HEADERS = 30 + 46;
const ZIP_END = 22;

/** What a closure weighs as it is published. */
export function weigh(files: readonly PublishedFile[]): Weight {
  const bytes = files.map(({ text }) => Buffer.from(text));
  const zipped = files.map(({ path }, index) => {
    const packed = Math.min(deflateRawSync(bytes[index], { level: 9 }).length, bytes[index].length);
    return ZIP_HEADERS + 2 * Buffer.byteLength(path) + packed;
  });
  const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
  return {
    raw: sum(bytes.map(({ length }) => length)),
    gzip: gzipSync(files.map(({ text }) => text).join('\n'), { level: 9 }).length,
    zip: sum(zipped) + ZIP_END,
  };
}
