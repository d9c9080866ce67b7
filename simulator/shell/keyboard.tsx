import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FrameLink } from './frame-link';

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

interface Props {
  height: number;
  link: FrameLink;
  /** The frame that it lies over. */
  page: preact.RefObject<HTMLIFrameElement>;
}

/**
 * The keyboard of the phone, drawn over whatever it would cover. It types nothing: that is for the keyboard
 * of this machine.
 */
export function Keyboard({ height, link, page }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const frame = page.current;
    if (!box.current || !frame) return undefined;
    // Both are drawn in the phone's scale; the page counts in its own px.
    const area = frame.getBoundingClientRect();
    const scale = area.height / frame.offsetHeight || 1;
    const covers = Math.max(0, (area.bottom - box.current.getBoundingClientRect().top) / scale);
    link.post({ sim: 'keyboard', covers: Math.round(covers) });
    return () => link.post({ sim: 'keyboard', covers: 0 });
  }, [height, link, page]);
  return (
    <div
      ref={box}
      class="keyboard"
      aria-hidden="true"
      style={{ height }}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {ROWS.map((row) => (
        <div key={row}>
          {[...row].map((key) => (
            <span key={key}>{key}</span>
          ))}
        </div>
      ))}
      <div>
        <span class="space" />
      </div>
    </div>
  );
}
