import { anything, defineTag, flag, number, text, type Tag } from './define';
import { inner, make, privateState, tagsWithin } from './dom';
import { onDrag } from './drag';
import { indexAt, offsetOf, positionOf, restingPosition, turns, type SwiperShape } from './swiper-geometry';
import type { TagInstance, TagProperty } from './types';
import { own } from '../record';

const properties = {
  current: number(),
  currentItemId: text(),
  autoplay: flag(),
  interval: number(5000),
  duration: number(500),
  circular: flag(),
  vertical: flag(),
  indicatorDots: flag(),
  indicatorColor: text('rgba(0, 0, 0, .3)'),
  indicatorActiveColor: text('#161823'),
  displayMultipleItems: number(1),
  previousMargin: text('0px'),
  nextMargin: text('0px'),
  easingFunction: text('default'),
  disableTouch: flag(),
  snapToEdge: anything(null),
} satisfies Record<string, TagProperty>;

type SwiperTag = Tag<typeof properties>;
type ItemTag = TagInstance & { readonly data: { itemId: string } & Record<string, unknown> };

interface Motion {
  /** In items; fractions while moving. */
  position: number;
  frame: number;
  timer: ReturnType<typeof setInterval> | undefined;
  /** The `current` that the tag itself wrote last: the observer must not answer it. */
  own: number;
  stop: (() => void)[];
}

const motion = privateState<Motion>(() => ({ position: 0, frame: 0, timer: undefined, own: -1, stop: [] }));

/** A flick faster than this turns the page, however short (pixels per ms). */
const FLICK = 0.3;

const items = (tag: SwiperTag): ItemTag[] => tagsWithin<ItemTag>(tag, 'swiper-item');
const shapeOf = (tag: SwiperTag): SwiperShape => ({
  count: items(tag).length,
  visible: Math.max(1, Math.round(tag.data.displayMultipleItems)),
  circular: tag.data.circular,
});

/** Size of one item along the axis, in pixels. */
function itemSize(tag: SwiperTag): number {
  const track = inner(tag, 'track');
  if (!track) return 1;
  return Math.max(1, (tag.data.vertical ? track.clientHeight : track.clientWidth) / shapeOf(tag).visible);
}

function place(tag: SwiperTag): void {
  const shape = shapeOf(tag);
  const { position } = motion(tag);
  const size = `${100 / shape.visible}%`;
  items(tag).forEach((item, index) => {
    const offset = offsetOf(shape, index, position) * 100;
    const { style } = item.$$;
    style.position = 'absolute';
    style.width = tag.data.vertical ? '100%' : size;
    style.height = tag.data.vertical ? size : '100%';
    style.transform = tag.data.vertical ? `translate3d(0, ${offset}%, 0)` : `translate3d(${offset}%, 0, 0)`;
    const resting = Number.isInteger(position);
    const away = offset < -1 || offset > shape.visible * 100 - 99;
    // What cannot be seen must not take focus or be read out; margins show the neighbours, so those stay.
    item.$$.inert = resting && away;
  });
}

function drawDots(tag: SwiperTag): void {
  const dots = inner(tag, 'dots');
  if (!dots) return;
  const { count } = tag.data.indicatorDots ? shapeOf(tag) : { count: 0 };
  while (dots.childElementCount > count) dots.lastElementChild?.remove();
  while (dots.childElementCount < count) dots.append(make('span', 'tt-swiper-dot'));
  [...dots.children].forEach((dot, index) => {
    (dot as HTMLElement).style.backgroundColor =
      index === tag.data.current ? tag.data.indicatorActiveColor : tag.data.indicatorColor;
  });
}

/** Fast at first, slow at the end. */
const EASING: Record<string, (t: number) => number> = {
  linear: (t) => t,
  easeInCubic: (t) => t ** 3,
  easeOutCubic: (t) => 1 - (1 - t) ** 3,
  default: (t) => 1 - (1 - t) ** 3,
};

function animate(tag: SwiperTag, to: number, source: string): void {
  const state = motion(tag);
  cancelAnimationFrame(state.frame);
  const from = state.position;
  const ease = own(EASING, tag.data.easingFunction) ?? EASING.default!;
  const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : tag.data.duration;
  let started: number | undefined;
  const step = (now: number): void => {
    started ??= now;
    const progress = duration <= 0 ? 1 : Math.min(1, (now - started) / duration);
    state.position = progress === 1 ? to : from + (to - from) * ease(progress);
    place(tag);
    if (progress < 1) state.frame = requestAnimationFrame(step);
    else
      tag.triggerEvent('animationfinish', {
        current: tag.data.current,
        currentItemId: tag.data.currentItemId,
        source,
      });
  };
  state.frame = requestAnimationFrame(step);
}

function goTo(tag: SwiperTag, position: number, source: 'touch' | 'autoplay' | ''): void {
  const shape = shapeOf(tag);
  const to = restingPosition(shape, position);
  const current = indexAt(shape, to);
  const changed = current !== tag.data.current;
  motion(tag).own = current;
  const currentItemId = items(tag)[current]?.data.itemId ?? '';
  tag.setData({ current, currentItemId });
  drawDots(tag);
  if (changed) tag.triggerEvent('change', { current, currentItemId, source });
  animate(tag, to, source);
}

/** The program asks for an item: it moves, and tells so with an empty source. */
function follow(tag: SwiperTag, index: number): void {
  const state = motion(tag);
  if (index === state.own) return;
  state.own = index;
  const shape = shapeOf(tag);
  if (shape.count === 0) return;
  drawDots(tag);
  tag.triggerEvent('change', {
    current: index,
    currentItemId: items(tag)[index]?.data.itemId ?? '',
    source: '',
  });
  animate(tag, positionOf(shape, index, state.position), '');
}

function tick(tag: SwiperTag): void {
  const seen = tag.$$.offsetParent !== null && !document.hidden && !tag.$$.matches(':hover:active');
  const shape = shapeOf(tag);
  if (!seen || shape.count < 2) return;
  const next = motion(tag).position + 1;
  goTo(tag, turns(shape) || next <= shape.count - shape.visible ? next : 0, 'autoplay');
}

function runClock(tag: SwiperTag): void {
  const state = motion(tag);
  clearInterval(state.timer);
  state.timer = tag.data.autoplay
    ? setInterval(() => tick(tag), Math.max(200, tag.data.interval))
    : undefined;
}

function wireDrag(tag: SwiperTag): () => void {
  let from = 0;
  return onDrag(tag.$$, {
    axis: () => (tag.data.vertical ? 'y' : 'x'),
    start: () => {
      from = motion(tag).position;
      return !tag.data.disableTouch && items(tag).length > 1;
    },
    move: (dx, dy) => {
      cancelAnimationFrame(motion(tag).frame);
      clearInterval(motion(tag).timer);
      motion(tag).position = from - (tag.data.vertical ? dy : dx) / itemSize(tag);
      place(tag);
      tag.triggerEvent('transition', { dx: tag.data.vertical ? 0 : -dx, dy: tag.data.vertical ? -dy : 0 });
    },
    end: (dx, dy, vx, vy) => {
      const speed = tag.data.vertical ? vy : vx;
      const moved = -(tag.data.vertical ? dy : dx) / itemSize(tag);
      const flick = Math.abs(speed) > FLICK && Math.abs(moved) < 0.5 ? -Math.sign(speed) : moved;
      goTo(tag, from + flick, 'touch');
      runClock(tag);
    },
  });
}

export const swiper = defineTag({
  role: 'group',
  template:
    "<h-div class=\"track\" style=\"{{vertical ? 'top' : 'left'}}:{{previousMargin}};{{vertical ? 'bottom' : 'right'}}:{{nextMargin}}\"><slot/></h-div><h-div class=\"dots {{vertical ? 'tall' : 'wide'}}\" aria-hidden=\"true\"/>",
  properties,
  observers: {
    current(index: number) {
      follow(this, index);
    },
    currentItemId(id: string) {
      const index = items(this).findIndex((item) => id !== '' && item.data.itemId === id);
      if (index >= 0 && index !== this.data.current) this.setData({ current: index });
    },
    'autoplay, interval'() {
      runClock(this);
    },
    'indicatorDots, indicatorColor, indicatorActiveColor'() {
      drawDots(this);
    },
    'vertical, circular, displayMultipleItems'() {
      place(this);
    },
  },
  attached() {
    const state = motion(this);
    state.own = this.data.current;
    state.position = this.data.current;
    const arrange = (): void => {
      state.position = restingPosition(shapeOf(this), state.position);
      place(this);
      drawDots(this);
    };
    arrange();
    const watch = new MutationObserver(arrange);
    const track = inner(this, 'track');
    if (track) watch.observe(track, { childList: true, subtree: true });
    state.stop.push(wireDrag(this), () => watch.disconnect());
    runClock(this);
  },
  detached() {
    const state = motion(this);
    clearInterval(state.timer);
    cancelAnimationFrame(state.frame);
    for (const stop of state.stop.splice(0)) stop();
  },
  css: `
tt-swiper { display: block; position: relative; height: 150px; overflow: hidden; touch-action: pan-x pan-y; user-select: none; }
@S@track { position: absolute; inset: 0; }
@S@dots { display: flex; position: absolute; gap: 8px; pointer-events: none; }
@S@wide { right: 0; bottom: 10px; left: 0; justify-content: center; }
@S@tall { top: 0; right: 10px; bottom: 0; flex-direction: column; justify-content: center; }
.tt-swiper-dot { width: 8px; height: 8px; border-radius: 4px; }`,
});
