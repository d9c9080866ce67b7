/**
 * `npm run walks [-- --runs N] [--seed N] [--path P]`: random walks over the real components. Prints its
 * seed; the same seed walks the same ways.
 */
import { parseArgs } from 'node:util';
import { walks } from '../test/walks/walk';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const runs = Number(values.runs ?? 300);
const seed = Number(values.seed ?? Date.now() & 0x7fffffff);
const started = Date.now();
console.log(`${runs} walks, seed ${seed}`);
try {
  let taken = 0;
  await walks({ numRuns: runs, seed, ...(values.path ? { path: values.path } : {}) }, () => {
    if (++taken % 500 === 0) console.log(`${taken} walks, ${Math.round((Date.now() - started) / 1000)} s`);
  });
  console.log(`0 faults in ${runs} walks, ${Math.round((Date.now() - started) / 1000)} s`);
} catch (error) {
  const { cause, message } = error as Error;
  console.error(message);
  if (cause) console.error((cause as Error).message);
  process.exitCode = 1;
}
