import { useEffect, useState } from 'preact/hooks';

/** How long the second press is waited for. */
const SURE_MS = 5000;

interface Props {
  label: string;
  /** What the button says after the first press. */
  ask: string;
  small?: boolean;
  disabled?: boolean;
  onSure(): void;
}

/** A button for what cannot be taken back: it asks for a second press. */
export function SureButton({ label, ask, small = false, disabled = false, onSure }: Props) {
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!asking) return undefined;
    const timer = setTimeout(() => setAsking(false), SURE_MS);
    return () => clearTimeout(timer);
  }, [asking]);
  const press = (): void => {
    setAsking(!asking);
    if (asking) onSure();
  };
  const stop = (event: KeyboardEvent): void => {
    if (!asking || event.key !== 'Escape') return;
    event.stopPropagation();
    setAsking(false);
  };
  return (
    <button
      type="button"
      class={`${small ? 'small' : ''} ${asking ? 'danger' : ''}`}
      disabled={disabled}
      onClick={press}
      onKeyDown={stop}
      onBlur={() => setAsking(false)}
    >
      {asking ? ask : label}
    </button>
  );
}
