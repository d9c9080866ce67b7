export { interpret } from './interpret';
export type { EventOf, Implementation, MachineDefinition, Schema, Scope, Sent, Service } from './types';
