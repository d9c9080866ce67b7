import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApiError, asyncApi } from '../../../simulator/host/callback';
import { yuan } from '../../../simulator/money';
import type { ApiCall, AsyncApi } from '../../../simulator/host/context';
import { addressOf } from '../../../simulator/host/reach';
import { AppStorage } from '../../../simulator/host/storage';
import { inertObject, stubKind } from '../../../simulator/host/stubs';
import { wordsIn, type Problem } from '../../../simulator/rules/diagnose';
import { Modules } from '../../../simulator/runtime/modules';
import { memoryStorage } from './memory-storage';

type Context = Parameters<typeof asyncApi>[0];

function makeContext(): { context: Context; calls: ApiCall[]; reported: string[] } {
  const calls: ApiCall[] = [];
  const reported: string[] = [];
  const context = {
    calls,
    log: { write: () => undefined },
    problems: {
      calledAt: () => Promise.resolve(undefined),
      report: (error: Error, { finding }: { finding: (said: string) => Problem }) =>
        reported.push(wordsIn('en', finding(error.message)).message),
    },
  } as unknown as Context;
  return { context, calls, reported };
}

/** Calls an API with all callbacks; resolves when complete has run. */
function settle(
  work: AsyncApi,
  options: Record<string, unknown> = {},
): Promise<{ ran: [string, unknown][]; returned: unknown }> {
  const { context } = makeContext();
  return new Promise((resolve) => {
    const ran: [string, unknown][] = [];
    const note = (name: string) => (result: unknown) => void ran.push([name, result]);
    const returned = asyncApi(
      context,
      'api',
      work,
    )({
      ...options,
      success: note('success'),
      fail: note('fail'),
      complete: (result: unknown) => {
        ran.push(['complete', result]);
        setImmediate(() => resolve({ ran, returned }));
      },
    });
    assert.equal(ran.length, 0, 'nothing runs before the call returns');
  });
}

describe('the callback convention', () => {
  test('[JS-CALL-ASYNC-01] [JS-CALL-SUCCESS-01] [JS-CALL-ONCE-01] [JS-CALL-COMPLETE-01] [JS-CALL-COMPLETE-02] success, then complete with the same', async () => {
    const { ran, returned } = await settle(({ n }) => ({ twice: Number(n) * 2 }), { n: 2 });
    const result = { twice: 4, errMsg: 'api:ok' };
    assert.deepEqual(ran, [
      ['success', result],
      ['complete', result],
    ]);
    assert.equal(returned, undefined);
  });

  test('[JS-CALL-ASYNC-01] [JS-CALL-FAIL-01] [JS-CALL-ONCE-01] [JS-CALL-COMPLETE-01] [JS-CALL-COMPLETE-02] fail, then complete with the same', async () => {
    const { ran } = await settle(() => {
      throw new ApiError('no', { errNo: 10000 });
    });
    const result = { errNo: 10000, errMsg: 'api:fail no' };
    assert.deepEqual(ran, [
      ['fail', result],
      ['complete', result],
    ]);
  });

  test('[JS-CALL-FAIL-01] an errMsg that has its prefix keeps it, and there is always a text', async () => {
    const failing = (message: string) => settle(() => Promise.reject(new ApiError(message)));
    assert.deepEqual((await failing('api:fail 参数错误')).ran[0]?.[1], { errMsg: 'api:fail 参数错误' });
    assert.deepEqual((await failing('')).ran[0]?.[1], { errMsg: 'api:fail unknown error' });
  });

  test('callbacks are no part of the options', async () => {
    let seen: unknown;
    await settle(
      (options) => {
        seen = options;
      },
      { a: 1 },
    );
    assert.deepEqual(seen, { a: 1 });
  });

  test('[JS-CALL-OPTIONS-01] without callbacks there is a promise', async () => {
    const { context, calls } = makeContext();
    assert.deepEqual(await asyncApi(context, 'api', () => ({ a: 1 }))(), { a: 1, errMsg: 'api:ok' });
    await assert.rejects(
      asyncApi(context, 'api', () => Promise.reject(new ApiError('x')))({}) as Promise<unknown>,
      (error: unknown) => (error as { errMsg: string }).errMsg === 'api:fail x',
    );
    assert.deepEqual(
      calls.map(({ outcome }) => outcome),
      ['success', 'fail'],
    );
  });

  test('a callback that throws is a problem, and complete still runs', async () => {
    const { context, reported } = makeContext();
    await new Promise<void>((resolve) => {
      void asyncApi(
        context,
        'api',
        () => undefined,
      )({
        success: () => {
          throw new Error('oops');
        },
        complete: () => resolve(),
      });
    });
    assert.deepEqual(reported, ['success callback of tt.api: oops']);
  });
});

describe('storage', () => {
  test('is JSON, by appid, and gives an empty text for what is not there', () => {
    const storage = memoryStorage();
    const one = new AppStorage(storage, 'tt1');
    const two = new AppStorage(storage, 'tt2');
    one.set('k', { a: 1 });
    one.set('u', undefined);
    two.set('k', 2);
    assert.deepEqual([one.get('k'), one.get('u'), one.get('none'), two.get('k')], [{ a: 1 }, '', '', 2]);
    assert.equal(one.has('u'), false);
    one.clear();
    assert.deepEqual([one.keys(), two.keys()], [[], ['k']]);
  });
  test('holds 1 MB under a key and 10 MB in all, by bytes, and refuses more as a device does', () => {
    const store = new AppStorage(memoryStorage(), 'tt1');
    const refusedAs = (errNo: number) => (error: unknown) =>
      error instanceof ApiError && error.fields.errNo === errNo;
    const mb = 'x'.repeat(1024 * 1024 - 2);
    assert.throws(() => store.set('k', `${mb}x`), refusedAs(21101));
    // Three bytes each.
    assert.throws(() => store.set('k', '抖'.repeat(400_000)), refusedAs(21101));
    for (let at = 0; at < 10; at += 1) store.set(`k${at}`, mb);
    assert.throws(() => store.set('more', 1), refusedAs(21102));
    store.set('k3', 1);
    store.set('more', 1);
    assert.equal(store.info().currentSize, 9217);
  });
  test('says so where the browser keeps less', () => {
    const storage = memoryStorage();
    storage.setItem = () => {
      throw new DOMException('quota');
    };
    assert.throws(() => new AppStorage(storage, 'tt1').set('k', 1), /this browser keeps less/);
  });
  test('refuses keys that are no text', () =>
    assert.throws(() => new AppStorage(memoryStorage(), 'tt1').set(1, 1), ApiError));
});

describe('urls of requests', () => {
  const BASE = 'http://127.0.0.1:5173/frame.html';
  for (const url of [
    '/merchant/goods',
    'a',
    'http://localhost:3000/x',
    'http://127.9.9.9/',
    'http://[::1]:80/',
    BASE,
  ]) {
    test(`${url} is allowed`, () => assert.ok(addressOf(url, BASE)));
  }
  for (const url of [
    'https://example.com',
    '//example.com',
    'http://localhost.example.com',
    'http://user@example.com',
    'file:///etc/passwd',
    'data:text/plain,x',
  ]) {
    test(`${url} is refused by the offline rule`, () =>
      assert.throws(() => addressOf(url, BASE), /^Error: offline: /));
  }
});

describe('what the simulator lacks', () => {
  test('is told by its name', () => {
    const kinds = [
      'createMapContext',
      'getUpdateManager',
      'getBackgroundAudioManager',
      'onKeyboardHeightChange',
      'openDouyinProfile',
      'webpackJsonp',
      '__bridge',
      'then',
      'env',
    ];
    assert.deepEqual(kinds.map(stubKind), [
      'object',
      'object',
      'object',
      'listener',
      'call',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  /** What a program takes such an object for. */
  interface Chained {
    play(): Chained;
    seek(position: number): Chained;
    onEnded(listener: () => void): Chained;
    src: string;
  }

  test('an object can be called, chained, written to and awaited', async () => {
    const calls: ApiCall[] = [];
    const context = { calls, log: { write: () => undefined } } as unknown as Parameters<
      typeof inertObject
    >[0];
    const object = inertObject(context, 'createVideoContext') as Chained;
    object
      .play()
      .seek(3)
      .onEnded(() => undefined);
    object.src = 'a.mp4';
    assert.equal(object.src, 'a.mp4');
    assert.equal(await Promise.resolve(object), object);
    assert.deepEqual(
      calls.map(({ api }) => api),
      ['createVideoContext.play', 'createVideoContext.seek', 'createVideoContext.onEnded'],
    );
  });
});

describe('money', () => {
  for (const [amount, text] of [
    [0, '¥0.00'],
    [1, '¥0.01'],
    [1990, '¥19.90'],
    [100000, '¥1000.00'],
    [-105, '-¥1.05'],
  ] as const) {
    test(`${amount} 分 is ${text}`, () => assert.equal(yuan(amount), text));
  }
});

describe('modules', () => {
  type Bundle = ConstructorParameters<typeof Modules>[0];
  function make(
    sources: Record<string, Bundle['modules'][string]>,
    order: string[],
  ): { modules: Modules; defined: string[]; reported: string[] } {
    const defined: string[] = [];
    const reported: string[] = [];
    const components = {
      isDefined: (id: string) => defined.includes(id),
      defineEmpty: (id: string) => defined.push(`${id} (empty)`),
    };
    const problems = {
      list: [],
      report: (error: Error) => reported.push(error.message),
      note: (found: Problem) => reported.push(wordsIn('en', found).message),
    };
    const bundle = { program: { order }, modules: sources, templates: {} } as unknown as Bundle;
    const modules = new Modules(bundle, components as never, problems as never);
    return { modules, defined, reported };
  }

  test('run once, and one that fails fails alone', () => {
    let runs = 0;
    const { modules, defined, reported } = make(
      {
        util: () => void (runs += 1),
        broken: () => {
          throw new Error('broken');
        },
        a: (require) => {
          require('util');
          require('broken');
        },
        b: (require) => {
          require('util');
          defined.push(modules.current ?? '');
        },
      },
      ['a', 'b'],
    );
    modules.runAll();
    assert.equal(runs, 1);
    assert.deepEqual(defined, ['a (empty)', 'b']);
    assert.equal(reported[0], 'broken');
  });

  test('define in the name of the page whose script runs, also from inside a helper', () => {
    const seen: (string | undefined)[] = [];
    const { modules } = make(
      {
        factory: (_require, module) => {
          module.exports = () => seen.push(modules.current);
        },
        part: () => void seen.push(modules.current),
        page: (require) => {
          const define = require('factory') as () => void;
          require('part');
          define();
        },
      },
      ['part', 'page'],
    );
    modules.require('page');
    assert.deepEqual(seen, ['part', 'page']);
    assert.equal(modules.current, undefined);
  });

  test('that are missing say so', () =>
    assert.throws(
      () => make({}, []).modules.require('toString'),
      /module "toString" is not in the mini-program/,
    ));
});
