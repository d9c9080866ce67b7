import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pageOptions, themed, themeOf, withTheme } from '../../../simulator/runtime/page-options';
import type { CompiledProgram } from '../../../simulator/protocol';

const program = (app: Record<string, unknown>, more: Partial<CompiledProgram> = {}): CompiledProgram =>
  ({
    app: { pages: [], ...app },
    json: {},
    pages: [],
    order: [],
    styles: {},
    external: {},
    ...more,
  }) as unknown as CompiledProgram;

describe('options of a page', () => {
  test('are those of the app where the page says nothing, and its own otherwise', () => {
    const one = program(
      { window: { disableScroll: true, onReachBottomDistance: 200, navigationStyle: 'custom' } },
      { json: { a: { usingComponents: {}, disableScroll: false } } },
    );
    const { disableScroll, onReachBottomDistance, navigationStyle } = pageOptions(one, 'a');
    assert.deepEqual([disableScroll, onReachBottomDistance, navigationStyle], [false, 200, 'custom']);
    assert.equal(pageOptions(one, 'unknown').disableScroll, true);
  });

  test('take no key of the app that is none of a page', () =>
    assert.equal('usingPlugins' in pageOptions(program({ window: { usingPlugins: 1 } }), 'a'), false));
});

describe('themes', () => {
  test('are dark for a program with darkmode only', () => {
    assert.equal(themeOf(program({ darkmode: true }), '?theme=dark'), 'dark');
    assert.equal(themeOf(program({}), '?theme=dark'), 'light');
    assert.equal(themeOf(program({ darkmode: true }), '?theme=x'), 'light');
  });

  test('give names their values at any depth, and leave what they do not know', () =>
    assert.deepEqual(withTheme({ a: '@bg', b: [{ c: '@none' }], d: 1, e: '@__proto__' }, { bg: '#000' }), {
      a: '#000',
      b: [{ c: '@none' }],
      d: 1,
      e: '@__proto__',
    }));

  test('reach window, tab bar and pages', () => {
    const one = program(
      { window: { backgroundColor: '@bg' }, tabBar: { color: '@bg', list: [] } },
      { json: { a: { usingComponents: {}, backgroundColor: '@bg' } }, themes: { dark: { bg: '#123456' } } },
    );
    const dark = themed(one, 'dark');
    assert.equal(dark.app.window?.backgroundColor, '#123456');
    assert.equal(dark.app.tabBar?.color, '#123456');
    assert.equal(dark.json.a?.backgroundColor, '#123456');
    assert.equal(themed(one, 'light'), one);
  });
});
