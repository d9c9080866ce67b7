import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  including,
  metresToPixels,
  toPixel,
  toPlace,
  type View,
} from '../../../simulator/tags/map-projection';

const VIEW: View = { latitude: 30, longitude: 120, scale: 16, width: 300, height: 200 };

describe('places on a map', () => {
  test('the middle of the view is its own place', () =>
    assert.deepEqual(toPixel(VIEW, VIEW), { x: 150, y: 100 }));

  test('north is up, east is right', () => {
    const at = toPixel({ latitude: 30.001, longitude: 120.001 }, VIEW);
    assert.ok(at.x > 150 && at.y < 100);
  });

  for (const [x, y] of [
    [0, 0],
    [300, 200],
    [-50, 17],
  ] as const)
    test(`pixel ${x},${y} comes back from its place`, () => {
      const back = toPixel(toPlace({ x, y }, VIEW), VIEW);
      assert.ok(Math.abs(back.x - x) < 1e-6 && Math.abs(back.y - y) < 1e-6);
    });

  test('one level nearer is twice as far on the screen', () => {
    const place = { latitude: 30, longitude: 120.001 };
    const near = toPixel(place, { ...VIEW, scale: 17 }).x - 150;
    assert.ok(Math.abs(near / (toPixel(place, VIEW).x - 150) - 2) < 1e-9);
  });

  test('a length on the ground is longer on the screen far from the equator', () => {
    assert.ok(metresToPixels(100, { ...VIEW, latitude: 60 }) > metresToPixels(100, { ...VIEW, latitude: 0 }));
  });

  test('the poles do not run away', () => {
    const { y } = toPixel({ latitude: 90, longitude: 120 }, { ...VIEW, scale: 3 });
    assert.ok(Number.isFinite(y));
  });

  test('a view that includes places shows them all, and of one place is centred on it', () => {
    const places = [
      { latitude: 30, longitude: 120 },
      { latitude: 31, longitude: 122 },
    ];
    const view = including(places, VIEW, 20);
    for (const place of places) {
      const { x, y } = toPixel(place, view);
      assert.ok(x >= 20 && x <= 280 && y >= 20 && y <= 180);
    }
    assert.deepEqual(including([{ latitude: 1, longitude: 2 }], VIEW).latitude, 1);
    assert.equal(including([], VIEW), VIEW);
  });
});
