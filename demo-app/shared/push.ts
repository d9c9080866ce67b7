import type { TradeOptions } from 'microapp-trade-kit';
import { get } from './api';

interface Changes {
  last: number;
  outOrderNos: string[];
}

const PAUSE = 3000;

const watched = new Set<{ outOrderNo: string; changed: () => void }>();
let isAsking = false;
let last: number | undefined;

/** Asks the shop's server for news, which answers when there are some: one question for all cards. */
async function follow(): Promise<void> {
  isAsking = true;
  while (watched.size) {
    try {
      const found = await get<Changes>('/changes', last === undefined ? {} : { after: String(last) });
      last = found.last;
      for (const { outOrderNo, changed } of [...watched])
        if (found.outOrderNos.includes(outOrderNo)) changed();
    } catch {
      // Without a push the cards ask by themselves: no word to the user, and another try later.
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  isAsking = false;
}

/** How this shop's server says that the codes of an order have changed (docs/merchant.md). */
export const watchCoupons: NonNullable<TradeOptions['watchCoupons']> = ({ outOrderNo }, changed) => {
  const entry = { outOrderNo, changed };
  watched.add(entry);
  if (!isAsking) void follow();
  return () => void watched.delete(entry);
};
