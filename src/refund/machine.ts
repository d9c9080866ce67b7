/** Applying for a refund and viewing one, as part of a component's machine (contract pay-button §8.1). */
export type RefundState = 'asking' | 'applying' | 'opening';

export type RefundEvent =
  /** The order or the refund was fetched: payload is an `Asked`. */
  | 'ASKED'
  /** `applyrefund` was answered, or is not bound: payload is an `Asked`. */
  | 'APPLIED'
  /** A page was opened. */
  | 'OPENED'
  /** A page could not be opened. */
  | 'STAYED';

export type RefundGuard = 'refused' | 'isApplying';

export type RefundEffect = 'askOrdered' | 'askApplyRefund' | 'openPage' | 'report';

/** Where a refusal leads: back to `home`, with the error told. */
const refused = <S extends string>(home: S) => ({
  guard: 'refused' as const,
  target: home,
  effects: ['report' as const],
});

/** The order or the refund is fetched; `more` says where else than to a page that may lead. */
export const asking = <
  const S extends string,
  const T extends string = never,
  const G extends string = never,
>(
  home: S,
  more: readonly { guard: G; target: T }[] = [],
) => ({
  entry: ['askOrdered' as const],
  on: {
    ASKED: [
      refused(home),
      ...more,
      { guard: 'isApplying' as const, target: 'applying' as const },
      { target: 'opening' as const },
    ],
  },
});

/** The page's `applyrefund` is asked. */
export const applying = <S extends string>(home: S) => ({
  entry: ['askApplyRefund' as const],
  on: { APPLIED: [refused(home), { target: 'opening' as const }] },
});
