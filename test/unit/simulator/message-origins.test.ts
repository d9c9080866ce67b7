/** Shell and frame hear each other alone: the right window at the right origin. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { FrameMessage, ShellMessage } from '../../../simulator/protocol';
import { connectShell } from '../../../simulator/runtime/shell-link';
import { connectFrame } from '../../../simulator/shell/frame-link';

const SHELL = 'http://127.0.0.1:5200';
const FRAME = 'http://127.0.0.1:5201';

interface Posted {
  message: unknown;
  to: string;
}

/** A window, as far as the two links use it. */
class FakeWindow {
  readonly posted: Posted[] = [];
  readonly location: { origin: string };
  readonly document: { documentElement: { dataset: Record<string, string> } };
  parent: unknown = this;
  private readonly listeners: ((event: object) => void)[] = [];

  constructor(origin: string, dataset: Record<string, string>) {
    this.location = { origin };
    this.document = { documentElement: { dataset } };
  }

  addEventListener(type: string, listener: (event: object) => void): void {
    if (type === 'message') this.listeners.push(listener);
  }

  postMessage(message: unknown, to: string): void {
    this.posted.push({ message, to });
  }

  /** A message comes from this window at that origin. */
  hear(source: unknown, origin: string, data: unknown): void {
    for (const listener of this.listeners) listener({ source, origin, data });
  }
}

const FOREIGN = ['https://evil.test', 'null', '', SHELL.replace('127.0.0.1', 'localhost'), `${FRAME}0`];

/** A shell that holds a frame, and what it hears of it. */
function shellWithFrame() {
  const shell = new FakeWindow(SHELL, { frameOrigin: FRAME });
  const frame = new FakeWindow(FRAME, {});
  const heard: FrameMessage[] = [];
  const link = connectFrame(shell as unknown as Window, (message) => void heard.push(message));
  link.use({ contentWindow: frame } as unknown as HTMLIFrameElement);
  return { shell, frame, heard, link };
}

test('the shell hears its frame at its origin, and neither other origins in that window nor other windows', () => {
  const { shell, frame, heard, link } = shellWithFrame();
  // The mini-program has led its frame to another page: the window is the same, the origin is not.
  for (const origin of [...FOREIGN, SHELL]) shell.hear(frame, origin, { sim: 'ready' });
  shell.hear(new FakeWindow(FRAME, {}), FRAME, { sim: 'ready' });
  shell.hear(null, FRAME, { sim: 'ready' });
  assert.deepEqual(heard, []);
  shell.hear(frame, FRAME, { sim: 'ready' });
  assert.deepEqual(heard, [{ sim: 'ready' }]);
  link.post({ sim: 'back' } as unknown as ShellMessage);
  assert.deepEqual(frame.posted, [{ message: { sim: 'back' }, to: FRAME }]);
});

test('a frame of another size is answered behind what it was sent before', () => {
  const { shell, frame, heard, link } = shellWithFrame();
  link.post({ sim: 'conditions', search: '?device=iphone-14' });
  shell.hear(frame, FRAME, { sim: 'resized' });
  assert.deepEqual(
    frame.posted.map(({ message }) => (message as ShellMessage).sim),
    ['conditions', 'resized'],
  );
  assert.deepEqual(heard, []);
});

test('the frame hears the shell that holds it at its origin, and neither other origins there nor other windows', () => {
  const shell = new FakeWindow(SHELL, {});
  const frame = new FakeWindow(FRAME, { shellOrigin: SHELL });
  frame.parent = shell;
  const heard: ShellMessage[] = [];
  const link = connectShell(frame as unknown as Window);
  link.onMessage((message) => void heard.push(message));
  // Another page holds the frame: its window is the parent, its origin is not the shell's.
  for (const origin of [...FOREIGN, FRAME]) frame.hear(shell, origin, { sim: 'back' });
  frame.hear(new FakeWindow(SHELL, {}), SHELL, { sim: 'back' });
  assert.deepEqual(heard, []);
  frame.hear(shell, SHELL, { sim: 'back' });
  assert.equal(heard.length, 1);
  link.post({ sim: 'ready' });
  assert.deepEqual(shell.posted, [
    { message: { sim: 'starting' }, to: SHELL },
    { message: { sim: 'ready' }, to: SHELL },
  ]);
});
