/**
 * `npm run coverage:machines`: walks every edge of every machine by paths computed from its definition, and
 * prints the share walked.
 */
import { edgeName } from '../src/machine/graph';
import { MACHINES, walkAll } from '../test/unit/machines/walk';

let missed = 0;
for (const machine of MACHINES) {
  const walks = walkAll(machine);
  const failed = walks.filter(({ wrong }) => wrong);
  missed += failed.length;
  const share = ((100 * (walks.length - failed.length)) / walks.length).toFixed(1);
  console.log(`${machine.id}: ${walks.length - failed.length} of ${walks.length} edges walked, ${share} %`);
  for (const { edge, wrong } of failed) console.log(`  ${edgeName(edge)}: ${wrong}`);
}
process.exitCode = missed ? 1 : 0;
