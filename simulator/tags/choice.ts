import { asText } from './as-text';
import { setVariable } from './dom';
import { blockWhenDisabled, showDisabled, tapByKeyboard } from './keyboard';
import type { TagInstance } from './types';

/** What checkbox, radio and switch share. */
export interface ChoiceTag extends TagInstance {
  readonly data: { value: string; checked: boolean; disabled: boolean } & Record<string, unknown>;
}

/** A colour comes from the program: only one that CSS knows as a colour is used. */
export function showColor(tag: { $$: HTMLElement }, color: string): void {
  setVariable(tag.$$, '--tt-choice', CSS.supports('color', color) ? color : '');
}

export function showChoice(tag: Pick<ChoiceTag, '$$' | 'data'>): void {
  tag.$$.setAttribute('aria-checked', String(tag.data.checked));
  showDisabled(tag, tag.data.disabled);
  showColor(tag, asText(tag.data.color));
}

/** Makes the host a control: keyboard, disabled state, and what a tap does. */
export function wireChoice(
  tag: Pick<ChoiceTag, '$$' | 'data' | 'addListener' | 'triggerEvent'>,
  onTap: () => void,
): void {
  blockWhenDisabled(tag);
  tapByKeyboard(tag, () => !tag.data.disabled);
  tag.addListener('tap', onTap);
  showChoice(tag);
}
