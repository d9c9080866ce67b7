/** Web Mercator, as map services use it: places on the earth <-> pixels of a map. */

export interface Place {
  latitude: number;
  longitude: number;
}
export interface View extends Place {
  /** Zoom: the world is 256 * 2^scale pixels wide. */
  scale: number;
  width: number;
  height: number;
}
export interface Pixel {
  x: number;
  y: number;
}

const TILE = 256;
/** Beyond it the projection runs away. */
const MAX_LATITUDE = 85.05112878;
const EARTH_METRES = 40_075_016.686;

export const clampScale = (scale: number, low = 3, high = 20): number => Math.min(high, Math.max(low, scale));

const worldSize = (scale: number): number => TILE * 2 ** scale;

function toWorld({ latitude, longitude }: Place, size: number): Pixel {
  const bounded = Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, latitude));
  const sine = Math.sin((bounded * Math.PI) / 180);
  return {
    x: ((longitude + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
  };
}

function fromWorld({ x, y }: Pixel, size: number): Place {
  const angle = Math.PI - (2 * Math.PI * y) / size;
  return { longitude: (x / size) * 360 - 180, latitude: (180 / Math.PI) * Math.atan(Math.sinh(angle)) };
}

/** Where a place is drawn, from the upper left corner of the map. */
export function toPixel(place: Place, view: View): Pixel {
  const size = worldSize(view.scale);
  const [at, middle] = [toWorld(place, size), toWorld(view, size)];
  return { x: at.x - middle.x + view.width / 2, y: at.y - middle.y + view.height / 2 };
}

export function toPlace({ x, y }: Pixel, view: View): Place {
  const size = worldSize(view.scale);
  const middle = toWorld(view, size);
  return fromWorld({ x: middle.x + x - view.width / 2, y: middle.y + y - view.height / 2 }, size);
}

/** How many pixels a length on the ground has there. */
export const metresToPixels = (metres: number, { latitude, scale }: View): number =>
  (metres * worldSize(scale)) / (EARTH_METRES * Math.cos((latitude * Math.PI) / 180));

/** The view that shows all places, as near as whole zoom levels come. */
export function including(places: readonly Place[], view: View, padding = 0): View {
  if (places.length === 0) return view;
  const latitudes = places.map(({ latitude }) => latitude);
  const longitudes = places.map(({ longitude }) => longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  for (let scale = 18; scale > 3; scale -= 1) {
    const tried = { ...view, ...middle, scale };
    const low = toPixel({ latitude: south, longitude: west }, tried);
    const high = toPixel({ latitude: north, longitude: east }, tried);
    const fits =
      high.x - low.x <= Math.max(1, view.width - 2 * padding) &&
      low.y - high.y <= Math.max(1, view.height - 2 * padding);
    if (fits) return tried;
  }
  return { ...view, ...middle, scale: 3 };
}
