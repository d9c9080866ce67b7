/** What lies on a map, drawn without tiles: a grid for the ground, and the program's own shapes over it. */
import { assetUrl } from './assets';
import { asText } from './as-text';
import { make } from './dom';
import { metresToPixels, toPixel, type Pixel, type Place, type View } from './map-projection';
import type { TagInstance } from './types';

type Fields = Readonly<Record<string, unknown>>;
const SVG = 'http://www.w3.org/2000/svg';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

const numberOf = (value: unknown, otherwise: number): number => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : otherwise;
};

/** A place of the program; undefined where it is none. */
export function placeOf(value: Fields): Place | undefined {
  const latitude = numberOf(value.latitude, Number.NaN);
  const longitude = numberOf(value.longitude, Number.NaN);
  return Number.isNaN(latitude) || Number.isNaN(longitude) ? undefined : { latitude, longitude };
}

/** Programs write colours with the transparency behind: `#RRGGBBAA`, which a browser reads the same. */
const colorOf = (value: unknown, otherwise: string): string => {
  const color = asText(value);
  return color !== '' && CSS.supports('color', color) ? color : otherwise;
};

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}

const pathOf = (points: unknown, view: View): string =>
  fieldsOf(points)
    .flatMap((point) => placeOf(point) ?? [])
    .map((place) => toPixel(place, view))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ');

/** The shapes that a program lays on a map. */
type Shapes = Readonly<Record<'polyline' | 'polygons' | 'circles', unknown>>;

function lines(data: Shapes, view: View): SVGElement[] {
  return fieldsOf(data.polyline).map((line) =>
    svg('polyline', {
      points: pathOf(line.points, view),
      fill: 'none',
      stroke: colorOf(line.color, '#1966d2'),
      'stroke-width': numberOf(line.width, 4),
      ...(line.dottedLine === true ? { 'stroke-dasharray': '8 6' } : {}),
    }),
  );
}

function areas(data: Shapes, view: View): SVGElement[] {
  return fieldsOf(data.polygons).map((area) =>
    svg('polygon', {
      points: pathOf(area.points, view),
      fill: colorOf(area.fillColor, 'none'),
      stroke: colorOf(area.strokeColor, '#1966d2'),
      'stroke-width': numberOf(area.strokeWidth, 2),
    }),
  );
}

function circles(data: Shapes, view: View): SVGElement[] {
  return fieldsOf(data.circles).flatMap((circle) => {
    const place = placeOf(circle);
    if (!place) return [];
    const { x, y } = toPixel(place, view);
    return svg('circle', {
      cx: x,
      cy: y,
      r: metresToPixels(numberOf(circle.radius, 0), { ...view, latitude: place.latitude }),
      fill: colorOf(circle.fillColor, 'none'),
      stroke: colorOf(circle.color, '#1966d2'),
      'stroke-width': numberOf(circle.strokeWidth, 2),
    });
  });
}

/** Streets of nowhere: they move with the map, so that a person sees it move. */
function grid(view: View): SVGElement {
  const step = 64;
  const origin = toPixel({ latitude: 0, longitude: 0 }, view);
  const pattern = svg('g', { stroke: '#d5dae0', 'stroke-width': 1 });
  const from = (value: number): number => ((value % step) + step) % step;
  for (let x = from(origin.x); x < view.width; x += step)
    pattern.append(svg('line', { x1: x, y1: 0, x2: x, y2: view.height }));
  for (let y = from(origin.y); y < view.height; y += step)
    pattern.append(svg('line', { x1: 0, y1: y, x2: view.width, y2: y }));
  return pattern;
}

export function drawGround(data: Shapes, view: View): SVGElement[] {
  return [grid(view), ...areas(data, view), ...circles(data, view), ...lines(data, view)];
}

/** The event of a tap on each part of a marker. */
export type MarkerPart = 'markertap' | 'callouttap' | 'labeltap';

function box(className: string, fields: Fields, text: string): HTMLElement {
  const element = make('button', className, text);
  element.type = 'button';
  Object.assign(element.style, {
    color: colorOf(fields.color, '#161823'),
    background: colorOf(fields.bgColor, '#fff'),
    fontSize: `${numberOf(fields.fontSize, 12)}px`,
    borderRadius: `${numberOf(fields.borderRadius, 4)}px`,
    padding: `${numberOf(fields.padding, 4)}px`,
    border: `${numberOf(fields.borderWidth, 0)}px solid ${colorOf(fields.borderColor, 'transparent')}`,
  });
  return element;
}

/** One marker: its sign, its label and its callout. `chosen`: the one that was tapped last. */
export function drawMarker(
  tag: Pick<TagInstance, 'ownerShadowRoot'>,
  marker: Fields,
  at: Pixel,
  chosen: boolean,
  tapped: (part: MarkerPart, id: unknown) => void,
): HTMLElement {
  const width = numberOf(marker.width, 24);
  const height = numberOf(marker.height, 32);
  const anchor = isFields(marker.anchor) ? marker.anchor : {};
  const holder = make('div', 'marker');
  const part = (element: HTMLElement, name: MarkerPart): HTMLElement => {
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      tapped(name, marker.id);
    });
    return element;
  };
  const sign = make('button', 'sign');
  sign.type = 'button';
  const icon = asText(marker.iconPath);
  const title = asText(marker.title);
  sign.setAttribute('aria-label', title || `marker ${asText(marker.id)}`);
  if (icon === '') sign.append(pin());
  else {
    const picture = document.createElement('img');
    picture.alt = '';
    picture.src = assetUrl(tag, icon);
    sign.append(picture);
  }
  Object.assign(sign.style, {
    width: `${width}px`,
    height: `${height}px`,
    opacity: String(numberOf(marker.alpha, 1)),
  });
  Object.assign(holder.style, {
    left: `${at.x - width * numberOf(anchor.x ?? marker.anchorX, 0.5)}px`,
    top: `${at.y - height * numberOf(anchor.y ?? marker.anchorY, 1)}px`,
    zIndex: String(numberOf(marker.zIndex, 0)),
    rotate: `${numberOf(marker.rotate, 0)}deg`,
  });
  holder.dataset.marker = asText(marker.id);
  holder.append(part(sign, 'markertap'));
  const callout = isFields(marker.callout) ? marker.callout : undefined;
  const words = asText(callout?.content) || title;
  if (words !== '' && (callout?.display === 'ALWAYS' || chosen))
    holder.prepend(part(box('callout', callout ?? {}, words), 'callouttap'));
  if (isFields(marker.label))
    holder.append(part(box('label', marker.label, asText(marker.label.content)), 'labeltap'));
  return holder;
}

function pin(): SVGElement {
  const drawing = svg('svg', { viewBox: '0 0 24 32', 'aria-hidden': 'true' });
  drawing.append(
    svg('path', { d: 'M12 32C6 22 1 17 1 11a11 11 0 0 1 22 0c0 6-5 11-11 21z', fill: '#e0234d' }),
    svg('circle', { cx: 12, cy: 11, r: 4, fill: '#fff' }),
  );
  return drawing;
}
