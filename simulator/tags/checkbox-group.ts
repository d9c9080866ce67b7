import type { ChoiceTag } from './choice';
import { defineTag, text } from './define';
import { tagsWithin } from './dom';

const boxes = (tag: { $$: HTMLElement }): ChoiceTag[] => tagsWithin<ChoiceTag>(tag, 'checkbox');
const chosen = (tag: { $$: HTMLElement }): string[] =>
  boxes(tag)
    .filter((box) => box.data.checked)
    .map((box) => box.data.value);

export const checkboxGroup = defineTag({
  role: 'group',
  template: '<slot/>',
  properties: { name: text() },
  field: 'value',
  formValue() {
    return chosen(this);
  },
  formReset() {
    for (const box of boxes(this)) box.setData({ checked: false });
  },
  methods: {
    chosen(): string[] {
      return chosen(this);
    },
  },
  css: 'tt-checkbox-group { display: block; }',
});
