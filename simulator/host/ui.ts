import { addressFrom } from '../tags/assets';
import type { Family, HostContext, Result } from './context';
import { ApiError } from './callback';
import { make, makeButton, openDialog } from './dom';
import { numberOr, textOr } from './options';
import { own } from '../record';

const TEXT = { confirm: '确定', cancel: '取消', loading: '加载中', modal: '提示', sheet: '请选择' } as const;
const TOAST_MS = 1500;
/** Drawn, as a font may lack the signs. */
const ICONS: Record<string, string> = { success: 'M5 13l5 5L20 7', fail: 'M6 6l12 12M18 6L6 18' };

function iconOf(name: string, image: string): Element | undefined {
  if (image !== '') return make('img', { className: 'sim-toast-icon', attributes: { src: image, alt: '' } });
  const shape = own(ICONS, name);
  if (shape === undefined) return undefined;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const attributes = {
    viewBox: '0 0 24 24',
    'aria-hidden': 'true',
    class: 'sim-toast-icon',
    'data-icon': name,
  };
  for (const [attribute, value] of Object.entries(attributes)) svg.setAttribute(attribute, value);
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
}

/** Toast and loading share one place, as on a device: the later one takes it. */
export class Toasts {
  private shown: { element: HTMLElement; kind: 'toast' | 'loading' } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly layer: HTMLElement) {}

  show(kind: 'toast' | 'loading', title: string, mask: boolean, duration?: number, icon?: Element): void {
    this.hide();
    const box = make('div');
    if (kind === 'loading')
      box.append(make('span', { className: 'sim-spinner', attributes: { 'aria-hidden': 'true' } }));
    if (icon) box.append(icon);
    box.append(title);
    const element = make(
      'div',
      { className: 'sim-toast', attributes: { role: 'status', 'data-kind': kind } },
      box,
    );
    if (mask) element.dataset.mask = '';
    this.layer.append(element);
    this.shown = { element, kind };
    if (duration !== undefined) this.timer = setTimeout(() => this.hide(), duration);
  }

  hide(kind?: 'toast' | 'loading'): void {
    if (kind !== undefined && this.shown?.kind !== kind) return;
    clearTimeout(this.timer);
    this.shown?.element.remove();
    this.shown = undefined;
  }
}

function showModal(layer: HTMLElement, options: Readonly<Record<string, unknown>>): Promise<Result> {
  return new Promise((resolve) => {
    const title = textOr(options.title, '');
    const content = textOr(options.content, '');
    const hasCancel = options.showCancel !== false;
    const input =
      options.editable === true
        ? make('input', {
            attributes: {
              type: 'text',
              'aria-label': title || TEXT.modal,
              placeholder: textOr(options.placeholderText, ''),
              value: content,
            },
          })
        : undefined;
    const finish = (confirm: boolean): void => {
      dialog.close();
      resolve({ confirm, cancel: !confirm, ...(input && confirm ? { content: input.value } : {}) });
    };
    const buttons = make('footer');
    if (hasCancel)
      buttons.append(
        makeButton(textOr(options.cancelText, TEXT.cancel), () => finish(false), { 'data-modal': 'cancel' }),
      );
    const confirm = makeButton(textOr(options.confirmText, TEXT.confirm), () => finish(true), {
      'data-modal': 'confirm',
    });
    if (typeof options.confirmColor === 'string') confirm.style.color = options.confirmColor;
    buttons.append(confirm);
    const parts: Node[] = [];
    if (title !== '') parts.push(make('h2', { text: title }));
    parts.push(input ?? make('p', { text: content }), buttons);
    const dialog = openDialog(
      layer,
      {
        className: 'sim-modal',
        label: title || content || TEXT.modal,
        onCancel: () => hasCancel && finish(false),
      },
      ...parts,
    );
  });
}

function showActionSheet(layer: HTMLElement, options: Readonly<Record<string, unknown>>): Promise<Result> {
  const items = options.itemList;
  if (!Array.isArray(items) || items.length === 0)
    throw new ApiError('parameter error: parameter.itemList should have at least 1 item');
  return new Promise((resolve, reject) => {
    const choose = (tapIndex: number): void => {
      sheet.close();
      resolve({ tapIndex });
    };
    const cancel = (): void => {
      sheet.close();
      reject(new ApiError('cancel'));
    };
    const buttons = items.map((item, index) =>
      makeButton(String(item), () => choose(index), { 'data-item': String(index) }),
    );
    const sheet = openDialog(
      layer,
      {
        className: 'sim-sheet',
        label: textOr(options.alertText ?? options.title, TEXT.sheet),
        onCancel: cancel,
        closeOnBackdrop: true,
      },
      ...buttons,
      makeButton(TEXT.cancel, cancel),
    );
  });
}

export function ui({ layer, toasts, router }: HostContext): Family {
  const address = (image: string): string => addressFrom(router.current?.path ?? '', image);
  return {
    calls: {
      showToast: ({ title, icon, image, duration, mask }) =>
        toasts.show(
          icon === 'loading' && !image ? 'loading' : 'toast',
          textOr(title, ''),
          mask === true,
          numberOr(duration, TOAST_MS),
          // A toast without `icon` has the sign of success.
          iconOf(textOr(icon, 'success'), address(textOr(image, ''))),
        ),
      hideToast: () => toasts.hide(),
      showLoading: ({ title, mask }) => toasts.show('loading', textOr(title, TEXT.loading), mask === true),
      hideLoading: () => toasts.hide('loading'),
      showModal: (options) => showModal(layer, options),
      showActionSheet: (options) => showActionSheet(layer, options),
    },
  };
}
