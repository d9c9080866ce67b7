/** What is on the screen as a short list, and fingers and keys on it: for programs that see no picture. */
import { text, type Method, type Params, type Parts } from './parts';
import { tapAt } from './touch';

const INTERACTIVE = 'button, a[href], input, textarea, select, summary, label, [role], [tabindex], tt-button';
const LONGEST = 120;
const LONG_PRESS_MS = 400;

const visible = (element: Element): boolean =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';

const short = (words: string): string => {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

/** The texts that stand in an element itself, not in what is inside of it. */
const ownText = (element: Element): string =>
  short([...element.childNodes].map((node) => (node instanceof Text ? node.data : '')).join(' '));

interface Line {
  backendId: string;
  role: string;
  name: string;
  value?: string;
  disabled?: true;
}

const roleOf = (element: Element): string =>
  element.getAttribute('role') ?? element.localName.replace(/^tt-/, '');

class Screen {
  private elements: Element[] = [];

  constructor(private readonly parts: Parts) {}

  /** Open panels come first: what is behind one cannot be reached. */
  private roots(): ParentNode[] {
    const dialogs = [...document.querySelectorAll('dialog[open]')];
    const toasts = [...document.querySelectorAll('.sim-toast')];
    const page = this.parts.pages().at(-1)?.element.shadowRoot;
    return dialogs.length > 0 ? dialogs : [...toasts, ...(page ? [page] : [])];
  }

  read(): { path: string; elements: Line[] } {
    this.elements = [];
    const lines: Line[] = [];
    for (const root of this.roots()) {
      for (const element of root.querySelectorAll('*')) {
        if (!visible(element)) continue;
        const acts = element.matches(INTERACTIVE);
        const name = short(
          element.getAttribute('aria-label') ??
            element.getAttribute('placeholder') ??
            (acts ? (element as HTMLElement).innerText : ownText(element)),
        );
        // What stands in a button is its name already.
        if (!acts && (name === '' || element.parentElement?.closest(INTERACTIVE))) continue;
        const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
        lines.push({
          backendId: String(this.elements.push(element)),
          role: roleOf(element),
          name,
          ...(field ? { value: element.value } : {}),
          ...(element.matches(':disabled, [aria-disabled=true]') ? { disabled: true as const } : {}),
        });
      }
    }
    return { path: this.parts.pages().at(-1)?.path ?? '', elements: lines };
  }

  /** @throws when the last snapshot has no such element, or it has gone */
  element(backendId: string): Element {
    const element = this.elements[Number(backendId) - 1];
    if (!element?.isConnected) throw new Error(`no element ${backendId}: take a new snapshot`);
    return element;
  }

  /** What stands at a point of the window, inside of the page's own tree. */
  at(x: number, y: number): Element {
    let met = document.elementFromPoint(x, y);
    while (met?.shadowRoot) {
      const deeper: Element | null = met.shadowRoot.elementFromPoint(x, y);
      if (deeper === null || deeper === met) break;
      met = deeper;
    }
    if (met === null) throw new Error(`nothing is at ${x}, ${y}`);
    return met;
  }
}

const number = (params: Params, name: string): number => {
  const value = params[name];
  if (typeof value !== 'number')
    throw new Error(`${name} should be a number, but got ${JSON.stringify(value)}`);
  return value;
};

async function press(target: Element, at: { clientX: number; clientY: number }): Promise<void> {
  const options = { bubbles: true, composed: true, cancelable: true, button: 0, ...at };
  target.dispatchEvent(new MouseEvent('mousedown', options));
  await new Promise((resolve) => setTimeout(resolve, LONG_PRESS_MS));
  target.dispatchEvent(new MouseEvent('mouseup', options));
}

/** The field that is written to: the one with the focus, through the trees of pages. */
function focusedField(): HTMLInputElement | HTMLTextAreaElement {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return active;
  throw new Error('no field has the focus: tap one first');
}

function write(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  field.value = field.value.slice(0, start) + value + field.value.slice(end);
  field.setSelectionRange(start + value.length, start + value.length);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

function input(params: Params): void {
  const type = text(params, 'type');
  const field = focusedField();
  if (type === 'char') return write(field, text(params, 'text'));
  if (type === 'key') {
    const code = text(params, 'code');
    const options = {
      bubbles: true,
      composed: true,
      cancelable: true,
      code,
      key: code.replace(/^(?:Key|Digit)/, ''),
    };
    field.dispatchEvent(new KeyboardEvent('keydown', options));
    field.dispatchEvent(new KeyboardEvent('keyup', options));
    return undefined;
  }
  const command = text(params, 'command');
  if (command === 'selectAll') return field.select();
  if (command === 'delete') return write(field, '');
  throw new Error(
    `type ${type} with command ${command} is not known: char, key, or command selectAll or delete`,
  );
}

export function snapshotMethods(parts: Parts): Record<string, Method> {
  const screen = new Screen(parts);
  const tap = async (params: Params): Promise<void> => {
    const byId = params.backendId !== undefined;
    const target = byId
      ? screen.element(text(params, 'backendId'))
      : screen.at(number(params, 'x'), number(params, 'y'));
    if (byId) target.scrollIntoView({ block: 'center' });
    const box = target.getBoundingClientRect();
    const at = byId
      ? { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }
      : { clientX: number(params, 'x'), clientY: number(params, 'y') };
    if (params.type === 'longtap') return press(target, at);
    const { activeElement } = document;
    tapAt(target, at);
    if (target instanceof HTMLElement && activeElement !== target) target.focus();
    return undefined;
  };
  return {
    'Screen.snapshot': () => screen.read(),
    'Screen.tap': tap,
    'Screen.input': input,
    'Screen.scroll': (params) => {
      const page = parts.pages().at(-1)?.element;
      const [x, y] = ['x', 'y'].map((name) => (params[name] === undefined ? 0 : number(params, name)));
      page?.scrollBy({ left: -x!, top: -y!, behavior: 'instant' });
      return { scrollTop: page?.scrollTop ?? 0 };
    },
  };
}
