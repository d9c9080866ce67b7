/**
 * `npm run docs:site`: the documentation as a site, in site/dist. Fails when a link leads nowhere. A running
 * simulator shows it at `/docs/`.
 */
import { join } from 'node:path';
import { build } from 'vitepress';
import { ROOT } from './lib/paths';
import { stage } from './site/stage';

const started = Date.now();
const pages = stage(ROOT, join(ROOT, '.tmp/site'));
console.log(`docs: ${pages.length} pages, building the site…`);
await build(join(ROOT, 'site'));
console.log(`docs: site/dist is ready after ${((Date.now() - started) / 1000).toFixed(0)} s`);
