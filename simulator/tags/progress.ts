import { defineTag, flag, number, text, type Tag } from './define';
import { inner, privateState } from './dom';
import type { TagProperty } from './types';
import { tagWords } from './words';

const properties = {
  percent: number(),
  showInfo: flag(),
  borderRadius: number(),
  fontSize: number(16),
  strokeWidth: number(6),
  color: text('#e0234d'),
  activeColor: text(),
  backgroundColor: text('#e3e3e5'),
  active: flag(),
  activeMode: text('backwards'),
  /** ms for one percent. */
  duration: number(30),
} satisfies Record<string, TagProperty>;

type ProgressTag = Tag<typeof properties>;

const stateOf = privateState<{ shown: number; running?: Animation }>(() => ({ shown: 0 }));

const bounded = (percent: number): number => Math.min(100, Math.max(0, percent));

/** Goes to the percentage: at once, or from where it stands (`forwards`) or from nothing. */
function show(tag: ProgressTag): void {
  const bar = inner<HTMLElement>(tag, 'bar');
  const state = stateOf(tag);
  const to = bounded(tag.data.percent);
  tag.$$.setAttribute('aria-valuenow', String(to));
  if (!bar || (state.running && state.shown === to)) return;
  const from = tag.data.activeMode === 'forwards' ? state.shown : 0;
  bar.style.width = `${to}%`;
  state.shown = to;
  state.running?.cancel();
  state.running = undefined;
  if (!tag.data.active) return;
  const running = bar.animate([{ width: `${from}%` }, { width: `${to}%` }], {
    duration: Math.abs(to - from) * Math.max(0, tag.data.duration),
  });
  state.running = running;
  running.finished.then(
    () => {
      if (state.running === running) tag.triggerEvent('activeend', { curPercent: to });
    },
    () => undefined,
  );
}

export const progress = defineTag({
  role: 'progressbar',
  template: `<h-div class="rail" style="height:{{strokeWidth}}px;border-radius:{{borderRadius}}px;background-color:{{backgroundColor}}"><h-div class="bar" style="background-color:{{activeColor || color}}"/></h-div><h-span wx:if="{{showInfo}}" class="info" style="font-size:{{fontSize}}px" aria-hidden="true">{{percent}}%</h-span>`,
  properties,
  observers: {
    'percent, active, activeMode, duration'() {
      show(this);
    },
    'activeColor, color, showInfo, strokeWidth'() {
      const bar = inner<HTMLElement>(this, 'bar');
      if (bar) bar.style.width = `${bounded(this.data.percent)}%`;
    },
  },
  attached() {
    this.$$.setAttribute('aria-valuemin', '0');
    this.$$.setAttribute('aria-valuemax', '100');
    if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', tagWords().progress);
    show(this);
  },
  css: `
tt-progress { display: flex; align-items: center; }
@S@rail { flex: 1; overflow: hidden; }
@S@bar { height: 100%; }
@S@info { margin-left: 12px; }`,
});
