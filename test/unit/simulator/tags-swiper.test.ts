import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  indexAt,
  offsetOf,
  positionOf,
  restingPosition,
  turns,
  type SwiperShape,
} from '../../../simulator/tags/swiper-geometry';

const straight: SwiperShape = { count: 3, visible: 1, circular: false };
const ring: SwiperShape = { count: 3, visible: 1, circular: true };

test('a straight swiper rests inside its ends', () => {
  assert.deepEqual(
    [-1, 0.4, 1.6, 9].map((position) => restingPosition(straight, position)),
    [0, 0, 2, 2],
  );
  assert.equal(restingPosition({ count: 5, visible: 2, circular: false }, 9), 3);
});

test('a circular swiper goes on past its ends', () => {
  assert.deepEqual(
    [-1, 3, 4, -4].map((position) => indexAt(ring, position)),
    [2, 0, 1, 2],
  );
});

test('a circular swiper needs more items than it shows', () => {
  assert.deepEqual(
    [1, 2].map((count) => turns({ count, visible: 1, circular: true })),
    [false, true],
  );
});

test('asked for an item, a circular swiper takes the short way', () => {
  assert.equal(positionOf(ring, 0, 2), 3);
  assert.equal(positionOf(ring, 2, 0), -1);
  assert.equal(positionOf(straight, 0, 2), 0);
});

test('at every position of a circular swiper exactly the shown places and one on a side are filled', () => {
  const shapes = fc
    .record({
      count: fc.integer({ min: 2, max: 9 }),
      visible: fc.integer({ min: 1, max: 4 }),
      circular: fc.constant(true),
    })
    .filter(turns);
  fc.assert(
    fc.property(shapes, fc.integer({ min: -50, max: 50 }), (shape, position) => {
      const offsets = Array.from({ length: shape.count }, (_, index) => offsetOf(shape, index, position));
      assert.equal(new Set(offsets).size, shape.count);
      for (let place = 0; place < shape.visible; place += 1) {
        const index = offsets.indexOf(place);
        assert.equal(index, indexAt(shape, position + place));
      }
      assert.ok(offsets.includes(-1), 'the neighbour on the left is there to be dragged in');
    }),
  );
});
