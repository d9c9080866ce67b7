import { defineTag, flag, number, text, type Tag } from './define';
import { inner, nextFrame, privateState } from './dom';
import { onDrag } from './drag';
import type { TagProperty } from './types';

const properties = {
  scrollX: flag(),
  scrollY: flag(),
  scrollTop: number(),
  scrollLeft: number(),
  scrollIntoView: text(),
  scrollWithAnimation: flag(),
  upperThreshold: number(50),
  lowerThreshold: number(50),
  enableFlex: flag(),
  enableBackToTop: flag(),
  enhanced: flag(),
  bounces: flag(true),
  showScrollbar: flag(),
  refresherEnabled: flag(),
  refresherThreshold: number(45),
  refresherDefaultStyle: text('black'),
  refresherBackground: text('transparent'),
  refresherTriggered: flag(),
} satisfies Record<string, TagProperty>;

type ScrollTag = Tag<typeof properties>;

interface Edges {
  start: boolean;
  end: boolean;
  top: number;
  left: number;
}

const edges = privateState<Edges>(() => ({ start: true, end: false, top: 0, left: 0 }));
const cleanUp = privateState<(() => void)[]>(() => []);

/** How far the indicator follows the finger beyond the threshold. */
const PULL_RESISTANCE = 0.5;

function scrollTo(tag: ScrollTag, target: ScrollToOptions): void {
  tag.$$.scrollTo({ ...target, behavior: tag.data.scrollWithAnimation ? 'smooth' : 'auto' });
}

function intoView(tag: ScrollTag, id: string): void {
  const target = id === '' ? null : tag.$$.querySelector(`#${CSS.escape(id)}`);
  if (!target) return;
  const box = target.getBoundingClientRect();
  const own = tag.$$.getBoundingClientRect();
  scrollTo(tag, {
    top: tag.data.scrollY ? tag.$$.scrollTop + box.top - own.top : undefined,
    left: tag.data.scrollX ? tag.$$.scrollLeft + box.left - own.left : undefined,
  });
}

function reportEdges(tag: ScrollTag): void {
  const host = tag.$$;
  const across = tag.data.scrollX && !tag.data.scrollY;
  const before = across ? host.scrollLeft : host.scrollTop;
  const after = across
    ? host.scrollWidth - host.clientWidth - host.scrollLeft
    : host.scrollHeight - host.clientHeight - host.scrollTop;
  const start = before <= tag.data.upperThreshold;
  const end = after <= tag.data.lowerThreshold;
  const known = edges(tag);
  if (end && !known.end) tag.triggerEvent('scrolltolower', { direction: across ? 'right' : 'bottom' });
  if (start && !known.start) tag.triggerEvent('scrolltoupper', { direction: across ? 'left' : 'top' });
  known.start = start;
  known.end = end;
}

function onScroll(tag: ScrollTag): void {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = tag.$$;
  const known = edges(tag);
  tag.triggerEvent('scroll', {
    scrollTop,
    scrollLeft,
    scrollHeight,
    scrollWidth,
    deltaX: known.left - scrollLeft,
    deltaY: known.top - scrollTop,
  });
  known.top = scrollTop;
  known.left = scrollLeft;
  reportEdges(tag);
}

function showPull(tag: ScrollTag, height: number, ready: boolean): void {
  const indicator = inner(tag, 'refresher');
  if (!indicator) return;
  indicator.style.height = `${height}px`;
  indicator.classList.toggle('tt-refresher-ready', ready);
}

/** Pulling down at the top: the indicator follows, and a pull past the threshold asks for new data. */
function wireRefresher(tag: ScrollTag): () => void {
  return onDrag(tag.$$, {
    axis: () => 'y',
    start: () => tag.data.refresherEnabled && !tag.data.refresherTriggered && tag.$$.scrollTop <= 0,
    claims: (_dx, dy) => dy > 0,
    move: (_dx, dy) => {
      const height = Math.max(0, dy) * PULL_RESISTANCE;
      showPull(tag, height, height >= tag.data.refresherThreshold);
      tag.triggerEvent('refresherpulling', { dy: height });
    },
    end: (_dx, dy) => {
      if (dy * PULL_RESISTANCE < tag.data.refresherThreshold) {
        showPull(tag, 0, false);
        tag.triggerEvent('refresherabort', { dy: dy * PULL_RESISTANCE });
      } else {
        tag.setData({ refresherTriggered: true });
        tag.triggerEvent('refresherrefresh', { dy: dy * PULL_RESISTANCE });
      }
    },
  });
}

export const scrollView = defineTag({
  template:
    '<h-div wx:if="{{refresherEnabled}}" class="refresher" aria-hidden="true" style="background:{{refresherBackground}}"><h-span class="ring"/></h-div><slot/>',
  properties,
  observers: {
    'scrollX, scrollY, showScrollbar, refresherEnabled'() {
      const { scrollX, scrollY, showScrollbar } = this.data;
      this.$$.toggleAttribute('scroll-x', scrollX);
      this.$$.toggleAttribute('scroll-y', scrollY);
      this.$$.toggleAttribute('show-scrollbar', showScrollbar);
      if (scrollX || scrollY) this.$$.tabIndex = 0;
      else this.$$.removeAttribute('tabindex');
    },
    enableFlex(on: boolean) {
      this.$$.toggleAttribute('enable-flex', on);
    },
    scrollTop(top: number) {
      scrollTo(this, { top });
    },
    scrollLeft(left: number) {
      scrollTo(this, { left });
    },
    scrollIntoView(id: string) {
      // The element may come with the same update of data.
      nextFrame(this, () => intoView(this, id));
    },
    refresherTriggered(on: boolean) {
      showPull(this, on ? this.data.refresherThreshold : 0, on);
      if (!on) this.triggerEvent('refresherrestore', {});
    },
  },
  attached() {
    this.$$.addEventListener('scroll', () => onScroll(this), { passive: true });
    cleanUp(this).push(wireRefresher(this));
    nextFrame(this, () => {
      if (this.data.scrollTop) scrollTo(this, { top: this.data.scrollTop });
      if (this.data.scrollLeft) scrollTo(this, { left: this.data.scrollLeft });
      intoView(this, this.data.scrollIntoView);
      if (this.data.refresherTriggered) showPull(this, this.data.refresherThreshold, true);
    });
  },
  detached() {
    for (const stop of cleanUp(this).splice(0)) stop();
  },
  css: `
tt-scroll-view { display: block; position: relative; box-sizing: border-box; overflow: hidden; -webkit-overflow-scrolling: touch; }
tt-scroll-view[enable-flex] { display: flex; }
tt-scroll-view[scroll-x] { overflow-x: auto !important; }
tt-scroll-view[scroll-y] { overflow-y: auto !important; }
tt-scroll-view:not([show-scrollbar]) { scrollbar-width: none; }
@S@refresher { display: flex; height: 0; overflow: hidden; align-items: center; justify-content: center; transition: height .15s; }
@S@ring { width: 18px; height: 18px; border: 2px solid #85868c; border-right-color: transparent; border-radius: 50%; }
@S@refresher.tt-refresher-ready > @S@ring { animation: ttb-scroll-view-spin 1s linear infinite; }
@keyframes ttb-scroll-view-spin { to { transform: rotate(1turn); } }`,
});
