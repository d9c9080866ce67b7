/** README's line of weights, of the figures that `npm run size` holds the kit to. */

type Budgets = Record<string, { gzip: number } | undefined>;

const LINE = /^(\* \*\*(?:Size:|体积：)\*\*.*?)\d+( KB.*?)\d+( KB)/m;

/** The text with the recorded figures, in whole KB. @throws Error where it has no such line */
export function withWeights(text: string, budgets: Budgets): string {
  const kilobytes = (name: string): number => {
    const budget = budgets[name];
    if (budget === undefined) throw new Error(`size-budget.json has no "${name}"`);
    return Math.ceil(budget.gzip / 1024);
  };
  if (!LINE.test(text)) throw new Error('README has no line of weights: "* **Size:** … KB … KB"');
  return text.replace(
    LINE,
    (_, start: string, between: string, end: string) =>
      `${start}${kilobytes('app + button')}${between}${kilobytes('whole kit')}${end}`,
  );
}
