/** One line of code changed, so that a machine rule of docs/design.md §4 no longer holds: some test must go red. */
export interface RuleMutant {
  /** The rule's number. */
  rule: 1 | 2 | 3 | 4 | 5 | 6;
  name: string;
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
}

export const RULE_MUTANTS: RuleMutant[] = [
  {
    rule: 1,
    name: 'a tap while placeorder is pending is taken',
    file: 'src/pay-button/machine.ts',
    find: 'on: { PLACED:',
    replace: "on: { TAP: { target: 'placing' }, PLACED:",
  },
  {
    rule: 1,
    name: 'a submit while the order is on its way is taken',
    file: 'src/order-confirm/machine.ts',
    find: 'on: { RETURNED:',
    replace: "on: { SUBMIT: { target: 'submitting' }, RETURNED:",
  },
  {
    rule: 1,
    name: 'an order that exists is not gone on with',
    file: 'src/order-confirm/effects.ts',
    find: 'if (outOrderNo) return platform.continueToPay({ outOrderNo });',
    replace: '',
  },
  {
    rule: 2,
    name: 'an event of an older attempt is taken',
    file: 'src/machine/interpret.ts',
    find: '(next[2] === undefined || next[2] === attempt)',
    replace: 'true',
  },
  {
    rule: 2,
    name: 'a discount asked for another quantity is taken',
    file: 'src/order-confirm/effects.ts',
    find: 'if (quantity !== context.form.quantity || outOrderNo) return;',
    replace: '',
  },
  {
    rule: 3,
    name: 'the end of an attempt is reported each time it arrives',
    file: 'src/session/page-side.ts',
    find: 'if (visit.reported === visit.attempts) return;',
    replace: '',
  },
  {
    rule: 4,
    name: 'the cashier is believed without asking',
    file: 'src/session/outcome.ts',
    find: 'if (!getOrder || said === PayCode.Cancelled)',
    replace: 'if (getOrder || said === PayCode.Cancelled)',
  },
  {
    rule: 4,
    name: 'an unknown outcome is shown as what the cashier said',
    file: 'src/session/outcome.ts',
    find: 'if (left <= 1) return { code: PayCode.Unknown };',
    replace: 'if (left <= 1) return { code: said };',
  },
  {
    rule: 5,
    name: 'a report that nobody hears is not kept',
    file: 'src/session/page-side.ts',
    find: 'if (!listener) visit.waiting.push(end);',
    replace: '',
  },
  {
    rule: 5,
    name: 'nothing is stored before the order is sent',
    file: 'src/order-confirm/effects.ts',
    find: "      session!.phase = 'paying';\n",
    replace: '',
  },
  {
    rule: 5,
    name: 'setup asks for nothing',
    file: 'src/setup.ts',
    find: '  resumeAll(chosen);\n',
    replace: '',
  },
  {
    rule: 5,
    name: 'a button that has left still listens',
    file: 'src/pay-button/effects.ts',
    find: 'Object.keys(context.unlisten).forEach((id) => context.unlisten[id]());',
    replace: '',
  },
  {
    rule: 6,
    name: 'a handler that never settles is waited for without end',
    file: 'src/handlers/ask.ts',
    find: "else if (!entry.acked) wait(timeoutMs, () => end({ kind: 'timeout' }));",
    replace: 'else if (!entry.acked) clearTimeout(timer);',
  },
  {
    rule: 6,
    name: 'a handler that throws is not caught',
    file: 'src/handlers/ask.ts',
    find: 'entry.answer(Promise.reject(reason));',
    replace: '',
  },
  {
    rule: 6,
    name: 'a result of a wrong type is taken',
    file: 'src/contract/goods-info.ts',
    find: "let errMsg = check('getGoodsInfo', value, 'object');",
    replace: "let errMsg = check('', {}, 'object');",
  },
];
