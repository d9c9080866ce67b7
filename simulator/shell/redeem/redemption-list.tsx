import { shortDate } from '../format';
import { Table } from '../table';
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
    <Table label={words.title} columns={Object.values(words.columns)}>
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
    </Table>
  );
}
