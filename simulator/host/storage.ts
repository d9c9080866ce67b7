import { STORAGE_ITEM_KB, STORAGE_KB } from '../rules/limits';
import { ApiError } from './callback';
import type { ApiOptions, Family, HostContext } from './context';

function keyOf(key: unknown): string {
  if (typeof key !== 'string' || key === '')
    throw new ApiError('parameter error: parameter.key should be a non-empty String');
  return key;
}

const kbOf = (text: string): number => new TextEncoder().encode(text).length / 1024;

/**
 * The mini-program's storage: JSON copies under the appid's own prefix. What was never stored, or stored as
 * undefined, reads as ''.
 */
export class AppStorage {
  private readonly prefix: string;

  constructor(
    private readonly storage: Storage,
    appid: string,
  ) {
    this.prefix = `trade-sim:data:${appid}:`;
  }

  get(key: unknown): unknown {
    const text = this.storage.getItem(this.prefix + keyOf(key));
    return text === null ? '' : (JSON.parse(text) as unknown);
  }

  has(key: unknown): boolean {
    return this.storage.getItem(this.prefix + keyOf(key)) !== null;
  }

  set(key: unknown, value: unknown): void {
    const name = this.prefix + keyOf(key);
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) {
      // undefined, a function: nothing that JSON knows. Reading it back gives '' and must not throw.
      this.storage.removeItem(name);
      return;
    }
    if (kbOf(text) > STORAGE_ITEM_KB)
      throw new ApiError(`exceed storage item max length ${STORAGE_ITEM_KB}KB`, { errNo: 21101 });
    const others = this.keys().filter((other) => other !== key);
    if (this.kbOf(others) + kbOf(text) > STORAGE_KB)
      throw new ApiError(`exceed storage max size ${STORAGE_KB}KB`, { errNo: 21102 });
    try {
      this.storage.setItem(name, text);
    } catch {
      throw new ApiError(
        `set storage fail: this browser keeps less for a page than the ${STORAGE_KB}KB of a device`,
        { errNo: 21103 },
      );
    }
  }

  remove(key: unknown): void {
    this.storage.removeItem(this.prefix + keyOf(key));
  }

  keys(): string[] {
    const names = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? '');
    return names.filter((name) => name.startsWith(this.prefix)).map((name) => name.slice(this.prefix.length));
  }

  clear(): void {
    for (const key of this.keys()) this.remove(key);
  }

  info(): { keys: string[]; currentSize: number; limitSize: number } {
    const keys = this.keys();
    return { keys, currentSize: Math.ceil(this.kbOf(keys)), limitSize: STORAGE_KB };
  }

  private kbOf(keys: readonly string[]): number {
    return keys.reduce((sum, key) => sum + kbOf(this.storage.getItem(this.prefix + key) ?? ''), 0);
  }
}

export function storage({ program }: HostContext): Family {
  const store = new AppStorage(localStorage, program.appid);
  return {
    calls: {
      setStorage: ({ key, data }: ApiOptions) => store.set(key, data),
      getStorage: ({ key }: ApiOptions) => {
        if (!store.has(key)) throw new ApiError('data not found');
        return { data: store.get(key) };
      },
      removeStorage: ({ key }: ApiOptions) => store.remove(key),
      clearStorage: () => store.clear(),
      getStorageInfo: () => store.info(),
    },
    plain: {
      setStorageSync: (key: unknown, data: unknown) => store.set(key, data),
      getStorageSync: (key: unknown) => store.get(key),
      removeStorageSync: (key: unknown) => store.remove(key),
      clearStorageSync: () => store.clear(),
      getStorageInfoSync: () => store.info(),
    },
  };
}
