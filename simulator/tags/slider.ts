import { defineTag, flag, number, text, type Tag } from './define';
import { inner, setVariable } from './dom';
import type { TagProperty } from './types';

const properties = {
  min: number(),
  max: number(100),
  step: number(1),
  value: number(),
  disabled: flag(),
  name: text(),
  color: text(),
  backgroundColor: text(),
  activeColor: text(),
  selectedColor: text(),
  blockColor: text(),
  blockSize: number(28),
  showValue: flag(),
} satisfies Record<string, TagProperty>;

type SliderTag = Tag<typeof properties>;

const cssColor = (color: string): string => (CSS.supports('color', color) ? color : '');

function show(tag: SliderTag): void {
  const rail = inner<HTMLInputElement>(tag, 'rail');
  if (!rail) return;
  const { min, max, step, value, disabled } = tag.data;
  rail.min = String(min);
  rail.max = String(max);
  rail.step = String(step > 0 ? step : 1);
  rail.value = String(value);
  rail.disabled = disabled;
  const part = max > min ? (Number(rail.value) - min) / (max - min) : 0;
  setVariable(tag.$$, '--tt-slider-part', `${Math.max(0, Math.min(1, part)) * 100}%`);
  setVariable(tag.$$, '--tt-slider-active', cssColor(tag.data.activeColor || tag.data.selectedColor));
  setVariable(tag.$$, '--tt-slider-rest', cssColor(tag.data.backgroundColor || tag.data.color));
  setVariable(tag.$$, '--tt-slider-block', cssColor(tag.data.blockColor));
  setVariable(tag.$$, '--tt-slider-size', `${Math.max(12, Math.min(28, tag.data.blockSize))}px`);
}

export const slider = defineTag({
  ariaPart: 'rail',
  template:
    '<h-input class="rail" type="range"/><h-span wx:if="{{showValue}}" class="value" aria-hidden="true">{{value}}</h-span>',
  properties,
  field: 'value',
  formReset() {
    this.setData({ value: this.data.min });
  },
  observers: {
    'min, max, step, value, disabled, color, backgroundColor, activeColor, selectedColor, blockColor, blockSize'() {
      show(this);
    },
  },
  attached() {
    const rail = inner<HTMLInputElement>(this, 'rail');
    if (!rail) return;
    if (!rail.hasAttribute('aria-label')) rail.setAttribute('aria-label', this.data.name || '滑块');
    show(this);
    rail.addEventListener('input', () => {
      this.setData({ value: rail.valueAsNumber });
      this.triggerEvent('changing', { value: rail.valueAsNumber });
    });
    rail.addEventListener('change', () => this.triggerEvent('change', { value: rail.valueAsNumber }));
  },
  css: `
tt-slider { display: flex; align-items: center; margin: 10px 18px; }
@S@rail { flex: 1; width: 100%; height: 28px; margin: 0; background: none; appearance: none; cursor: pointer; }
@S@rail:disabled { opacity: .5; cursor: not-allowed; }
@S@rail::-webkit-slider-runnable-track { height: 2px; background: linear-gradient(to right, var(--tt-slider-active, var(--tt-primary)) var(--tt-slider-part, 0%), var(--tt-slider-rest, #d2d3d6) 0); }
@S@rail::-moz-range-track { height: 2px; background: linear-gradient(to right, var(--tt-slider-active, var(--tt-primary)) var(--tt-slider-part, 0%), var(--tt-slider-rest, #d2d3d6) 0); }
@S@rail::-webkit-slider-thumb { width: var(--tt-slider-size, 28px); height: var(--tt-slider-size, 28px); margin-top: calc(1px - var(--tt-slider-size, 28px) / 2); border-radius: 50%; background: var(--tt-slider-block, #fff); box-shadow: 0 0 4px rgba(0, 0, 0, .35); appearance: none; }
@S@rail::-moz-range-thumb { width: var(--tt-slider-size, 28px); height: var(--tt-slider-size, 28px); border: 0; border-radius: 50%; background: var(--tt-slider-block, #fff); box-shadow: 0 0 4px rgba(0, 0, 0, .35); }
@S@value { min-width: 2em; margin-left: 10px; text-align: right; }`,
});
