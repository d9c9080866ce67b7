import { countOf, inputOf } from '../../../src/contract/typed';

interface Stepper {
  data: { value: number; min: number; max: number; disabled: boolean; shown: number | string };
  setData(data: { shown: number | string }): void;
  triggerEvent(name: string, detail: { value: number; cut?: boolean }): void;
  step(value: number, cut?: boolean): void;
}

/**
 * A quantity between two bounds, by buttons or typed. Fires `change` with `{value}`, 0 while what is typed is
 * no quantity between them, and with `cut` where it was another number that was typed; what it shows follows
 * the property `value`.
 */
Component({
  properties: {
    value: { type: Number, value: 1 },
    min: { type: Number, value: 1 },
    max: { type: Number, value: 1 },
    disabled: { type: Boolean, value: false },
    /** What is counted, for assistive technology. */
    label: { type: String, value: '' },
    lessLabel: { type: String, value: '' },
    moreLabel: { type: String, value: '' },
  },
  data: { shown: 1 },
  observers: {
    value(this: Stepper, shown: number) {
      this.setData({ shown });
    },
  },
  methods: {
    onLess(this: Stepper) {
      this.step(this.data.value - 1);
    },
    onMore(this: Stepper) {
      this.step(this.data.value + 1);
    },
    /** Kept as typed: a number on its way to another may be out of bounds. */
    onInput(this: Stepper, { detail }: { detail: unknown }) {
      const { min, max, disabled } = this.data;
      const text = inputOf(detail);
      if (text === undefined) return;
      const typed = countOf(text);
      this.setData({ shown: text });
      // What is too much already cannot be on its way to another number.
      const over = typed !== undefined && typed > max;
      if (over) this.setData({ shown: max });
      // The page knows what the field has: nothing else is ordered.
      const value = over ? max : typed !== undefined && typed >= min ? typed : 0;
      if (!disabled) this.triggerEvent('change', over ? { value, cut: true } : { value });
    },
    onBlur(this: Stepper) {
      const { min, max, shown } = this.data;
      const typed = countOf(String(shown));
      const near = Math.max(Math.min(typed || min, max), min);
      if (String(shown) !== String(near)) {
        this.setData({ shown: near });
        this.step(near, typed !== near);
      }
    },
    step(this: Stepper, value: number, cut?: boolean) {
      const { min, max, disabled } = this.data;
      if (!disabled && value >= min && value <= max)
        this.triggerEvent('change', cut ? { value, cut } : { value });
    },
  },
} as never);
