import { problem } from '../rules/diagnose';
import type { AppLife } from '../runtime/app';
import type { Components } from '../runtime/components';
import type { Modules } from '../runtime/modules';
import { pageInMaking } from '../runtime/page-making';
import type { Problems } from '../runtime/problems';
import type { Router } from '../runtime/router';
import { installRealm } from './realm';

interface Parts {
  app: AppLife;
  components: Components;
  modules: Modules;
  problems: Problems;
  router: Router;
  tt: Record<string, unknown>;
}

/**
 * Puts the mini-program's names on the frame's window, as ordinary properties: a module may shadow them
 * (`const App = getApp()`) and a framework may replace them (uni-app and others replace `Page` and
 * `Component`).
 */
export function installGlobals(
  target: Window,
  { app, components, modules, problems, router, tt }: Parts,
): void {
  const define = (kind: 'Page' | 'Component') => (definition: unknown) => {
    const id = modules.current;
    if (id === undefined) throw new Error(`${kind}() was called outside the script of a page or component`);
    components.define(id, kind, definition);
  };
  const globals: Record<string, unknown> = {
    App: (definition: unknown) => app.define(definition),
    getApp: () => app.instance,
    getCurrentPages: () => {
      const open = router.pages.map((page) => page.instance);
      const next = pageInMaking();
      return next ? [...open, next] : open;
    },
    Page: define('Page'),
    Component: define('Component'),
    Behavior: (definition: unknown) => components.behavior(modules.current ?? 'app', definition),
    tt,
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true });
  }
  installAlias(target, problems);
  installRealm(target, Object.keys(globals), problems);
}

/** `wx` works as `tt` does, with one warning for a program. */
function installAlias(target: object, problems: Problems): void {
  let warned = false;
  Object.defineProperty(target, 'wx', {
    configurable: true,
    enumerable: false,
    get() {
      if (!warned) {
        warned = true;
        problems.note(problem('alias-wx'));
      }
      return (target as { tt?: unknown }).tt;
    },
    set(value: unknown) {
      Object.defineProperty(target, 'wx', { value, writable: true, configurable: true });
    },
  });
}
