/** The rest of a phone: environment, update manager, performance marks, sensors, what the user reports. */
import { onKeyboard } from '../tags/keyboard-height';
import type { Family, HostContext } from './context';
import { USER_DATA_PATH } from './files';
import { Listeners } from './listeners';
import { numberOr } from './options';

interface Entry {
  name: string;
  entryType: string;
  startTime: number;
  duration: number;
  path: string;
}

type Observer = { types: readonly string[]; tell(entries: Entry[]): void };

/** tt.performance: the marks of the program, and its navigations. */
class Marks {
  private entries: Entry[] = [];
  private limit = 30;
  private readonly observers = new Set<Observer>();

  constructor(private readonly host: HostContext) {}

  add(name: string, entryType: string): Entry[] {
    const entry = { name, entryType, startTime: Date.now(), duration: 0, path: this.path };
    this.entries = [...this.entries, entry].slice(-this.limit);
    for (const { types, tell } of this.observers) if (types.includes(entryType)) tell([entry]);
    return [entry];
  }

  get api(): Record<string, unknown> {
    const by = (test: (entry: Entry) => boolean): Entry[] => this.entries.filter(test);
    return {
      getEntries: () => [...this.entries],
      getEntriesByName: (name: unknown, type?: unknown) =>
        by((entry) => entry.name === name && (type === undefined || entry.entryType === type)),
      getEntriesByType: (type: unknown) => by(({ entryType }) => entryType === type),
      getCurrentPageEntries: () => by(({ path }) => path === this.path),
      getEntriesByPage: (page: unknown) => by(({ path }) => path === page),
      mark: (name: unknown) => this.add(String(name), 'mark'),
      clearMarks: (name?: unknown) => {
        this.entries = by(
          (entry) => entry.entryType !== 'mark' || (name !== undefined && entry.name !== name),
        );
      },
      setBufferSize: (size: unknown) => {
        this.limit = Math.max(1, numberOr(size, this.limit));
      },
      createObserver: (listener: unknown) => this.observe(listener),
    };
  }

  private get path(): string {
    return this.host.router.current?.path ?? '';
  }

  private observe(listener: unknown): object {
    const listeners = new Listeners<unknown>(this.host.problems, 'tt.performance observer');
    listeners.add(listener);
    let own: Observer | undefined;
    const disconnect = (): void => {
      if (own) this.observers.delete(own);
    };
    return {
      disconnect,
      observe: (...wanted: unknown[]) => {
        disconnect();
        const types = wanted.flat().flatMap((one) => {
          const { entryTypes, type } = (typeof one === 'object' && one !== null ? one : { type: one }) as {
            entryTypes?: string[];
            type?: string;
          };
          return entryTypes ?? type ?? [];
        });
        own = {
          types,
          tell: (entries) => listeners.emit(Object.assign(entries, { getEntries: () => entries })),
        };
        this.observers.add(own);
      },
    };
  }
}

/** There is no newer version, or with `?update=ready` in the frame's address there is one. */
function updateManager(host: HostContext): object {
  const hasUpdate = new URLSearchParams(location.search).get('update') === 'ready';
  const wait = (listener: unknown, value: unknown): void => {
    const listeners = new Listeners(host.problems, 'UpdateManager');
    listeners.add(listener);
    setTimeout(() => listeners.emit(value), 0);
  };
  return {
    onCheckForUpdate: (listener: unknown) => wait(listener, { hasUpdate }),
    onUpdateReady: (listener: unknown) => {
      if (hasUpdate) wait(listener, {});
    },
    onUpdateFailed: () => undefined,
    applyUpdate: () => {
      const search = new URLSearchParams(location.search);
      search.delete('update');
      location.search = search.toString();
    },
  };
}

/** ms between two reports of a sensor. */
const SENSOR_MS = 200;

/** A phone that lies on a table, and points north. */
function sensor(
  host: HostContext,
  name: 'Accelerometer' | 'Compass',
  value: object,
): Required<Pick<Family, 'calls' | 'plain'>> {
  const listeners = new Listeners(host.problems, `tt.on${name}Change`);
  let timer: ReturnType<typeof setInterval> | undefined;
  const start = (): void => {
    clearInterval(timer);
    timer = setInterval(() => listeners.emit(value), SENSOR_MS);
  };
  return {
    calls: { [`start${name}`]: start, [`stop${name}`]: () => clearInterval(timer) },
    plain: {
      [`on${name}Change`]: (listener: unknown) => {
        listeners.add(listener);
        if (timer === undefined) start();
      },
      [`off${name}Change`]: listeners.remove,
    },
  };
}

export function device(host: HostContext): Family {
  const marks = new Marks(host);
  const accelerometer = sensor(host, 'Accelerometer', { x: 0, y: 0, z: -1 });
  const compass = sensor(host, 'Compass', { direction: 0 });
  const capture = new Listeners(host.problems, 'tt.onUserCaptureScreen');
  window.addEventListener('keyup', ({ key }) => key === 'PrintScreen' && capture.emit(undefined));
  const keyboard = new Listeners(host.problems, 'tt.onKeyboardHeightChange');
  onKeyboard((height) => {
    keyboard.emit({ height });
    host.tellKeyboard?.(height);
  });
  let updates: object | undefined;
  return {
    calls: {
      ...accelerometer.calls,
      ...compass.calls,
      getExtConfig: () => ({ extConfig: {} }),
      reportEvent: () => undefined,
    },
    plain: {
      ...accelerometer.plain,
      ...compass.plain,
      getUpdateManager: () => (updates ??= updateManager(host)),
      getExtConfigSync: () => ({}),
      reportAnalytics: () => undefined,
      canIPutStuffOverComponent: () => ({ res: true }),
      onKeyboardHeightChange: keyboard.add,
      offKeyboardHeightChange: keyboard.remove,
      // Memory is never short here.
      onMemoryWarning: () => undefined,
      offMemoryWarning: () => undefined,
      onUserCaptureScreen: capture.add,
      offUserCaptureScreen: capture.remove,
    },
    values: {
      env: Object.freeze({ USER_DATA_PATH, VERSION: 'develop' }),
      performance: marks.api,
    },
  };
}
