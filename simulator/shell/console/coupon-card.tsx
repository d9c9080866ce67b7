import type { OrderDetail } from 'microapp-trade-sandbox/shapes';
import { dateText, shortDate } from '../format';
import { yuan } from '../../money';
import { SureButton } from '../sure-button';
import { moveClockTo } from './console-link';
import { CopyNumber } from './copy-number';
import { StateChip } from './state-chip';
import { nameOf } from './names';
import { words as all } from './strings';
import type { Act } from './use-actions';

type Coupon = OrderDetail['coupons'][number];

const words = all.order.coupons;
const actions = all.actions;
/** States in which the counter takes it. */
const REDEEMABLE = new Set(['usable', 'refundFailed']);
/** States in which a coupon's end still lies ahead and matters. */
const RUNNING = new Set(['usable', 'notStarted', 'refundFailed']);

const stepText = ({ time, step, verifyId, shopName, refundId, amount }: Coupon['history'][number]): string =>
  [
    shortDate(time),
    nameOf('couponStep', step),
    shopName,
    verifyId ?? refundId,
    amount === undefined ? undefined : yuan(amount),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');

/** One Douyin code: its state, its time, and everything that was done with it. */
export function CouponCard({
  coupon,
  act,
  onRedeem,
}: {
  coupon: Coupon;
  act: Act;
  onRedeem(code: string): void;
}) {
  const { code, state, validFrom, validTo, totalTimes, usedTimes, history } = coupon;
  return (
    <article class="card" aria-label={words.label(code)}>
      <p class="line">
        <CopyNumber number={code} />
        <StateChip table="coupon" state={state} />
        {totalTimes > 1 && <span class="quiet">{words.times(usedTimes, totalTimes)}</span>}
        <span class="spring" />
        {REDEEMABLE.has(state) && (
          <button
            type="button"
            class="small"
            aria-label={words.redeemCode(code)}
            onClick={() => onRedeem(code)}
          >
            {words.redeem}
          </button>
        )}
        {RUNNING.has(state) && (
          <SureButton
            small
            label={actions.expireCoupon}
            ask={actions.expireSure}
            onSure={() => act(actions.done.expireCoupon, () => moveClockTo(validTo + 1))}
          />
        )}
      </p>
      <p class="quiet">{`${words.valid} ${dateText(validFrom)} – ${dateText(validTo)}`}</p>
      <details>
        <summary>{words.history(history.length)}</summary>
        <ol>
          {history.map((event) => (
            <li key={`${event.time}:${event.step}:${event.verifyId ?? event.refundId ?? ''}`}>
              {stepText(event)}
            </li>
          ))}
        </ol>
      </details>
    </article>
  );
}
