import * as glassEasel from 'glass-easel';
import { playExported } from '../tags/animation';
import { attributeOf } from './engine-internals';
import { decodeTexts } from './text-decode';
import { replaceRpx } from '../tags/rpx';
import { fitSheet } from './safe-area';
import { Sheets } from './sheets';

/**
 * Only these come from the DOM. Everything else (input, change, load, a component's own `click`) must come
 * from `triggerEvent`: a native event that bubbles out of a built-in tag would run the handler twice, the
 * second time without a detail.
 */
const DOM_EVENTS = new Set([
  'tap',
  'longpress',
  'longtap',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
]);

/**
 * HTML elements that the templates of built-in tags may ask for, as `h-<name>`. A program's own `<h-script>`
 * stays inert.
 */
const INNER_HTML = new Set(
  (
    'a audio br button canvas div form h1 h2 h3 i iframe img input label li ol optgroup option p progress select span svg ' +
    'table tbody td textarea th thead tr ul video'
  ).split(' '),
);

type BackendElement = ReturnType<glassEasel.CurrentWindowBackendContext['document']['createElement']>;

/**
 * States that a program binds to a boolean: the engine writes `true` as an empty text, which no assistive
 * technology reads as true.
 */
const ARIA_STATE =
  /^aria-(?:atomic|busy|checked|disabled|expanded|hidden|modal|pressed|readonly|required|selected)$/;

/** The engine's `MutLevel.None`. */
const NO_CATCH = 0;

/** Unless it is told, a browser takes listeners of touches at the body for passive: they hold no page. */
function addingActive(body: HTMLElement, add: () => void): void {
  const listen = body.addEventListener.bind(body) as (...args: unknown[]) => void;
  body.addEventListener = (type: string, listener: unknown, options?: unknown): void =>
    listen(type, listener, { ...(options as AddEventListenerOptions | undefined), passive: false });
  try {
    add();
  } finally {
    Reflect.deleteProperty(body, 'addEventListener');
  }
}

/** rpx in inline styles, and the accessibility attributes of plain tags in the browser's own spelling. */
function setTagAttribute(this: Element, name: string, value: string): void {
  const set = Element.prototype.setAttribute.bind(this);
  if (name === 'animation') playExported(this as HTMLElement, attributeOf(this, name));
  else if (name === 'style') set(name, fitSheet(replaceRpx(value)));
  else if (name === 'aria-role') set('role', value);
  else if (name === 'decode' && this.localName === 'tt-text') {
    decodeTexts(this);
    set(name, value);
  } else set(name, value === '' && ARIA_STATE.test(name) ? 'true' : value);
}

/**
 * The DOM behind the engine. A tag of the mini-program never becomes the HTML element of the same name:
 * `<input>` is `tt-input`, `<script>` is an inert `tt-script`; custom tags with a hyphen keep their name.
 */
export class FrameBackend extends glassEasel.CurrentWindowBackendContext {
  readonly sheets: Sheets;

  /** @param fit what a sheet is made of before it is used */
  constructor(
    private readonly tagNames: ReadonlySet<string>,
    fit?: (css: string) => string,
  ) {
    super();
    this.sheets = new Sheets(fit);
    this.document = {
      createElement: (tag) => this.createTag(tag) as unknown as BackendElement,
      createTextNode: (text) => document.createTextNode(text) as unknown as BackendElement,
      createDocumentFragment: () => document.createDocumentFragment() as unknown as BackendElement,
    };
  }

  /** The DOM name of a tag. */
  domName(tag: string): string {
    if (tag.startsWith('h-') && INNER_HTML.has(tag.slice(2))) return tag.slice(2);
    return tag.includes('-') && !this.tagNames.has(tag) ? tag : `tt-${tag}`;
  }

  override registerStyleSheetContent(path: string, content: unknown): void {
    this.sheets.register(path, String(content));
  }

  /** Called for every sheet of a page each time one is opened. They are the page's, not the document's. */
  override appendStyleSheetPath(path: string): number {
    this.sheets.use(path);
    return 0;
  }

  override disableStyleSheet(): void {}

  override setListenerStats(element: never, type: string, capture: boolean): void {
    if (!DOM_EVENTS.has(type)) return;
    // Of a catch the engine would prevent the default of every event of that name, wherever it happens.
    const add = (): void => super.setListenerStats(element, type, capture, NO_CATCH as never);
    if (type === 'touchmove') addingActive(document.body, add);
    else add();
  }

  private createTag(tag: string): Element {
    let element: Element;
    try {
      element = document.createElement(this.domName(tag));
    } catch {
      // A name that the DOM refuses, such as `my$tag`.
      element = document.createElement('tt-unknown');
    }
    element.setAttribute = setTagAttribute;
    return element;
  }
}
