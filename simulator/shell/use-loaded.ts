import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from './http';

interface Loaded<T> {
  /** The newest answer; of an earlier key only as long as `key` says so. */
  value?: T;
  key?: string;
  failure: string;
  reload(): void;
}

/**
 * Loads again when `key` or `version` changes; an older answer never replaces a newer one. `key` null loads
 * nothing.
 */
export function useLoaded<T>(
  key: string | null,
  version: number,
  load: (key: string) => Promise<T>,
): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ failure: '' });
  const asked = useRef(0);
  const how = useRef(load);
  how.current = load;
  const reload = useCallback(() => {
    const mine = (asked.current += 1);
    if (key === null) {
      setState({ failure: '' });
      return;
    }
    const settle = (next: Omit<Loaded<T>, 'reload'>): void => {
      if (mine === asked.current) setState(next);
    };
    how.current(key).then(
      (value) => settle({ value, key, failure: '' }),
      (error: unknown) => settle({ key, failure: messageOf(error) }),
    );
  }, [key]);
  useEffect(reload, [reload, version]);
  useEffect(
    () => () => {
      asked.current += 1;
    },
    [],
  );
  return { ...state, reload };
}
