import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Router } from '../../../simulator/runtime/router';
import { formatQuery, joinPath, parseQuery, resolvePageUrl } from '../../../simulator/runtime/urls';

const EXTERNAL = { 'ext://microapp-trade-plugin/order-confirm': 'npm:kit/components/order-confirm/index' };

describe('page urls', () => {
  const cases: [url: string, from: string, path: string, query: Record<string, string>][] = [
    ['/pages/a/a', 'pages/b/b', 'pages/a/a', {}],
    ['pages/a/a', '', 'pages/a/a', {}],
    ['../a/a?x=1', 'pages/b/b', 'pages/a/a', { x: '1' }],
    ['./c', 'pages/b/b', 'pages/b/c', {}],
    ['c', 'pages/b/b', 'pages/b/c', {}],
    ['../../../../etc/passwd', 'pages/b/b', 'etc/passwd', {}],
    [
      '/pages/a/a?name=%E6%8A%96%E9%9F%B3&flag&e=&bad=%zz&eq=a=b',
      '',
      'pages/a/a',
      { name: '抖音', flag: '', e: '', bad: '%zz', eq: 'a=b' },
    ],
    ['/pages/a/a?x=1#top', '', 'pages/a/a', { x: '1' }],
    ['/pages/a/a.html?x=1', '', 'pages/a/a', { x: '1' }],
    [
      'ext://microapp-trade-plugin/order-confirm?orderId=1',
      'pages/b/b',
      'npm:kit/components/order-confirm/index',
      { orderId: '1' },
    ],
    ['ext://nobody/page', 'pages/b/b', 'ext://nobody/page', {}],
    ['usr://pages/a/a?x=1', 'npm:kit/components/order-confirm/index', 'pages/a/a', { x: '1' }],
    ['constructor', '', 'constructor', {}],
  ];
  for (const [url, from, path, query] of cases) {
    test(`${url} from ${from || 'nowhere'} is ${path}`, () =>
      assert.deepEqual(resolvePageUrl(url, from, EXTERNAL), { path, query }));
  }

  test('a name of Object.prototype is no external page', () =>
    assert.equal(resolvePageUrl('toString', '', EXTERNAL).path, 'toString'));

  test('what formatQuery writes parseQuery reads', () => {
    const query = { 'a b': '1&2', 名: '=?#', empty: '' };
    assert.deepEqual(parseQuery(formatQuery(query)), query);
  });

  test('joinPath never leaves the root', () => assert.equal(joinPath('a', '../../b'), 'b'));
});

test('D10: a page at user:// is not found, and the message says what is: usr://', async () => {
  const program = { pages: ['pages/index/index'], externalPages: {}, external: {} };
  const router = new Router(program as never, {} as never, {} as never);
  await assert.rejects(
    router.navigateTo('user://pages/index/index'),
    /is not found: write usr:\/\/ in place of user:\/\//,
  );
  await assert.rejects(router.navigateTo('/pages/none'), /"pages\/none" is not found$/);
});
