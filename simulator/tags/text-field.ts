import { KEYBOARD_MS, KEYBOARD_PX, tellKeyboard } from './keyboard-height';
import { anything, flag, number, text, type Tag } from './define';
import { focused, inner, privateState } from './dom';
import type { TagInstance, TagProperty } from './types';

/** What `input` and `textarea` share. */
export const textFieldProperties = {
  value: text(),
  placeholder: text(),
  placeholderStyle: text(),
  disabled: flag(),
  maxlength: number(140),
  focus: flag(),
  autoFocus: flag(),
  name: text(),
  cursor: number(-1),
  cursorSpacing: number(),
  selectionStart: number(-1),
  selectionEnd: number(-1),
  adjustPosition: flag(true),
  holdKeyboard: flag(),
  confirmHold: flag(),
  confirmType: text('done'),
  alwaysEmbed: flag(),
  controlled: anything(null),
} satisfies Record<string, TagProperty>;

/** Both spellings of the attribute: classes of the page, resolved in the page's own scope. */
export const PLACEHOLDER_CLASSES = ['placeholder-class', 'placeholderClass'];

type TextFieldTag = Tag<typeof textFieldProperties>;
type Field = HTMLInputElement | HTMLTextAreaElement;

export const fieldOf = <F extends Field = Field>(tag: {
  getShadowRoot: TagInstance['getShadowRoot'];
}): F | null => inner<F>(tag, 'field');

const composing = privateState(() => ({ on: false }));

/** Code points that still fit; -1 allows any number. */
const cut = (value: string, maxlength: number): string =>
  maxlength < 0 ? value : Array.from(value).slice(0, maxlength).join('');

function replaceText(field: Field, value: string, cursor?: number): void {
  if (field.value === value && cursor === undefined) return;
  const at = cursor ?? Math.min(field.selectionStart ?? value.length, value.length);
  field.value = value;
  if (focused() === field) field.setSelectionRange(at, at);
}

/** Takes what a handler returned: a string, or `{ value, cursor }`, replaces what was typed. */
function takeReply(tag: TextFieldTag, field: Field, reply: unknown): void {
  const answer = typeof reply === 'string' ? { value: reply } : reply;
  if (
    typeof answer !== 'object' ||
    answer === null ||
    !('value' in answer) ||
    typeof answer.value !== 'string'
  )
    return;
  const cursor = 'cursor' in answer && typeof answer.cursor === 'number' ? answer.cursor : undefined;
  replaceText(field, answer.value, cursor);
  tag.setData({ value: answer.value });
}

function typed(tag: TextFieldTag, field: Field, filter: (value: string) => string): void {
  replaceText(field, cut(filter(field.value), tag.data.maxlength));
  tag.setData({ value: field.value });
  tag.triggerEvent(
    'input',
    { value: field.value, cursor: field.selectionStart ?? field.value.length },
    { handleListenerReturn: (reply) => takeReply(tag, field, reply) },
  );
}

/** Writes the properties to the field. */
export function showTextField(tag: TextFieldTag): void {
  const field = fieldOf(tag);
  if (!field) return;
  const { value, disabled, focus, autoFocus, cursor, selectionStart, selectionEnd, placeholder } = tag.data;
  if (!composing(tag).on) replaceText(field, cut(value, tag.data.maxlength));
  field.disabled = disabled;
  field.style.scrollMarginBottom = `${tag.data.cursorSpacing}px`;
  // Drawn by the element above, in the program's own style; here it is read out, and tells an empty field
  // (never quite empty itself).
  field.placeholder = placeholder || ' ';
  if ((focus || autoFocus) && !disabled && field.isConnected && focused() !== field)
    field.focus({ preventScroll: true });
  if (focused() !== field) return;
  if (selectionStart >= 0 && selectionEnd >= 0) field.setSelectionRange(selectionStart, selectionEnd);
  else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
}

/**
 * Connects the field's DOM events. `filter` drops characters that the keyboard of a phone would not offer.
 */
export function wireTextField(tag: TextFieldTag, filter: (value: string) => string): void {
  const field = fieldOf(tag);
  if (!field) return;
  field.addEventListener('compositionstart', () => (composing(tag).on = true));
  field.addEventListener('compositionend', () => {
    composing(tag).on = false;
    typed(tag, field, filter);
  });
  field.addEventListener('input', () => {
    if (!composing(tag).on) typed(tag, field, filter);
  });
  // The keyboard of a phone takes room from below: the page moves up as far as cursor-spacing asks.
  const keepInSight = (): void => {
    if (tag.data.adjustPosition) field.scrollIntoView({ block: 'nearest' });
  };
  field.addEventListener('focus', () => {
    window.addEventListener('resize', keepInSight);
    tag.setData({ focus: true });
    tag.triggerEvent('focus', { value: field.value, height: KEYBOARD_PX });
    tag.triggerEvent('keyboardheightchange', { height: KEYBOARD_PX, duration: KEYBOARD_MS });
    tellKeyboard(KEYBOARD_PX);
  });
  field.addEventListener('blur', () => {
    window.removeEventListener('resize', keepInSight);
    tag.setData({ focus: false, autoFocus: false });
    tag.triggerEvent('keyboardheightchange', { height: 0, duration: KEYBOARD_MS });
    tellKeyboard(0);
    tag.triggerEvent('blur', { value: field.value, cursor: field.selectionStart ?? 0 });
  });
  showTextField(tag);
}

/** Follows the `focus` property down: taking it away blurs the field. */
export function followFocus(tag: TextFieldTag, focus: boolean): void {
  const field = fieldOf(tag);
  if (!focus && field && focused() === field) field.blur();
}

export const TEXT_FIELD_CSS = `
@S@field { display: block; box-sizing: border-box; width: 100%; height: 100%; margin: 0; padding: 0; border: 0; outline: 0; background: none; color: inherit; font: inherit; text-align: inherit; letter-spacing: inherit; resize: none; }
@S@field:disabled { opacity: 1; -webkit-text-fill-color: currentColor; }
@S@placeholder { position: absolute; inset: 0; padding: inherit; overflow: hidden; color: #6b6d75; pointer-events: none; text-overflow: ellipsis; }
@S@field:not(:placeholder-shown) + @S@placeholder { visibility: hidden; }
@S@field::placeholder { color: transparent; }`;
