/** Stops components that contain themselves without an end, before the stack or the memory is used up. */
import type * as glassEasel from 'glass-easel';
import type { CompiledProgram } from '../protocol';
import { located, problem } from '../rules/diagnose';
import type { Problems } from './problems';

/** No tree of a program is so deep. */
const DEEPEST = 100;

type Component = glassEasel.GeneralComponent;

const ownerOf = (component: Component): Component | undefined =>
  component.ownerShadowRoot?.getHostNode() as Component | undefined;

/** A component, and those whose templates it stands in, innermost first. */
function* nest(component: Component): Generator<Component> {
  for (let next: Component | undefined = component; next; next = ownerOf(next)) yield next;
}

export class Endless {
  private readonly inLoops: ReadonlySet<string>;
  /** Outermost components of nests that have become too deep: what is inside of them stays empty. */
  private readonly cut = new WeakSet<object>();

  constructor(
    private readonly loops: CompiledProgram['loops'],
    private readonly problems: Problems,
  ) {
    this.inLoops = new Set(Object.values(loops).flatMap((targets) => Object.keys(targets)));
  }

  /** Whether this component is to stay empty. */
  readonly stops = (component: Component): boolean => {
    if (!this.inLoops.has(component.is)) return false;
    const same = [...nest(component)].filter(({ is }) => is === component.is);
    const outermost = same.at(-1)!;
    if (same.length > DEEPEST && !this.cut.has(outermost)) {
      this.cut.add(outermost);
      this.tell(component);
    }
    return same.length > 1 && this.cut.has(outermost);
  };

  private tell(component: Component): void {
    const { is } = component;
    const around = [...nest(component)].map((one) => one.is);
    const chain = around.slice(0, around.indexOf(is, 1) + 1).reverse();
    const place = this.loops[chain.at(-2) ?? is]?.[is];
    const found = problem('component-endless', { component: is, chain: chain.join(' > ') });
    this.problems.add(located(found, place?.file ?? is, place));
  }
}
