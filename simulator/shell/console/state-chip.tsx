import { nameOf } from './names';

const GOOD = new Set(['paid', 'usable', 'delivered', 'redeemed']);
const OPEN = new Set(['unpaid', 'open', 'processing', 'applied', 'auditing', 'refunding', 'pending']);
const BAD = new Set(['failed', 'refused', 'timedOut', 'withdrawn', 'refundFailed', 'expired']);

/** How a state is coloured; its name always stands beside the colour. */
const toneOf = (state: string): 'good' | 'attention' | 'bad' | '' =>
  GOOD.has(state) ? 'good' : OPEN.has(state) ? 'attention' : BAD.has(state) ? 'bad' : '';

export function StateChip({ table, state }: { table: string; state: string }) {
  return <span class={`chip ${toneOf(state)}`}>{nameOf(table, state)}</span>;
}
