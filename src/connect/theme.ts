import { appHooks } from '../config';
import { report } from '../handlers/report';
import { lookStyle } from './look';

/** A CSS value that cannot end its declaration, and no longer than one is. */
const SAFE = /^[\w#(),.% -]{1,200}$/;

let told = false;

/**
 * The chosen look and the app's `getThemeConfig()` (contract templates §6) as CSS custom properties of an
 * element's style; empty for a light look without the hook.
 */
export const themeStyle = (): string => lookStyle() + hookStyle();

/** A hook that fails is reported once, and the kit keeps its own colours. */
function hookStyle(): string {
  const app = appHooks();
  if (!app.getThemeConfig) return '';
  try {
    const theme = app.getThemeConfig() as Record<string, unknown>;
    if (!theme || typeof theme !== 'object')
      throw new Error(`it should return an object, but got ${String(theme)}`);
    const put = (name: string, value: unknown): string =>
      typeof value === 'string' && SAFE.test(value) ? `--trade-${name}:${value};` : '';
    return (
      put('bg', theme.backgroundColor) + put('color', theme.fontColor) + put('radius', theme.borderRadius)
    );
  } catch (error) {
    if (!told) report({ component: 'App', state: '', event: '', part: 'getThemeConfig', error });
    told = true;
    return '';
  }
}
