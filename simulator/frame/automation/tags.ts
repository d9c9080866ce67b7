/** What a test may do to built-in tags, beside touching them: `input.input`, `swiper.swipeTo`, … */
import * as glassEasel from 'glass-easel';
import { instanceOf } from '../../runtime/engine-internals';
import { tagOf, type Node } from './find';
import { tap } from './touch';
import { own } from '../../record';

type TagFunction = (node: Node, element: HTMLElement, args: unknown[]) => unknown;

const innerOf = <E extends HTMLElement>(element: HTMLElement, selector: string): E => {
  const found = element.querySelector<E>(selector);
  if (!found) throw new Error(`nothing to do this with in <${element.localName}>`);
  return found;
};

/** What scrolls in a scroll-view: itself or its first child. */
const scroller = (element: HTMLElement): HTMLElement => {
  const { overflowX, overflowY } = getComputedStyle(element);
  const own = [overflowX, overflowY].some((one) => one === 'auto' || one === 'scroll');
  return own ? element : ((element.firstElementChild as HTMLElement | null) ?? element);
};

const typeIn: TagFunction = (_node, element, [value]) => {
  const field = innerOf<HTMLInputElement | HTMLTextAreaElement>(element, 'input, textarea');
  if (field.disabled) throw new Error('the field is disabled');
  field.focus();
  field.value = String(value);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};

/** Changes a property of a tag as the user would, and tells the program. */
function change(node: Node, data: Record<string, unknown>, event: string, detail: object): void {
  if (!(node instanceof glassEasel.Component)) throw new Error(`<${tagOf(node)}> cannot be changed`);
  instanceOf(node as glassEasel.GeneralComponent).setData(data);
  node.triggerEvent(event, detail);
}

const FUNCTIONS: Record<string, TagFunction> = {
  'input.input': typeIn,
  'textarea.input': typeIn,
  'switch.tap': (_node, element) => tap(element),
  'scroll-view.scrollTo': (_node, element, [left, top]) =>
    scroller(element).scrollTo({ left: Number(left), top: Number(top), behavior: 'instant' }),
  'scroll-view.scrollTop': (_node, element) => scroller(element).scrollTop,
  'scroll-view.scrollLeft': (_node, element) => scroller(element).scrollLeft,
  'scroll-view.scrollWidth': (_node, element) => scroller(element).scrollWidth,
  'scroll-view.scrollHeight': (_node, element) => scroller(element).scrollHeight,
  'swiper.swipeTo': (node, _element, [index]) =>
    change(node, { current: Number(index) }, 'change', { current: Number(index), source: 'touch' }),
  'movable-view.moveTo': (node, _element, [x, y]) =>
    change(node, { x: Number(x), y: Number(y) }, 'change', { x: Number(x), y: Number(y), source: 'touch' }),
  'slider.slideTo': (node, _element, [value]) =>
    change(node, { value: Number(value) }, 'change', { value: Number(value) }),
};

/** @throws when the tag has no such function */
export function callTag(node: Node, element: HTMLElement, name: string, args: unknown[]): unknown {
  const known = own(FUNCTIONS, name);
  if (!known || !name.startsWith(`${tagOf(node)}.`))
    throw new Error(
      `<${tagOf(node)}> has no function ${name}: there are ${Object.keys(FUNCTIONS).join(', ')}`,
    );
  return known(node, element, args);
}
