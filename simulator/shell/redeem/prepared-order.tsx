import { useEffect, useRef, useState } from 'preact/hooks';
import { dateText } from '../format';
import { tailOf, type Certificate, type Prepared } from './redeem-link';
import { words as all } from './strings';

const words = all.prepared;

interface Props {
  prepared: Prepared;
  busy: boolean;
  onRedeem(certificates: readonly Certificate[]): void;
  onCancel(): void;
}

/** The order of a scanned code: which of its codes to redeem, and how often. */
export function PreparedOrder({ prepared, busy, onRedeem, onCancel }: Props) {
  const { certificates } = prepared;
  // The scanned one is what the customer wants; the others are offered.
  const [times, setTimes] = useState<Record<string, number>>({ [certificates[0]!.certificateId]: 1 });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const timesOf = ({ certificateId }: Certificate): number => times[certificateId] ?? 0;
  const set = ({ certificateId }: Certificate, count: number): void =>
    setTimes({ ...times, [certificateId]: count });
  const chosen = certificates.flatMap((each) => Array.from({ length: timesOf(each) }, () => each));
  return (
    <form
      class="prepared"
      onSubmit={(event) => {
        event.preventDefault();
        onRedeem(chosen);
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        {prepared.title}
      </h3>
      <p class="about">
        {words.order} <code>{prepared.outOrderNo}</code>
      </p>
      <fieldset class="certificates">
        <legend>{words.legend}</legend>
        {certificates.map((each) => {
          const tail = tailOf(each.maskedCode);
          return (
            <div class="certificate" key={each.certificateId}>
              <label class="inline">
                <input
                  type="checkbox"
                  checked={timesOf(each) > 0}
                  disabled={busy}
                  onChange={(event) => set(each, event.currentTarget.checked ? 1 : 0)}
                />
                <code>{words.code(tail)}</code>
              </label>
              {each.state === 'refundFailed' && (
                <span class="coupon-state refund-failed">{all.codes.states.refundFailed}</span>
              )}
              {each.totalTimes > 1 && (
                <>
                  <span class="about">{words.left(each.usableTimes, each.totalTimes)}</span>
                  <select
                    aria-label={words.times(tail)}
                    value={timesOf(each)}
                    disabled={busy || timesOf(each) === 0}
                    onChange={(event) => set(each, Number(event.currentTarget.value))}
                  >
                    {Array.from({ length: each.usableTimes + 1 }, (_, count) => (
                      <option key={count} value={count} hidden={count === 0}>
                        {words.timesUnit(count)}
                      </option>
                    ))}
                  </select>
                </>
              )}
              <span class="about">{words.until(dateText(each.validTo))}</span>
            </div>
          );
        })}
      </fieldset>
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy || chosen.length === 0}>
          {busy ? words.busy : words.redeem(chosen.length)}
        </button>
        <button type="button" disabled={busy} onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
