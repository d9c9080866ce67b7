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
    THROWN: { target: home },
  },
});

/** The page's `applyrefund` is asked. */
export const applying = <S extends string>(home: S) => ({
  entry: ['askApplyRefund' as const],
  on: { APPLIED: [refused(home), { target: 'opening' as const }], THROWN: { target: home } },
});
