/** `npm run lint:portable`: what would not run on Windows, in npm scripts and in what Node runs. */
import fg from 'fast-glob';
import { ROOT } from './lib/paths';
import { unportable } from './lib/portable';

const ignore = [
  '**/node_modules/**',
  'release/**',
  'dist/**',
  '**/dist/**',
  '**/ttcomponents/**',
  '**/miniprogram_npm/**',
  'site/.cache/**',
];
const manifests = fg.sync('{,*/,examples/*/,scripts/*/*/}package.json', { cwd: ROOT, ignore });
const sources = fg.sync(
  ['{scripts,simulator,sandbox,server,bench,examples,site}/**/*.{ts,tsx,mjs,cjs,js}', '*.{js,cjs,mjs}'],
  { cwd: ROOT, ignore },
);
const found = unportable(ROOT, manifests.sort(), sources.sort());
for (const { file, place, message } of found) console.log(`${file}:${place}: ${message}`);
console.log(
  `portable: ${manifests.length} package.json, ${sources.length} sources, ${found.length} problems`,
);
process.exit(found.length > 0 ? 1 : 0);
