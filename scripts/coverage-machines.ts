/**
 * `npm run coverage:machines [-- SEED]`: walks every edge of every machine twice, and prints the shares
 * walked. First by paths computed from its definition, with guards that answer as the path needs: whether the
 * table leads there. Then at random, with the machine's own guards and reducers: whether contexts do.
 */
import { edgeName } from '../src/machine/graph';
import { SUBJECTS } from '../test/unit/machines/payloads';
import { walkReal } from '../test/unit/machines/real-walk';
import { MACHINES, walkAll } from '../test/unit/machines/walk';

let missed = 0;
function tell(what: string, all: number, faults: readonly string[]): void {
  missed += faults.length;
  const share = ((100 * (all - faults.length)) / all).toFixed(1);
  console.log(`${what}: ${all - faults.length} of ${all} edges walked, ${share} %`);
  for (const fault of faults) console.log(`  ${fault}`);
}

for (const machine of MACHINES) {
  const walks = walkAll(machine);
  const failed = walks.filter(({ wrong }) => wrong);
  tell(
    machine.id,
    walks.length,
    failed.map(({ edge, wrong }) => `${edgeName(edge)}: ${wrong}`),
  );
}

// The same ways each time, unless another seed is given: the rarest edge takes some luck.
const seed = Number(process.argv[2] ?? 2);
for (const subject of SUBJECTS) {
  const { id, edges, missed: left, wrong } = walkReal(subject, seed);
  tell(`${id}, its own guards, seed ${seed}`, edges, left);
  for (const fault of wrong) console.log(`  ${fault}`);
  missed += wrong.length;
}
process.exitCode = missed ? 1 : 0;
