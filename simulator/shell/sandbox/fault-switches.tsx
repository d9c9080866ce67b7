import { useState } from 'preact/hooks';
import { messageOf } from '../http';
import { Table } from '../table';
import { useLoaded } from '../use-loaded';
import type { Fault } from '../../../src/contract/faults';
import { getFaults, setFaults } from './sandbox-tools-link';
import { words as all } from './strings';

const words = all.faults;
const SECOND_MS = 1000;
const NUMBERS = ['delayMs', 'drop', 'duplicate'] as const;

/** A question is waited for: nothing can overtake it. */
const canReorder = (type: string): boolean => !type.startsWith('pre_create');
const isOn = ({ delayMs, drop, duplicate, reorder }: Fault): boolean =>
  delayMs > 0 || drop > 0 || duplicate > 0 || reorder;

interface CellProps {
  label: string;
  value: number;
  onSet(value: number): void;
}

/**
 * A number that counts once the reader has left its box or pressed enter; what is being typed is not
 * overwritten meanwhile.
 */
function NumberCell({ label, value, onSet }: CellProps) {
  const [typed, setTyped] = useState<string>();
  const commit = (): void => {
    const given = Number(typed);
    setTyped(undefined);
    if (typed !== undefined && typed.trim() !== '' && Number.isInteger(given) && given >= 0) onSet(given);
  };
  return (
    <input
      type="number"
      min="0"
      step="1"
      aria-label={label}
      value={typed ?? value}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onChange={commit}
    />
  );
}

/** What goes wrong with the callbacks of each type on their way. */
export function FaultSwitches({ version }: { version: number }) {
  const { value: faults, reload } = useLoaded('', version, getFaults);
  const [said, setSaid] = useState({ text: '', failed: false });
  const set = (change: Record<string, Partial<Fault> | null>): void => {
    setFaults(change)
      .then(
        () => setSaid({ text: words.saved, failed: false }),
        (error: unknown) => setSaid({ text: words.failed(messageOf(error)), failed: true }),
      )
      .finally(reload);
  };
  if (!faults) return null;
  const on = Object.values(faults).filter(isOn).length;
  return (
    <details class="field faults" open={on > 0}>
      <summary>
        {words.title}
        {on > 0 && <span class="chip attention">{words.some(on)}</span>}
      </summary>
      <Table label={words.title} columns={[words.type, ...Object.values(words.columns)]}>
        {Object.entries(faults).map(([type, fault]) => (
          <tr key={type}>
            <th scope="row">
              <code>{type}</code>
            </th>
            {NUMBERS.map((name) => {
              const unit = name === 'delayMs' ? SECOND_MS : 1;
              return (
                <td key={name}>
                  <NumberCell
                    label={words.cell(type, words.columns[name])}
                    value={fault[name] / unit}
                    onSet={(value) => set({ [type]: { [name]: value * unit } })}
                  />
                </td>
              );
            })}
            <td>
              <input
                type="checkbox"
                aria-label={words.cell(type, words.columns.reorder)}
                checked={fault.reorder}
                disabled={!canReorder(type)}
                onChange={(event) => set({ [type]: { reorder: event.currentTarget.checked } })}
              />
            </td>
          </tr>
        ))}
      </Table>
      <div class="buttons">
        <button
          type="button"
          class="small"
          disabled={on === 0}
          onClick={() => set(Object.fromEntries(Object.keys(faults).map((type) => [type, null])))}
        >
          {words.off}
        </button>
        <span role="status" class={`said ${said.failed ? 'error' : ''}`}>
          {said.text}
        </span>
      </div>
    </details>
  );
}
