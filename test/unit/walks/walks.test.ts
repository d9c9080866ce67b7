import test from 'node:test';
import { walks } from '../../walks/walk';

/** `npm run walks -- --runs 5000` takes more of them and other ones, `--seed` the same ones again. */
test('random walks over the real components: nothing is thrown at the page, hangs, lies, storms or is told twice', async (t) => {
  const seed = 20261130;
  t.diagnostic(`seed ${seed}`);
  // The shortest way takes minutes: the command finds it, by the seed and the path that are printed.
  await walks({ numRuns: 300, seed, endOnFailure: true });
});
