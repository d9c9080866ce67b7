/** One line changed, so that something from outside is believed that may not be: a test must go red. */
export interface DoorMutant {
  name: string;
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
  /** The tests that are to notice. */
  tests: readonly string[];
}

export const DOOR_MUTANTS: DoorMutant[] = [
  {
    name: 'the shell hears its frame at any origin',
    file: 'simulator/shell/frame-link.ts',
    find: '&& event.origin === frameOrigin(own)',
    replace: '',
    tests: ['test/unit/simulator/message-origins.test.ts'],
  },
  {
    name: 'the frame hears whoever holds it',
    file: 'simulator/runtime/shell-link.ts',
    find: '&& event.origin === origin',
    replace: '',
    tests: ['test/unit/simulator/message-origins.test.ts'],
  },
  {
    name: 'a redirect counts as an answer',
    file: 'sandbox/callbacks/forward.ts',
    find: 'if (isRedirect(status)) {',
    replace: 'if (isRedirect(status) && status < 300) {',
    tests: ['test/unit/sandbox/forward-redirect.test.ts'],
  },
  {
    name: 'a visit is kept for half a year',
    file: 'src/session/store.ts',
    find: 'const LONGEST = 48 * 3600e3;',
    replace: 'const LONGEST = 4800 * 3600e3;',
    tests: ['test/unit/kit/outcomes-kept.test.ts'],
  },
  {
    name: 'a wait of more than 2^31 ms is over at once',
    file: 'src/ticker.ts',
    find: 'const LONGEST = 0x7fffffff;',
    replace: 'const LONGEST = 0x7fffffffff;',
    tests: ['test/unit/kit/ticker.test.ts', 'test/unit/kit/clock-jumps.test.ts'],
  },
];
