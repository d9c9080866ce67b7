/** Advertisements: none is shown; a person says how one went, and the program hears of it as on a device. */
import type { Family, HostContext } from './context';
import { make, makeButton, openDialog } from './dom';
import { listenersOf } from './listeners';
import { textOr } from './options';
import { isRecord } from '../record';
import { words } from './words';

type Ending = 'watched' | 'closed' | 'failed';

const NO_AD = { errMsg: 'no ad is available', errCode: 1004 } as const;

/** How an advertisement ends: asked of the person, or watched where nobody is there. */
function askEnding(host: HostContext, unit: string, endings: readonly Ending[]): Promise<Ending> {
  const { consent } = host.person;
  if (consent !== 'ask') return Promise.resolve(consent === 'agree' ? 'watched' : 'closed');
  const text = words();
  const labels: Record<Ending, string> = {
    watched: text.adWatched,
    closed: text.adClosed,
    failed: text.adFailed,
  };
  return new Promise((resolve) => {
    const end = (ending: Ending): void => {
      dialog.close();
      resolve(ending);
    };
    const dialog = openDialog(
      host.layer,
      { className: 'sim-sheet sim-ad', label: text.ad, onCancel: () => end('closed') },
      make('header', {}, make('h2', { text: text.ad }), make('p', { text: unit })),
      ...endings.map((ending) => makeButton(labels[ending], () => end(ending), { 'data-ad': ending })),
    );
  });
}

interface Ad {
  show(): Promise<unknown>;
  load(): Promise<unknown>;
  destroy(): Promise<unknown>;
  [listener: string]: unknown;
}

function makeAd(host: HostContext, api: string, options: unknown, rewarded: boolean): Ad {
  const unit = textOr(isRecord(options) ? options.adUnitId : undefined, '');
  const { methods, emit } = listenersOf(host.problems, api, ['Load', 'Error', 'Close']);
  const note = (name: string): void => {
    host.calls.push({ api: `${api}.${name}`, options: { adUnitId: unit } });
    host.log.write('api', 'info', `${api}.${name}`, { adUnitId: unit });
  };
  const fail = (): Promise<never> => {
    emit('Error', NO_AD);
    const refused = Promise.reject(Object.assign(new Error(NO_AD.errMsg), NO_AD));
    refused.catch(() => undefined);
    return refused;
  };
  const load = (): Promise<unknown> => {
    note('load');
    if (unit === '') return fail();
    return Promise.resolve().then(() => emit('Load', {}));
  };
  const endings: Ending[] = rewarded ? ['watched', 'closed', 'failed'] : ['closed', 'failed'];
  return {
    ...methods,
    load,
    show: () => {
      note('show');
      if (unit === '') return fail();
      const ending = askEnding(host, unit, endings);
      // Shown at once; how it ends comes later.
      const tell = (how: Ending): void => {
        if (how === 'failed') emit('Error', NO_AD);
        else emit('Close', rewarded ? { isEnded: how === 'watched', count: how === 'watched' ? 1 : 0 } : {});
      };
      void ending.then((how) => setTimeout(() => tell(how), 0));
      return Promise.resolve({ errMsg: `${api}.show:ok` });
    },
    destroy: () => Promise.resolve(),
  };
}

export function ads(host: HostContext): Family {
  const rewarded = new Map<string, Ad>();
  return {
    plain: {
      // One for a unit: a program that creates it again gets the same, with its listeners.
      createRewardedVideoAd: (options: unknown) => {
        const unit = JSON.stringify(isRecord(options) ? (options.adUnitId ?? '') : '');
        const ad = rewarded.get(unit) ?? makeAd(host, 'RewardedVideoAd', options, true);
        rewarded.set(unit, ad);
        void Promise.resolve()
          .then(() => ad.load())
          .catch(() => undefined);
        return ad;
      },
      createInterstitialAd: (options: unknown) => {
        const ad = makeAd(host, 'InterstitialAd', options, false);
        void Promise.resolve()
          .then(() => ad.load())
          .catch(() => undefined);
        return ad;
      },
    },
    calls: { preloadDrawAd: () => undefined },
  };
}
