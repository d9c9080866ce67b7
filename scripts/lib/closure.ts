import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';

/** A file of a closure: path inside the folder with '/', and its minified text. */
export interface MinifiedFile {
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
    case '.sjs':
      return matches(text, /\brequire\(\s*["'`](\.[^"'`]+)["'`]\s*\)/g).map((name) =>
        /\.(js|sjs)$/.test(name) ? name : `${name}.js`,
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

/** Takes out what a packer takes out: comments, space between tags, indentation. */
async function minify(path: string, text: string): Promise<string> {
  switch (posix.extname(path)) {
    case '.js':
    case '.sjs':
      return (await transform(text, { minify: true, legalComments: 'none' })).code.trim();
    case '.ttss':
      return (await transform(text, { minify: true, legalComments: 'none', loader: 'css' })).code.trim();
    case '.json':
      return JSON.stringify(JSON.parse(text));
    default:
      return text
        .replace(/<!--[\s\S]*?-->/g, '')
        .replace(/\s+/g, ' ')
        .replace(/> </g, '><')
        .trim();
  }
}

/**
 * Everything that loading `entries` pulls in: script, template, style and json, and what these name in turn
 * (`require`, `usingComponents`, imports). Each file once, in the order in which it is met.
 * @param entries paths inside `folder`: a component without extension (`pay-button/index`), or a script
 *   (`auto.js`)
 * @throws when a file names one that is not there
 */
export async function closure(folder: string, entries: readonly string[]): Promise<MinifiedFile[]> {
  const files = new Map<string, string>();
  const queue = entries.flatMap((entry) =>
    entry.endsWith('.js')
      ? [entry]
      : COMPONENT_FILES.map((extension) => entry + extension).filter((path) =>
          existsSync(`${folder}/${path}`),
        ),
  );
  if (!queue.length) throw new Error(`nothing at ${entries.join(', ')} in ${folder}`);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (files.has(path)) continue;
    if (path.startsWith('../')) throw new Error(`${path} leaves the package`);
    const text = await minify(path, readFileSync(`${folder}/${path}`, 'utf8'));
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

/** Bytes of a closure: minified, and gzip level 9 of the concatenation. */
export function weigh(files: readonly MinifiedFile[]): { min: number; gzip: number } {
  const all = Buffer.from(files.map(({ text }) => text).join('\n'));
  return {
    min: files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    gzip: gzipSync(all, { level: 9 }).length,
  };
}
