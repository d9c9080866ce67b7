import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readShapes } from '../../../scripts/lib/tt-shapes';
import type { ApiCall, HostContext } from '../../../simulator/host/context';
import type { Shape } from '../../../simulator/host/shape';
import { shapeStub, Unsimulated } from '../../../simulator/host/shape-stub';
import table from '../../../simulator/host/shapes.json';
import { stubKind } from '../../../simulator/host/stubs';
import { wordsIn, type Problem } from '../../../simulator/rules/diagnose';

interface Told {
  message: string;
  code: string;
}

function makeStub(api: string, shape: Shape): { stub: unknown; told: Told[]; calls: ApiCall[] } {
  const told: Told[] = [];
  const calls: ApiCall[] = [];
  const problems = {
    report: (error: Error, { finding }: { finding: Problem }) =>
      told.push({ message: error.message, code: finding.code }),
    calledAt: () => Promise.resolve(undefined),
  } as unknown as HostContext['problems'];
  const context = { calls, log: { write: () => undefined }, problems } as unknown as HostContext;
  return { stub: shapeStub(context, api, shape, new Unsimulated(problems)), told, calls };
}

describe('the table made from the typings', () => {
  const shapes = readShapes();

  test('is what simulator/host/shapes.json holds', () => assert.deepEqual(table, shapes));

  test('has the shapes of names of each kind', () => {
    assert.equal(shapes.scanCode, 'async');
    assert.equal(shapes.onMemoryWarning, 'listen');
    assert.equal(shapes.reportAnalytics, 'act');
    assert.deepEqual(shapes.env, { has: { USER_DATA_PATH: 'text', VERSION: 'text' } });
    assert.deepEqual(shapes.getExtConfigSync, { gives: { has: {} } });
    assert.deepEqual(shapes.canIPutStuffOverComponent, { gives: { has: { res: 'flag' } } });
    assert.deepEqual(shapes.request, { task: { abort: 'act' } });
    const animation = shapes.createAnimation as { gives: { has: Record<string, Shape> } };
    assert.equal(animation.gives.has.opacity, 'self');
    const ad = shapes.createRewardedVideoAd as { gives: { has: Record<string, Shape> } };
    assert.deepEqual(ad.gives.has.show, { gives: 'promise' });
  });

  test('has names that a file declares and the index forgot, and no methods of theirs', () => {
    assert.equal(shapes.preloadDrawAd, 'async');
    assert.equal(shapes.paintToTexture, undefined);
  });
});

describe('a stub of a shape', () => {
  test('async fails with a text that says why, by callback and as a promise; one problem for a name', async () => {
    const { stub, told, calls } = makeStub('getWifiList', 'async');
    const call = stub as (options?: object) => Promise<unknown> | undefined;
    await assert.rejects(call()!, { errMsg: /^getWifiList:fail not simulated/ });
    const failed = await new Promise<{ errMsg: string }>((fail) => void call({ fail }));
    assert.match(failed.errMsg, /^getWifiList:fail not simulated/);
    assert.deepEqual(told, [{ message: 'tt.getWifiList is not simulated', code: 'api-unsimulated' }]);
    assert.equal(calls.length, 2);
  });

  test('a synchronous one gives a value of its kind, never a promise', () => {
    const value = (shape: Shape): unknown => (makeStub('x', { gives: shape }).stub as () => unknown)();
    assert.deepEqual(
      [value('text'), value('number'), value('flag'), value('list'), value('any')],
      ['', 0, false, [], undefined],
    );
    assert.deepEqual(value({ has: { res: 'flag', at: { has: { x: 'number' } } } }), {
      res: false,
      at: { x: 0 },
    });
  });

  test('an object has its methods and its fields, which may be written and compared', async () => {
    const { stub, told } = makeStub('createAd', {
      gives: { has: { show: { gives: 'promise' }, paused: 'flag', onClose: 'listen', move: 'self' } },
    });
    const ad = (stub as () => Record<string, unknown>)() as {
      show(): Promise<void>;
      paused: boolean;
      onClose(listener: () => void): void;
      move(): unknown;
    };
    assert.equal(ad.paused, false);
    ad.paused = true;
    assert.equal(ad.paused, true);
    assert.equal(ad.move(), ad);
    assert.equal(
      ad.onClose(() => undefined),
      undefined,
    );
    await assert.rejects(ad.show(), { errMsg: /^createAd\.show:fail/ });
    assert.deepEqual(
      told.map(({ message }) => message),
      ['createAd', 'createAd.move', 'createAd.onClose', 'createAd.show'].map(
        (name) => `tt.${name} is not simulated`,
      ),
    );
  });

  test('a task is the answer when it is awaited, and has its methods at once', async () => {
    const { stub } = makeStub('fetchIt', { task: { abort: 'act', readyState: 'number' } });
    const start = stub as (options?: object) => Promise<unknown> & { abort(): void; readyState: number };
    const task = start({});
    assert.equal(task.readyState, 0);
    assert.equal(task.abort(), undefined);
    await assert.rejects(Promise.resolve(task), { errMsg: /^fetchIt:fail/ });
    assert.equal('then' in start({ fail: () => undefined }), false);
  });

  test('taking a listener off is no problem', () => {
    const { stub, told } = makeStub('offWhatever', 'listen');
    (stub as (listener: unknown) => void)(() => undefined);
    assert.deepEqual(told, []);
  });
});

describe('names that the typings do not know', () => {
  for (const name of ['getWindowInfo', 'getAppBaseInfo', 'getDeviceInfo', 'getAccountInfoSync'])
    test(`${name} is another platform's: absent`, () => assert.equal(stubKind(name), undefined));
  for (const [said, name] of [
    ['tt.getWindowInfo is not a function', 'tt.getSystemInfoSync()'],
    ['(0 , _taro.getWindowInfo) is not a function', 'tt.getSystemInfoSync()'],
    ['api.getAccountInfoSync is not a function', 'tt.getEnvInfoSync()'],
    ['wx.getApiCategory is not a function', "tt.canIUse('getApiCategory')"],
  ] as const)
    test(`${said}: the fix says what Douyin has in its place`, () => {
      for (const code of ['run-error', 'run-threw', 'script-threw'] as const) {
        const { fix } = wordsIn('en', { code, values: { error: said, where: 'a', unit: 'a', method: 'b' } });
        assert.match(fix, /^Douyin has no tt\.get/);
        assert.ok(fix.includes(name), fix);
      }
      assert.match(
        wordsIn('zh', { code: 'run-error', values: { error: said, where: 'a', unit: 'a', method: 'b' } }).fix,
        /^抖音没有 tt\.get/,
      );
    });
  test('a call of what is nobody else has the fix of its finding', () => {
    for (const error of ['tt.getMine is not a function', 'x.constructor is not a function', 'getWindowInfo'])
      assert.doesNotMatch(wordsIn('en', { code: 'run-error', values: { error } }).fix, /Douyin has no/);
  });
  for (const name of ['preloadVideo', 'disableUserScreenRecord', 'enableThing', 'readFile', 'pauseAll'])
    test(`${name} looks like a function of the platform`, () => assert.equal(stubKind(name), 'call'));
});
