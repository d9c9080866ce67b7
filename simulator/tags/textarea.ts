import { defineTag, flag, type Tag } from './define';
import { privateState } from './dom';
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

const properties = {
  ...textFieldProperties,
  autoHeight: flag(),
  autosize: flag(),
  fixed: flag(),
  showConfirmBar: flag(true),
  disableDefaultPadding: flag(),
} satisfies Record<string, TagProperty>;

type TextareaTag = Tag<typeof properties>;

const lines = privateState(() => ({ count: 0 }));

/** Grows the field with its text and tells how many lines it has. */
function measure(tag: TextareaTag): void {
  const field = fieldOf<HTMLTextAreaElement>(tag);
  if (!field?.isConnected) return;
  const auto = tag.data.autoHeight || tag.data.autosize;
  tag.$$.toggleAttribute('auto-height', auto);
  field.rows = auto ? 1 : 2;
  if (auto) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  } else field.style.removeProperty('height');
  const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 1;
  const count = Math.max(1, Math.round(field.scrollHeight / lineHeight));
  const before = lines(tag).count;
  lines(tag).count = count;
  if (before !== 0 && before !== count)
    tag.triggerEvent('linechange', { height: field.scrollHeight, lineCount: count });
}

export const textarea = defineTag({
  ariaPart: 'field',
  template:
    '<h-textarea class="field" placeholder=" "/><h-div class="placeholder placeholder-class placeholderClass" style="{{placeholderStyle}}" aria-hidden="true">{{placeholder}}</h-div>',
  properties,
  externalClasses: PLACEHOLDER_CLASSES,
  field: 'value',
  observers: {
    'value, disabled, maxlength, focus, autoFocus, cursor, selectionStart, selectionEnd, placeholder, autoHeight, autosize'() {
      showTextField(this);
      measure(this);
    },
    focus(focus: boolean) {
      followFocus(this, focus);
    },
  },
  attached() {
    wireTextField(this, (value) => value);
    measure(this);
    const field = fieldOf<HTMLTextAreaElement>(this);
    field?.addEventListener('keydown', (event) => {
      // A phone's confirm key takes the place of Enter unless the type asks for line breaks; Ctrl+Enter
      // stands for it there.
      const confirms = this.data.confirmType !== 'return' && this.data.confirmType !== 'done';
      if (event.key !== 'Enter' || event.isComposing || !(confirms || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.triggerEvent('confirm', { value: field.value });
      if (!this.data.confirmHold) field.blur();
    });
  },
  css: `tt-textarea { display: block; position: relative; width: 300px; height: 150px; overflow: hidden; line-height: 1.4; cursor: auto; }
tt-textarea[auto-height] { height: auto; min-height: 1.4em; }
${TEXT_FIELD_CSS}
@S@placeholder { white-space: pre-wrap; }`,
});
