import { assetUrl } from './assets';
import { defineTag, flag, number, text, type Tag } from './define';
import { inner, privateState } from './dom';
import type { TagProperty } from './types';
import { tagWords } from './words';

const properties = {
  src: text(),
  poster: text(),
  autoplay: flag(),
  controls: flag(true),
  loop: flag(),
  muted: flag(),
  initialTime: number(),
  duration: number(),
  objectFit: text('contain'),
  direction: number(),
  title: text(),
  showFullscreenBtn: flag(true),
  showPlayBtn: flag(true),
  showCenterPlayBtn: flag(true),
  showMuteBtn: flag(),
  showScreenLockButton: flag(),
  showPlaybackRateBtn: flag(),
  playBtnPosition: text('bottom'),
  enableProgressGesture: flag(true),
  enablePlayGesture: flag(),
  enablePlayInBackground: flag(),
  vslideGesture: flag(),
  vslideGestureInFullscreen: flag(true),
  preRollUnitId: text(),
  postRollUnitId: text(),
  signature: text(),
  definition: text(),
} satisfies Record<string, TagProperty>;

type VideoTag = Tag<typeof properties>;

const stateOf = privateState(() => ({ full: false, begun: false }));

const filmOf = (tag: VideoTag): HTMLVideoElement | null => inner<HTMLVideoElement>(tag, 'film');

function show(tag: VideoTag): void {
  const film = filmOf(tag);
  if (!film) return;
  const { src, poster, controls, loop, muted, objectFit } = tag.data;
  const url = assetUrl(tag, src);
  film.controls = controls;
  film.loop = loop;
  film.muted = muted;
  film.style.objectFit = objectFit;
  if (poster !== '') film.poster = assetUrl(tag, poster);
  if (film.getAttribute('src') === url || (url === '' && !film.hasAttribute('src'))) return;
  note(tag, '');
  if (url === '') film.removeAttribute('src');
  else film.src = url;
  if (tag.data.autoplay && url !== '') start(film);
}

/** Plays; where the browser wants a touch before any sound, without sound. */
function start(film: HTMLVideoElement): void {
  film.play().catch((error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
    film.muted = true;
    film.play().catch(() => undefined);
  });
}

function note(tag: VideoTag, message: string): void {
  const place = inner(tag, 'note');
  if (place) place.textContent = message;
}

function setFull(tag: VideoTag, full: boolean, direction?: number): void {
  const state = stateOf(tag);
  if (state.full === full) return;
  state.full = full;
  tag.$$.toggleAttribute('data-full', full);
  const turned = direction ?? tag.data.direction;
  tag.triggerEvent('fullscreenchange', {
    fullScreen: full,
    direction: Math.abs(turned) === 90 ? 'horizontal' : 'vertical',
  });
}

type Told = (film: HTMLVideoElement) => Record<string, unknown>;

/** DOM event -> the tag's event and its detail. */
const EVENTS: Record<string, [name: string, detail: Told]> = {
  play: ['play', () => ({})],
  pause: ['pause', () => ({})],
  ended: ['ended', () => ({})],
  waiting: ['waiting', () => ({})],
  timeupdate: ['timeupdate', ({ currentTime, duration }) => ({ currentTime, duration: duration || 0 })],
  loadedmetadata: [
    'loadedmetadata',
    ({ videoWidth: width, videoHeight: height, duration }) => ({ width, height, duration: duration || 0 }),
  ],
  seeked: ['seekcomplete', ({ currentTime }) => ({ position: currentTime * 1000 })],
  ratechange: ['playbackratechange', ({ playbackRate }) => ({ playbackRate })],
  progress: [
    'progress',
    ({ buffered, duration }) => ({
      buffered:
        buffered.length > 0 && duration > 0 ? (100 * buffered.end(buffered.length - 1)) / duration : 0,
    }),
  ],
};

/** What a video context may ask of a video. */
export interface VideoMethods {
  play(): void;
  pause(): void;
  stop(): void;
  seek(position: number): void;
  rate(rate: number): void;
  full(direction?: number): void;
  leaveFull(): void;
}

export const video = defineTag({
  role: 'group',
  template: '<h-video class="film" playsinline=""/><h-div class="note" role="status"/><slot/>',
  properties,
  methods: {
    play() {
      const film = filmOf(this);
      if (film) start(film);
    },
    pause() {
      filmOf(this)?.pause();
    },
    stop() {
      const film = filmOf(this);
      if (!film) return;
      film.pause();
      film.currentTime = 0;
    },
    seek(position: number) {
      const film = filmOf(this);
      if (film) film.currentTime = position;
    },
    rate(rate: number) {
      const film = filmOf(this);
      if (film) film.playbackRate = rate;
    },
    full(direction?: number) {
      setFull(this, true, direction);
    },
    leaveFull() {
      setFull(this, false);
    },
  },
  observers: {
    'src, poster, controls, loop, muted, objectFit'() {
      show(this);
    },
  },
  attached() {
    if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', tagWords().video);
    const film = filmOf(this);
    if (!film) return;
    film.preload = 'metadata';
    let muted = film.muted;
    for (const [type, [name, detail]] of Object.entries(EVENTS))
      film.addEventListener(type, () => this.triggerEvent(name, detail(film)));
    film.addEventListener('loadedmetadata', () => {
      if (this.data.initialTime > 0 && !stateOf(this).begun) film.currentTime = this.data.initialTime;
      stateOf(this).begun = true;
    });
    film.addEventListener('volumechange', () => {
      if (film.muted === muted) return;
      muted = film.muted;
      this.triggerEvent('mutechange', { isMuted: muted });
    });
    film.addEventListener('error', () => {
      if (this.data.src === '') return;
      const errMsg = tagWords().videoFailed(this.data.src);
      note(this, errMsg);
      this.triggerEvent('error', { errMsg });
    });
    show(this);
  },
  detached() {
    filmOf(this)?.pause();
  },
  css: `
tt-video { display: block; position: relative; width: 300px; height: 225px; overflow: hidden; background: #000; color: #fff; }
tt-video[data-full] { position: fixed; inset: 0; z-index: 9000; width: auto !important; height: auto !important; }
@S@film { display: block; width: 100%; height: 100%; }
@S@note { position: absolute; top: 0; left: 0; right: 0; padding: 4px 8px; font-size: 12px; overflow-wrap: anywhere; }
@S@note:empty { display: none; }`,
});
