import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { transform } from 'esbuild';
import { HOST_PROFILES } from '../../../src/contract/hosts';
import { parseProfile } from '../../../simulator/host/profile';
import { normalizeProperties } from '../../../simulator/runtime/properties';
import {
  changedFields,
  fittingFields,
  savePages,
  takePages,
  textsOf,
  type SavedPage,
} from '../../../simulator/runtime/restore';
import { replaceRpx } from '../../../simulator/tags/rpx';
import { parseStack, SourceMap } from '../../../simulator/runtime/source-map';
import { memoryStorage } from './memory-storage';
import { parseDelivery } from '../../../simulator/runtime/crossing';

describe('rpx', () => {
  test('becomes an exact multiple, wherever a number ends in it', () =>
    assert.equal(
      replaceRpx('width: 88rpx; margin: -.5rpx 1.5rpx auto'),
      'width: calc(88 * var(--rpx)); margin: calc(-.5 * var(--rpx)) calc(1.5 * var(--rpx)) auto',
    ));
  test('is left alone in names', () =>
    assert.equal(replaceRpx('background: url(a12rpx.png)'), 'background: url(a12rpx.png)'));
});

describe('property types', () => {
  test('are taken in every way that programs write them', () => {
    const warnings: unknown[] = [];
    const normal = normalizeProperties(
      {
        a: String,
        b: 'Number',
        c: [Number, 'string'],
        d: JSON,
        e: null,
        f: { type: Boolean, value: true },
        g: { type: Date },
        h: { value: 1 },
        i: { type: Array, optionalTypes: [String] },
      },
      ({ code, values }) => warnings.push([code, values.property]),
    );
    assert.deepEqual(normal, {
      a: { type: String },
      b: { type: Number },
      c: { type: Number, optionalTypes: [String] },
      d: { type: null },
      e: { type: null },
      f: { type: Boolean, value: true },
      g: { type: null },
      h: { type: null, value: 1 },
      i: { type: Array, optionalTypes: [String] },
    });
    assert.deepEqual(warnings, [
      ['property-kind', 'd'],
      ['property-kind', 'g'],
    ]);
  });
  test('that are no object are none', () =>
    assert.deepEqual(
      normalizeProperties('x', () => undefined),
      {},
    ));
});

describe('source maps', () => {
  const SOURCE = 'interface A { x: number }\n\nexport function f(a: A): number {\n  return a.x;\n}\n';
  async function mapped(): Promise<{ code: string; map: ConstructorParameters<typeof SourceMap>[0] }> {
    const { code, map } = await transform(SOURCE, {
      loader: 'ts',
      sourcemap: 'external',
      sourcefile: 'pages/a/a.ts',
    });
    return { code, map: JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0] };
  }

  test('lead from the script to the source', async () => {
    const { code, map } = await mapped();
    const row = code.split('\n').findIndex((line) => line.includes('return'));
    const column = code.split('\n')[row]!.indexOf('a.x');
    assert.deepEqual(new SourceMap(map).find(row + 1, column + 1), {
      file: 'pages/a/a.ts',
      line: 4,
      column: 10,
    });
  });

  test('in sections begin at their offsets, and know nothing outside', async () => {
    const { code, map } = await mapped();
    const empty = { version: 3 as const, sources: [], names: [], mappings: '' };
    const flat = map as typeof empty;
    const indexed = new SourceMap({
      version: 3,
      sections: [
        { offset: { line: 10, column: 0 }, map: flat },
        { offset: { line: 20, column: 0 }, map: empty },
      ],
    });
    const row = code.split('\n').findIndex((line) => line.includes('return'));
    assert.deepEqual(indexed.find(10 + row + 1, 3)?.line, 4);
    assert.equal(indexed.find(3, 1), undefined);
    assert.equal(indexed.find(25, 1), undefined);
  });

  test('are looked up for the frames of a stack', () =>
    assert.deepEqual(
      parseStack(
        'Error: x\n    at f (http://127.0.0.1:1/program.js:12:34)\n    at http://127.0.0.1:1/runtime.js:5:6\n    at <anonymous>',
      ).map(({ url, line, column }) => [url, line, column]),
      [
        ['http://127.0.0.1:1/program.js', 12, 34],
        ['http://127.0.0.1:1/runtime.js', 5, 6],
      ],
    ));
});

describe('the url of the frame', () => {
  test('names the client', () => {
    assert.deepEqual(parseProfile(new URLSearchParams('lib=2.43.0&app=22.9&sdk=0&trade=0')), {
      libVersion: '2.43.0',
      appVersion: '22.9',
      industrySdk: false,
      tradeApis: false,
    });
    assert.deepEqual(parseProfile(new URLSearchParams('lib=<b>')), {
      libVersion: '3.56.0',
      appVersion: '30.2.0',
      industrySdk: true,
      tradeApis: true,
    });
  });
  test('names a known client as a whole, of which single parts may be changed', () => {
    const parsed = (search: string) => {
      const { libVersion, appVersion, industrySdk } = parseProfile(new URLSearchParams(search));
      return [libVersion, appVersion, industrySdk];
    };
    for (const { id, baseLibrary, appVersion, industrySdk } of HOST_PROFILES)
      assert.deepEqual(parsed(`profile=${id}`), [baseLibrary, appVersion, industrySdk]);
    assert.deepEqual(parsed('profile=2.43&sdk=1&lib=2.50.0'), ['2.50.0', '22.0.0', true]);
    assert.deepEqual(parsed('profile=nope'), ['3.56.0', '30.2.0', true]);
  });
  test('[PB-HANDLER-07] names the delivery of events', () =>
    assert.deepEqual(['json', 'async', 'sync', 'other', null].map(parseDelivery), [
      'json',
      'async',
      'sync',
      'sync',
      'sync',
    ]));
});

describe('pages kept over a reload', () => {
  test('are taken once, by the same mini-program only', () => {
    const storage = memoryStorage();
    const pages: SavedPage[] = [
      { url: '/pages/a/a', fields: {} },
      { url: '/pages/b/b?x=1', fields: { n: ['0', '2'] } },
    ];
    savePages(storage, 'tt1', pages);
    assert.deepEqual(takePages(storage, 'tt2'), []);
    assert.deepEqual(takePages(storage, 'tt1'), pages);
    assert.deepEqual(takePages(storage, 'tt1'), []);
  });
  test('keep what has changed in their data, for fields that still begin as they did', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const initial = textsOf({ n: 0, list: [1], gone: 1, circle, f: () => 1 });
    const fields = changedFields(initial, { n: 2, list: [1], gone: 2, circle, f: () => 2, added: 1 });
    assert.deepEqual(fields, { n: ['0', '2'], gone: ['1', '2'] });
    assert.deepEqual(fittingFields(fields, textsOf({ n: 0, gone: 7 })), { n: 2 });
  });
  test('that cannot be read are none', () => {
    const storage = memoryStorage();
    storage.setItem('trade-sim:pages:tt1', '{broken');
    assert.deepEqual(takePages(storage, 'tt1'), []);
  });
});
