interface Props {
  /** Its name, and what stands in it while it is empty. */
  label: string;
  text: string;
  onText(text: string): void;
}

/** A field that narrows down what is listed below it. */
export function SearchField({ label, text, onText }: Props) {
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  );
}
