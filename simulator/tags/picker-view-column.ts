import { defineTag, type Tag } from './define';
import { closestTag, inner, privateState } from './dom';
import type { TagInstance } from './types';

export interface PickerViewColumnTag extends TagInstance {
  turnTo(index: number): void;
  index(): number;
}

interface ViewTag extends TagInstance {
  columnTurned(): void;
}

const SETTLE_MS = 120;

const state = privateState(() => ({
  index: 0,
  timer: undefined as ReturnType<typeof setTimeout> | undefined,
  moving: false,
}));

type ColumnTag = Tag<Record<never, never>>;

/** Height of one item in pixels: the indicator's, which the program may style. */
const rowHeight = (tag: ColumnTag): number =>
  (inner(tag, 'items')?.firstElementChild as HTMLElement | null)?.offsetHeight || 34;

/** The program's items are the options. */
function mark(tag: ColumnTag): void {
  [...(inner(tag, 'items')?.children ?? [])].forEach((item, index) => {
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(index === state(tag).index));
  });
}

function settle(tag: ColumnTag): void {
  const known = state(tag);
  const view = closestTag<ViewTag>(tag, 'picker-view');
  known.index = Math.max(0, Math.round(tag.$$.scrollTop / rowHeight(tag)));
  mark(tag);
  if (known.moving) view?.triggerEvent('pickend', {});
  known.moving = false;
  view?.columnTurned();
}

export const pickerViewColumn = defineTag({
  role: 'listbox',
  template: '<h-div class="items"><slot/></h-div>',
  methods: {
    turnTo(index: number) {
      const height = rowHeight(this);
      const items = inner(this, 'items');
      this.$$.style.setProperty('--tt-column-room', `${Math.max(0, (this.$$.clientHeight - height) / 2)}px`);
      const last = Math.max(0, (items?.childElementCount ?? 1) - 1);
      state(this).index = Math.min(last, index);
      mark(this);
      if (Math.round(this.$$.scrollTop / height) !== index) this.$$.scrollTop = index * height;
    },
    index(): number {
      return state(this).index;
    },
  },
  attached() {
    this.$$.tabIndex = 0;
    this.$$.addEventListener('scroll', () => {
      clearTimeout(state(this).timer);
      if (!state(this).moving && Math.round(this.$$.scrollTop / rowHeight(this)) !== state(this).index) {
        state(this).moving = true;
        closestTag(this, 'picker-view')?.triggerEvent('pickstart', {});
      }
      state(this).timer = setTimeout(() => settle(this), SETTLE_MS);
    });
    this.$$.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.$$.scrollTop = (state(this).index + step) * rowHeight(this);
    });
  },
  detached() {
    clearTimeout(state(this).timer);
  },
  css: `
tt-picker-view-column { display: block; flex: 1; height: 100%; overflow-y: auto; overscroll-behavior: contain; scroll-snap-type: y mandatory; scrollbar-width: none; text-align: center; }
@S@items { padding: var(--tt-column-room, 83px) 0; }
@S@items > * { display: block; min-height: 34px; line-height: 34px; scroll-snap-align: center; }`,
});
