import { asText } from './as-text';
import { playExported } from './animation';
import { applyAria, commonProperties, type CommonData } from './aria';
import { registerFormField } from './form-fields';
import type { TagDefinition, TagInstance, TagProperty } from './types';

type DataOf<P> = { [K in keyof P]: P[K] extends TagProperty<infer T> ? T : never };

/** A tag with its own properties, data and methods: `this` in every function of a definition. */
export type Tag<P, D = unknown, M = unknown> = Omit<TagInstance, 'data'> & {
  readonly data: DataOf<P> & D & CommonData;
} & M;

interface TagSpec<P, D, M> {
  template: string;
  css: string;
  properties?: P;
  data?: D;
  methods?: M;
  observers?: Record<string, (...args: never[]) => void>;
  attached?(): void;
  detached?(): void;
  externalClasses?: string[];
  reflect?: boolean;
  field?: 'value' | 'checked';
  /** What a form collects, where it is not the plain `field`. */
  formValue?(): unknown;
  /** What a form's reset does, where emptying `field` is not enough. */
  formReset?(): void;
  /** Class of the inner element that carries role and aria attributes; the host when absent. */
  ariaPart?: string;
  /** Role of that element when the template gives none. */
  role?: string;
}

/** Adds to a tag what every tag has: `hidden`, `role` and the `aria-*` attributes. */
export function defineTag<
  P extends Record<string, TagProperty>,
  D extends Record<string, unknown>,
  M extends Record<string, (...args: never[]) => unknown>,
>(spec: TagSpec<P, D, M> & ThisType<Tag<P, D, M>>): TagDefinition {
  const { ariaPart, role, formValue, formReset, ...definition } = spec;
  const aria = (tag: TagInstance): void => applyAria(tag, { part: ariaPart, role });
  const { attached, field } = definition;
  const joinForm = (tag: TagInstance, name: 'value' | 'checked'): void =>
    registerFormField(tag.$$, {
      name: () => asText(tag.data.name),
      value: () => (formValue ? formValue.call(tag as never) : tag.data[name]),
      reset: () =>
        formReset ? formReset.call(tag as never) : tag.setData({ [name]: name === 'checked' ? false : '' }),
    });
  return {
    ...definition,
    properties: { ...commonProperties, ...definition.properties },
    observers: {
      ...definition.observers,
      [Object.keys(commonProperties).join(', ')](this: TagInstance) {
        aria(this);
      },
      animation(this: TagInstance, value: unknown) {
        playExported(this.$$, value);
      },
    },
    attached(this: TagInstance) {
      aria(this);
      playExported(this.$$, this.data.animation);
      if (field) joinForm(this, field);
      attached?.call(this as never);
    },
  } as TagDefinition;
}

export const text = (value = ''): TagProperty<string> => ({ type: String, value });
export const number = (value = 0): TagProperty<number> => ({ type: Number, value });
export const flag = (value = false): TagProperty<boolean> => ({ type: Boolean, value });
export const list = (): TagProperty<unknown[]> => ({ type: Array, value: [] });
export const anything = <T = unknown>(value: T): TagProperty<T> => ({ type: null, value });
