/** Screens to choose from; sizes in CSS pixels, status bars as high as on those phones. */
export interface Device {
  id: string;
  name: string;
  width: number;
  height: number;
  statusBar: number;
  /** Room for the gesture bar at the bottom. */
  bottom: number;
}

export const DEVICES: readonly Device[] = [
  { id: 'se', name: 'iPhone SE 320×568', width: 320, height: 568, statusBar: 20, bottom: 0 },
  { id: 'iphone-8', name: 'iPhone 8 375×667', width: 375, height: 667, statusBar: 20, bottom: 0 },
  { id: 'iphone-14', name: 'iPhone 14 390×844', width: 390, height: 844, statusBar: 44, bottom: 20 },
  { id: 'iphone-11', name: 'iPhone 11 414×896', width: 414, height: 896, statusBar: 44, bottom: 20 },
  { id: 'tablet', name: 'iPad 768×1024', width: 768, height: 1024, statusBar: 20, bottom: 0 },
];

export const deviceById = (id: string): Device => DEVICES.find((device) => device.id === id) ?? DEVICES[1]!;

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

/** The same phone on its side. */
export const turned = (device: Device): Device => ({ ...device, width: device.height, height: device.width });
