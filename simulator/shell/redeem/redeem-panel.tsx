import { CodeList } from './code-list';
import { PreparedOrder } from './prepared-order';
import { RedemptionList } from './redemption-list';
import { redemptionsOf } from './redemptions';
import { words } from './strings';
import { useRedeeming, type Redeeming } from './use-redeeming';

function ScanForm({ scanned, failure, busy, type, scan }: Redeeming) {
  return (
    <form
      class="scan field"
      onSubmit={(event) => {
        event.preventDefault();
        if (scanned.trim()) scan(scanned);
      }}
    >
      <label for="scanned">{words.scan.label}</label>
      <div class="buttons">
        <input
          id="scanned"
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={scanned}
          aria-describedby="scan-hint"
          aria-invalid={failure !== ''}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <button type="submit" disabled={busy || !scanned.trim()}>
          {busy ? words.scan.busy : words.scan.go}
        </button>
      </div>
      <p id="scan-hint" class="about">
        {words.scan.hint}
      </p>
      {failure !== '' && (
        <p class="notice error" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}

/** The shop's counter beside the phone: scan a code, see its order, redeem one or several, take it back. */
export function RedeemPanel({ version }: { version: number }) {
  const redeeming = useRedeeming(version);
  const { prepared, codes, outcome, unavailable, busy } = redeeming;
  return (
    <div class="trade redeem">
      <h2>{words.scan.title}</h2>
      <ScanForm {...redeeming} />
      {prepared && (
        <PreparedOrder
          key={prepared.verifyToken}
          prepared={prepared}
          busy={busy}
          onRedeem={redeeming.redeem}
          onCancel={redeeming.cancel}
        />
      )}
      <div role="status" class="outcome">
        {outcome.map(({ text, refused }, index) => (
          <p key={index} class={refused ? 'refused' : ''}>
            {text}
          </p>
        ))}
      </div>
      {unavailable !== '' && (
        <p class="notice error" role="alert">
          {words.unavailable(unavailable)}
          <button type="button" class="small" onClick={redeeming.refresh}>
            {words.retry}
          </button>
        </p>
      )}
      {!codes && unavailable === '' && <p role="status">{words.loading}</p>}
      {codes && (
        <>
          <h2>{words.codes.title}</h2>
          <CodeList orders={codes.orders} busy={busy} onPick={redeeming.scan} />
          <h2>{words.redemptions.title}</h2>
          <RedemptionList redemptions={redemptionsOf(codes)} busy={busy} onUndo={redeeming.undo} />
        </>
      )}
    </div>
  );
}
