/** One line changed, so that something from outside is believed that may not be: a test must go red. */
interface DoorMutant {
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
  {
    name: 'what is taken over of an answer is not checked again',
    file: 'src/ports/guarded.ts',
    find: 'wrong = objection(question, copy, query);',
    replace: '',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'a code that no cashier has is passed on',
    file: 'src/ports/guarded-platform.ts',
    find: 'CODES.indexOf(code) < 0 ? PayCode.Unknown : code',
    replace: 'code',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'an application is waited for without end',
    file: 'src/refund-apply/effects.ts',
    find: '() => visit.outRefundNo && resolve(undefined),',
    replace: '() => undefined,',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'a payment whose page was left is asked about by nobody',
    file: 'src/session/outcome.ts',
    find: 'void look(config, visit).catch(() => undefined)',
    replace: 'undefined',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'a clock is believed whatever it says',
    file: 'src/ports/guarded-platform.ts',
    find: 'answer > 0 && isFinite(answer) ? Math.floor(answer) : Date.now()',
    replace: 'answer > 0 ? answer : Date.now()',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'a stored visit may stand under any key',
    file: 'src/session/stored.ts',
    find: 'visit.id === key ? undefined :',
    replace: 'visit.id ? undefined :',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'a payment that an earlier kit has stored is dropped',
    file: 'src/session/stored.ts',
    find: "typeof reported === 'number'",
    replace: "typeof reported === 'bigint'",
    tests: ['test/unit/kit/earlier-kits.test.ts'],
  },
  {
    name: 'an order of another visit is taken for the own',
    file: 'src/session/resume.ts',
    find: 'if (maker && maker !== id)',
    replace: "if (maker === '')",
    tests: ['test/unit/order-confirm/unanswered.test.ts'],
  },
  {
    name: 'who made an order is forgotten while another visit waits',
    file: 'src/session/store.ts',
    find: '!(one.orderId && unknown(one.subject))',
    replace: 'unknown.length > 0',
    tests: ['test/unit/order-confirm/unanswered.test.ts'],
  },
  {
    name: 'an order from before the visit is told as its own',
    file: 'src/session/resume.ts',
    find: 'outOrderNo === visit.orderBefore ||',
    replace: 'false ||',
    tests: ['test/unit/order-confirm/order-before.test.ts'],
  },
  {
    name: "a visit's order is looked for by the phone's clock",
    file: 'src/session/resume.ts',
    find: 'visit.orderBefore === undefined ? visit.since : 0',
    replace: 'visit.since',
    tests: ['test/unit/order-confirm/order-before.test.ts'],
  },
  {
    name: 'an answer about older orders may be about the order that was sent',
    file: 'src/session/resume.ts',
    find: 'if (visit.attempts) return;',
    replace: '',
    tests: ['test/unit/order-confirm/order-before.test.ts'],
  },
  {
    name: 'an order without a number of Douyin is none',
    file: 'src/session/resume.ts',
    find: '(!!visit.orderId && orderId === visit.orderId)',
    replace: 'orderId === visit.orderId',
    tests: ['test/unit/order-confirm/entering.test.ts'],
  },
  {
    name: 'a lost cashier keeps its order for ever',
    file: 'src/session/hand-over.ts',
    find: "if (state === 'unpaid') return go();",
    replace: '',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'what was thrown is looked at before the answer is given',
    file: 'src/handlers/ask.ts',
    find: "done(answer); if (answer.kind === 'failed') tell(answer.reason);",
    replace:
      "if (answer.kind === 'failed' && answer.reason instanceof Error) tell(answer.reason); done(answer);",
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'a wrong address is unknown goods',
    file: 'src/adapters/http-merchant.ts',
    find: 'else if (statusCode === 404 || statusCode === 405)',
    replace: 'else if (statusCode === 405)',
    tests: ['test/unit/kit/http-failures.test.ts'],
  },
  {
    name: 'an event without its detail throws into the host',
    file: 'src/connect/component.ts',
    find: "report({ component: parts.machine.id, state: '', event: '', part: name, error });",
    replace: 'throw error;',
    tests: ['test/unit/kit/doors.test.ts'],
  },
  {
    name: 'an order is sent for a page that was left while it was signed',
    file: 'src/order-confirm/order.ts',
    find: 'isGone() ? undefined : platform.requestOrder(signed)',
    replace: 'platform.requestOrder(signed)',
    tests: ['test/unit/kit/left-page.test.ts'],
  },
  {
    name: 'an application is sent for a page that was left while it asked for the one before',
    file: 'src/refund-apply/effects.ts',
    find: 'isIn || isGone() ? undefined : send()',
    replace: 'isIn ? undefined : send()',
    tests: ['test/unit/kit/left-page.test.ts'],
  },
  {
    name: 'a cashier is opened for a button that is gone',
    file: 'src/session/hand-over.ts',
    find: 'if (isGone()) return undefined;',
    replace: '',
    tests: ['test/unit/kit/left-page.test.ts'],
  },
];
