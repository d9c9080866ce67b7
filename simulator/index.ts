/** The simulator as a library: a mini-program served to a browser, for tests of one's own. */
export type { CompileOptions } from './compiler';
export type { CompiledProgram, Diagnostic } from './protocol';
export { PortTakenError, startSimulator, type Simulator, type SimulatorOptions } from './server';
export { servedKit } from './server/kit-sources';
