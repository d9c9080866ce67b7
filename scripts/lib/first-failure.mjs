/** A reporter of node:test that ends the process at the first test that fails. */
export default async function* firstFailure(source) {
  for await (const { type, data } of source) {
    if (type !== 'test:fail') continue;
    yield data.name;
    process.exit(1);
  }
}
