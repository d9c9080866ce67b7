/**
 * `npm run kills [-- --kills 100] [-- --seed <number>] [-- --lanes 8]`: kills a sandbox's process (SIGKILL)
 * at random moments under purchases, refunds, redemptions and settlements at once, and looks at the ledger
 * after each kill. Ends with 1 and says what is wrong, if anything is. A seed plays its choices again.
 */
import { parseArgs } from 'node:util';
import { killAgainAndAgain } from '../test/unit/sandbox/kill-lanes';

const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string' }, lanes: { type: 'string' } },
});

function whole(name: 'kills' | 'seed' | 'lanes', otherwise: number): number {
  const text = values[name] ?? String(otherwise);
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  console.error(`--${name} ${text}: a whole number from 1 on, e.g. npm run kills -- --${name} ${otherwise}`);
  process.exit(1);
}

const kills = whole('kills', 100);
const seed = whole('seed', (Date.now() % 1_000_000) + 1);
const lanes = whole('lanes', 8);
console.log(`${kills} kills under ${lanes} lanes, seed ${seed}`);
const report = await killAgainAndAgain({
  kills,
  seed,
  lanes,
  onKill(kill, problems) {
    problems.forEach((problem) => console.log(`kill ${kill}: ${problem}`));
    if (kill % 10 === 0) console.log(`${kill} kills`);
  },
});
const { problems, ...counted } = report;
console.log(
  Object.entries(counted)
    .map(([what, count]) => `${count} ${what}`)
    .join(', '),
);
problems.forEach((problem) => console.error(problem));
console.log(
  problems.length === 0 ? 'nothing lost, nothing twice' : `${problems.length} problems, seed ${seed}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
