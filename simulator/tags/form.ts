import { defineTag, flag, text } from './define';
import { formFieldsWithin } from './form-fields';
import type { TagInstance } from './types';

interface Target {
  id: string;
  dataset: Record<string, unknown>;
}

/** What a button calls. */
export interface FormTag extends TagInstance {
  submit(target: Target): void;
  reset(target: Target): void;
}

export const form = defineTag({
  role: 'form',
  template: '<slot/>',
  properties: { reportSubmit: flag(), conversionTarget: text(), clueComponentId: text() },
  methods: {
    submit(target: Target) {
      const value: Record<string, unknown> = {};
      for (const field of formFieldsWithin(this.$$))
        if (field.name() !== '') value[field.name()] = field.value();
      this.triggerEvent('submit', { value, formId: '', target });
    },
    reset(target: Target) {
      for (const field of formFieldsWithin(this.$$)) field.reset();
      this.triggerEvent('reset', { target });
    },
  },
  css: 'tt-form { display: block; }',
});
