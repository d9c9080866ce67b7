import { shortDate } from '../format';
import { tailOf } from './redeem-link';
import type { Redemption } from './redemptions';
import { words as all } from './strings';

const words = all.redemptions;

interface Props {
  redemptions: readonly Redemption[];
  busy: boolean;
  onUndo(verifyId: string, code: string): void;
}

export function RedemptionList({ redemptions, busy, onUndo }: Props) {
  if (redemptions.length === 0) return <p class="empty">{words.none}</p>;
  return (
    <div class="table-room" tabIndex={0} role="region" aria-label={words.title}>
      <table>
        <thead>
          <tr>
            {Object.values(words.columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {redemptions.map(({ verifyId, code, title, shopName, time, state }) => (
            <tr key={verifyId}>
              <td>
                <code>{tailOf(code)}</code>
              </td>
              <td class="goods">
                {title}
                <br />
                <span class="about">{shopName}</span>
              </td>
              <td>{shortDate(time)}</td>
              <td>
                {state === 'open' ? (
                  <button
                    type="button"
                    class="small"
                    disabled={busy}
                    aria-label={words.undoOf(tailOf(code))}
                    onClick={() => onUndo(verifyId, code)}
                  >
                    {words.undo}
                  </button>
                ) : (
                  <span class="about">{state === 'undone' ? words.undone : words.late}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
