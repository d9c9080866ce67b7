import type { ComponentEntry } from './pages';

const NAMES: Readonly<Record<string, string>> = {
  string: 'String',
  number: 'Number',
  boolean: 'Boolean',
  array: 'Array',
  object: 'Object',
};

/** The kit's components with the types of their properties, for the rules of the simulator. */
export function kitText(components: readonly ComponentEntry[]): string {
  const table = Object.fromEntries(
    components.map(({ name, properties, externalClasses }) => [
      name,
      Object.fromEntries([
        ...properties.map((property) => [property.name, NAMES[property.type] ?? 'any']),
        ...externalClasses.map((one) => [one, 'String']),
      ]) as Record<string, string>,
    ]),
  );
  return `${JSON.stringify(table, null, 2)}\n`;
}
