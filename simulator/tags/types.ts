/**
 * What a built-in tag is made of. The runtime defines each one on the engine; nothing here touches the DOM
 * when it is loaded, so the compiler may load it in Node.
 */

type PropertyType =
  StringConstructor | NumberConstructor | BooleanConstructor | ArrayConstructor | ObjectConstructor | null;

/** A property as the engine takes it. `type: null` accepts anything. */
export interface TagProperty<T = unknown> {
  type: PropertyType;
  value: T;
}

interface TagEventOptions {
  bubbles?: boolean;
  composed?: boolean;
  capturePhase?: boolean;
  /** Further fields of the event object, such as `touches`. */
  extraFields?: Record<string, unknown>;
  /** Called once for each listener with what it returned. */
  handleListenerReturn?: (value: unknown) => boolean | void;
}

/** An event of the engine, as a tag's own listener receives it. */
export interface TagEvent {
  type: string;
  detail: unknown;
  stopPropagation(): void;
  /** The DOM event that caused this one, if any. */
  getOriginalEvent?(): unknown;
}

/** An element of the engine, as far as tags need it. */
interface EngineElement {
  /** The DOM element. */
  $$: HTMLElement;
  is?: string;
}

/** The page or component in whose template a tag stands. */
interface TemplateOwner {
  is: string;
  getComponentDefinition?(): {
    getComponentOptions(): { styleScope?: number; extraStyleScope?: number | null };
  };
  getRootBehavior?(): {
    ownerSpace: { styleScopeManager: { queryName(scope: number): string | undefined } };
  };
}

/** One tag in the page: a component instance of the engine. */
export interface TagInstance {
  /** The DOM element of the host, `tt-<name>`. */
  readonly $$: HTMLElement;
  readonly id: string;
  readonly dataset?: Record<string, unknown>;
  readonly data: Record<string, unknown>;
  readonly ownerShadowRoot?: { getHostNode(): TemplateOwner } | null;
  setData(patch: Record<string, unknown>): void;
  triggerEvent(name: string, detail?: unknown, options?: TagEventOptions): void;
  addListener(name: string, listener: (event: TagEvent) => void, options?: { capture?: boolean }): void;
  getShadowRoot(): { querySelector(selector: string): EngineElement | null } | null;
}

/** What the runtime reads of a tag. */
export interface TagDefinition {
  /** WXML; `h-xxx` in it is the real HTML element `xxx`. */
  template: string;
  /** CSS; `@S@` is replaced by the tag's own scope prefix, dot included (`@S@box` -> `.ttb-button--box`). */
  css: string;
  properties?: Record<string, TagProperty>;
  data?: Record<string, unknown>;
  /** Called with the tag as `this`. */
  observers?: Record<string, (...args: never[]) => void>;
  /** Called with the tag as `this`. */
  methods?: Record<string, (...args: never[]) => unknown>;
  attached?(this: TagInstance): void;
  detached?(this: TagInstance): void;
  /** Classes of the page that may be used inside the tag (`placeholder-class`). */
  externalClasses?: string[];
  /** Write property values to the host as attributes. */
  reflect?: boolean;
  /** The property that a form collects. */
  field?: 'value' | 'checked';
}
