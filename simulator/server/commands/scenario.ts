/** Named failures: which are chosen, and choosing. `trigger` is the earlier name of `scenario`. */
import { UsageError } from '../arguments';
import { RefusedError } from '../sandbox-client';
import { grammarOf } from './command';
import { verb } from './verb';

interface Scenario {
  name: string;
  title: string;
  about: string;
  errNo: number | null;
  code?: number;
}

interface Chosen {
  name: string | null;
  scenarios: { name: string; set: Record<string, unknown> }[];
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function readSet(texts: readonly string[]): Record<string, unknown> {
  const pairs = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--set ${text}: write <path>=<value>, e.g. --set lost=1.`);
    return [text.slice(0, at), valueOf(text.slice(at + 1))] as const;
  });
  return Object.fromEntries(pairs);
}

const expectation = ({ errNo, code }: Scenario): string =>
  errNo !== null ? `bind:error ${errNo}` : code !== undefined ? `bind:pay with code ${code}` : 'no event';

const named = (name: string) => {
  const grammar = grammarOf({
    name,
    summary: `Chooses scenarios in a running sandbox, several with commas between them: trade-sim ${name} pay.failed,callback.lost --set lost=1.`,
    operands: [],
    more: 'scenario',
    options: {
      set: {
        type: 'string',
        multiple: true,
        value: '<path=value>',
        help: "changes the scenario's answer; the value is JSON, or else text",
      },
      off: { type: 'boolean', help: 'chooses none' },
      list: { type: 'boolean', help: 'lists the scenarios' },
    },
    examples: [`${name} pay.failed`, `${name} --off`],
  });

  return verb(grammar, async ({ operands, values, sandbox }) => {
    const names = operands.flatMap((operand) => operand.split(',')).filter((each) => each !== '');
    const [off, list] = [values.off === true, values.list === true];
    if (Number(off) + Number(list) + Number(names.length > 0) !== 1)
      throw new UsageError(
        `Name a scenario to choose, or pass --off or --list. --help shows what ${name} takes.`,
      );
    const set = readSet(values.set ?? []);
    if (off) return { data: await sandbox.post('sandbox/scenario', { name: null }), lines: ['none'] };
    const known = await sandbox.get<Scenario[]>('sandbox/scenarios');
    if (list)
      return {
        data: known,
        lines: known.map(({ name: each, title, about }) => `${each}  ${title}  ${about}`),
      };
    try {
      const chosen = await sandbox.post<Chosen>('sandbox/scenario', { names, set });
      const lines = names.flatMap((each) => {
        const scenario = known.find((one) => one.name === each);
        return scenario ? [`  ${each}: ${scenario.about} Expect ${expectation(scenario)}.`] : [];
      });
      return { data: chosen, lines: [chosen.name ?? 'none', ...lines] };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      throw new RefusedError(
        `${error.message}. "trade-sim ${name} --list" lists the scenarios.`,
        error.errNo,
      );
    }
  });
};

export const scenario = named('scenario');
export const trigger = named('trigger');
