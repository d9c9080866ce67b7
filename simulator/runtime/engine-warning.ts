/** What to do about a finding of the engine, added where that can be said. */
export function withFix(message: string): string {
  const [, property] = /^"(\w+)" is not a valid property$/.exec(message) ?? [];
  if (property === undefined) return message;
  const attribute = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${message}: correct ${attribute} in the template, or declare it in the component's properties (the kit's: docs/properties.md)`;
}
