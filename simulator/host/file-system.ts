/** tt.getFileSystemManager and the file functions of `tt` itself, on the program's own tree. */
import { ApiError, asyncApi } from './callback';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { decode, encode } from './file-text';
import { normalPath, readAny, readAnySync, USER_DATA_PATH, type FileTree } from './files';
import { numberOr, textOr } from './options';

/** One function in both forms: options in, and the arguments of the synchronous form in order. */
interface Both {
  args: readonly string[];
  work(options: ApiOptions): Result | void;
  /** What the synchronous form gives, of the answer. */
  gives?: string;
}

interface Stats {
  mode: number;
  size: number;
  lastAccessedTime: number;
  lastModifiedTime: number;
  isDirectory(): boolean;
  isFile(): boolean;
}

function statOf(tree: FileTree, path: string): Stats {
  const entry = tree.find(path);
  if (!entry) throw new ApiError(`no such file or directory, stat "${path}"`);
  const time = Math.floor(entry.time / 1000);
  return {
    mode: entry.bytes ? 33_188 : 16_877,
    size: entry.bytes?.byteLength ?? 0,
    lastAccessedTime: time,
    lastModifiedTime: time,
    isDirectory: () => !entry.bytes,
    isFile: () => entry.bytes !== null,
  };
}

const isPackageFile = (path: string): boolean => !path.startsWith('ttfile://');

let saved = 0;

/** Keeps a temporary file; without a name it gets one of its own. */
function save(tree: FileTree, options: ApiOptions): Result {
  const bytes = readAnySync(tree, options.tempFilePath);
  saved += 1;
  const name = textOr(options.filePath, `${USER_DATA_PATH}/saved-${Date.now()}-${saved}`);
  tree.write(name, bytes);
  return { savedFilePath: normalPath(name) };
}

function savedFiles(tree: FileTree): Result {
  const fileList = tree
    .below(USER_DATA_PATH)
    .filter((path) => tree.find(path)?.bytes)
    .map((filePath) => {
      const { bytes, time } = tree.find(filePath)!;
      return { filePath, size: bytes?.byteLength ?? 0, createTime: Math.floor(time / 1000) };
    });
  return { fileList };
}

function operations(tree: FileTree): Record<string, Both> {
  return {
    access: {
      args: ['path'],
      work: ({ path }) => {
        const name = normalPath(path);
        if (isPackageFile(name)) readAnySync(tree, name);
        else if (!tree.has(name)) throw new ApiError(`no such file or directory, access "${name}"`);
      },
    },
    readFile: {
      args: ['filePath', 'encoding', 'position', 'length'],
      gives: 'data',
      work: ({ filePath, encoding, position, length }) => {
        const bytes = readAnySync(tree, filePath);
        const from = numberOr(position, 0);
        return { data: decode(bytes.slice(from, from + numberOr(length, bytes.byteLength)), encoding) };
      },
    },
    writeFile: {
      args: ['filePath', 'data', 'encoding'],
      work: ({ filePath, data, encoding }) => tree.write(filePath, encode(data, encoding)),
    },
    appendFile: {
      args: ['filePath', 'data', 'encoding'],
      work: ({ filePath, data, encoding }) => {
        const old = tree.read(filePath);
        const more = encode(data, encoding);
        const all = new Uint8Array(old.byteLength + more.byteLength);
        all.set(old);
        all.set(more, old.byteLength);
        tree.write(filePath, all);
      },
    },
    truncate: {
      args: ['filePath', 'length'],
      work: ({ filePath, length }) => {
        const all = new Uint8Array(numberOr(length, 0));
        all.set(tree.read(filePath).slice(0, all.byteLength));
        tree.write(filePath, all);
      },
    },
    mkdir: {
      args: ['dirPath', 'recursive'],
      work: ({ dirPath, recursive }) => tree.makeFolder(dirPath, recursive === true),
    },
    readdir: {
      args: ['dirPath'],
      gives: 'files',
      work: ({ dirPath }) => ({ files: tree.list(dirPath) }),
    },
    rmdir: {
      args: ['dirPath', 'recursive'],
      work: ({ dirPath, recursive }) => tree.removeFolder(dirPath, recursive === true),
    },
    unlink: { args: ['filePath'], work: ({ filePath }) => tree.unlink(filePath) },
    rename: { args: ['oldPath', 'newPath'], work: ({ oldPath, newPath }) => tree.rename(oldPath, newPath) },
    copyFile: {
      args: ['srcPath', 'destPath'],
      work: ({ srcPath, destPath }) => tree.write(destPath, readAnySync(tree, srcPath).slice()),
    },
    stat: {
      args: ['path', 'recursive'],
      gives: 'stats',
      work: ({ path, recursive }) => {
        const name = normalPath(path);
        const stat = statOf(tree, name);
        if (recursive !== true || stat.isFile()) return { stat, stats: stat };
        const stats = tree.below(name).map((inner) => ({
          path: inner.slice(name.length) || '/',
          stat: statOf(tree, inner),
        }));
        return { stat, stats };
      },
    },
    saveFile: {
      args: ['tempFilePath', 'filePath'],
      gives: 'savedFilePath',
      work: (options) => save(tree, options),
    },
  };
}

/** What has no synchronous form. */
function later(tree: FileTree): Record<string, (options: ApiOptions) => Result | Promise<Result>> {
  return {
    getFileInfo: async ({ filePath }) => ({
      size: (await readAny(tree, textOr(filePath, ''))).size,
    }),
    getSavedFileList: () => savedFiles(tree),
    removeSavedFile: ({ filePath }) => {
      tree.unlink(filePath);
      return {};
    },
    unzip: () => {
      throw new ApiError('not simulated: no archive is unpacked here');
    },
  };
}

export function fileSystem(host: HostContext): Family {
  const tree = host.files;
  const manager: Record<string, unknown> = {};
  for (const [name, { args, work, gives }] of Object.entries(operations(tree))) {
    const api = asyncApi(host, name, work);
    manager[name] = api;
    manager[`${name}Sync`] = (...values: unknown[]): unknown => {
      const options = Object.fromEntries(args.map((arg, at) => [arg, values[at]]));
      host.calls.push({ api: `${name}Sync`, options });
      try {
        const answer = work(options);
        return gives === undefined ? undefined : answer?.[gives];
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        throw new Error(`${name}Sync:fail ${text}`);
      }
    };
  }
  for (const [name, work] of Object.entries(later(tree))) manager[name] = asyncApi(host, name, work);
  const { getFileInfo, getSavedFileList, removeSavedFile } = later(tree);
  return {
    calls: {
      saveFile: (options) => save(tree, options),
      getFileInfo: getFileInfo!,
      getSavedFileList: getSavedFileList!,
      removeSavedFile: removeSavedFile!,
    },
    plain: { getFileSystemManager: () => manager },
  };
}
