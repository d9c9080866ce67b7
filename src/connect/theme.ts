import { appHooks } from '../config';
import { report } from '../handlers/report';

/** A CSS value that cannot end its declaration. */
const SAFE = /^[\w#(),.% -]+$/;

let told = false;

/**
 * The app's `getThemeConfig()` as CSS custom properties of an element's style (contract templates §6); empty
 * without the hook. A hook that fails is reported once, and the kit keeps its own colours.
 */
export function themeStyle(): string {
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
