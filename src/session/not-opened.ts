import type { TradeError } from '../contract/codes';
import { reasonText } from '../ports/inquire';
import type { Platform } from '../ports/platform';

/** What a shop's user reads when a page of the kit cannot be opened. */
const TEXT = '页面无法打开，请返回后重试';
/** And when too many are open: what hosts say of that has no number of its own. */
const FULL = '打开的页面太多，请返回几页后重试';
const LIMIT = /limit|exceed|超过|上限/i;

/**
 * A page could not be opened: the user reads a toast, the console says what usually helps. Returns the
 * error for the developer: the host's own reason, and its number where it has one (decision D-E11).
 */
export function notOpened(platform: Platform, url: string, reason: unknown): TradeError {
  const errMsg = `${url} cannot be opened: ${reasonText(reason)}`;
  console.error(
    `[microapp-trade-kit] ${errMsg}; list it in app.json or setup({ pages }), and leave room below the page limit`,
  );
  platform.toast(LIMIT.test(reasonText(reason)) ? FULL : TEXT);
  return { errNo: Number((Object(reason) as { errNo?: unknown }).errNo) || 0, errMsg };
}
