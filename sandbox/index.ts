export type { Clock, ClockOptions } from './clock';
export { createClock } from './clock';
export type { CatalogueGoods } from './catalogue/catalogue';
export type { SandboxEvent } from './events';
export type { CashierOutcome } from './ledger/ledger';
export type { Scenario } from './scenarios/scenarios';
export type { SandboxOptions } from './sandbox';
export { createSandbox, defaultAppId, Sandbox } from './sandbox';
export { sandboxPlugin } from './http/plugin';
