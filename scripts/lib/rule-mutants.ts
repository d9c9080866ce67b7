/**
 * One line of code changed, so that a machine rule of docs/design.md §4 no longer holds: some test must go
 * red.
 */
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
    find: "        PLACED: [{ guard: 'refused'",
    replace: "        TAP: { target: 'placing' }, PLACED: [{ guard: 'refused'",
  },
  {
    rule: 1,
    name: 'a submit while the order is on its way is taken',
    file: 'src/order-confirm/machine.ts',
    find: "LATE: { target: 'unanswered' },",
    replace: "LATE: { target: 'unanswered' }, SUBMIT: { target: 'submitting' },",
  },
  {
    rule: 1,
    name: 'a cashier that nobody answers is opened again',
    file: 'src/order-confirm/machine.ts',
    find: "effects: ['confirm'] }, { target: 'looking' }",
    replace: "effects: ['confirm'] }, { target: 'submitting' }",
  },
  {
    rule: 3,
    name: 'an older attempt is told after a payment',
    file: 'src/session/reports.ts',
    find: 'visit.stale || code === PayCode.Paid ? [] :',
    replace: 'visit.stale ? [] :',
  },
  {
    rule: 1,
    name: 'an order that exists is not gone on with',
    file: 'src/order-confirm/order.ts',
    find: 'if (outOrderNo) return platform.continueToPay({ outOrderNo });',
    replace: '',
  },
  {
    rule: 1,
    name: 'a refund is asked for again while its order is fetched',
    file: 'src/refund/machine.ts',
    find: '    ASKED: [',
    replace: "    APPLY: { target: 'asking' }, ASKED: [",
  },
  {
    rule: 1,
    name: 'applyrefund is asked again while it is pending',
    file: 'src/refund/machine.ts',
    find: 'on: { APPLIED:',
    replace: "on: { APPLY: { target: 'applying' }, APPLIED:",
  },
  {
    rule: 1,
    name: 'a touch of a code changes what is on its way for a refund',
    file: 'src/consume-card/effects.ts',
    find: '{ picked, large: itemOrderId, looks: 0 } : { picked };',
    replace: '{ picked, large: itemOrderId, looks: 0, wanted: OrderStatus.Refunding } : { picked };',
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
    file: 'src/order-confirm/order.ts',
    find: 'priced && priced.quantity === form.quantity ? priced.marketing',
    replace: 'priced ? priced.marketing',
  },
  {
    rule: 2,
    name: 'codes that an older query has brought are taken',
    file: 'src/consume-card/machine.ts',
    find: "lasting: ['REPORTED',",
    replace: "lasting: ['LOADED', 'REPORTED',",
  },
  {
    rule: 2,
    name: 'what applyrefund says about the order before is taken',
    file: 'src/consume-card/machine.ts',
    find: "lasting: ['REPORTED',",
    replace: "lasting: ['APPLIED', 'REPORTED',",
  },
  {
    rule: 3,
    name: 'a code that the first answer has redeemed is told',
    file: 'src/consume-card/effects.ts',
    find: '    redeemed: used,\n',
    replace:
      "    redeemed: (context) => used(context) || (!context.before && context.codes!.coupons.some(({ state }) => state === 'redeemed')),\n",
  },
  {
    rule: 3,
    name: 'a redemption is told by each query that still finds it',
    file: 'src/consume-card/effects.ts',
    find: "if (!then || then.state === 'redeemed') return false;",
    replace: 'if (!then) return false;',
  },
  {
    rule: 3,
    name: 'codes of the order before are what the first answer is compared with',
    file: 'src/consume-card/effects.ts',
    find: '      codes: undefined,\n      before: undefined,\n',
    replace: '',
  },
  {
    rule: 3,
    name: 'the end of an attempt is reported each time it arrives',
    file: 'src/session/reports.ts',
    find: 'if (visit.untold.indexOf(mine) < 0) return;',
    replace: '',
  },
  {
    rule: 4,
    name: 'the cashier is believed without asking',
    file: 'src/session/outcome.ts',
    find: 'if (said === PayCode.Cancelled)',
    replace: 'if (getOrder)',
  },
  {
    rule: 4,
    name: 'an unknown outcome is shown as what the cashier said',
    file: 'src/session/outcome.ts',
    find: 'if (left <= 1) return { code: PayCode.Unknown };',
    replace: 'if (left <= 1) return { code: said };',
  },
  {
    rule: 4,
    name: 'codes of which nobody knows how they are stay to be seen',
    file: 'src/consume-card/view.ts',
    find: "  if (failure) return Object.assign({}, EMPTY, { phase: 'broken', busy, open });\n",
    replace: '',
  },
  {
    rule: 5,
    name: 'a report that nobody hears is not kept',
    file: 'src/session/reports.ts',
    find: 'if (!listener) visit.waiting.push(end);',
    replace: '',
  },
  {
    rule: 5,
    name: 'nothing is stored before the order is sent',
    file: 'src/session/visits.ts',
    find: "  visit.phase = 'paying';\n",
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
    name: 'a component that has left still listens',
    file: 'src/connect/component.ts',
    find: '  if (chosen) chosen.sessions.leave(instance);\n',
    replace: '',
  },
  {
    rule: 5,
    name: 'a card does not ask what became of the applications of its order',
    file: 'src/consume-card/effects.ts',
    find: '      sessions.takeUp(asker, orderSubject(outOrderNo), teller(step), true);\n',
    replace: '',
  },
  {
    rule: 6,
    name: 'a handler that never settles is waited for without end',
    file: 'src/handlers/ask.ts',
    find: "else if (!entry.acked) within(timeoutMs, () => end({ kind: 'timeout' }));",
    replace: 'else if (!entry.acked) stop();',
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
    find: "if (kind !== 'object')",
    replace: "if (kind === 'nothing of the kind')",
  },
  {
    rule: 6,
    name: 'an applyrefund that fails is taken for one that answers nothing',
    file: 'src/refund/effects.ts',
    find: "(!missing && refusal(answer, 'applyrefund', ErrNo.ApplyRefundFailed, ErrNo.ApplyRefundFailed)) ||",
    replace: '',
  },
  {
    rule: 6,
    name: 'whatever applyrefund resolves is taken',
    file: 'src/refund/effects.ts',
    find: '      checkApplyRefund(params);',
    replace: '      {};',
  },
  {
    rule: 6,
    name: 'a refund that was refused leaves its component waiting',
    file: 'src/refund/machine.ts',
    find: "  target: home,\n  effects: ['report' as const],",
    replace: "  effects: ['report' as const],",
  },
];
