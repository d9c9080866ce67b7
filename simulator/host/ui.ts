import type { Family, HostContext, Result } from './context';
import { ApiError } from './callback';
import { make, makeButton, openDialog } from './dom';
import { numberOr, textOr } from './options';

const TEXT = { confirm: '确定', cancel: '取消', loading: '加载中', modal: '提示', sheet: '请选择' } as const;
const TOAST_MS = 1500;

/** Toast and loading share one place, as on a device: the later one takes it. */
class Toasts {
  private shown: { element: HTMLElement; kind: 'toast' | 'loading' } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly layer: HTMLElement) {}

  show(kind: 'toast' | 'loading', title: string, mask: boolean, duration?: number): void {
    this.hide();
    const box = make('div');
    if (kind === 'loading')
      box.append(make('span', { className: 'sim-spinner', attributes: { 'aria-hidden': 'true' } }));
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

export function ui({ layer }: HostContext): Family {
  const toasts = new Toasts(layer);
  return {
    calls: {
      showToast: ({ title, icon, duration, mask }) =>
        toasts.show(
          icon === 'loading' ? 'loading' : 'toast',
          textOr(title, ''),
          mask === true,
          numberOr(duration, TOAST_MS),
        ),
      hideToast: () => toasts.hide(),
      showLoading: ({ title, mask }) => toasts.show('loading', textOr(title, TEXT.loading), mask === true),
      hideLoading: () => toasts.hide('loading'),
      showModal: (options) => showModal(layer, options),
      showActionSheet: (options) => showActionSheet(layer, options),
    },
  };
}
