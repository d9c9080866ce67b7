/** Type-checks every program of the repository, and reports all of them even when the first one fails. */
import { tool } from './lib/run';

const PROGRAMS: Record<string, string> = {
  kit: 'tsconfig.json',
  sandbox: 'sandbox/tsconfig.json',
  server: 'server/tsconfig.json',
  'example-server': 'examples/server/tsconfig.json',
  simulator: 'simulator/tsconfig.json',
  demo: 'demo-app/tsconfig.json',
  test: 'test/tsconfig.json',
  scripts: 'scripts/tsconfig.json',
  site: 'site/tsconfig.json',
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PROGRAMS));
if (unknown.length) {
  console.error(`typecheck: no program ${unknown.join(', ')}; there are ${Object.keys(PROGRAMS).join(', ')}`);
  process.exit(1);
}

let failed = false;
for (const [name, project] of Object.entries(PROGRAMS)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const { code, stdout, stderr } = await tool('tsc', [
    '-p',
    project,
    '--incremental',
    '--tsBuildInfoFile',
    `.tmp/tsc/${name}.tsbuildinfo`,
  ]);
  console.log(`${code ? 'failed' : 'ok    '} ${name} (${project})`);
  if (code) {
    failed = true;
    console.log(stdout + stderr);
  }
}
process.exit(failed ? 1 : 0);
