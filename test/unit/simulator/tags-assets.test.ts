import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetUrl, resolveAssetPath } from '../../../simulator/tags/assets';

const ownedBy = (is: string) => ({ ownerShadowRoot: { getHostNode: () => ({ is }) } });

for (const [src, path] of [
  ['/images/a.png', '/images/a.png'],
  ['a.png', '/pages/shop/a.png'],
  ['./a.png', '/pages/shop/a.png'],
  ['../../images/a.png', '/images/a.png'],
  ['../../../../../etc/passwd', '/etc/passwd'],
  ['/../../a.png', '/a.png'],
] as const) {
  test(`"${src}" of pages/shop/shop means ${path}`, () =>
    assert.equal(resolveAssetPath('pages/shop/shop', src), path));
}

for (const src of [
  'https://cdn.test/a.png',
  '//cdn.test/a.png',
  'data:image/png;base64,AA',
  'blob:x',
  'ttfile://tmp/a.png',
  '',
]) {
  test(`"${src}" stays as it is`, () => assert.equal(assetUrl(ownedBy('pages/shop/shop'), src), src));
}

test('a component of a package starts at its own folder', () => {
  assert.equal(assetUrl(ownedBy('npm:shop-kit/card/index'), './a.png'), '/npm:shop-kit/card/a.png');
});
