import type { TradeConfig } from '../config';
import { anchor } from '../handlers/anchor';

/**
 * The colours of the dark look. The light ones stand in the sheets. Each pair that is read together has the
 * contrast of WCAG AA (4.5:1).
 */
const DARK =
  'ground:#0e0e11;paper:#1c1c21;fill:#2b2b32;line:#34343c;ink:#f0f0f3;quiet:#a6a8b2;accent:#ff7a91;' +
  'good:#5ccfa6;good-bg:#12372b;wait:#f0bd62;wait-bg:#3a2d10;bad:#ff8da1;bad-bg:#45161f;';

/**
 * The look that `setup` chose, as CSS custom properties: the dark colours under the names that the sheets
 * read, or, where the system decides, under those that components/parts/look.ttss takes them from. Light is
 * empty.
 */
export function lookStyle(): string {
  const chosen = anchor().config as TradeConfig | undefined;
  const theme = chosen && chosen.theme;
  if (!theme || theme === 'light') return '';
  return DARK.replace(/[\w-]+(?=:)/g, (theme === 'dark' ? '--kit-' : '--dark-') + '$&');
}
