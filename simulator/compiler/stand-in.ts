/**
 * What a program takes from an official plug-in and is not ours: a page or component of our own in its place
 * that says what it stands for.
 */
import path from 'node:path';
import type { Project } from './project';

const FOLDER = 'stand-in';

const escaped = (url: string): string => url.replace(/[&<>"{}]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A component that a device has: what it tells a page, and what it tells by itself at once. */
interface Piece {
  events: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  first: string;
}

/**
 * Components of the industry SDK that are not ours, by their documents: no fault of the program, and their
 * box says so.
 */
const PIECES: Readonly<Record<string, Piece>> = {
  'ext://industry/video-player': {
    events: {
      getsource: {},
      play: {},
      pause: {},
      timeupdate: { currentTime: 1, duration: 60 },
      ended: {},
      waiting: {},
      fullscreenchange: { fullScreen: true, direction: 'vertical' },
      error: { errMsg: 'no video' },
    },
    first: 'getsource',
  },
};

/** The last parts of their addresses. */
export const PIECE_NAMES: readonly string[] = Object.keys(PIECES).map((url) => path.posix.basename(url));

export const isPiece = (url: string): boolean => Object.hasOwn(PIECES, url);

const BOX =
  'padding: 12px; border: 1px dashed #85868c; background: #eceef1; color: #50525a; font-size: 13px; text-align: center; overflow-wrap: anywhere;';

/** A button for each event that the page may wait for. */
const BUTTONS =
  '<view style="display: flex; flex-wrap: wrap; justify-content: center;"><view tt:for="{{events}}" tt:key="*this" data-event="{{item}}" catchtap="fire" style="margin: 2px; padding: 2px 6px; border: 1px solid #85868c; border-radius: 4px; background: #fff; font-size: 11px;">{{item}}</view></view>';

function template(url: string, isPage: boolean): string {
  const kind = isPage ? ['页面', 'page'] : ['组件', 'component'];
  const place = isPage ? 'margin: 8px;' : 'box-sizing: border-box; min-height: 100%;';
  const more = isPage ? '<view>{{query}}</view>' : `${isPiece(url) ? BUTTONS : ''}<slot/>`;
  return `<view style="${place} ${BOX}"><view>官方插件的${kind[0]}，模拟器里是占位框</view><view>A ${kind[1]} of an official plug-in; the simulator has this box</view><view>${escaped(url)}</view>${more}</view>`;
}

const PAGE =
  "Page({ data: { query: '' }, onLoad(query) { this.setData({ query: JSON.stringify(query) }); } });";

function component(url: string): string {
  const piece = isPiece(url) ? PIECES[url] : undefined;
  if (!piece) return 'Component({});';
  const { events, first } = piece;
  return `const details = ${JSON.stringify(events)};
Component({
  data: { events: Object.keys(details) },
  ready() { this.triggerEvent('${first}', details.${first}); },
  methods: {
    fire({ currentTarget: { dataset: { event } } }) { this.triggerEvent(event, { ...details[event] }); },
  },
});`;
}

/** The files that stand for it, without extension. */
export function standIn(project: Project, url: string, isPage: boolean): string {
  const base = path.join(project.root, FOLDER, url.replace(/[^\w-]+/g, '-'));
  project.invent(`${base}.ttml`, template(url, isPage));
  project.invent(`${base}.js`, isPage ? PAGE : component(url));
  project.invent(`${base}.json`, isPage ? '{}' : '{"component": true}');
  // What the page gives it as its size is the size of the box.
  if (!isPage) project.invent(`${base}.ttss`, ':host { display: block; }');
  return base;
}

/** A component with nothing in it, for a placeholder that nobody gives anything for. */
export function nothingStandsIn(project: Project): string {
  const base = path.join(project.root, FOLDER, 'nothing');
  project.invent(`${base}.ttml`, '');
  project.invent(`${base}.js`, 'Component({});');
  project.invent(`${base}.json`, '{"component": true}');
  return base;
}

/** Its id in the program. */
export const NOTHING = `${FOLDER}/nothing`;
