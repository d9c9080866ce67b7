/** Methods that every page and component has, beside those of the engine. */
import { problem } from '../rules/diagnose';
import { addInstanceMethod, domOf, queryEngine, type Instance } from '../runtime/engine-internals';
import { clearKeyframes, playKeyframes } from '../tags/animation';
import type { HostContext } from './context';
import { Intersections } from './observer';
import { numberOr } from './options';
import { isRecord } from '../record';

const elementsOf = (owner: Instance, selector: unknown): HTMLElement[] =>
  queryEngine(owner, String(selector as string)).flatMap((element) => domOf(element) ?? []);

export function instanceMethods(host: HostContext): void {
  const guard = (owner: Instance, callback: unknown): void => {
    if (typeof callback !== 'function') return;
    try {
      (callback as () => void)();
    } catch (error) {
      host.problems.report(error, {
        file: owner.is,
        finding: (said) => problem('run-animation', { error: said }),
      });
    }
  };
  addInstanceMethod('getTabBar', () => host.router.current?.tabBar ?? null);
  addInstanceMethod('createIntersectionObserver', function (options?: unknown) {
    return new Intersections(host, this, options);
  });
  addInstanceMethod(
    'animate',
    function (selector: unknown, frames: unknown, duration: unknown, done?: unknown) {
      const fields = (Array.isArray(frames) ? frames : []).filter(isRecord);
      const running = elementsOf(this, selector).map((element) =>
        playKeyframes(element, fields, numberOr(duration, 0)),
      );
      void Promise.all(running).then(() => guard(this, done));
    },
  );
  addInstanceMethod('clearAnimation', function (selector: unknown, options?: unknown, done?: unknown) {
    for (const element of elementsOf(this, selector)) clearKeyframes(element);
    const callback = typeof options === 'function' ? options : done;
    void Promise.resolve().then(() => guard(this, callback));
  });
}
