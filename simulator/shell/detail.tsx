import { useState } from 'preact/hooks';
import { strings } from './strings';

const words = strings.log;

/**
 * JSON text laid out for reading, of a text of several lines (a stack) its lines; text that is no JSON (it
 * may be cut off) stays as it is.
 */
export function layOut(data: string): string {
  try {
    const value = JSON.parse(data) as unknown;
    return typeof value === 'string' && value.includes('\n') ? value : JSON.stringify(value, null, 2);
  } catch {
    return data;
  }
}

/** A block of text with a button that copies it. */
export function Detail({ data }: { data: string }) {
  const [outcome, setOutcome] = useState('');
  const content = layOut(data);
  const copy = (): void => {
    navigator.clipboard.writeText(content).then(
      () => setOutcome(words.copied),
      () => setOutcome(words.copyFailed),
    );
  };
  return (
    <div class="detail">
      <button type="button" class="small" onClick={copy}>
        {words.copy}
      </button>
      <span class="copied" role="status">
        {outcome}
      </span>
      <pre tabIndex={0}>{content}</pre>
    </div>
  );
}
