import { existsSync } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import { isInside } from '../compiler/project';
import { Settler } from './settle';

const IGNORED = new Set(['node_modules', 'dist', 'coverage']);

/** Folders of an aliased package that hold sources; the package itself if it is not laid out like that. */
function sourceFolders(dir: string): string[] {
  const inner = ['components', 'src']
    .map((name) => path.join(dir, name))
    .filter((folder) => existsSync(folder));
  return inner.length > 0 ? inner : [dir];
}

interface SourceWatch {
  /** Resolves when changes are seen from now on. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Tells of changes in the program's folders and in aliased packages, many at once as one. What is hidden,
 * installed or built is not watched, unless it is one of the folders: a program may be the output of a build.
 */
export function watchSources(
  programs: readonly string[],
  packages: readonly string[],
  onChange: (files: string[]) => void,
): SourceWatch {
  const folders = [...programs, ...packages.flatMap((dir) => sourceFolders(path.resolve(dir)))].sort(
    (a, b) => b.length - a.length,
  );
  const isIgnored = (file: string): boolean => {
    const folder = folders.find((one) => isInside(one, file));
    const parts = folder === undefined ? [] : path.relative(folder, file).split(path.sep);
    return parts.some((part) => part.startsWith('.') || IGNORED.has(part));
  };
  const watcher = watch(folders, { ignoreInitial: true, ignored: (file) => isIgnored(file) });
  const settler = new Settler(onChange, (file) => path.basename(file) === 'app.json');
  watcher.on('all', (event, file) => {
    // What a folder holds tells of itself, and may do so later than the folder.
    if (event === 'addDir' || event === 'unlinkDir') return;
    settler.note(file, event === 'unlink');
  });
  return {
    ready: new Promise((resolve) => watcher.once('ready', () => resolve())),
    close() {
      settler.stop();
      return watcher.close();
    },
  };
}
