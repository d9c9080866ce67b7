import type { FrameMessage, ShellMessage } from '../protocol';

const STEP_TEXTS = ['attempt', 'kind', 'name'];

const isStep = (step: unknown): boolean => {
  if (typeof step !== 'object' || step === null) return false;
  const fields = step as Record<string, unknown>;
  return typeof fields.at === 'number' && STEP_TEXTS.every((name) => typeof fields[name] === 'string');
};

const isTextOr = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isCountOr = (value: unknown): boolean => value === undefined || Number.isInteger(value);

/** Nothing, or a place in the sources. */
const isAimOr = (aim: unknown): boolean => {
  if (aim === undefined) return true;
  if (typeof aim !== 'object' || aim === null) return false;
  const { file, line, column, unit, member } = aim as Record<string, unknown>;
  return unit === undefined
    ? typeof file === 'string' && isCountOr(line) && isCountOr(column)
    : typeof unit === 'string' && isTextOr(member);
};

const REQUEST_TEXTS = ['api', 'method', 'url', 'page', 'by'];

const isRequest = (entry: unknown): boolean => {
  if (typeof entry !== 'object' || entry === null) return false;
  const fields = entry as Record<string, unknown>;
  const { id, started, request } = fields;
  return (
    typeof id === 'number' &&
    typeof started === 'number' &&
    typeof request === 'object' &&
    request !== null &&
    typeof (request as { header?: unknown }).header === 'object' &&
    isAimOr(fields.at) &&
    REQUEST_TEXTS.every((name) => typeof fields[name] === 'string')
  );
};

const SNAPSHOT_PARTS: Record<string, string> = {
  storage: 'entries',
  data: 'nodes',
  performance: 'values',
  elements: 'tree',
};
const LISTS = ['entries', 'nodes'];

const isSnapshot = (snapshot: unknown): boolean => {
  if (typeof snapshot !== 'object' || snapshot === null) return false;
  const fields = snapshot as Record<string, unknown>;
  const part = SNAPSHOT_PARTS[String(fields.what as string)];
  const value = part === undefined ? undefined : fields[part];
  if (typeof value !== 'object' || value === null) return false;
  const isTree = part !== 'tree' || Array.isArray((value as { rows?: unknown }).rows);
  return isTree && Array.isArray(value) === LISTS.includes(part!);
};

/** With a code come the values of its texts. */
const isProblem = (problem: unknown): boolean => {
  if (typeof problem !== 'object' || problem === null) return false;
  const { message, code, values } = problem as Record<string, unknown>;
  const isCoded = typeof code === 'string' && typeof values === 'object' && values !== null;
  return typeof message === 'string' && (code === undefined ? values === undefined : isCoded);
};

const KINDS: Record<FrameMessage['sim'], (message: Record<string, unknown>) => boolean> = {
  nav: ({ title, depth, path }) =>
    typeof title === 'string' && typeof depth === 'number' && typeof path === 'string',
  tabBar: ({ bar }) =>
    bar === null || (typeof bar === 'object' && Array.isArray((bar as { items?: unknown }).items)),
  navLoading: ({ on }) => typeof on === 'boolean',
  log: ({ entry }) =>
    typeof entry === 'object' &&
    entry !== null &&
    typeof (entry as { text?: unknown }).text === 'string' &&
    isAimOr((entry as { at?: unknown }).at),
  problem: ({ problem }) => isProblem(problem),
  step: ({ step }) => isStep(step),
  network: ({ entry }) => isRequest(entry),
  inspected: ({ snapshot }) => isSnapshot(snapshot),
  mocks: ({ rules }) => Array.isArray(rules),
  keyboard: ({ height }) => typeof height === 'number',
  program: ({ pages }) => Array.isArray(pages) && pages.every((page) => typeof page === 'string'),
  ready: () => true,
  resized: () => true,
  starting: () => true,
  leaving: () => true,
};

/** Whether data from the frame has the shape of one of our messages. A mini-program may post anything. */
export function isFrameMessage(data: unknown): data is FrameMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { sim } = data as { sim?: unknown };
  return (
    typeof sim === 'string' &&
    Object.hasOwn(KINDS, sim) &&
    KINDS[sim as FrameMessage['sim']](data as Record<string, unknown>)
  );
}

/** Where the mini-program's document lives: an origin of its own, but for tests with a server of theirs. */
export const frameOrigin = (own: Window = window): string =>
  own.document.documentElement.dataset.frameOrigin ?? own.location.origin;

export interface FrameLink {
  post(message: ShellMessage): void;
  /** Names the element whose window we talk to. */
  use(frame: HTMLIFrameElement | null): void;
}

/** Listens from the start; only the frame's own window, at its own origin, is heard. */
export function connectFrame(own: Window, onMessage: (message: FrameMessage) => void): FrameLink {
  let frame: HTMLIFrameElement | null = null;
  const post = (message: ShellMessage): void => frame?.contentWindow?.postMessage(message, frameOrigin(own));
  own.addEventListener('message', (event) => {
    const fromFrame =
      frame !== null && event.source === frame.contentWindow && event.origin === frameOrigin(own);
    if (!fromFrame || !isFrameMessage(event.data)) return;
    if (event.data.sim === 'resized') post({ sim: 'resized' });
    else onMessage(event.data);
  });
  return {
    post,
    use: (element) => {
      frame = element;
    },
  };
}
