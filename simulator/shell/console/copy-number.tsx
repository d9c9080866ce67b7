import { useEffect, useState } from 'preact/hooks';
import { words as all } from './strings';

const words = all.copy;
const SHOWN_MS = 2000;

/** A number that a press copies. */
export function CopyNumber({ number }: { number: string }) {
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    if (outcome === '') return undefined;
    const timer = setTimeout(() => setOutcome(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    navigator.clipboard.writeText(number).then(
      () => setOutcome(words.done),
      () => setOutcome(words.failed),
    );
  };
  return (
    <span class="copy-number">
      <button type="button" class="link" title={words.number(number)} onClick={copy}>
        <code>{number}</code>
      </button>
      <span class="copied" role="status">
        {outcome}
      </span>
    </span>
  );
}
