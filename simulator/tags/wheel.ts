import { make } from './dom';

/** One column of a picker, made of plain elements: a list that snaps to its options. */

const ROW_PX = 40;
const SETTLE_MS = 120;

export interface Wheel {
  element: HTMLElement;
  show(words: string[], index: number): void;
}

let made = 0;

/** Tells `onTurn` the index when the list comes to rest on another option. */
export function createWheel(label: string, onTurn: (index: number) => void): Wheel {
  const element = make('div', 'tt-wheel');
  const id = `tt-wheel-${(made += 1)}`;
  let chosen = 0;
  let settle: ReturnType<typeof setTimeout> | undefined;
  element.tabIndex = 0;
  element.setAttribute('role', 'listbox');
  element.setAttribute('aria-label', label);

  const mark = (): void => {
    [...element.children].forEach((option, index) =>
      option.setAttribute('aria-selected', String(index === chosen)),
    );
    if (element.childElementCount > 0) element.setAttribute('aria-activedescendant', `${id}-${chosen}`);
  };
  const choose = (index: number, scroll: boolean): void => {
    const to = Math.max(0, Math.min(element.childElementCount - 1, index));
    if (scroll) element.scrollTop = to * ROW_PX;
    if (to === chosen) return;
    chosen = to;
    mark();
    onTurn(to);
  };

  element.addEventListener('scroll', () => {
    clearTimeout(settle);
    settle = setTimeout(() => choose(Math.round(element.scrollTop / ROW_PX), false), SETTLE_MS);
  });
  element.addEventListener('click', (event) => {
    const index = [...element.children].indexOf(event.target as Element);
    if (index >= 0) choose(index, true);
  });
  element.addEventListener('keydown', (event) => {
    const last = element.childElementCount - 1;
    const to = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      PageDown: chosen + 5,
      PageUp: chosen - 5,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to, true);
  });

  return {
    element,
    show(words, index) {
      const shown = [...element.children].map((option) => option.textContent);
      if (shown.length !== words.length || words.some((word, at) => word !== shown[at])) {
        element.replaceChildren(
          ...words.map((word, at) => {
            const option = make('div', 'tt-wheel-option', word);
            option.id = `${id}-${at}`;
            option.setAttribute('role', 'option');
            return option;
          }),
        );
      }
      chosen = index;
      mark();
      element.scrollTop = index * ROW_PX;
    },
  };
}

export const WHEEL_CSS = `
.tt-wheel { flex: 1; box-sizing: border-box; height: 200px; padding: 80px 0; overflow-y: auto; overscroll-behavior: contain; scroll-snap-type: y mandatory; scrollbar-width: none; }
.tt-wheel-option { height: 40px; overflow: hidden; color: #50525a; font-size: 16px; line-height: 40px; text-align: center; text-overflow: ellipsis; white-space: nowrap; scroll-snap-align: center; cursor: pointer; }
.tt-wheel-option[aria-selected=true] { color: #161823; font-weight: 500; }`;
