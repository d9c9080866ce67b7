import { problem } from '../rules/diagnose';
import type { ProgramBundle } from '../protocol';
import type { Components } from './components';
import type { Problems } from './problems';
import { own } from '../record';

interface Module {
  exports: unknown;
}

/**
 * Runs the program's modules (CommonJS, each at most once) and knows for which page or component `Page()` is
 * being called.
 */
export class Modules {
  private readonly cache = new Map<string, Module>();
  /** Pages and components whose scripts are running, the innermost last. */
  private readonly running: string[] = [];
  /** Whose scripts threw. */
  private readonly failed = new Set<string>();

  constructor(
    private readonly bundle: ProgramBundle,
    private readonly components: Components,
    private readonly problems: Problems,
  ) {}

  /**
   * The page or component that a call of `Page()` or `Component()` defines. A module that such a script
   * requires defines in its requirer's name: that is how the factories of frameworks work.
   */
  get current(): string | undefined {
    return this.running.at(-1);
  }

  require(id: string): unknown {
    const known = this.cache.get(id);
    if (known) return known.exports;
    const factory = own(this.bundle.modules, id);
    if (!factory) throw new Error(`module "${id}" is not in the mini-program`);
    const module: Module = { exports: {} };
    this.cache.set(id, module);
    const isDefinition = this.bundle.program.order.includes(id);
    if (isDefinition) this.running.push(id);
    try {
      factory((request) => this.require(request), module, module.exports);
    } catch (error) {
      // As in CommonJS a module that failed is tried again by the next one who asks.
      this.cache.delete(id);
      throw error;
    } finally {
      if (isDefinition) this.running.pop();
    }
    return module.exports;
  }

  has(id: string): boolean {
    return Object.hasOwn(this.bundle.modules, id);
  }

  /**
   * Runs one script of a page, a component or the app. What it throws is that script's own problem and nobody
   * else's.
   */
  run(id: string): void {
    try {
      this.require(id);
    } catch (error) {
      this.failed.add(id);
      this.problems.report(error, {
        file: id,
        unit: id,
        finding: (said) => problem('script-threw', { unit: id, error: said }),
      });
    }
  }

  /** Runs all scripts in order and makes sure that every page and component is defined in the end. */
  runAll(): void {
    if (this.has('app')) this.run('app');
    for (const id of this.bundle.program.order) {
      if (this.has(id)) this.run(id);
      if (this.components.isDefined(id)) continue;
      if (this.has(id) && !this.failed.has(id))
        this.problems.note(problem('script-defines-nothing', { unit: id }), id);
      try {
        this.components.defineEmpty(id);
      } catch (error) {
        this.problems.report(error, {
          file: id,
          unit: id,
          finding: (said) => problem('unit-unshown', { unit: id, error: said }),
        });
      }
    }
  }
}
