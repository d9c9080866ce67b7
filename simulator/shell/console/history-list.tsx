import type { Step } from 'microapp-trade-sandbox/shapes';
import { shortDate } from '../format';
import { Table } from '../table';
import { CopyNumber } from './copy-number';
import { StateChip } from './state-chip';
import { nameOf } from './names';
import { words as all } from './strings';

const words = all.order.history;

/** Every step of an order and its parts. */
export function HistoryList({ history }: { history: readonly Step[] }) {
  return (
    <Table label={words.label} columns={[words.time, words.subject, words.step, words.note]}>
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
    </Table>
  );
}
