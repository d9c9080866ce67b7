/**
 * Imported first by the mutants' test bundle: changes the table that the environment names, before any test
 * uses it.
 */
import { MACHINES } from '../../test/unit/machines/walk';
import { tableMutants } from './table-mutants';

const wanted = process.env.MUTANT;
if (wanted) {
  const mutant = MACHINES.flatMap((machine) => tableMutants(machine)).find(({ name }) => name === wanted);
  if (!mutant) throw new Error(`no mutant is called ${wanted}`);
  mutant.apply();
}
