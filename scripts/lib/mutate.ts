/**
 * Imported first by the mutants' test bundle: changes the table that the environment names, before any test
 * uses it, or notes which parts of the tables a test comes by.
 */
import { writeFileSync } from 'node:fs';
import { MACHINES } from '../../test/unit/machines/walk';
import { tableMutants, watchPlaces } from './table-mutants';

const wanted = process.env.MUTANT;
if (wanted) {
  const mutant = MACHINES.flatMap((machine) => tableMutants(machine)).find(({ name }) => name === wanted);
  if (!mutant) throw new Error(`no mutant is called ${wanted}`);
  mutant.apply();
}

const file = process.env.MUTANT_PLACES;
if (file) {
  const places = new Set<string>();
  for (const machine of MACHINES) watchPlaces(machine, (place) => void places.add(place));
  process.on('exit', () => writeFileSync(file, JSON.stringify([...places])));
}
