/** Tells the shell's panels what they show of the program, as long as one of them is open. */
import { problem } from '../rules/diagnose';
import { AppStorage } from '../host/storage';
import type { DataNode, Inspected, Performance, Snapshot, StoredEntry } from '../inspect';
import { engineElementOf, instanceOf, type Instance } from '../runtime/engine-internals';
import { toInspectorText } from '../runtime/log';
import type { Page } from '../runtime/page';
import type { Problems } from '../runtime/problems';
import type { Router } from '../runtime/router';
import type { SetDataMeter } from '../runtime/set-data-meter';
import type { ShellLink } from '../runtime/shell-link';
import { Elements } from './elements';

const PERIOD_MS = 300;
const LONGEST_TEXT = 20_000;
const MOST_ENTRIES = 500;
const MOST_NODES = 200;
const MOST_UPDATES = 50;

interface Parts {
  shell: ShellLink;
  router: Router;
  problems: Problems;
  appid: string;
  updates: Pick<SetDataMeter, 'figures'>;
}

const cutText = (text: string): { text: string; cut?: boolean } =>
  text.length > LONGEST_TEXT ? { text: text.slice(0, LONGEST_TEXT), cut: true } : { text };

/** The components of a page in the order of the document, built-in tags left out. */
function componentsOf(page: Page): { instance: Instance; is: string; depth: number }[] {
  const found: { instance: Instance; is: string; depth: number }[] = [];
  for (const node of page.element.shadowRoot?.querySelectorAll('*') ?? []) {
    const element = engineElementOf(node) as unknown as Component | undefined;
    if (typeof element?.is !== 'string' || element.data === undefined || element.is.startsWith('tt:'))
      continue;
    let depth = 0;
    for (let host = element.ownerShadowRoot?.getHostNode(); host; host = host.ownerShadowRoot?.getHostNode())
      depth += 1;
    found.push({ instance: instanceOf(element as never), is: element.is, depth });
  }
  return found;
}

interface Component {
  is: string;
  data?: unknown;
  ownerShadowRoot?: { getHostNode(): Component } | null;
}

function depthOf(element: Element): number {
  let deepest = 0;
  for (const child of element.children) deepest = Math.max(deepest, 1 + depthOf(child));
  return deepest;
}

export class Inspector {
  private timer: ReturnType<typeof setInterval> | undefined;
  private what: Inspected | undefined;
  private told = '';
  private readonly storage: AppStorage;
  /** Whose data a number stands for. */
  private instances: Instance[] = [];
  private readyAt: number | undefined;
  readonly elements: Elements;

  constructor(private readonly parts: Parts) {
    this.elements = new Elements(parts.router, () => this.tell());
    this.storage = new AppStorage(localStorage, parts.appid);
  }

  ready(): void {
    this.readyAt = Math.round(performance.now());
  }

  /** Begins to tell of one thing, or of nothing. */
  look(what: Inspected | undefined): void {
    clearInterval(this.timer);
    if (what !== 'elements') this.elements.end();
    this.what = what;
    this.told = '';
    if (what === undefined) return;
    this.timer = setInterval(() => this.tell(), PERIOD_MS);
    this.tell();
  }

  /** `text` undefined takes the entry out. */
  store(key: string, text: string | undefined): void {
    this.quietly(() => {
      if (text === undefined) this.storage.remove(key);
      else this.storage.set(key, JSON.parse(text) as unknown);
    });
  }

  clearStorage(): void {
    this.quietly(() => this.storage.clear());
  }

  /** Sets whole fields of a page's or component's data. */
  setData(id: number, text: string): void {
    this.quietly(() => this.instances[id]?.setData(JSON.parse(text) as Record<string, unknown>));
  }

  private quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.parts.problems.report(error, { finding: (said) => problem('panel-change', { error: said }) });
    }
    this.tell();
  }

  private tell(): void {
    if (this.what === undefined) return;
    const snapshot = this.snapshot(this.what);
    const text = JSON.stringify(snapshot);
    if (text === this.told) return;
    this.told = text;
    this.parts.shell.post({ sim: 'inspected', snapshot });
  }

  private snapshot(what: Inspected): Snapshot {
    if (what === 'storage') return { what, entries: this.entries() };
    if (what === 'data') return { what, ...this.data() };
    if (what === 'elements') return { what, tree: this.elements.tree() };
    return { what, values: this.performance() };
  }

  private entries(): StoredEntry[] {
    const keys = this.storage.keys().sort();
    return keys.slice(0, MOST_ENTRIES).map((key) => {
      const text = JSON.stringify(this.storage.get(key)) ?? '';
      return { key, size: text.length, ...cutText(text) };
    });
  }

  private data(): { nodes: DataNode[]; more: number } {
    this.instances = [];
    const nodes: DataNode[] = [];
    let more = 0;
    const add = (page: Page, instance: Instance, is: string, depth: number): void => {
      if (nodes.length >= MOST_NODES) {
        more += 1;
        return;
      }
      const id = this.instances.push(instance) - 1;
      nodes.push({ id, page: page.path, is, depth, ...cutText(toInspectorText(instance.data)) });
    };
    for (const page of [...this.parts.router.pages].reverse()) {
      add(page, page.instance, page.path, 0);
      for (const { instance, is, depth } of componentsOf(page))
        if (instance !== page.instance) add(page, instance, is, Math.max(1, depth));
    }
    return { nodes, more };
  }

  private performance(): Performance {
    const { router } = this.parts;
    const updates = this.parts.updates.figures;
    const tree = router.current?.element.shadowRoot;
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const depths = [...(tree?.children ?? [])].map((child) => 1 + depthOf(child));
    return {
      ...(paint && { firstPaint: Math.round(paint.startTime) }),
      ...(this.readyAt !== undefined && { ready: this.readyAt }),
      nodes: tree?.querySelectorAll('*').length ?? 0,
      depth: Math.max(0, ...depths),
      pages: router.pages.length,
      storageKb: this.storage.info().currentSize,
      updates: updates.slice(0, MOST_UPDATES),
      moreUpdates: Math.max(0, updates.length - MOST_UPDATES),
    };
  }
}
