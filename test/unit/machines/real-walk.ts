/**
 * Walks with the real guards and reducers of each machine: whatever the table lists may come next, carrying
 * whatever it may carry, and time passes. Only the effects are left out: what they would send comes anyway.
 */
import { interpret } from '../../../src/machine';
import { edgeName, edgesOf, type AnyMachine } from '../../../src/machine/graph';
import type { AnySchema, Edge, Implementation, MachineDefinition } from '../../../src/machine/types';
import type { Subject } from './payloads';

export interface RealWalk {
  id: string;
  edges: number;
  /** Edges that no walk took. */
  missed: string[];
  /** Guards or reducers that threw, and steps that led elsewhere than the table says. */
  wrong: string[];
}

const STEPS = 40;

/** Numbers by chance, the same for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Guards = Record<string, (context: object) => boolean>;

class Walker {
  readonly taken = new Set<string>();
  readonly wrong = new Set<string>();
  private readonly machine: AnyMachine;
  private readonly edges: Edge[];
  private passed = 0;

  constructor(
    private readonly subject: Subject,
    private readonly roll: (below: number) => number,
  ) {
    this.machine = subject.parts.machine as AnyMachine;
    this.edges = edgesOf(this.machine);
  }

  result(): RealWalk {
    const names = [...new Set(this.edges.map(edgeName))];
    const missed = names.filter((name) => !this.taken.has(name));
    return { id: this.machine.id, edges: names.length, missed, wrong: [...this.wrong] };
  }

  walk(): void {
    const { implementation, context } = this.subject.parts;
    const real = implementation as Implementation<AnySchema, object>;
    let answers: Record<string, boolean> = {};
    let ran: string[] = [];
    const guards: Guards = {};
    for (const [name, guard] of Object.entries(real.guards as Guards))
      guards[name] = (given) => (answers[name] = guard(given));
    const effects = Object.fromEntries(
      Object.keys(real.effects).map((name) => [name, () => void ran.push(name)]),
    );
    const asker = { data: {}, setData: () => undefined, triggerEvent: () => undefined };
    const service = interpret<AnySchema, object>(
      this.machine as MachineDefinition<AnySchema>,
      { reducers: real.reducers, guards, effects },
      context(asker, {} as never),
      {
        changed: () => undefined,
        report: ({ state, event, part, error }) =>
          this.wrong.add(`${state} --${event}: ${part} threw ${String(error)}`),
      },
    );
    const { payloads } = this.subject;
    for (let count = 0; count < STEPS; count++) {
      const from = service.state;
      // The properties are mostly set first, as by each framework.
      const event = count || !this.roll(8) ? this.next(from) : 'PROPS';
      if (!event) return;
      if (!this.roll(4)) this.passed += [500, 2000, 31_000, 3600e3][this.roll(4)]!;
      const choices = payloads[event]?.() ?? [undefined];
      const payload = event === 'THROWN' ? new Error('thrown') : choices[this.roll(choices.length)];
      answers = {};
      ran = [];
      service.send(event, payload as never);
      this.judge(from, event, answers, service.state, ran);
    }
  }

  /** An event that the state takes: mostly one of its own, or one that was not taken yet. */
  private next(from: string): string | undefined {
    const here = this.edges.filter((edge) => edge.from === from);
    const own = here.filter(({ event }) => event in (this.machine.states[from]?.on ?? {}));
    const fresh = here.filter((edge) => !this.taken.has(edgeName(edge)));
    const [some = here] = [[fresh, own, own, here][this.roll(4)]].filter((list) => list?.length);
    return some[this.roll(some.length)]?.event;
  }

  /** The first edge whose guard held is the one that was taken. */
  private judge(
    from: string,
    event: string,
    answers: Record<string, boolean>,
    state: string,
    ran: string[],
  ): void {
    const edge = this.edges.find(
      (one) => one.from === from && one.event === event && (!one.guard || answers[one.guard]),
    );
    const to = edge?.to ?? from;
    const entered = edge?.target ? (this.machine.states[to]?.entry ?? []) : [];
    const expected = [...(edge?.effects ?? []), ...entered, ...(this.machine.everyStep ?? [])];
    if (state !== to || ran.join() !== expected.join())
      this.wrong.add(
        `${from} --${event}--> ${state} ran ${ran.join()}, the table says ${to}, ${expected.join()}`,
      );
    if (edge) this.taken.add(edgeName(edge));
  }

  /** The device clock, while a machine walks. */
  during(start: number, walk: () => void): void {
    const { now } = Date;
    Date.now = () => start + this.passed;
    try {
      walk();
    } finally {
      Date.now = now;
    }
  }
}

/** Walks until every edge was taken, or so many times. */
export function walkReal(subject: Subject, seed: number, most = 20_000): RealWalk {
  const walker = new Walker(subject, dice(seed));
  const start = Date.now();
  for (let count = 0; count < most && (count % 50 || walker.result().missed.length); count++)
    walker.during(start, () => walker.walk());
  return walker.result();
}
