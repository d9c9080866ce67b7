/**
 * The little that tags need of the mini-program's world: the simulated `tt` and the page stack, both global
 * in the frame.
 */

interface RouteOptions {
  url?: string;
  delta?: number;
}

interface HostApi {
  navigateTo?(options: RouteOptions): unknown;
  redirectTo?(options: RouteOptions): unknown;
  switchTab?(options: RouteOptions): unknown;
  reLaunch?(options: RouteOptions): unknown;
  navigateBack?(options: RouteOptions): unknown;
  exitMiniProgram?(options: object): unknown;
  shareAppMessage?(options: object): unknown;
  openSetting?(options: object): unknown;
  getPhoneNumber?(options: object): unknown;
  getUserInfo?(options: object): unknown;
  navigateToMiniProgram?(options: object): unknown;
}

interface PageLike {
  onShareAppMessage?(options: object): object | undefined;
}

interface FrameGlobals {
  tt?: HostApi;
  getCurrentPages?(): PageLike[];
}

const globals = globalThis as FrameGlobals;

export const hostApi = (): HostApi => globals.tt ?? {};

export function currentPage(): PageLike | undefined {
  const pages = globals.getCurrentPages?.() ?? [];
  return pages[pages.length - 1];
}

/** What a handler of the open world sees as `target`. */
export const plainTarget = (tag: {
  id: string;
  dataset?: Record<string, unknown>;
}): { id: string; dataset: Record<string, unknown> } => ({
  id: tag.id,
  dataset: { ...tag.dataset },
});

/** A call of the simulated `tt` whose outcome the tag does not need: the API log shows it. */
export function quietly(outcome: unknown): void {
  if (outcome instanceof Promise) outcome.catch(() => undefined);
}
