/** A reporter of node:test that writes one JSON line for each test and suite that ended. */
export default async function* jsonLines(source) {
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, file, skip, todo, details } = data;
    const left = skip !== undefined || todo !== undefined;
    yield `${JSON.stringify({ name, file, suite: details?.type === 'suite', passed: type === 'test:pass', left })}\n`;
  }
}
