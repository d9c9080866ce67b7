/** How often, and how many ms apart, the view is looked at. */
const TIMES = 20;
const APART = 16;

/**
 * What a script asks of the view reaches it after the data that was set before, and a framework sets its data
 * a moment later than its hooks run: a tag that is not there yet may be on its way.
 */
export async function soon<T>(find: () => T | undefined): Promise<T | undefined> {
  for (let time = 0; time < TIMES; time += 1) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, APART));
  }
  return find();
}
