import assert from 'node:assert/strict';
import test from 'node:test';
import type { Problem } from '../../../src/contract/events';
import { interpret, type Implementation, type MachineDefinition, type Service } from '../../../src/machine';

interface Lamp {
  state: 'off' | 'starting' | 'on' | 'broken';
  events: { PUSH: string; LIT: undefined; AGAIN: undefined };
  guard: 'isAllowed';
  effect: 'start' | 'shine' | 'note' | 'follow';
}

interface Context {
  by: string;
  failed: boolean;
}

const lamp: MachineDefinition<Lamp> = {
  id: 'lamp',
  initial: 'off',
  everyStep: ['follow'],
  lasting: ['AGAIN'],
  states: {
    off: { on: { PUSH: { guard: 'isAllowed', target: 'starting' } } },
    starting: {
      attempt: true,
      entry: ['start'],
      on: { LIT: { target: 'on' }, PUSH: { target: 'starting' }, THROWN: { target: 'broken' } },
    },
    on: { entry: ['shine'], on: { PUSH: { target: 'off' } } },
    broken: {},
  },
  on: { AGAIN: { effects: ['note'] }, THROWN: { target: 'broken' } },
};

interface Run {
  service: Service<Lamp, Context>;
  problems: Problem[];
  log: string[];
  sends: ((...sent: ['LIT'] | ['AGAIN']) => void)[];
}

function run(part: Partial<Implementation<Lamp, Context>['effects']> = {}, more: object = {}): Run {
  const problems: Problem[] = [];
  const log: string[] = [];
  const sends: Run['sends'] = [];
  const implementation = {
    reducers: {
      PUSH: (_: Context, by: string) => ({ by }),
      THROWN: () => ({ failed: true }),
    },
    guards: { isAllowed: ({ by }: Context) => by !== 'nobody' },
    effects: {
      start: ({ send }) => void sends.push(send as never),
      shine: () => () => void log.push('dark'),
      note: () => void log.push('note'),
      follow: () => undefined,
      ...part,
    },
    ...more,
  } as Implementation<Lamp, Context>;
  const service = interpret<Lamp, Context>(
    lamp,
    implementation,
    { by: '', failed: false },
    { changed: () => void log.push('draw'), report: (problem) => void problems.push(problem) },
  );
  return { service, problems, log, sends };
}

const fault = (): never => {
  throw new Error('boom');
};

test('reducers run before guards, and an event that is listed changes the context also when it is not taken', () => {
  const { service } = run();
  service.send('PUSH', 'nobody');
  assert.deepEqual([service.state, service.context.by], ['off', 'nobody']);
});

for (const [what, part, more, at] of [
  ['a reducer', {}, { reducers: { PUSH: fault, THROWN: () => ({ failed: true }) } }, 'reducer'],
  ['a guard', {}, { guards: { isAllowed: fault } }, 'isAllowed'],
  ['an effect', { start: fault }, {}, 'start'],
] as const) {
  test(`${what} that throws is reported with its place, and the machine is led out`, () => {
    const { service, problems } = run(part, more);
    service.send('PUSH', 'me');
    assert.deepEqual([service.state, service.context.failed], ['broken', true]);
    assert.equal(problems.length, 1);
    const { component, event, part: named, error } = problems[0]!;
    assert.deepEqual([component, event, named], ['lamp', 'PUSH', at]);
    assert.match(String((error as Error).stack), /boom/);
  });
}

test('a cleanup that throws is reported, and the step goes on', () => {
  const { service, problems, sends } = run({ shine: () => fault });
  service.send('PUSH', 'me');
  sends[0]!('LIT');
  service.send('PUSH', 'me');
  assert.deepEqual([service.state, problems[0]?.part], ['off', 'shine']);
});

test('the same fault is reported once, however often it comes', () => {
  const { service, problems } = run({ note: fault });
  for (let times = 0; times < 5; times++) service.send('AGAIN');
  assert.equal(problems.filter(({ part }) => part === 'note').length, 1);
});

for (const [what, error] of [
  ['an object that has no text', Object.create(null)],
  ['a symbol', Symbol('x')],
  ['nothing', undefined],
] as const) {
  test(`${what} that is thrown is reported like an Error`, () => {
    const { service, problems } = run({
      start() {
        throw error as Error;
      },
    });
    service.send('PUSH', 'me');
    assert.deepEqual([service.state, problems.length, problems[0]?.part], ['broken', 1, 'start']);
  });
}

test('what an entered effect has started ends when its state is left, and when the machine stops', () => {
  for (const leave of [
    (one: Service<Lamp, Context>) => one.send('PUSH', 'me'),
    (one: Service<Lamp, Context>) => one.stop(),
  ]) {
    const { service, log, sends } = run();
    service.send('PUSH', 'me');
    sends[0]!('LIT');
    assert.equal(log.filter((word) => word === 'dark').length, 0);
    leave(service);
    assert.equal(log.filter((word) => word === 'dark').length, 1);
  }
});

test('an effect that stops its own machine has its cleanup run', () => {
  const ended: string[] = [];
  const made = run({
    shine() {
      made.service.stop();
      return () => void ended.push('ended');
    },
  });
  made.service.send('PUSH', 'me');
  made.sends[0]!('LIT');
  assert.deepEqual(ended, ['ended']);
});

test('an answer to an older attempt is dropped, a lasting event is not', () => {
  const { service, log, sends } = run();
  service.send('PUSH', 'me');
  service.send('PUSH', 'me');
  sends[0]!('LIT');
  assert.equal(service.state, 'starting');
  sends[0]!('AGAIN');
  assert.ok(log.includes('note'));
  sends[1]!('LIT');
  assert.equal(service.state, 'on');
});

test('what follows every step runs when its state was entered, also where no guard let anything through, and ends before it runs again and with the machine', () => {
  const made = run({
    shine: () => void made.log.push('shine'),
    follow() {
      made.log.push(`from ${made.service.state}`);
      return () => void made.log.push('to');
    },
  });
  const { service, log, sends } = made;
  service.send('PUSH', 'nobody');
  service.send('PUSH', 'me');
  sends[0]!('LIT');
  assert.deepEqual(log, [
    ...['from off', 'draw'],
    ...['to', 'from starting', 'draw'],
    ...['shine', 'to', 'from on', 'draw'],
  ]);
  service.send('LIT');
  assert.equal(log.length, 9, 'an event that the state does not take is no step');
  service.stop();
  assert.equal(log.pop(), 'to');
});

test('what follows every step and throws is reported once, and holds nothing up', () => {
  const { service, problems, sends } = run({ follow: fault });
  service.send('PUSH', 'me');
  sends[0]!('LIT');
  assert.deepEqual([service.state, service.context.failed], ['on', false]);
  assert.deepEqual(
    problems.map(({ part }) => part),
    ['follow'],
  );
});

test('an effect that stops its own machine is the last one', () => {
  const made = run({
    note: () => made.service.stop(),
    follow: () => void made.log.push('followed'),
  });
  made.service.send('AGAIN');
  assert.ok(!made.log.includes('followed'));
});
