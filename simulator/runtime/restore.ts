/** Keeps the page stack over a reload of the frame. Read once: a reload by hand starts afresh. */

/** A field's value when the page was made, and now, as JSON. */
type Field = [initial: string, now: string];

/** An open page: its url, and the fields of its data that have changed since it was made. */
export interface SavedPage {
  url: string;
  fields: Record<string, Field>;
}

/** More text than this is not kept: the storage of a browser is small. */
const MAX_LENGTH = 500_000;

const key = (appid: string): string => `trade-sim:pages:${appid}`;

/** The JSON of each field; fields that have none are left out. */
export function textsOf(data: Record<string, unknown>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(data)) {
    try {
      const text = JSON.stringify(value) as string | undefined;
      if (text !== undefined) texts.set(name, text);
    } catch {
      // In a circle, or a number without an end: it cannot be kept.
    }
  }
  return texts;
}

/** What has changed in a page's data. */
export function changedFields(
  initial: ReadonlyMap<string, string>,
  data: Record<string, unknown>,
): Record<string, Field> {
  const fields: Record<string, Field> = {};
  for (const [name, now] of textsOf(data)) {
    const before = initial.get(name);
    if (before !== undefined && before !== now) fields[name] = [before, now];
  }
  return fields;
}

/** The kept values that still fit: of fields that begin as they did. */
export function fittingFields(
  fields: Record<string, Field>,
  initial: ReadonlyMap<string, string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, [before]]) => initial.get(name) === before)
      .map(([name, [, now]]) => [name, JSON.parse(now) as unknown]),
  );
}

export function savePages(storage: Storage, appid: string, pages: readonly SavedPage[]): void {
  const text = JSON.stringify(pages);
  const bare = (): string => JSON.stringify(pages.map(({ url }) => ({ url, fields: {} })));
  storage.setItem(key(appid), text.length > MAX_LENGTH ? bare() : text);
}

function isSaved(value: unknown): value is SavedPage {
  const { url, fields } = (value ?? {}) as Partial<SavedPage>;
  return (
    typeof url === 'string' &&
    typeof fields === 'object' &&
    fields !== null &&
    Object.values(fields).every(
      (field) => Array.isArray(field) && field.every((text) => typeof text === 'string'),
    )
  );
}

export function takePages(storage: Storage, appid: string): SavedPage[] {
  const text = storage.getItem(key(appid));
  storage.removeItem(key(appid));
  if (text === null) return [];
  try {
    const pages: unknown = JSON.parse(text);
    return Array.isArray(pages) ? pages.filter(isSaved) : [];
  } catch {
    return [];
  }
}
