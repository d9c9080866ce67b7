import type { Device } from '../devices';

/** Border of the drawn phone, each side. */
export const BEZEL_PX = 10;

const SMALLEST_SCALE = 0.5;

/**
 * How large the phone is drawn so that all of it can be seen: never larger than life, never too small to
 * read.
 */
export function fitScale(device: Device, room: { width: number; height: number }): number {
  const width = room.width / (device.width + 2 * BEZEL_PX);
  const height = room.height / (device.height + 2 * BEZEL_PX);
  return Math.max(Math.min(SMALLEST_SCALE, width), Math.min(1, width, height));
}
