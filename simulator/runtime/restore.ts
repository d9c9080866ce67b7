/** Keeps the page stack over a reload of the frame. Read once: a reload by hand starts afresh. */

const key = (appid: string): string => `trade-sim:pages:${appid}`;

export function savePages(storage: Storage, appid: string, urls: readonly string[]): void {
  storage.setItem(key(appid), JSON.stringify(urls));
}

export function takePages(storage: Storage, appid: string): string[] {
  const text = storage.getItem(key(appid));
  storage.removeItem(key(appid));
  if (text === null) return [];
  try {
    const urls: unknown = JSON.parse(text);
    return Array.isArray(urls) ? urls.filter((url): url is string => typeof url === 'string') : [];
  } catch {
    return [];
  }
}
