/** The options of every command that runs a sandbox of its own. */
import { createSandbox, MERGINGS, StoreError, type Merging, type Sandbox } from 'microapp-trade-sandbox';
import { oneFrom, UsageError, type Option, type Values } from '../arguments';
import { failureLine, isNews, lineOf } from '../event-line';
import { refusalIn } from '../../words/refusal-words';
import { language, say } from '../terminal';
import { words as said } from '../words';
import { goodsOf } from './goods-file';
import { options as words } from './verb-words';

export interface SandboxArguments {
  /** File of the sandbox's ledger, or `:memory:`. */
  db: string;
  /** The mini-program that its orders belong to. */
  appId?: string;
  /** Address of the developer's own server, which gets the callbacks instead of the reference merchant. */
  forwardTo?: string;
  allowRemote: boolean;
  /** How far the app is merged into life service (融合). */
  merging?: Merging;
  severalSkus: boolean;
  /** Skus that are tickets outside the POI library. */
  tickets: string[];
  /** File of goods that the sandbox sells beside its own. */
  goods?: string;
}

export const DEFAULT_DB = '.trade-sim/ledger.db';

export const SANDBOX_OPTIONS = {
  db: { type: 'string', value: '<file>', help: words.db },
  'app-id': { type: 'string', value: '<id>', help: words['app-id'] },
  'forward-to': {
    type: 'string',
    value: '<url>',
    help: words['forward-to'],
  },
  'allow-remote': { type: 'boolean', help: words['allow-remote'] },
  merging: {
    type: 'string',
    value: `<${MERGINGS.join('|')}>`,
    help: words.merging,
  },
  'several-skus': { type: 'boolean', help: words['several-skus'] },
  ticket: {
    type: 'string',
    multiple: true,
    value: '<skuId>',
    help: words.ticket,
  },
  goods: {
    type: 'string',
    value: '<file>',
    help: words.goods,
  },
} as const satisfies Record<string, Option>;

/** @throws UsageError */
export const sandboxArguments = (values: Values<typeof SANDBOX_OPTIONS>): SandboxArguments => ({
  db: values.db ?? DEFAULT_DB,
  appId: values['app-id'],
  forwardTo: values['forward-to'],
  allowRemote: values['allow-remote'] === true,
  merging: values.merging === undefined ? undefined : oneFrom('--merging', values.merging, MERGINGS),
  severalSkus: values['several-skus'] === true,
  tickets: values.ticket ?? [],
  goods: values.goods,
});

/** @throws UsageError one line that names the file which cannot be used, and what to do about it */
export function openSandbox(asked: SandboxArguments): Sandbox {
  const { db, forwardTo, goods, ...rest } = asked;
  try {
    return createSandbox({
      ...rest,
      store: db,
      forward: forwardTo,
      goods: goods === undefined ? [] : goodsOf(goods),
    });
  } catch (error) {
    if (error instanceof StoreError && error.reason !== 'other')
      throw new UsageError(said[`store-${error.reason}`], { file: db });
    if (error instanceof Error) error.message = refusalIn(language(), error.message);
    throw error;
  }
}

/** Prints purchases, callbacks and what goes wrong, as they happen. */
export function tail(sandbox: Sandbox): void {
  sandbox.events.listen((event) => {
    if (isNews(event)) say(lineOf(event, language()));
  });
  sandbox.journal.onStep((step, time) => {
    const line = failureLine(step, time, language());
    if (line !== undefined) say(line);
  });
}
