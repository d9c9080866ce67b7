import { defineTag, list, text, type Tag } from './define';
import { nextFrame, privateState, tagsWithin } from './dom';
import type { PickerViewColumnTag } from './picker-view-column';
import type { TagProperty } from './types';

const properties = {
  value: list(),
  indicatorStyle: text(),
  indicatorClass: text(),
  maskStyle: text(),
  maskClass: text(),
  name: text(),
} satisfies Record<string, TagProperty>;

type PickerViewTag = Tag<typeof properties>;

const columns = (tag: PickerViewTag): PickerViewColumnTag[] =>
  tagsWithin<PickerViewColumnTag>(tag, 'picker-view-column');
const watching = privateState<{ stop?: () => void }>(() => ({}));

function arrange(tag: PickerViewTag): void {
  columns(tag).forEach((column, number) => column.turnTo(Number(tag.data.value[number]) || 0));
}

export const pickerView = defineTag({
  role: 'group',
  template:
    '<h-div class="columns"><slot/></h-div><h-div class="indicator" style="{{indicatorStyle}}" aria-hidden="true"/><h-div class="mask" style="{{maskStyle}}" aria-hidden="true"/>',
  properties,
  field: 'value',
  observers: {
    value() {
      arrange(this);
    },
  },
  methods: {
    /** A column came to rest. */
    columnTurned() {
      const value = columns(this).map((column) => column.index());
      if (value.join() === this.data.value.map(Number).join()) return;
      this.setData({ value });
      this.triggerEvent('change', { value });
    },
  },
  attached() {
    const watch = new MutationObserver(() => arrange(this));
    watch.observe(this.$$, { childList: true, subtree: true });
    watching(this).stop = () => watch.disconnect();
    nextFrame(this, () => arrange(this));
  },
  detached() {
    watching(this).stop?.();
  },
  css: `
tt-picker-view { display: block; position: relative; height: 200px; overflow: hidden; }
@S@columns { display: flex; height: 100%; }
@S@indicator { position: absolute; top: 50%; right: 0; left: 0; box-sizing: border-box; height: 34px; border: solid #d2d3d6; border-width: 1px 0; transform: translateY(-50%); pointer-events: none; }
@S@mask { position: absolute; inset: 0; background: linear-gradient(rgba(255, 255, 255, .8), rgba(255, 255, 255, 0) 40%, rgba(255, 255, 255, 0) 60%, rgba(255, 255, 255, .8)); pointer-events: none; }`,
});
