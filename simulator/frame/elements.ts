/** The panel of elements: its tree, what was chosen in it, and the marks on the phone. */
import * as glassEasel from 'glass-easel';
import type { ElementTree } from '../inspect';
import { domOf } from '../runtime/engine-internals';
import type { Router } from '../runtime/router';
import { tagOf } from './automation/find';
import { boxOf, detailOf } from './element-detail';
import { elementAt, ElementRows, parentOf, type TreeNode } from './element-tree';
import { Highlight, Picker } from './highlight';

const labelOf = (node: TreeNode): string => {
  if (node instanceof glassEasel.TextNode) return 'text';
  const [name = ''] = node.class.trim().split(/\s+/);
  return `${tagOf(node)}${name === '' ? '' : `.${name}`}`;
};

export class Elements {
  private readonly lines = new ElementRows();
  private readonly highlight = new Highlight();
  private readonly picker: Picker;
  private chosen: TreeNode | undefined;
  private marked: TreeNode | undefined;

  constructor(
    private readonly router: Router,
    private readonly changed: () => void,
  ) {
    this.picker = new Picker(
      (met) => this.mark(elementAt(met)),
      (met) => {
        const node = elementAt(met);
        this.pick(false);
        if (!node) return;
        this.lines.reveal(node);
        this.chosen = node;
        changed();
      },
      () => this.pick(false),
    );
  }

  tree(): ElementTree {
    const { current } = this.router;
    // What is marked may have moved since.
    this.mark(this.marked);
    const { rows, more } = current ? this.lines.rows(current) : { rows: [], more: 0 };
    const { chosen } = this;
    const row = chosen && rows.find(({ id }) => id === this.lines.numberOf(chosen));
    return {
      rows,
      more,
      picking: this.picker.on,
      ...(chosen && row && { chosen: detailOf(chosen, row) }),
    };
  }

  unfold(id: number, on: boolean): void {
    this.lines.unfold(id, on);
    this.changed();
  }

  /** What is chosen is brought into sight. */
  choose(id: number | undefined): void {
    this.chosen = this.lines.node(id);
    if (this.chosen) {
      const element = this.chosen instanceof glassEasel.TextNode ? parentOf(this.chosen) : this.chosen;
      domOf(element)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }
    this.changed();
  }

  show(id: number | undefined): void {
    this.mark(this.lines.node(id));
  }

  pick(on: boolean): void {
    this.picker.set(on);
    this.mark(undefined);
    this.changed();
  }

  /** The panel is gone. */
  end(): void {
    this.picker.set(false);
    this.mark(undefined);
  }

  private mark(node: TreeNode | undefined): void {
    this.marked = node;
    if (node) this.highlight.show(boxOf(node), labelOf(node));
    else this.highlight.hide();
  }
}
