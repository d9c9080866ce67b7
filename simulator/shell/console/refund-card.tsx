import { useState } from 'preact/hooks';
import type { Refund } from 'microapp-trade-sandbox/shapes';
import { dateText } from '../format';
import { yuan } from '../../money';
import { auditRefund } from './console-link';
import { CopyNumber } from './copy-number';
import { StateChip } from './state-chip';
import { words as all } from './strings';
import type { Act } from './use-actions';

const words = all.order.refunds;
const actions = all.actions;
/** Longest text of a refusal, characters: a Chinese one takes 3 of the 255 bytes that the contract allows. */
const LONGEST_REASON = 80;

function Audit({ outRefundNo, act }: { outRefundNo: string; act: Act }) {
  const [reason, setReason] = useState('');
  return (
    <form
      class="buttons audit"
      onSubmit={(event) => {
        event.preventDefault();
        act(actions.done.refuse, () => auditRefund(outRefundNo, 'refuse', reason.trim()));
      }}
    >
      <button
        type="button"
        class="small"
        onClick={() => act(actions.done.agree, () => auditRefund(outRefundNo, 'agree'))}
      >
        {actions.agree}
      </button>
      <input
        type="text"
        aria-label={actions.reason}
        placeholder={`${actions.reason}（${actions.reasonHint}）`}
        value={reason}
        maxLength={LONGEST_REASON}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <button type="submit" class="small" disabled={reason.trim() === ''}>
        {actions.refuse}
      </button>
    </form>
  );
}

export function RefundCard({ refund, act }: { refund: Refund; act: Act }) {
  const { outRefundNo, draft } = refund;
  const facts: [string, string][] = [
    [words.reasons, draft.reasons.join('、')],
    [words.note, draft.note],
    [words.applied, dateText(refund.createTime)],
    [words.deadline, refund.state === 'auditing' ? dateText(refund.auditDeadline) : ''],
    [words.audited, refund.auditTime === undefined ? '' : dateText(refund.auditTime)],
    [words.deny, refund.denyMessage ?? ''],
    [words.ended, refund.endTime === undefined ? '' : dateText(refund.endTime)],
  ];
  return (
    <article class="card" aria-label={words.number(outRefundNo ?? refund.refundId)}>
      <p class="line">
        <CopyNumber number={outRefundNo ?? refund.refundId} />
        <StateChip table="refund" state={refund.state} />
        <span class="spring" />
        <strong>{`${yuan(refund.amount)} ×${draft.quantity}`}</strong>
      </p>
      {outRefundNo === undefined && <p class="quiet">{words.noNumber}</p>}
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {refund.state === 'auditing' && outRefundNo !== undefined && (
        <Audit outRefundNo={outRefundNo} act={act} />
      )}
    </article>
  );
}
