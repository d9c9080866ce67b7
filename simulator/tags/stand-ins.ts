/** Tags that only a device or the platform can fill, and tags of other platforms: boxes that say so. */
import { flag, number, text } from './define';
import { placeholderTag } from './placeholder';
import type { TagDefinition, TagProperty } from './types';
import { tagWords } from './words';

interface StandIn {
  size?: string;
  properties?: Record<string, TagProperty>;
  events?: Record<string, Record<string, unknown>>;
  first?: string;
}

const LINE = 'min-height: 44px;';
const SCREEN = 'width: 300px; min-height: 225px;';

/** What Douyin has. */
const OURS: Record<string, StandIn> = {
  ad: {
    size: 'width: 100%; min-height: 80px;',
    properties: { unitId: text(), adIntervals: number(), type: text(), scale: number(100), fixed: text() },
    events: { load: {}, error: { errMsg: 'no ad is available', errCode: 1004 }, close: {} },
    first: 'load',
  },
  'ad-custom': { properties: { unitId: text() }, events: { load: {}, error: { errCode: 1004 }, close: {} } },
  'aweme-data': {
    properties: {
      awemeId: text(),
      type: text(),
      disableDefault: flag(),
      defaultAvatar: text(),
      defaultText: text(),
    },
    events: { error: { errMsg: 'no data' } },
  },
  'aweme-user-card': { properties: { awemeId: text() }, events: { error: { errMsg: 'no data' } } },
  camera: {
    size: 'width: 100%; min-height: 225px;',
    properties: {
      mode: text('normal'),
      resolution: text('medium'),
      devicePosition: text('back'),
      flash: text('auto'),
      frameSize: text('medium'),
    },
    events: {
      initdone: { maxZoom: 1 },
      scancode: { type: 'QR_CODE', result: '' },
      stop: {},
      error: { errMsg: 'auth deny' },
    },
    first: 'initdone',
  },
  'comment-list': { properties: { awemeId: text() } },
  'contact-button': {
    properties: { size: number(18), type: text(), sessionFrom: text() },
    events: { contact: {} },
  },
  like: { properties: { awemeId: text() }, events: { change: { liked: true } } },
  list: { properties: { upperThreshold: number(), lowerThreshold: number() } },
  'live-player': {
    size: SCREEN,
    properties: {
      src: text(),
      autoplay: flag(),
      muted: flag(),
      orientation: text('vertical'),
      objectFit: text('contain'),
      signature: text(),
    },
    events: {
      statechange: { code: 2004 },
      fullscreenchange: { fullScreen: true, direction: 'vertical' },
      error: { errMsg: 'no stream' },
    },
  },
  'live-pusher': {
    size: SCREEN,
    properties: { url: text() },
    events: { statechange: { code: 1002 }, error: {} },
  },
  'rate-button': { properties: { type: text() }, events: { rate: {} } },
  'rtc-room': { size: SCREEN, events: { error: {} } },
};

/** What only other platforms have. Their content is shown all the same. */
const FOREIGN: Record<string, StandIn> = Object.fromEntries(
  (
    'audio editor functional-page-navigator grid-view keyboard-accessory list-view match-media native-slot navigation-bar ' +
    'official-account page-container root-portal scroll-x-view share-element snapshot span-view sticky-header sticky-section ' +
    'video-player voip-room'
  )
    .split(' ')
    .map((name) => [name, {}]),
);

const boxesOf = (
  table: Record<string, StandIn>,
  label: (name: string) => string,
): Record<string, TagDefinition> =>
  Object.fromEntries(
    Object.entries(table).map(([name, { size = LINE, ...rest }]) => [
      name,
      placeholderTag(name, { label: () => label(name), size, ...rest }),
    ]),
  );

export const standIns: Record<string, TagDefinition> = {
  ...boxesOf(OURS, (name) => tagWords().standsFor(name)),
  ...boxesOf(FOREIGN, (name) => tagWords().foreign(name)),
};
