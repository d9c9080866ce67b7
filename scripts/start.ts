/**
 * `npm start`: the demo in the simulator, and the documentation at `/docs/`, which is built meanwhile when a
 * page of it has changed. Arguments go on to `trade-sim dev`.
 */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import fg from 'fast-glob';
import { ROOT } from './lib/paths';

const SITE = join(ROOT, 'site/dist');

function isStale(): boolean {
  const built = statSync(join(SITE, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return fg
    .sync(['docs/**/*.md', 'site/**/*.{ts,vue,css}', '*.md'], {
      cwd: ROOT,
      stats: true,
      ignore: ['site/dist/**'],
      dot: true,
    })
    .some(({ stats }) => (stats?.mtimeMs ?? 0) > built);
}

const node = (...args: string[]): string[] => ['--import', 'tsx', ...args];

if (isStale()) {
  const site = spawn(process.execPath, node(join(ROOT, 'scripts/docs-site.ts')), {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  site.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  site.on('close', (code) => {
    if (code) console.error(`${said}start: the documentation was not built: see npm run docs:site`);
  });
}
const dev = spawn(
  process.execPath,
  node(join(ROOT, 'simulator/server/cli.ts'), 'dev', 'demo-app', '--docs', SITE, ...process.argv.slice(2)),
  { cwd: ROOT, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => dev.kill(signal));
dev.on('close', (code) => process.exit(code ?? 1));
