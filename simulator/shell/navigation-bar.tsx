import { useEffect, useState } from 'preact/hooks';
import type { FrameLink } from './frame-link';
import { clockTime } from './format';
import type { NavState } from './state';
import { strings } from './strings';

const words = strings.phone;

/** Only the two colours that the bar's words may have; anything else is read as dark words. */
const frontColor = ({ front }: NavState): string =>
  front === 'white' || front?.toLowerCase() === '#ffffff' ? '#fff' : '#161823';

const clockText = (): string => clockTime(Date.now()).slice(0, 5);

export function StatusBar({ height, nav }: { height: number; nav: NavState }) {
  const [time, setTime] = useState(clockText);
  useEffect(() => {
    const timer = setInterval(() => setTime(clockText()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="status-bar" style={{ height, color: frontColor(nav) }} aria-hidden="true">
      <span>{time}</span>
      <span class="battery" />
    </div>
  );
}

interface Props {
  nav: NavState;
  loading: boolean;
  link: FrameLink;
  onHide(): void;
}

export function NavigationBar({ nav, loading, link, onHide }: Props) {
  const hide = (): void => {
    link.post({ sim: 'hide' });
    onHide();
  };
  return (
    <div class="navigation-bar" style={{ color: frontColor(nav) }}>
      {nav.depth > 1 && (
        <button
          type="button"
          class="nav-back"
          aria-label={words.back}
          onClick={() => link.post({ sim: 'back' })}
        >
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M15 4 7 12l8 8" fill="none" stroke="currentColor" stroke-width="2" />
          </svg>
        </button>
      )}
      {nav.navigationStyle !== 'custom' && (
        <h1 class="nav-title">
          {loading && <span class="nav-ring" role="img" aria-label={words.navLoading} />}
          {nav.title}
        </h1>
      )}
      <div class="capsule" role="group" aria-label={words.capsule}>
        <button type="button" aria-label={words.menu} onClick={() => link.post({ sim: 'menu' })}>
          <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="currentColor">
            <circle cx="5" cy="12" r="2" />
            <circle cx="12" cy="12" r="3" />
            <circle cx="19" cy="12" r="2" />
          </svg>
        </button>
        <button type="button" aria-label={words.close} onClick={hide}>
          <svg
            viewBox="0 0 24 24"
            width="18"
            height="18"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
          >
            <circle cx="12" cy="12" r="9" />
            <circle cx="12" cy="12" r="3" fill="currentColor" stroke="none" />
          </svg>
        </button>
      </div>
    </div>
  );
}
