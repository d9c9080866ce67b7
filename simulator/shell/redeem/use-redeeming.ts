import { useCallback, useEffect, useState } from 'preact/hooks';
import { messageOf } from '../http';
import { useLoaded } from '../use-loaded';
import * as shop from './redeem-link';
import { words } from './strings';

export interface Redeeming {
  /** What has been typed, pasted or picked. */
  scanned: string;
  prepared: shop.Prepared | null;
  codes: shop.Codes | null;
  /** Why the last step failed, in the shop's words; '' when it did not. */
  failure: string;
  /** Why the list of codes could not be read. */
  unavailable: string;
  /** The results of the last step, one line each. */
  outcome: { text: string; refused?: boolean }[];
  busy: boolean;
  type(text: string): void;
  scan(text: string): void;
  cancel(): void;
  redeem(certificates: readonly shop.Certificate[]): void;
  undo(verifyId: string, code: string): void;
  refresh(): void;
}

const KEY = 'trade-sim:redeem';

/** What is being redeemed is remembered for as long as the browser's tab lives; storage may be shut. */
const remembered = (): string => {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
};

/** Keeps a code for the counter, which scans it when it is next opened. '' for none. */
export const remember = (scanned: string): void => {
  try {
    sessionStorage.setItem(KEY, scanned);
  } catch {
    // Only the memory over a reload is lost.
  }
};

/** @param version rises when something may have changed in the sandbox */
export function useRedeeming(version: number): Redeeming {
  const listed = useLoaded('codes', version, shop.getCodes);
  const [scanned, setScanned] = useState(remembered);
  const [prepared, setPrepared] = useState<shop.Prepared | null>(null);
  const [failure, setFailure] = useState('');
  const [outcome, setOutcome] = useState<Redeeming['outcome']>([]);
  const [busy, setBusy] = useState(false);

  const step = useCallback((work: () => Promise<void>): void => {
    setBusy(true);
    setFailure('');
    setOutcome([]);
    work()
      .catch((error: unknown) => setFailure(messageOf(error)))
      .finally(() => setBusy(false));
  }, []);

  const type = (text: string): void => {
    setScanned(text);
    setFailure('');
  };

  const scan = useCallback(
    (text: string): void => {
      setScanned(text);
      setPrepared(null);
      step(async () => {
        setPrepared(await shop.prepare(text));
        remember(text);
      });
    },
    [step],
  );

  // What was being redeemed before a reload is scanned again: the token of then need not be good any more.
  useEffect(() => {
    if (remembered()) scan(remembered());
  }, [scan]);

  const close = (): void => {
    setPrepared(null);
    setScanned('');
    remember('');
  };

  const redeem = (certificates: readonly shop.Certificate[]): void => {
    if (!prepared) return;
    step(async () => {
      const results = await shop.verify(prepared.verifyToken, certificates);
      const done = results.filter(({ resultCode }) => resultCode === 0).length;
      const refused = results.flatMap(({ resultCode, resultMsg }, index) =>
        resultCode === 0
          ? []
          : [
              {
                text: words.results.refused(
                  shop.tailOf(certificates[index]!.maskedCode),
                  resultMsg,
                  resultCode,
                ),
                refused: true,
              },
            ],
      );
      setOutcome([...(done > 0 ? [{ text: words.results.done(done) }] : []), ...refused]);
      close();
    });
  };

  const undo = (verifyId: string, code: string): void =>
    step(async () => {
      await shop.undo(verifyId);
      setOutcome([{ text: words.results.undone(shop.tailOf(code)) }]);
    });

  const cancel = (): void => {
    close();
    setFailure('');
    setOutcome([]);
  };

  const { value, failure: unavailable, reload } = listed;
  return {
    codes: value ?? null,
    unavailable,
    refresh: reload,
    scanned,
    prepared,
    failure,
    outcome,
    busy,
    type,
    scan,
    cancel,
    redeem,
    undo,
  };
}
