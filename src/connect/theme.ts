import type { TradeConfig } from '../config';
import { anchor } from '../handlers/anchor';

/** A CSS value that cannot end its declaration. */
const SAFE = /^[\w#(),.% -]+$/;

/**
 * The app's `getThemeConfig()` as CSS custom properties of an element's style (contract templates §6); empty
 * without the hook.
 */
export function themeStyle(): string {
  const chosen = anchor().config as TradeConfig | undefined;
  const app = chosen && chosen.platform.app();
  if (!app || !app.getThemeConfig) return '';
  const theme = app.getThemeConfig();
  const put = (name: string, value?: string): string =>
    value && SAFE.test(value) ? `--trade-${name}:${value};` : '';
  return put('bg', theme.backgroundColor) + put('color', theme.fontColor) + put('radius', theme.borderRadius);
}
