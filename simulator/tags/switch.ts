import { defineTag, flag, text } from './define';
import { blockWhenDisabled, showDisabled, tapByKeyboard } from './keyboard';
import { showColor } from './choice';

export const switchTag = defineTag({
  role: 'switch',
  template: `<h-span class="track {{type === 'checkbox' ? 'box' : 'slide'}} {{checked ? 'on' : ''}}" aria-hidden="true"/>`,
  properties: { checked: flag(), disabled: flag(), type: text('switch'), color: text(), name: text() },
  field: 'checked',
  observers: {
    checked(checked: boolean) {
      this.$$.setAttribute('aria-checked', String(checked));
    },
    disabled(disabled: boolean) {
      showDisabled(this, disabled);
    },
    color(color: string) {
      showColor(this, color);
    },
  },
  attached() {
    this.$$.setAttribute('aria-checked', String(this.data.checked));
    blockWhenDisabled(this);
    tapByKeyboard(this, () => !this.data.disabled);
    showDisabled(this, this.data.disabled);
    this.addListener('tap', () => {
      this.setData({ checked: !this.data.checked });
      this.triggerEvent('change', { value: this.data.checked });
    });
  },
  css: `
tt-switch { display: inline-block; vertical-align: middle; line-height: 0; cursor: pointer; }
tt-switch[aria-disabled=true] { opacity: .5; cursor: not-allowed; }
@S@track { display: block; position: relative; box-sizing: border-box; transition: background-color .2s; }
@S@slide { width: 50px; height: 30px; border-radius: 15px; background: #85868c; }
@S@slide::after { position: absolute; top: 2px; left: 2px; width: 26px; height: 26px; border-radius: 13px; background: #fff; box-shadow: 0 1px 3px rgba(0, 0, 0, .3); transition: transform .2s; content: ""; }
@S@slide@S@on { background: var(--tt-choice, var(--tt-primary)); }
@S@slide@S@on::after { transform: translateX(20px); }
@S@box { width: 20px; height: 20px; border: 1px solid #85868c; border-radius: 3px; background: #fff; }
@S@box@S@on { border-color: transparent; background: var(--tt-choice, var(--tt-primary)); }
@S@box@S@on::after { position: absolute; top: 2px; left: 6px; width: 5px; height: 10px; border: solid #fff; border-width: 0 2px 2px 0; transform: rotate(45deg); content: ""; }`,
});
