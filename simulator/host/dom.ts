import { focused } from '../tags/dom';

/** Elements for the host's panels. Texts only: nothing a mini-program passes becomes markup. */

interface Make {
  className?: string;
  text?: string;
  attributes?: Record<string, string>;
  onClick?: () => void;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  options: Make = {},
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (options.className !== undefined) element.className = options.className;
  if (options.text !== undefined) element.textContent = options.text;
  for (const [attribute, value] of Object.entries(options.attributes ?? {}))
    element.setAttribute(attribute, value);
  if (options.onClick) element.addEventListener('click', options.onClick);
  element.append(...children);
  return element;
}

export function makeButton(
  text: string,
  onClick: () => void,
  attributes: Record<string, string> = {},
): HTMLButtonElement {
  return make('button', { text, onClick, attributes: { type: 'button', ...attributes } });
}

const FOCUSABLE = 'button:not([disabled]), input:not([disabled]), summary, [tabindex="0"]';

// What a closed `details` holds has a place, and takes no focus.
const visible = (element: HTMLElement): boolean =>
  element.getClientRects().length > 0 && element.checkVisibility();

/** Keeps Tab inside: after the last element comes the first. */
function trapFocus(dialog: HTMLDialogElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(visible);
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length];
  event.preventDefault();
  next?.focus();
}

interface OpenDialog {
  close(): void;
}

interface DialogOptions {
  className: string;
  /** What a screen reader calls the dialog. */
  label: string;
  /** Escape, or a tap beside the panel where `closeOnBackdrop` is set. */
  onCancel: () => void;
  closeOnBackdrop?: boolean;
}

/** A modal dialog: focus goes in, stays in, and back to where it was on closing. */
export function openDialog(layer: HTMLElement, options: DialogOptions, ...content: Node[]): OpenDialog {
  const dialog = make(
    'dialog',
    {
      className: `sim-dialog ${options.className}`,
      attributes: { 'aria-label': options.label, 'aria-modal': 'true' },
    },
    ...content,
  );
  const before = focused();
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    options.onCancel();
  });
  dialog.addEventListener('keydown', (event) => trapFocus(dialog, event));
  if (options.closeOnBackdrop === true) {
    // The click that ends the tap which opened the dialog falls on its backdrop: only a press of its own
    // counts.
    let pressed = false;
    dialog.addEventListener('pointerdown', (event) => {
      pressed = event.target === dialog;
    });
    dialog.addEventListener('click', (event) => {
      if (pressed && event.target === dialog) options.onCancel();
    });
  }
  layer.append(dialog);
  dialog.showModal();
  return {
    close: () => {
      dialog.close();
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
  };
}
