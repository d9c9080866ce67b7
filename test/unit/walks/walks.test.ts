import test from 'node:test';
import { walks } from '../../walks/walk';

/** `npm run walks -- --runs 5000` takes more of them, `--seed` the same ones again. */
test('random walks over the real components: nothing is thrown at the page, hangs, lies, storms or is told twice', async (t) => {
  const seed = Date.now() & 0x7fffffff;
  t.diagnostic(`seed ${seed}`);
  await walks({ numRuns: 300, seed });
});
