import { readArguments, UsageError } from '../arguments';
import { say } from '../terminal';
import { grammarOf, type Command } from './command';

export interface TriggerArguments {
  names: string[];
  set: Record<string, unknown>;
  off: boolean;
  list: boolean;
  /** Where the simulator runs, with a '/' at its end. */
  url: string;
}

const DEFAULT_URL = 'http://127.0.0.1:5200/';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const grammar = grammarOf({
  name: 'trigger',
  summary:
    'Chooses scenarios in a running simulator, several with commas between them: trade-sim trigger pay.failed,callback.lost --set lost=1.',
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
    url: {
      type: 'string',
      value: '<url>',
      help: `address of the simulator, on this machine (${DEFAULT_URL})`,
    },
  },
});

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

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' || !LOOPBACK.test(url.hostname))
    throw new UsageError(`--url ${text}: the address of a simulator on this machine, e.g. ${DEFAULT_URL}.`);
  return `${url.origin}/`;
}

interface Scenario {
  name: string;
  title: string;
  about: string;
  errNo: number | null;
  code?: number;
}

/** One request to the simulator. Throws one line that says what to do. */
async function ask(url: string, path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    const init =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    response = await fetch(new URL(path, url), { ...init, redirect: 'error' });
  } catch {
    throw new Error(
      `No simulator answers at ${url}: start one with "trade-sim dev <dir>", or say where it is with --url.`,
    );
  }
  const answer = (await response.json().catch(() => ({}))) as { errMsg?: unknown };
  if (response.ok) return answer;
  const reason =
    typeof answer.errMsg === 'string' ? answer.errMsg.replace(/^POST \S+ /, '') : `HTTP ${response.status}`;
  throw new Error(`${reason}. "trade-sim trigger --list" lists the scenarios.`);
}

const expectation = ({ errNo, code }: Scenario): string =>
  errNo !== null ? `bind:error ${errNo}` : code !== undefined ? `bind:pay with code ${code}` : 'no event';

export const trigger: Command<TriggerArguments> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    const names = operands.flatMap((operand) => operand.split(',')).filter((name) => name !== '');
    const [off, list] = [values.off === true, values.list === true];
    if (Number(off) + Number(list) + Number(names.length > 0) !== 1)
      throw new UsageError(
        'Name a scenario to choose, or pass --off or --list. --help shows what trigger takes.',
      );
    return { names, off, list, set: readSet(values.set ?? []), url: readUrl(values.url ?? DEFAULT_URL) };
  },

  async run({ names, set, off, list, url }) {
    if (off) {
      await ask(url, 'sandbox/scenario', { name: null });
      say('none');
      return 0;
    }
    const known = new Map(
      ((await ask(url, 'sandbox/scenarios')) as Scenario[]).map((scenario) => [scenario.name, scenario]),
    );
    if (list) {
      for (const { name, title, about } of known.values()) say(`${name}  ${title}  ${about}`);
      return 0;
    }
    const answer = (await ask(url, 'sandbox/scenario', { names, set })) as { name: string };
    say(answer.name);
    for (const name of names) {
      const scenario = known.get(name);
      if (scenario) say(`  ${name}: ${scenario.about} Expect ${expectation(scenario)}.`);
    }
    return 0;
  },
};
