/** createVideoContext and createMapContext: what a script may ask of a tag on its page. */
import { problem } from '../rules/diagnose';
import { instanceFrom } from '../runtime/instance-ids';
import { tagById } from '../tags/dom';
import type { MapMethods } from '../tags/map';
import type { Place } from '../tags/map-projection';
import type { VideoMethods } from '../tags/video';
import { ApiError, asyncApi } from './callback';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { numberOr } from './options';
import { isRecord } from '../record';
import { rootsOf } from './roots';
import { shapeStub, Unsimulated } from './shape-stub';
import { soon } from './soon';

/** Looks for the tag each time: it may come after its context. */
function finder<T>(host: HostContext, name: string, id: unknown, component: unknown): () => T | undefined {
  return () => {
    const owner = instanceFrom(component) ?? host.router.current?.instance;
    return tagById<T>(owner ? rootsOf(owner) : [], name, String(id as string));
  };
}

/** Methods that the official demo has and the typings have not: nothing is drawn of them. */
const UNDRAWN = {
  MapContext: [
    'addGroundOverlay',
    'updateGroundOverlay',
    'removeGroundOverlay',
    'setLocMarkerIcon',
    'setCenterOffset',
    'openMapApp',
  ],
  VideoContext: ['setWaterMark'],
};

/** Answers as the names of the typings do that nothing stands for here. */
function undrawn(host: HostContext, of: keyof typeof UNDRAWN): Record<string, unknown> {
  const unsimulated = new Unsimulated(host.problems);
  return Object.fromEntries(
    UNDRAWN[of].map((name) => [name, shapeStub(host, `${of}.${name}`, 'async', unsimulated)]),
  );
}

function videoContext(host: HostContext, id: unknown, component: unknown): object {
  const find = finder<VideoMethods>(host, 'video', id, component);
  const act =
    (name: string, work: (video: VideoMethods, value: unknown) => void) =>
    (value?: unknown): void => {
      host.calls.push({ api: `VideoContext.${name}`, options: value });
      const video = find();
      if (video) work(video, value);
      else
        void soon(find).then((late) => {
          if (late) work(late, value);
          else host.problems.note(problem('video-absent', { id: String(id as string) }));
        });
    };
  return {
    ...undrawn(host, 'VideoContext'),
    play: act('play', (video) => video.play()),
    pause: act('pause', (video) => video.pause()),
    stop: act('stop', (video) => video.stop()),
    seek: act('seek', (video, position) => video.seek(numberOr(position, 0))),
    playbackRate: act('playbackRate', (video, rate) => video.rate(numberOr(rate, 1))),
    requestFullScreen: act('requestFullScreen', (video, options) => {
      const direction = isRecord(options) ? options.direction : undefined;
      video.full(typeof direction === 'number' ? direction : undefined);
    }),
    exitFullScreen: act('exitFullScreen', (video) => video.leaveFull()),
  };
}

function placeFrom(options: ApiOptions): Place {
  const { latitude, longitude } = options;
  if (typeof latitude !== 'number' || typeof longitude !== 'number')
    throw new ApiError('parameter error: parameter.latitude and longitude should be Number');
  return { latitude, longitude };
}

const placesFrom = (points: unknown): Place[] =>
  (Array.isArray(points) ? points : []).filter(isRecord).map(placeFrom);

/** ms between two pictures of a marker that moves. */
const FRAME_MS = 16;

/** Moves a marker along a way, at one pace. */
async function travel(map: MapMethods, id: unknown, way: readonly Place[], duration: number): Promise<void> {
  const legs = way.slice(1);
  for (const [at, to] of legs.entries()) {
    const from = way[at]!;
    const steps = Math.max(1, Math.round(duration / legs.length / FRAME_MS));
    for (let step = 1; step <= steps; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
      const part = step / steps;
      map.placeMarker(id, {
        latitude: from.latitude + (to.latitude - from.latitude) * part,
        longitude: from.longitude + (to.longitude - from.longitude) * part,
      });
    }
  }
}

function mapContext(host: HostContext, mapId: unknown, component: unknown): object {
  const find = finder<MapMethods>(host, 'map', mapId, component);
  const calls: Record<
    string,
    (map: MapMethods, options: ApiOptions) => Result | void | Promise<Result | void>
  > = {
    getCenterLocation: (map) => ({ ...map.centre() }),
    getRegion: (map) => ({ ...map.region() }),
    getScale: (map) => ({ scale: map.zoom() }),
    getRotate: () => ({ rotate: 0 }),
    getSkew: () => ({ skew: 0 }),
    moveToLocation: (map, options) =>
      map.moveTo(
        options.latitude === undefined ? { latitude: 39.9042, longitude: 116.4074 } : placeFrom(options),
      ),
    includePoints: (map, { points, point, padding }) =>
      map.include(placesFrom(points ?? point), numberOr(Array.isArray(padding) ? padding[0] : padding, 0)),
    mapToScreen: (map, options) => ({ ...map.toScreen(placeFrom(options)) }),
    screenToMap: (map, { x, y }) => ({ ...map.fromScreen({ x: numberOr(x, 0), y: numberOr(y, 0) }) }),
    translateMarker: async (map, { markerId, destination, duration, animationEnd }) => {
      const from = map.markerPlace(markerId);
      if (!from) throw new ApiError(`no marker has the id ${String(markerId)}`);
      await travel(
        map,
        markerId,
        [from, placeFrom(isRecord(destination) ? destination : {})],
        numberOr(duration, 1000),
      );
      if (typeof animationEnd === 'function') (animationEnd as () => void)();
    },
    moveAlong: async (map, { markerId, path, duration, animationEnd }) => {
      await travel(map, markerId, placesFrom(path), numberOr(duration, 1000));
      if (typeof animationEnd === 'function') (animationEnd as () => void)();
    },
  };
  const drawn = Object.fromEntries(
    Object.entries(calls).map(([name, work]) => [
      name,
      asyncApi(host, `MapContext.${name}`, async (options) => {
        const map = find() ?? (await soon(find));
        if (!map) throw new ApiError(`no map has the id "${String(mapId as string)}"`);
        return work(map, options);
      }),
    ]),
  );
  return { ...undrawn(host, 'MapContext'), ...drawn };
}

export const tagContexts = (host: HostContext): Family => ({
  plain: {
    createVideoContext: (id: unknown, component?: unknown) => videoContext(host, id, component),
    createMapContext: (id: unknown, component?: unknown) => mapContext(host, id, component),
  },
});
