/** `npm run release:pack`: the packages as they are published, in release/. */
import { join } from 'node:path';
import { ROOT } from './lib/paths';
import { makeRelease } from './release/make';

await makeRelease(join(ROOT, 'release'));
console.log('release:pack: the tarballs are in release/');
