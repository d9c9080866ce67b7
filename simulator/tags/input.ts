import { defineTag, flag, text, type Tag } from './define';
import {
  fieldOf,
  followFocus,
  PLACEHOLDER_CLASSES,
  showTextField,
  TEXT_FIELD_CSS,
  textFieldProperties,
  wireTextField,
} from './text-field';
import type { TagProperty } from './types';
import { own } from '../record';

/** The keyboard of each type, and the characters it does not have. */
const KEYBOARDS: Record<string, { inputMode: string; without?: RegExp }> = {
  text: { inputMode: 'text' },
  // What is pasted, or comes from a Chinese keyboard, is left to the program: 1.5 must not become 15.
  number: { inputMode: 'numeric', without: /[^0-9０-９.．]/g },
  digit: { inputMode: 'decimal', without: /[^0-9.]/g },
  idcard: { inputMode: 'text', without: /[^0-9xX]/g },
};

const properties = {
  ...textFieldProperties,
  type: text('text'),
  password: flag(),
} satisfies Record<string, TagProperty>;

type InputTag = Tag<typeof properties>;

const keyboardOf = (tag: InputTag): (typeof KEYBOARDS)[string] =>
  own(KEYBOARDS, tag.data.type) ?? { inputMode: 'text' };

function show(tag: InputTag): void {
  const field = fieldOf<HTMLInputElement>(tag);
  if (!field) return;
  field.type = tag.data.password || tag.data.type === 'password' ? 'password' : 'text';
  field.inputMode = keyboardOf(tag).inputMode;
  field.enterKeyHint = tag.data.confirmType;
  showTextField(tag);
}

export const input = defineTag({
  ariaPart: 'field',
  template:
    '<h-input class="field" placeholder=" " autocomplete="off"/><h-div class="placeholder placeholder-class placeholderClass" style="{{placeholderStyle}}" aria-hidden="true"><h-span class="words">{{placeholder}}</h-span></h-div>',
  properties,
  externalClasses: PLACEHOLDER_CLASSES,
  field: 'value',
  observers: {
    'value, type, password, disabled, maxlength, focus, autoFocus, cursor, selectionStart, selectionEnd, placeholder, confirmType'() {
      show(this);
    },
    focus(focus: boolean) {
      followFocus(this, focus);
    },
  },
  attached() {
    wireTextField(this, (value) => {
      const { without } = keyboardOf(this);
      return without ? value.replace(without, '') : value;
    });
    show(this);
    const field = fieldOf<HTMLInputElement>(this);
    field?.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      this.triggerEvent('confirm', { value: field.value });
      if (!this.data.confirmHold) field.blur();
    });
  },
  css: `tt-input { display: block; position: relative; height: 1.4em; min-height: 1.4em; overflow: hidden; line-height: 1.4; cursor: auto; }
${TEXT_FIELD_CSS}
@S@placeholder { display: flex; align-items: center; white-space: nowrap; }
@S@words { width: 100%; }`,
});
