import type { TagInstance } from './types';

const COMPLETE = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/**
 * The path inside the mini-program that a `src` means: relative ones start at the file of the template they
 * stand in.
 */
export function resolveAssetPath(owner: string, src: string): string {
  const segments: string[] = [];
  const from = src.startsWith('/') ? [] : owner.split('/').slice(0, -1);
  for (const segment of [...from, ...src.split('/')]) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

let fileAddress = (_path: string): string | undefined => undefined;

/** Names who knows the addresses of the mini-program's own files (`ttfile://…`). */
export function resolveFilesBy(resolve: (path: string) => string | undefined): void {
  fileAddress = resolve;
}

/**
 * The address to load: complete addresses as they are, paths from the server that serves the mini-program's
 * files.
 */
export const assetUrl = (tag: Pick<TagInstance, 'ownerShadowRoot'>, src: string): string =>
  addressFrom(tag.ownerShadowRoot?.getHostNode().is ?? '', src);

/** The same for a path that a script gives; `owner`: the page that is shown. */
export function addressFrom(owner: string, src: string): string {
  if (src.startsWith('ttfile:')) return fileAddress(src) ?? src;
  if (src === '' || COMPLETE.test(src)) return src;
  return resolveAssetPath(owner, src);
}
