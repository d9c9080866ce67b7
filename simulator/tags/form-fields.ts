/** How a form finds its fields: every field registers on its host element, whatever it is made of. */

interface FormField {
  /** Empty when the field is not to be collected. */
  name(): string;
  value(): unknown;
  reset(): void;
}

const fields = new WeakMap<Element, FormField>();

/** Also for custom components with the form-field behavior. */
export function registerFormField(host: Element, field: FormField): void {
  fields.set(host, field);
}

/** Fields inside an element, in document order. */
export function formFieldsWithin(root: Element): FormField[] {
  return [...root.querySelectorAll('*')]
    .map((element) => fields.get(element))
    .filter((field): field is FormField => field !== undefined);
}
