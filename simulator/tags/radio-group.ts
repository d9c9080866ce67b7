import type { ChoiceTag } from './choice';
import { defineTag, text } from './define';
import { tagsWithin } from './dom';
import { fireTap } from './keyboard';

const radios = (tag: { $$: HTMLElement }): ChoiceTag[] => tagsWithin<ChoiceTag>(tag, 'radio');

const STEP: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export const radioGroup = defineTag({
  role: 'radiogroup',
  template: '<slot/>',
  properties: { name: text() },
  field: 'value',
  formValue() {
    return radios(this).find((radio) => radio.data.checked)?.data.value ?? '';
  },
  formReset() {
    for (const radio of radios(this)) radio.setData({ checked: false });
  },
  methods: {
    choose(chosen: HTMLElement) {
      for (const radio of radios(this)) radio.setData({ checked: radio.$$ === chosen });
      this.triggerEvent('change', {
        value: radios(this).find((radio) => radio.data.checked)?.data.value ?? '',
      });
    },
  },
  attached() {
    this.$$.addEventListener('keydown', (event) => {
      const step = STEP[event.key];
      const usable = radios(this).filter((radio) => !radio.data.disabled);
      const at = usable.findIndex((radio) => radio.$$ === event.target);
      if (step === undefined || at < 0) return;
      event.preventDefault();
      const next = usable[(at + step + usable.length) % usable.length]!;
      next.$$.focus();
      fireTap(next);
    });
  },
  css: 'tt-radio-group { display: block; }',
});
