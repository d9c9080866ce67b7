import type { AnyMachine } from '../../src/machine/graph';

type Loose = { guard?: string; target?: string; effects?: string[] };

/** One change of a machine's table: something is taken out. */
interface TableMutant {
  name: string;
  /** The part of the table: a test that never comes by it notices nothing. */
  place: string;
  /** Changes the definition in place. */
  apply(): void;
}

/** The same table in objects of its own: the definition shares transition lists between states. */
function unshare(machine: AnyMachine): void {
  Object.assign(machine, JSON.parse(JSON.stringify(machine)));
}

/** Tells each part of a machine's table that is read, whenever it is. */
export function watchPlaces(machine: AnyMachine, read: (place: string) => void): void {
  unshare(machine);
  const watch = (object: object, key: string, place: string): void => {
    const value: unknown = Reflect.get(object, key);
    const get = (): unknown => {
      read(`${machine.id}: ${place}`);
      return value;
    };
    Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
  };
  const watchEach = (where: string, on: object | undefined): void => {
    for (const event of Object.keys(on ?? {})) watch(on!, event, `${where} ${event}`);
  };
  for (const [state, node] of Object.entries(machine.states)) {
    watchEach(state, node.on);
    for (const key of ['attempt', 'entry']) if (key in node) watch(node, key, `entering ${state}`);
  }
  watchEach('any state', machine.on);
  for (const key of ['everyStep', 'lasting']) if (key in machine) watch(machine, key, key);
}

/**
 * Everything that can be taken out of a machine: each guard, transition, effect, entry effect and attempt.
 */
export function tableMutants(machine: AnyMachine): TableMutant[] {
  const mutants: TableMutant[] = [];
  const add = (place: string, name: string, change: () => void): void => {
    mutants.push({
      name: `${machine.id}: ${name}`,
      place: `${machine.id}: ${place}`,
      apply() {
        unshare(machine);
        change();
      },
    });
  };
  const visit = (where: string, read: () => Record<string, Loose | Loose[]>): void => {
    for (const [event, found] of Object.entries(read())) {
      const list = ([] as Loose[]).concat(found as Loose[]);
      const place = `${where} ${event}`;
      list.forEach((transition, index) => {
        const title = `${place}[${transition.guard ?? index}]`;
        const change = (edit: (fresh: Loose, all: Loose[]) => Loose[]): void => {
          const on = read();
          const all = ([] as Loose[]).concat(on[event] as Loose[]);
          on[event] = edit(all[index] as Loose, all);
        };
        if (transition.guard) {
          add(place, `${title} without its guard`, () =>
            change((fresh, all) => {
              delete fresh.guard;
              return all;
            }),
          );
        }
        if (transition.guard || transition.target || transition.effects?.length) {
          add(place, `${title} taken out`, () => change((fresh, all) => all.filter((one) => one !== fresh)));
        }
        transition.effects?.forEach((effect) =>
          add(place, `${title} without ${effect}`, () =>
            change((fresh, all) => {
              fresh.effects = (fresh.effects ?? []).filter((name) => name !== effect);
              return all;
            }),
          ),
        );
      });
    }
  };
  for (const [state, node] of Object.entries(machine.states)) {
    const fresh = (): { attempt?: boolean; entry?: readonly string[]; on?: unknown } =>
      machine.states[state] as never;
    if (node.attempt) add(`entering ${state}`, `${state} begins no attempt`, () => delete fresh().attempt);
    node.entry?.forEach((effect) =>
      add(`entering ${state}`, `entering ${state} without ${effect}`, () => {
        fresh().entry = (fresh().entry ?? []).filter((name) => name !== effect);
      }),
    );
    visit(state, () => (fresh().on ?? {}) as Record<string, Loose | Loose[]>);
  }
  visit('any state', () => (machine.on ?? {}) as Record<string, Loose | Loose[]>);
  machine.everyStep?.forEach((effect) =>
    add('everyStep', `every step without ${effect}`, () => {
      machine.everyStep = (machine.everyStep ?? []).filter((name) => name !== effect);
    }),
  );
  machine.lasting?.forEach((event) =>
    add('lasting', `${event} ends with its attempt`, () => {
      machine.lasting = (machine.lasting ?? []).filter((name) => name !== event);
    }),
  );
  return mutants;
}
