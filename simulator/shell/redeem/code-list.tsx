import { isUsable, type CodedOrder } from './redeem-link';
import { words as all } from './strings';

const words = all.codes;

interface Props {
  orders: readonly CodedOrder[];
  busy: boolean;
  onPick(code: string): void;
}

/** As the card on the phone groups them. */
const spaced = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');

const looks: Record<string, string> = { usable: 'usable', refundFailed: 'refund-failed' };

/** The codes of the newest orders: pressing one is scanning it. */
export function CodeList({ orders, busy, onPick }: Props) {
  if (orders.length === 0) return <p class="empty">{words.none}</p>;
  return (
    <ul class="coded-orders">
      {orders.map(({ orderId, outOrderNo, title, coupons }) => (
        <li key={orderId}>
          <p>
            {title} <code class="about">{outOrderNo}</code>
          </p>
          <ul class="codes">
            {coupons.map(({ itemOrderId, code, state, totalTimes, usableTimes }) => (
              <li key={itemOrderId}>
                <button type="button" class="small" disabled={busy} onClick={() => onPick(code)}>
                  <span class="visually-hidden">{words.pick} </span>
                  <code>{spaced(code)}</code>
                </button>
                <span class={`coupon-state ${looks[state] ?? ''}`}>{words.states[state] ?? state}</span>
                {totalTimes > 1 && isUsable(state) && <span class="about">{words.left(usableTimes)}</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
