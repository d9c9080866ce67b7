import { showChoice, wireChoice } from './choice';
import { defineTag, flag, text } from './define';
import { closestTag } from './dom';
import type { TagInstance } from './types';

export const checkbox = defineTag({
  role: 'checkbox',
  template: `<h-span class="box {{checked ? 'on' : ''}}" aria-hidden="true"/><slot/>`,
  properties: { value: text(), checked: flag(), disabled: flag(), color: text() },
  observers: {
    'checked, disabled, color'() {
      showChoice(this);
    },
  },
  attached() {
    wireChoice(this, () => {
      this.setData({ checked: !this.data.checked });
      const group = closestTag<CheckboxGroup>(this, 'checkbox-group');
      group?.triggerEvent('change', { value: group.chosen() });
    });
  },
  css: `
tt-checkbox { display: inline-block; cursor: pointer; }
tt-checkbox[aria-disabled=true] { opacity: .5; cursor: not-allowed; }
@S@box { display: inline-block; position: relative; box-sizing: border-box; width: 20px; height: 20px; margin-right: 6px; border: 1px solid #85868c; border-radius: 3px; background: #fff; vertical-align: -4px; }
@S@on { border-color: transparent; background: var(--tt-choice, var(--tt-primary)); }
@S@on::after { position: absolute; top: 2px; left: 6px; width: 5px; height: 10px; border: solid #fff; border-width: 0 2px 2px 0; transform: rotate(45deg); content: ""; }`,
});

interface CheckboxGroup extends TagInstance {
  chosen(): string[];
}
