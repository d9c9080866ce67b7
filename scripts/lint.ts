/** Runs every linter, also behind one that found something. */
import { npm } from './lib/run';

let failed = false;
for (const part of ['code', 'format', 'style', 'layers', 'portable']) {
  const { code } = await npm(['run', '--silent', `lint:${part}`], { live: true });
  console.log(`${code ? 'failed' : 'ok    '} lint:${part}`);
  if (code) failed = true;
}
process.exit(failed ? 1 : 0);
