import type { Step } from 'microapp-trade-sandbox/shapes';
import { shortDate } from '../format';
import { CopyNumber } from './copy-number';
import { StateChip } from './state-chip';
import { nameOf } from './names';
import { words as all } from './strings';

const words = all.order.history;

/** Every step of an order and its parts. */
export function HistoryList({ history }: { history: readonly Step[] }) {
  return (
    <div class="table-room" tabIndex={0} role="region" aria-label={words.label}>
      <table>
        <thead>
          <tr>
            {[words.time, words.subject, words.step, words.note].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.map(({ stepId, time, subject, subjectId, from, to, note }) => (
            <tr key={stepId}>
              <td>{shortDate(time)}</td>
              <td>
                {nameOf('subjects', subject)} <CopyNumber number={subjectId} />
              </td>
              <td>
                {from !== undefined && (
                  <>
                    <StateChip table={subject} state={from} /> →{' '}
                  </>
                )}
                <StateChip table={subject} state={to} />
              </td>
              <td>{note === undefined ? '' : nameOf('notes', note)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
