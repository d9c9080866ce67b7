/**
 * What a device keeps of the screen for itself, and whether it is dark. A browser's own `env()` and
 * `prefers-color-scheme` cannot be set from a document: sheets are written to ask for what the frame says.
 */
const SIDES = ['top', 'right', 'bottom', 'left'] as const;
export type Insets = Record<(typeof SIDES)[number], number>;

const INSET = /\benv\(\s*safe-area-inset-(top|right|bottom|left)\b/g;
const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g;

/** What always holds, and what never does, where a media query stands. */
const ALWAYS = '(min-width: 0px)';
const NEVER = '(max-width: -1px)';

/** @param theme the phone's; undefined leaves it to the browser */
export function fitSheet(css: string, theme?: 'light' | 'dark'): string {
  const inset = css.includes('safe-area-inset') ? css.replace(INSET, 'var(--sim-inset-$1') : css;
  if (theme === undefined || !inset.includes('prefers-color-scheme')) return inset;
  return inset.replace(SCHEME, (_whole, wanted) => (wanted === theme ? ALWAYS : NEVER));
}

/** Says the insets to all sheets. */
export function setInsets(root: HTMLElement, insets: Insets): void {
  for (const side of SIDES) root.style.setProperty(`--sim-inset-${side}`, `${insets[side]}px`);
}
