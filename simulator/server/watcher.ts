import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import { isInside } from '../compiler/project';
import { Settler } from './settle';

const IGNORED = new Set(['node_modules', 'dist', 'coverage']);

/**
 * chokidar is silent about a file for 50 ms after it told of a change of it, also when there is another one.
 * So the file is looked at again.
 */
const LOOK_AGAIN_MS = 60;

/** When a file was written last; undefined if nothing can be seen there. */
function timeOf(file: string): number | undefined {
  try {
    return statSync(file).mtimeMs;
  } catch {
    // Gone, or closed to us: that is an event of its own, or the build's to tell.
    return undefined;
  }
}

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
  const looks = new Set<NodeJS.Timeout>();
  const lookAgain = (file: string): void => {
    const told = timeOf(file);
    const timer = setTimeout(() => {
      looks.delete(timer);
      const time = timeOf(file);
      if (time !== undefined && time !== told) settler.note(file, false);
    }, LOOK_AGAIN_MS);
    looks.add(timer);
  };
  watcher.on('all', (event, file) => {
    // What a folder holds tells of itself, and may do so later than the folder.
    if (event === 'addDir' || event === 'unlinkDir') return;
    settler.note(file, event === 'unlink');
    if (event === 'change') lookAgain(file);
  });
  return {
    ready: new Promise((resolve) => watcher.once('ready', () => resolve())),
    close() {
      settler.stop();
      looks.forEach(clearTimeout);
      return watcher.close();
    },
  };
}
