/**
 * Answers what a test asks of the running mini-program: commands come from the server as events, answers go
 * back by POST. Only there when the server was started with automation.
 */
import type { Problems } from '../../runtime/problems';
import { toInspectorText } from '../../runtime/log';
import { copyOf } from '../../rules/data';
import { appMethods } from './app';
import type { Mock } from './apis';
import { Elements, elementMethods } from './elements';
import { nativeMethods } from './native';
import { list, text, type Method, type Params, type Parts } from './parts';
import { snapshotMethods } from './snapshot';
import { own } from '../../record';

interface Command {
  id: string;
  method: string;
  params: Params;
}

type Calls = Record<string, ((declared: Mock) => void) | undefined>;

const AS_JSON = { json: true, instances: 'flatten' } as const;
const post = (path: string, body: unknown): Promise<unknown> =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body) ?? 'null',
  });

const tell = (method: string, params: unknown): void =>
  void post('/__auto/events', { method, params }).catch(() => undefined);

/**
 * A function that a test has sent as text: the server gives it out as a script, so that no document here
 * needs to make code from text.
 */
function functionOf(params: Params): Promise<Mock> {
  const id = text(params, 'functionId');
  const calls = ((window as unknown as { __tradeSimFunctions?: Calls }).__tradeSimFunctions ??= {});
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `/__auto/functions/${encodeURIComponent(id)}.js`;
    script.addEventListener('error', () => reject(new Error('the function could not be loaded')));
    script.addEventListener('load', () => script.remove());
    calls[id] = (declared) => {
      delete calls[id];
      resolve(declared);
    };
    document.head.append(script);
  });
}

async function run(params: Params): Promise<unknown> {
  const declared = await functionOf(params);
  if (typeof declared !== 'function') throw new Error('the text is no function');
  return (declared as (...args: unknown[]) => unknown)(...list(params, 'args'));
}

/** What the program prints goes to the test as well. */
function forwardConsole(): void {
  for (const type of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const print = console[type].bind(console) as (...values: unknown[]) => void;
    console[type] = (...values: unknown[]) => {
      print(...values);
      tell('App.logAdded', {
        type,
        args: values.map((one) => JSON.parse(toInspectorTextOr(one)) as unknown),
      });
    };
  }
}

/** JSON of a value; of one that has none, its text. */
function toInspectorTextOr(value: unknown): string {
  const made = toInspectorText(value);
  try {
    JSON.parse(made);
    return made;
  } catch {
    return JSON.stringify(made);
  }
}

/** The name stands for a function of the test: a call is passed on to it, and returns nothing. */
function bind(name: string): void {
  (window as unknown as Record<string, unknown>)[name] = (...args: unknown[]): void =>
    tell('App.bindingCalled', { name, args: copyOf(args, AS_JSON) });
}

export function connectAutomation(parts: Parts, problems: Problems): void {
  const elements = new Elements();
  let logs = false;
  const methods: Record<string, Method> = {
    ...appMethods(parts, elements, run, functionOf, bind),
    ...elementMethods(elements, parts.tt),
    ...nativeMethods(parts),
    ...snapshotMethods(parts),
    'App.enableLog': () => {
      if (!logs) forwardConsole();
      logs = true;
    },
  };
  problems.onReport(({ level, message, stack }) => {
    if (level === 'error') tell('App.exceptionThrown', { message, stack: stack ?? '' });
  });
  const answer = async ({ id, method, params }: Command): Promise<void> => {
    try {
      const known = own(methods, method);
      if (!known) throw new Error(`${method} is not known here`);
      const result = copyOf((await known(params)) ?? {}, AS_JSON);
      await post('/__auto/results', { id, result });
    } catch (error) {
      await post('/__auto/results', { id, error: error instanceof Error ? error.message : String(error) });
    }
  };
  const source = new EventSource('/__auto/commands');
  source.addEventListener('message', (message) => {
    void answer(JSON.parse(String(message.data)) as Command).catch(() => undefined);
  });
}
