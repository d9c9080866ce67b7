/** Rules for files that templates name: pictures, videos. */
import type { ProgramFacts } from './facts';
import { isBinding } from './markup';
import { nearestName } from './nearest';
import { joined } from './setup';
import type { Tell } from './tell';

const TAGS: Readonly<Record<string, readonly string[]>> = {
  image: ['src'],
  'cover-image': ['src'],
  video: ['src', 'poster'],
  audio: ['src', 'poster'],
};

const REMOTE = /^(?:[a-z][a-z\d+.-]*:|\/\/|#|@)/i;

/** Says so where a path names no file of the program. `path`: from the root. */
export function fileSlip(
  path: string,
  files: readonly { file: string }[],
): { path: string; near: string | undefined } | undefined {
  if (files.some(({ file }) => file === path)) return undefined;
  const names = files.map(({ file }) => file);
  const near = nearestName(path, names) ?? sameName(path, names);
  return { path, near: near === undefined ? undefined : `/${near}` };
}

/** A file of that name in another folder, if there is one only. */
function sameName(path: string, names: readonly string[]): string | undefined {
  const last = path.split('/').at(-1) ?? '';
  const found = names.filter((name) => name.split('/').at(-1) === last);
  return found.length === 1 ? found[0] : undefined;
}

export function checkLocalFiles({ templates, files }: ProgramFacts, tell: Tell): void {
  for (const { file, tags, users } of templates)
    for (const { name: tag, attributes } of tags) {
      const named = Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
      if (!named || users.some((user) => user.tags.has(tag))) continue;
      for (const { name, value = '', at } of attributes) {
        const text = value.trim().split(/[?#]/)[0] ?? '';
        if (!named.includes(name) || text === '' || isBinding(value) || REMOTE.test(text)) continue;
        const path = text.startsWith('/')
          ? text.replace(/^\/+/, '')
          : joined(file, text.startsWith('.') ? text : `./${text}`);
        const slip = fileSlip(path, files);
        if (slip) tell.tell('file-missing', file, at, { text, path: slip.path, near: slip.near });
      }
    }
}
