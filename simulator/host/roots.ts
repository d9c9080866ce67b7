import { engineComponentOf } from '../runtime/engine-internals';

interface TreeNode {
  $$?: Node | null;
  childNodes?: readonly TreeNode[];
  shadowRoot?: TreeNode | null;
}

/** The elements that an instance is drawn as: those in it where it has none itself (`virtualHost`). */
export function rootsOf(instance: unknown): HTMLElement[] {
  const within = ({ $$, childNodes, shadowRoot }: TreeNode): HTMLElement[] =>
    $$ instanceof HTMLElement ? [$$] : (shadowRoot?.childNodes ?? childNodes ?? []).flatMap(within);
  return within(engineComponentOf(instance) as unknown as TreeNode);
}
