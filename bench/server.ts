/**
 * `npm run bench:server [-- --instances 4 --purchases 2000 --kills 6 --crashes 2 --seed 1]`: several
 * instances of examples/server on one PostgreSQL, started here, behind a round-robin. Callbacks come
 * doubled and in any order, instances are killed, the database crashes. Fails when anything is lost or
 * comes twice.
 */
import { parseArgs } from 'node:util';
import { runFleet } from './fleet/run';

const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '4' },
    purchases: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '6' },
    crashes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const whole = (name: keyof typeof values, least: number): number => {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= least) return number;
  console.error(`bench:server: --${name} should be a whole number of at least ${least}, got ${values[name]}`);
  process.exit(1);
};

const options = {
  instances: whole('instances', 1),
  purchases: whole('purchases', 1),
  kills: whole('kills', 0),
  crashes: whole('crashes', 0),
  seed: whole('seed', 0),
};
try {
  console.log(
    `${options.purchases} purchases at ${options.instances} instances, seed ${options.seed}: ${options.kills} kills, ${options.crashes} crashes of the database`,
  );
  const result = await runFleet(options);
  const { seconds, callbacks, again, events, repeated, paid, refunded, income } = result;
  console.log(
    `${(options.purchases / seconds).toFixed(1)} purchases a second; ${callbacks} callbacks sent, ${again} of them again after a failure`,
  );
  console.log(
    `${paid} paid, ${refunded} refunded, ${income / 100} yuan in the books: nothing lost, nothing twice`,
  );
  console.log(`${events} events reached the warehouse, ${repeated} of them more than once`);
} catch (error) {
  console.error(`bench:server: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
