/** What runs in the frame: it is sent there as text, so that nothing of it may lie outside. */
import type { RuntimeProblem } from '../../protocol';

/** What is read of the frame's `__tradeSim`. */
interface TradeSim {
  problems: RuntimeProblem[];
  calls: { server?: string }[];
  missedOptions: string[];
  pages(): { route?: string }[];
}

/** What a visit sees of a page. */
export interface Seen {
  problems: RuntimeProblem[];
  /** Servers that did not answer calls of `tt`. */
  servers: string[];
  content: boolean;
  /** The page on top. */
  route?: string;
  missed: string[];
}

/** Waits until nothing changes any more. */
export const settle = ({ quiet, atMost }: { quiet: number; atMost: number }): Promise<void> =>
  new Promise((resolve) => {
    const end = performance.now() + atMost;
    let last = performance.now();
    const look = new MutationObserver(() => {
      last = performance.now();
    });
    look.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const check = (): void => {
      const now = performance.now();
      if (now - last >= quiet || now >= end) {
        look.disconnect();
        resolve();
      } else setTimeout(check, 50);
    };
    check();
  });

/** Its problems, and whether the page on top shows anything. */
export const look = (): Seen => {
  const PICTURES = 'img, canvas, video, iframe, svg, input, textarea';
  const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;
  const isClear = (colour: string): boolean => /^transparent$|^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
  /** A line around it, or a ground: one that fills the page is no content of it. */
  const isPainted = (style: CSSStyleDeclaration, fillsPage: boolean): boolean =>
    style.backgroundImage !== 'none' ||
    SIDES.some((side) => {
      const isLine =
        !/none|hidden/.test(style[`border${side}Style`]) && style[`border${side}Width`] !== '0px';
      return isLine && !isClear(style[`border${side}Color`]);
    }) ||
    (!fillsPage && !isClear(style.backgroundColor));
  /** What a sheet puts before or behind: a sign of an icon font, or a shape. */
  const hasPseudo = (element: Element, name: '::before' | '::after'): boolean => {
    const style = getComputedStyle(element, name);
    if (/^(?:none|normal)$/.test(style.content) || style.display === 'none') return false;
    if (!/^["']\s*["']$/.test(style.content)) return true;
    return parseFloat(style.width) >= 1 && parseFloat(style.height) >= 1 && isPainted(style, false);
  };
  const shows = (root: ParentNode): boolean =>
    [...root.querySelectorAll('*')].some((element) => {
      if (element.shadowRoot && shows(element.shadowRoot)) return true;
      const style = getComputedStyle(element);
      if (style.visibility === 'hidden' || element.getClientRects().length === 0) return false;
      if (hasPseudo(element, '::before') || hasPseudo(element, '::after')) return true;
      const { width, height } = element.getBoundingClientRect();
      if (width < 1 || height < 1) return false;
      if (element.matches(PICTURES)) return true;
      if (isPainted(style, width >= innerWidth * 0.9 && height >= innerHeight * 0.5)) return true;
      return [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
    });
  const pages = [...document.querySelectorAll<HTMLElement>('.sim-page')].filter((page) => !page.hidden);
  const [top] = pages.slice(-1);
  const sim = (globalThis as unknown as { __tradeSim?: TradeSim }).__tradeSim;
  return {
    problems: JSON.parse(JSON.stringify(sim?.problems ?? [])) as RuntimeProblem[],
    servers: (sim?.calls ?? []).flatMap(({ server }) => server ?? []),
    content: top !== undefined && shows(top.shadowRoot ?? top),
    route: sim?.pages().at(-1)?.route,
    missed: sim?.missedOptions ?? [],
  };
};
