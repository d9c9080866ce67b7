/**
 * Behaviours that are known not to hold, by name, with the reason; docs/simulator.md lists each. One that
 * holds after all is printed, and is to be taken off here and there.
 */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'definitionFilter of a behavior': 'the engine does not call it',
  'setUpdatePerformanceListener hears of updates': 'the engine does not measure its updates',
};
