/** Named failures: which are chosen, and choosing. `trigger` is the earlier name of `scenario`. */
import { UsageError } from '../arguments';
import { RefusedError } from '../sandbox-client';
import { language } from '../terminal';
import { grammarOf } from './command';
import { tell, verb } from './verb';
import { answers, options as words, summaries } from './verb-words';
import { jsonOrText } from '../../../src/contract/schema/formats';

interface Scenario {
  name: string;
  title: string;
  about: string;
  aboutZh: string;
  errNo: number | null;
  code?: number;
}

interface Chosen {
  name: string | null;
  scenarios: { name: string; set: Record<string, unknown> }[];
}

function readSet(texts: readonly string[]): Record<string, unknown> {
  const pairs = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(answers['set-form'], { text });
    return [text.slice(0, at), jsonOrText(text.slice(at + 1))] as const;
  });
  return Object.fromEntries(pairs);
}

const expectation = ({ errNo, code }: Scenario): string =>
  errNo !== null
    ? tell()('expect-error', { errNo })
    : code !== undefined
      ? tell()('expect-pay', { code })
      : tell()('expect-nothing');

const aboutOf = ({ about, aboutZh }: Scenario): string => (language() === 'zh' ? aboutZh : about);

const named = (name: 'scenario' | 'trigger') => {
  const grammar = grammarOf({
    name,
    summary: summaries[name],
    operands: [],
    more: 'scenario',
    options: {
      set: {
        type: 'string',
        multiple: true,
        value: '<path=value>',
        help: words.set,
      },
      off: { type: 'boolean', help: words['scenario-off'] },
      list: { type: 'boolean', help: words['scenario-list'] },
    },
    examples: [`${name} pay.failed`, `${name} --off`],
  });

  return verb(grammar, async ({ operands, values, sandbox }) => {
    const names = operands.flatMap((operand) => operand.split(',')).filter((each) => each !== '');
    const [off, list] = [values.off === true, values.list === true];
    if (Number(off) + Number(list) + Number(names.length > 0) !== 1)
      throw new UsageError(answers['name-scenario'], { name });
    const set = readSet(values.set ?? []);
    if (off) return { data: await sandbox.post('sandbox/scenario', { name: null }), lines: [tell()('none')] };
    const known = await sandbox.get<Scenario[]>('sandbox/scenarios');
    if (list)
      return {
        data: known,
        lines: known.map((each) => `${each.name}  ${each.title}  ${aboutOf(each)}`),
      };
    try {
      const chosen = await sandbox.post<Chosen>('sandbox/scenario', { names, set });
      const lines = names.flatMap((each) => {
        const scenario = known.find((one) => one.name === each);
        return scenario
          ? [`  ${each}: ${tell()('expect', { about: aboutOf(scenario), event: expectation(scenario) })}`]
          : [];
      });
      return { data: chosen, lines: [chosen.name ?? tell()('none'), ...lines] };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      throw new RefusedError(tell()('list-scenarios', { problem: error.message, name }), error.errNo);
    }
  });
};

export const scenario = named('scenario');
export const trigger = named('trigger');
