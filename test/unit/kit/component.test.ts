import assert from 'node:assert/strict';
import test from 'node:test';
import { attach, detach, type Instance } from '../../../src/connect/component';
import { themeStyle } from '../../../src/connect/theme';
import type { Problem } from '../../../src/contract/events';
import { anchor } from '../../../src/handlers/anchor';
import { refundApplyParts } from '../../../src/refund-apply/component';
import { refundDetailParts } from '../../../src/refund-detail/component';
import { setup } from '../../../src/setup';
import { listen, report } from '../../../src/session/reports';
import { attempt, begin } from '../../../src/session/visits';
import { settled, world } from './world';

/** One 退款详情页 whose setData does what `draw` does. */
function shown(draw: (changes: object) => void): {
  instance: Instance;
  open(): Promise<void>;
  show(): Promise<void>;
  end(): void;
} {
  const instance: Instance = { data: {}, setData: draw, triggerEvent: () => undefined };
  const running = attach(refundDetailParts, instance);
  return {
    instance,
    async open() {
      running.send('OPEN', { refundId: 'refund-1' });
      await settled();
    },
    async show() {
      running.send('SHOW');
      await settled();
    },
    end: () => detach(instance, running),
  };
}

test('a setData that throws is reported once, and the picture comes with the next step', async () => {
  world();
  const problems: Problem[] = [];
  setup({ report: (problem) => void problems.push(problem) });
  let broken = true;
  let drawn: Record<string, unknown> = {};
  const page = shown((changes) => {
    if (broken) throw new Error('setData');
    drawn = { ...drawn, ...changes };
  });
  await page.open();
  assert.deepEqual(
    problems.map(({ component, part }) => [component, part]),
    [['refund-detail', 'view']],
  );
  broken = false;
  await page.show();
  page.end();
  assert.deepEqual([drawn.statusText, drawn.phase], ['退款中', 'shown']);
});

test('a report hook that throws itself leaves the console', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  world();
  setup({
    report() {
      throw new Error('hook');
    },
  });
  const page = shown(() => {
    throw new Error('setData');
  });
  await page.open();
  page.end();
  const texts = said.mock.calls.map(({ arguments: words }) => words.join(' '));
  assert.ok(texts.some((text) => /setup: report threw.*hook/s.test(text)));
  assert.ok(texts.some((text) => /refund-detail .*view threw.*setData/s.test(text)));
});

for (const [what, config] of [
  ['nothing', undefined],
  ['a text', 'red'],
  ['values of a wrong type', { backgroundColor: 7, fontColor: {}, borderRadius: null }],
  ['a value that would end its declaration', { backgroundColor: 'red;}' }],
] as const) {
  test(`a getThemeConfig that gives ${what} leaves the kit’s own colours`, (t) => {
    t.mock.method(console, 'error', () => undefined);
    const outside = world();
    outside.app.getThemeConfig = () => config as never;
    assert.equal(themeStyle(), '');
  });
}

test('without App(), and before setup, there are no hooks, and nothing throws', (t) => {
  t.mock.method(console, 'error', () => undefined);
  const outside = world();
  outside.platform.app = () => {
    throw new Error('App is missing');
  };
  assert.equal(themeStyle(), '');
  delete anchor().config;
  assert.equal(themeStyle(), '');
});

test('a setData that failed is made up for with the next event, also one that changes nothing', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  world();
  let broken = true;
  let phase: unknown;
  const instance: Instance = {
    data: {},
    setData(changes) {
      if (broken) throw new Error('setData');
      ({ phase = phase } = changes as { phase?: unknown });
    },
    triggerEvent: () => undefined,
  };
  const running = attach(refundApplyParts, instance);
  running.send('OPEN', { session: 'lost' });
  await settled();
  broken = false;
  (running.send as (event: string) => void)('SHOW');
  detach(instance, running);
  assert.equal(phase, 'broken');
});

test('a property that has no JSON text is taken like any other, each time', async (t) => {
  const rejected = t.mock.fn();
  process.on('unhandledRejection', rejected);
  world();
  const instance: Instance = { data: {}, setData: () => undefined, triggerEvent: () => undefined };
  const running = attach(refundDetailParts, instance);
  for (const refundId of [10n, { get: 1n }]) {
    instance.data.refundId = refundId;
    running.changed();
    await settled();
  }
  detach(instance, running);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', rejected);
  assert.equal(rejected.mock.callCount(), 0);
  assert.notEqual(running.state, 'idle');
});

test('a listener that throws has been told: the report is not lost, and not told again', (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const { platform } = world();
  const visit = begin(platform, 'goods', {});
  attempt(platform, visit);
  listen(platform, visit, {}, () => {
    throw new Error('listener');
  });
  report(platform, visit, {});
  assert.equal(said.mock.callCount(), 1);
  assert.deepEqual([visit.untold, visit.waiting], [[], []]);
});
