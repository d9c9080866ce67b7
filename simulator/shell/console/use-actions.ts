import { useCallback, useState } from 'preact/hooks';
import { messageOf } from '../http';
import { words } from './strings';

/** Does something to the sandbox and tells how it went. `done` is what is said afterwards. */
export type Act = (done: string, work: () => Promise<unknown>) => void;

interface Actions {
  act: Act;
  /** What was last said, for the live region. */
  said: string;
  failed: boolean;
}

/** @param after called when something was done, so that what is shown is read again */
export function useActions(after: () => void): Actions {
  const [state, setState] = useState({ said: '', failed: false });
  const act = useCallback<Act>(
    (done, work) => {
      setState({ said: '', failed: false });
      work()
        .then(
          () => setState({ said: done, failed: false }),
          (error: unknown) => setState({ said: words.actions.failed(messageOf(error)), failed: true }),
        )
        .finally(after);
    },
    [after],
  );
  return { act, ...state };
}
