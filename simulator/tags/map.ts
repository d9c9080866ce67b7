import { anything, defineTag, flag, list, number, text, type Tag } from './define';
import { inner, make, privateState } from './dom';
import { onDrag } from './drag';
import { drawGround, drawMarker, fieldsOf, placeOf, type MarkerPart } from './map-drawing';
import { clampScale, including, toPixel, toPlace, type Pixel, type Place, type View } from './map-projection';
import { tagWords } from './words';
import type { TagEvent, TagProperty } from './types';

const properties = {
  latitude: number(39.92),
  longitude: number(116.46),
  scale: number(16),
  minScale: number(3),
  maxScale: number(20),
  markers: list(),
  polyline: list(),
  polygons: list(),
  circles: list(),
  includePoints: list(),
  showLocation: flag(),
  showCompass: flag(),
  showScale: flag(),
  enableZoom: flag(true),
  enableScroll: flag(true),
  enableRotate: flag(),
  enableOverlooking: flag(),
  enableSatellite: flag(),
  enableTraffic: flag(),
  enablePoi: flag(true),
  enableBuilding: flag(true),
  enable3D: flag(),
  rotate: number(),
  skew: number(),
  subkey: text(),
  layerStyle: number(),
  setting: anything(null),
} satisfies Record<string, TagProperty>;

type MapTag = Tag<typeof properties>;

interface State {
  /** What the person or the program made of the view; until then the properties say it. */
  moved?: Pick<View, 'latitude' | 'longitude' | 'scale'>;
  chosen?: unknown;
  /** Where markers are that `translateMarker` moved. */
  places: Map<unknown, Place>;
  stop: (() => void)[];
  updated: boolean;
  own: boolean;
}

const stateOf = privateState<State>(() => ({ places: new Map(), stop: [], updated: false, own: false }));

function viewOf(tag: MapTag): View {
  const { latitude, longitude, scale, minScale, maxScale } = tag.data;
  const moved = stateOf(tag).moved ?? { latitude, longitude, scale };
  return {
    ...moved,
    scale: clampScale(moved.scale, minScale, maxScale),
    width: tag.$$.clientWidth,
    height: tag.$$.clientHeight,
  };
}

function regionOf(view: View): { southwest: Place; northeast: Place } {
  return {
    southwest: toPlace({ x: 0, y: view.height }, view),
    northeast: toPlace({ x: view.width, y: 0 }, view),
  };
}

function draw(tag: MapTag): void {
  const ground = inner<HTMLElement>(tag, 'ground');
  const markers = inner<HTMLElement>(tag, 'markers');
  const view = viewOf(tag);
  if (!ground || !markers || view.width === 0) return;
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.setAttribute('width', String(view.width));
  drawing.setAttribute('height', String(view.height));
  drawing.append(...drawGround(tag.data, view));
  ground.replaceChildren(drawing);
  const { places, chosen } = stateOf(tag);
  const tapped = (part: MarkerPart, markerId: unknown): void => {
    stateOf(tag).chosen = markerId;
    draw(tag);
    tag.triggerEvent(part, { markerId });
  };
  const drawn = fieldsOf(tag.data.markers).flatMap((marker) => {
    const place = places.get(marker.id) ?? placeOf(marker);
    return place
      ? drawMarker(tag, marker, toPixel(place, view), chosen !== undefined && chosen === marker.id, tapped)
      : [];
  });
  if (tag.data.showLocation) {
    const here = make('div', 'here');
    const at = toPixel({ latitude: 39.9042, longitude: 116.4074 }, view);
    Object.assign(here.style, { left: `${at.x}px`, top: `${at.y}px` });
    drawn.push(here);
  }
  markers.replaceChildren(...drawn);
  if (!stateOf(tag).updated) {
    stateOf(tag).updated = true;
    tag.triggerEvent('updated', {});
  }
}

/** Moves the view and tells of it, as `begin` and `end` of one change. */
function change(tag: MapTag, view: Partial<View>, causedBy: string, phases = ['begin', 'end']): void {
  const tell = (type: string): void => {
    const now = viewOf(tag);
    const { latitude, longitude, scale } = now;
    tag.triggerEvent('regionchange', {
      type,
      causedBy,
      scale,
      centerLocation: { latitude, longitude },
      region: regionOf(now),
    });
  };
  if (phases.includes('begin')) tell('begin');
  const { latitude, longitude, scale } = { ...viewOf(tag), ...view };
  stateOf(tag).moved = { latitude, longitude, scale };
  draw(tag);
  if (phases.includes('end')) tell('end');
}

/** What a map context may ask of a map. */
export interface MapMethods {
  centre(): Place;
  zoom(): number;
  region(): { southwest: Place; northeast: Place };
  moveTo(place: Place): void;
  include(points: readonly Place[], padding: number): void;
  placeMarker(id: unknown, place: Place): void;
  markerPlace(id: unknown): Place | undefined;
  toScreen(place: Place): Pixel;
  fromScreen(at: Pixel): Place;
}

/** A tap of the map says which place it is; one on a marker is the marker's own. */
function ownTap(tag: MapTag, event: TagEvent): void {
  const state = stateOf(tag);
  if (state.own) return;
  event.stopPropagation();
  const detail = event.detail as Partial<Pixel>;
  const box = tag.$$.getBoundingClientRect();
  const at = { x: (detail.x ?? 0) - box.left, y: (detail.y ?? 0) - box.top };
  const hit = (event.getOriginalEvent?.() as Event | undefined)?.composedPath?.() ?? [];
  if (hit.some((node) => node instanceof Element && node.closest('[data-marker], .zoom'))) return;
  state.own = true;
  try {
    tag.triggerEvent('tap', { ...toPlace(at, viewOf(tag)), ...detail }, { bubbles: true, composed: true });
  } finally {
    state.own = false;
  }
}

export const map = defineTag({
  role: 'application',
  template: '<h-div class="ground"/><h-div class="markers"/><h-div class="controls"/><slot/>',
  properties,
  methods: {
    centre(): Place {
      const { latitude, longitude } = viewOf(this);
      return { latitude, longitude };
    },
    zoom(): number {
      return viewOf(this).scale;
    },
    region(): { southwest: Place; northeast: Place } {
      return regionOf(viewOf(this));
    },
    moveTo(place: Place) {
      change(this, place, 'update');
    },
    include(points: readonly Place[], padding: number) {
      change(this, including(points, viewOf(this), padding), 'update');
    },
    placeMarker(id: unknown, place: Place) {
      stateOf(this).places.set(id, place);
      draw(this);
    },
    markerPlace(id: unknown): Place | undefined {
      const marker = fieldsOf(this.data.markers).find((one) => one.id === id);
      return stateOf(this).places.get(id) ?? (marker && placeOf(marker));
    },
    toScreen(place: Place): Pixel {
      return toPixel(place, viewOf(this));
    },
    fromScreen(at: Pixel): Place {
      return toPlace(at, viewOf(this));
    },
  },
  observers: {
    'latitude, longitude, scale'() {
      stateOf(this).moved = undefined;
      draw(this);
    },
    'markers, polyline, polygons, circles, showLocation'() {
      draw(this);
    },
    includePoints(points: unknown) {
      const places = fieldsOf(points).flatMap((point) => placeOf(point) ?? []);
      if (places.length > 0 && this.$$.clientWidth > 0)
        change(this, including(places, viewOf(this)), 'update');
    },
  },
  attached() {
    if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', tagWords().map);
    const zoom = (by: number, label: string): HTMLElement => {
      const button = make('button', 'zoom', by > 0 ? '+' : '−');
      button.type = 'button';
      button.setAttribute('aria-label', label);
      button.addEventListener('click', (event) => {
        event.stopPropagation();
        const { minScale, maxScale } = this.data;
        if (this.data.enableZoom)
          change(this, { scale: clampScale(viewOf(this).scale + by, minScale, maxScale) }, 'scale');
      });
      return button;
    };
    inner(this, 'controls')?.append(zoom(1, tagWords().zoomIn), zoom(-1, tagWords().zoomOut));
    const watch = new ResizeObserver(() => {
      const places = fieldsOf(this.data.includePoints).flatMap((point) => placeOf(point) ?? []);
      const state = stateOf(this);
      if (places.length > 0 && !state.moved) {
        const { latitude, longitude, scale } = including(places, viewOf(this));
        state.moved = { latitude, longitude, scale };
      }
      draw(this);
    });
    watch.observe(this.$$);
    let from = viewOf(this);
    const move = (dx: number, dy: number, phases: string[]): void => {
      const middle = toPlace({ x: from.width / 2 - dx, y: from.height / 2 - dy }, from);
      change(this, middle, 'drag', phases);
    };
    let begun = false;
    stateOf(this).stop.push(
      () => watch.disconnect(),
      onDrag(this.$$, {
        axis: () => 'both',
        start: () => {
          from = viewOf(this);
          begun = false;
          return this.data.enableScroll;
        },
        move: (dx, dy) => {
          move(dx, dy, begun ? [] : ['begin']);
          begun = true;
        },
        end: (dx, dy) => move(dx, dy, ['end']),
      }),
    );
    this.addListener('tap', (event) => ownTap(this, event), { capture: true });
    draw(this);
  },
  detached() {
    for (const stop of stateOf(this).stop) stop();
  },
  css: `
tt-map { display: block; position: relative; width: 300px; height: 225px; overflow: hidden; background: #eef1f4; touch-action: none; user-select: none; }
@S@ground, @S@markers { position: absolute; inset: 0; overflow: hidden; }
@S@ground, @S@markers { pointer-events: none; }
tt-map .marker { display: flex; position: absolute; flex-direction: column; align-items: center; pointer-events: none; }
tt-map .marker button { flex: none; pointer-events: auto; cursor: pointer; white-space: nowrap; }
tt-map .marker .sign { padding: 0; border: 0; background: none; }
tt-map .marker .sign > * { display: block; width: 100%; height: 100%; }
tt-map .marker .callout { position: absolute; bottom: 100%; }
tt-map .here { position: absolute; width: 14px; height: 14px; margin: -7px; border: 2px solid #fff; border-radius: 50%; background: #1966d2; box-sizing: border-box; }
@S@controls { display: flex; position: absolute; right: 8px; bottom: 8px; flex-direction: column; gap: 4px; }
tt-map .zoom { width: 28px; height: 28px; border: 1px solid #85868c; border-radius: 4px; background: #fff; color: #161823; font-size: 18px; line-height: 1; }`,
});
