import type { SandboxEvent } from 'microapp-trade-sandbox';
import { LOG_KINDS } from '../../../src/contract/log-kinds';
import { NobodyThereError, oneFrom, wholeFrom } from '../arguments';
import { lineOf } from '../event-line';
import { RefusedError } from '../sandbox-client';
import { language, say } from '../terminal';
import { grammarOf } from './command';
import { tell, verb } from './verb';
import { options as words, summaries } from './verb-words';

const grammar = grammarOf({
  name: 'listen',
  summary: summaries.listen,
  operands: [],
  options: {
    kind: {
      type: 'string',
      multiple: true,
      value: `<${LOG_KINDS.join('|')}>`,
      help: words.kind,
    },
    order: { type: 'string', value: '<number>', help: words['of-order'] },
    text: { type: 'string', value: '<text>', help: words.text },
    all: { type: 'boolean', help: words.all },
    count: { type: 'string', value: '<n>', help: words['lines-count'] },
  },
  examples: ['listen', 'listen --kind callback --kind server', 'listen --order 1846739020000000001 --json'],
});

/** The events of a stream of server-sent events, as they come. */
async function* eventsOf(response: Response): AsyncGenerator<SandboxEvent> {
  if (!response.ok || response.body === null)
    throw new RefusedError(tell()('no-events', { status: response.status }));
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as SandboxEvent;
  }
}

export const listen = verb(grammar, async ({ values, sandbox }) => {
  const kinds = (values.kind ?? []).map((kind) => oneFrom('--kind', kind, LOG_KINDS));
  const most = values.count === undefined ? Infinity : wholeFrom('--count', values.count, 1);
  const { order, text } = values;
  const asJson = (values as { json?: boolean }).json === true;
  const stop = new AbortController();
  const leave = (): void => stop.abort();
  process.once('SIGINT', leave).once('SIGTERM', leave);
  let printed = 0;
  try {
    const path = `sandbox/events${values.all === true ? '' : '?only=new'}`;
    for await (const event of eventsOf(await sandbox.open(path, { signal: stop.signal }))) {
      const line = lineOf(event, language());
      if (kinds.length > 0 && !kinds.some((kind) => kind === event.kind)) continue;
      if (order !== undefined && event.orderId !== order) continue;
      if (text !== undefined && !line.includes(text)) continue;
      say(asJson ? JSON.stringify(event) : line);
      printed += 1;
      if (printed >= most) return undefined;
    }
  } catch (error) {
    if (!stop.signal.aborted && error instanceof RefusedError) throw error;
    if (error instanceof NobodyThereError) throw error;
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
  }
  if (stop.signal.aborted) return undefined;
  throw new NobodyThereError(tell()('ended', { url: sandbox.url }));
});
