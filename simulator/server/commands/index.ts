/**
 * The commands of `trade-sim`, in the order of the help. One file each; a new one is added here. Each is
 * loaded when it is asked for: `check` has no use for the servers of `dev`, which take longer than it runs.
 */
import { toRow, type AnyCommand } from './command';

const LOADERS = {
  dev: async () => toRow((await import('./dev')).dev),
  check: async () => toRow((await import('./check')).check),
  crawl: async () => toRow((await import('./crawl')).crawl),
  create: async () => toRow((await import('./create')).create),
  init: async () => toRow((await import('./init')).init),
  ttcomponents: async () => toRow((await import('./ttcomponents')).ttcomponents),
  auto: async () => toRow((await import('./auto')).auto),
  mcp: async () => toRow((await import('./mcp')).mcp),
  sandbox: async () => toRow((await import('./sandbox')).sandbox),
  buy: async () => (await import('./buy')).buy,
  pay: async () => (await import('./buy')).pay,
  refund: async () => (await import('./buy')).refund,
  redeem: async () => (await import('./buy')).redeem,
  orders: async () => (await import('./orders')).orders,
  listen: async () => (await import('./listen')).listen,
  resend: async () => (await import('./callbacks')).resend,
  faults: async () => (await import('./callbacks')).faults,
  scenario: async () => (await import('./scenario')).scenario,
  trigger: async () => (await import('./scenario')).trigger,
  clock: async () => (await import('./state')).clock,
  reset: async () => (await import('./state')).reset,
  export: async () => (await import('./state')).exportState,
  import: async () => (await import('./state')).importState,
  merchant: async () => toRow((await import('./merchant')).merchant),
  'check-merchant': async () => toRow((await import('./check-merchant')).checkMerchantCommand),
  keys: async () => (await import('./keys')).keys,
} satisfies Readonly<Record<string, () => Promise<AnyCommand>>>;

type CommandName = keyof typeof LOADERS;

export const COMMAND_NAMES = Object.keys(LOADERS) as readonly CommandName[];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(LOADERS, name);

export const loadCommand = (name: CommandName): Promise<AnyCommand> => LOADERS[name]();

/** Every command, for the help of all. */
export const loadCommands = (): Promise<AnyCommand[]> => Promise.all(COMMAND_NAMES.map(loadCommand));
