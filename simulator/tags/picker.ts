import { asText } from './as-text';
import { anything, defineTag, flag, list, text, type Tag } from './define';
import { make, privateState } from './dom';
import { blockWhenDisabled, showDisabled, tapByKeyboard } from './keyboard';
import { createPickerModel, type PickerModel } from './picker-columns';
import type { TagProperty } from './types';
import { createWheel, WHEEL_CSS, type Wheel } from './wheel';

const WORDS = { cancel: '取消', confirm: '确定', title: '请选择' } as const;

const properties = {
  mode: text('selector'),
  range: list(),
  rangeKey: text(),
  value: anything<unknown>(0),
  start: text(),
  end: text(),
  fields: text('day'),
  customItem: text(),
  headerText: text(),
  disabled: flag(),
  name: text(),
} satisfies Record<string, TagProperty>;

type PickerTag = Tag<typeof properties>;

interface Sheet {
  dialog: HTMLDialogElement;
  model: PickerModel;
  wheels: Wheel[];
}

const open = privateState<{ sheet?: Sheet; refresh?: () => void }>(() => ({}));

const modelOf = (tag: PickerTag): PickerModel => createPickerModel(tag.data, new Date());

/** Lets the wheels show the model; columns may have come or gone. */
function draw(tag: PickerTag, box: HTMLElement): void {
  const { sheet } = open(tag);
  if (!sheet) return;
  const columns = sheet.model.columns();
  sheet.wheels.splice(columns.length).forEach((wheel) => wheel.element.remove());
  columns.forEach((column, number) => {
    let wheel = sheet.wheels[number];
    if (!wheel) {
      wheel = createWheel(column.label, (index) => {
        sheet.model.turn(number, index);
        if (tag.data.mode === 'multiSelector')
          tag.triggerEvent('columnchange', { column: number, value: index });
        draw(tag, box);
      });
      sheet.wheels.push(wheel);
      box.append(wheel.element);
    }
    wheel.show(column.words, column.index);
  });
}

function close(tag: PickerTag, confirmed: boolean): void {
  const { sheet } = open(tag);
  if (!sheet) return;
  delete open(tag).sheet;
  sheet.dialog.close();
  sheet.dialog.remove();
  if (!confirmed) {
    tag.triggerEvent('cancel', {});
    return;
  }
  const value = sheet.model.value();
  tag.setData({ value });
  tag.triggerEvent('change', { value, ...sheet.model.detail() });
}

function show(tag: PickerTag): void {
  if (open(tag).sheet) return;
  const dialog = make('dialog', 'tt-picker-sheet');
  const head = make('div', 'tt-picker-head');
  const box = make('div', 'tt-picker-wheels');
  const cancel = make('button', 'tt-picker-cancel', WORDS.cancel);
  const confirm = make('button', 'tt-picker-confirm', WORDS.confirm);
  const title = make('div', 'tt-picker-title', tag.data.headerText || asText(tag.data.ariaLabel));
  dialog.setAttribute('aria-label', title.textContent || WORDS.title);
  head.append(cancel, title, confirm);
  dialog.append(head, box);
  cancel.addEventListener('click', () => close(tag, false));
  confirm.addEventListener('click', () => close(tag, true));
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close(tag, false);
  });
  // The dialog has no padding: a press on the element itself is one on the backdrop. It must begin there too.
  let pressed = false;
  dialog.addEventListener('pointerdown', (event) => (pressed = event.target === dialog));
  dialog.addEventListener('click', (event) => pressed && event.target === dialog && close(tag, false));
  document.body.append(dialog);
  open(tag).sheet = { dialog, model: modelOf(tag), wheels: [] };
  open(tag).refresh = () => draw(tag, box);
  dialog.showModal();
  draw(tag, box);
}

export const picker = defineTag({
  role: 'button',
  template: '<slot/>',
  properties,
  field: 'value',
  formValue() {
    // Positions may have been given as text; a date or time that was never chosen stays empty.
    return this.data.mode.toLowerCase().includes('selector') ? modelOf(this).value() : this.data.value;
  },
  formReset() {
    this.setData({
      value:
        this.data.mode === 'selector'
          ? 0
          : this.data.mode === 'multiSelector' || this.data.mode === 'region'
            ? []
            : '',
    });
  },
  observers: {
    disabled(disabled: boolean) {
      showDisabled(this, disabled);
    },
    'range, value, start, end'() {
      const { sheet, refresh } = open(this);
      if (!sheet) return;
      // `columnchange` handlers give new columns, often with new positions, while the sheet is open.
      sheet.model = modelOf(this);
      refresh?.();
    },
  },
  attached() {
    this.$$.setAttribute('aria-haspopup', 'dialog');
    blockWhenDisabled(this);
    tapByKeyboard(this, () => !this.data.disabled);
    showDisabled(this, this.data.disabled);
    this.addListener('tap', (event) => {
      // Without this the click that follows a touch would land on the sheet.
      const cause = event.getOriginalEvent?.() as Event | undefined;
      if (cause?.type === 'touchend' && cause.cancelable) cause.preventDefault();
      show(this);
    });
  },
  detached() {
    open(this).sheet?.dialog.remove();
    delete open(this).sheet;
  },
  css: `
tt-picker { display: block; cursor: pointer; }
.tt-picker-sheet { box-sizing: border-box; width: 100%; max-width: none; margin: auto 0 0; padding: 0 0 env(safe-area-inset-bottom); overflow: hidden; border: 0; border-radius: 12px 12px 0 0; background: #fff; color: #161823; }
.tt-picker-sheet::backdrop { background: rgba(0, 0, 0, .5); }
.tt-picker-head { display: flex; align-items: center; justify-content: space-between; height: 48px; border-bottom: 1px solid #e3e3e5; }
.tt-picker-head button { height: 48px; padding: 0 16px; border: 0; background: none; color: #50525a; font: inherit; font-size: 16px; cursor: pointer; }
.tt-picker-head .tt-picker-confirm { color: var(--tt-primary); font-weight: 500; }
.tt-picker-title { overflow: hidden; font-weight: 500; text-overflow: ellipsis; white-space: nowrap; }
.tt-picker-wheels { display: flex; position: relative; padding: 8px 0; }
.tt-picker-wheels::before { position: absolute; top: 88px; right: 12px; left: 12px; height: 40px; border-radius: 6px; background: rgba(22, 24, 35, .06); pointer-events: none; content: ""; }
${WHEEL_CSS}`,
});
