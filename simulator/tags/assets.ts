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

/**
 * The address to load: complete addresses as they are, paths from the server that serves the mini-program's
 * files.
 */
export function assetUrl(tag: Pick<TagInstance, 'ownerShadowRoot'>, src: string): string {
  if (src === '' || COMPLETE.test(src)) return src;
  return resolveAssetPath(tag.ownerShadowRoot?.getHostNode().is ?? '', src);
}
