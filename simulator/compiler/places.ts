/** Where the scripts of pages and components are, and what stands where in them: for whoever jumps there. */
import type { Place } from '../rules/diagnose';
import type { UnitFacts } from '../rules/facts';

export interface UnitPlace {
  file: string;
  /** Methods, hooks and other members by name. */
  members: Readonly<Record<string, Place>>;
}

const placeOf = ({ script }: UnitFacts): UnitPlace | undefined =>
  script && {
    file: script.file,
    members: Object.fromEntries(
      script.definitions
        .flatMap(({ members, parts }) => [...members, ...parts.methods, ...parts.lifetimes])
        .map(([name, { at }]): [string, Place] => [name, at]),
    ),
  };

/** By the ids of the units; the app is `app`. */
export function placesOf(units: readonly UnitFacts[]): ReadonlyMap<string, UnitPlace> {
  const places = new Map<string, UnitPlace>();
  for (const unit of units) {
    const place = placeOf(unit);
    if (place) places.set(unit.id, place);
  }
  return places;
}
