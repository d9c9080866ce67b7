export { interpret } from './interpret';
export type {
  Edge,
  Implementation,
  MachineDefinition,
  Payload,
  Scope,
  Service,
  StateNode,
  Transition,
} from './types';
