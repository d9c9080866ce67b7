/** Phones to choose from; sizes in CSS pixels, bars as high as on those phones. */
export interface Device {
  id: string;
  name: string;
  /** As `getSystemInfo` tells it. */
  model: string;
  pixelRatio: number;
  width: number;
  height: number;
  statusBar: number;
  /** Room for the gesture bar at the bottom. */
  bottom: number;
}

const phone = (
  id: string,
  model: string,
  pixelRatio: number,
  [width, height]: [number, number],
  [statusBar, bottom]: [number, number],
): Device => ({
  id,
  name: `${model} ${width}×${height}`,
  model,
  pixelRatio,
  width,
  height,
  statusBar,
  bottom,
});

export const DEVICES: readonly Device[] = [
  phone('se', 'iPhone SE', 2, [320, 568], [20, 0]),
  phone('iphone-8', 'iPhone 8', 2, [375, 667], [20, 0]),
  phone('iphone-14', 'iPhone 14', 3, [390, 844], [44, 20]),
  phone('iphone-11', 'iPhone 11', 2, [414, 896], [44, 20]),
  phone('tablet', 'iPad', 2, [768, 1024], [20, 0]),
];

/** The one that is there before anything is chosen. */
export const FIRST_DEVICE = 'iphone-8';

export const deviceById = (id: string): Device =>
  DEVICES.find((device) => device.id === id) ?? deviceById(FIRST_DEVICE);

/** The same phone on its side. */
export const turned = (device: Device): Device => ({ ...device, width: device.height, height: device.width });
