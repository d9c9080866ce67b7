export { interpret } from './interpret';
export type {
  Cleanup,
  Edge,
  EventOf,
  Implementation,
  MachineDefinition,
  Observer,
  Schema,
  Scope,
  Sent,
  Service,
  StateNode,
  Transition,
} from './types';
