/** Where the items of a swiper lie, in units of one item. */

export interface SwiperShape {
  count: number;
  /** Items seen at once. */
  visible: number;
  circular: boolean;
}

/** A circular swiper needs one more item than it shows. */
export const turns = (shape: SwiperShape): boolean => shape.circular && shape.count > shape.visible;

/**
 * Offset of item `index` from the left (or top) edge at `position`: in a circular swiper items are taken
 * round so that both sides are filled.
 */
export function offsetOf(shape: SwiperShape, index: number, position: number): number {
  const offset = index - position;
  if (!turns(shape)) return offset;
  const lowest = Math.min(-1, -(shape.count - shape.visible) / 2);
  return ((((offset - lowest) % shape.count) + shape.count) % shape.count) + lowest;
}

const lastIndex = (shape: SwiperShape): number => Math.max(0, shape.count - Math.max(1, shape.visible));

/**
 * Where the first item lies once the swiper comes to rest: whole items, inside the ends unless it is
 * circular.
 */
export function restingPosition(shape: SwiperShape, position: number): number {
  const whole = Math.round(position);
  return turns(shape) ? whole : Math.max(0, Math.min(lastIndex(shape), whole));
}

/** The item number that a resting position stands for. */
export function indexAt(shape: SwiperShape, position: number): number {
  if (shape.count === 0) return 0;
  const whole = Math.round(position);
  return turns(shape)
    ? ((whole % shape.count) + shape.count) % shape.count
    : Math.max(0, Math.min(shape.count - 1, whole));
}

/** The position of item `index` that is nearest to `from`: a circular swiper takes the short way. */
export function positionOf(shape: SwiperShape, index: number, from: number): number {
  if (!turns(shape)) return restingPosition(shape, index);
  const around = Math.round((from - index) / shape.count) * shape.count;
  return index + around;
}
