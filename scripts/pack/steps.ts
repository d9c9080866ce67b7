/** One thing that must hold; the next ones of its list stand on it. */
export type Step = readonly [name: string, check: () => Promise<void>];

/** Runs a list to its first failure, with the time of each. Answers how many held and failed. */
export async function walk(steps: readonly Step[]): Promise<{ held: number; failed: number }> {
  let held = 0;
  for (const [name, check] of steps) {
    const from = Date.now();
    const time = (): string => `${((Date.now() - from) / 1000).toFixed(1)} s`;
    try {
      await check();
      held++;
      console.log(`ok     ${name} (${time()})`);
    } catch (error) {
      console.log(`FAILED ${name} (${time()})\n${error instanceof Error ? error.message : String(error)}`);
      return { held, failed: 1 };
    }
  }
  return { held, failed: 0 };
}
