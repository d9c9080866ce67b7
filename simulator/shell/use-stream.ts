import { useEffect, useRef, useState } from 'preact/hooks';
import { listenToSandbox, type TradeEvent } from './sandbox-link';

export interface Stream {
  /** What happened in the sandbox, oldest first, the newest of it. */
  events: TradeEvent[];
  /** Whether the line stands. */
  streaming: boolean;
  /** Rises when something may have changed. */
  version: number;
  /** Forget what has been told. */
  clear(): void;
}

const LONGEST_LOG = 500;
/** A payment makes several events at once: what is shown is read again once they have all come. */
const SETTLE_MS = 150;

/** The sandbox's events, and a number that says when to read again. */
export function useStream(isOn = true): Stream {
  const [events, setEvents] = useState<TradeEvent[]>([]);
  const [streaming, setStreaming] = useState(true);
  const [version, setVersion] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    if (!isOn) return undefined;
    const stop = listenToSandbox((event) => {
      setEvents((before) =>
        before.some(({ id, time }) => id === event.id && time === event.time)
          ? before
          : [...before.slice(1 - LONGEST_LOG), event],
      );
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setVersion((count) => count + 1), SETTLE_MS);
    }, setStreaming);
    return () => {
      stop();
      clearTimeout(timer.current);
    };
  }, [isOn]);
  return { events, streaming, version, clear: () => setEvents([]) };
}
