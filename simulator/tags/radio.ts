import { showChoice, wireChoice } from './choice';
import { defineTag, flag, text } from './define';
import { closestTag } from './dom';
import type { TagInstance } from './types';

export const radio = defineTag({
  role: 'radio',
  template: `<h-span class="dot {{checked ? 'on' : ''}}" aria-hidden="true"/><slot/>`,
  properties: { value: text(), checked: flag(), disabled: flag(), color: text() },
  observers: {
    'checked, disabled, color'() {
      showChoice(this);
    },
  },
  attached() {
    wireChoice(this, () => {
      if (this.data.checked) return;
      const group = closestTag<RadioGroup>(this, 'radio-group');
      if (!group) this.setData({ checked: true });
      else group.choose(this.$$);
    });
  },
  css: `
tt-radio { display: inline-block; cursor: pointer; }
tt-radio[aria-disabled=true] { opacity: .5; cursor: not-allowed; }
@S@dot { display: inline-block; position: relative; box-sizing: border-box; width: 20px; height: 20px; margin-right: 6px; border: 1px solid #85868c; border-radius: 50%; background: #fff; vertical-align: -4px; }
@S@on { border: 6px solid var(--tt-choice, var(--tt-primary)); }`,
});

interface RadioGroup extends TagInstance {
  choose(radio: HTMLElement): void;
}
