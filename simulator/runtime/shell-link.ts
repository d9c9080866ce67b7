import type { FrameMessage, ShellMessage } from '../protocol';

/** The frame's line to the shell. Without a shell (the frame opened alone) messages go nowhere. */
export interface ShellLink {
  /** True when the frame is inside the shell. */
  readonly attached: boolean;
  post(message: FrameMessage): void;
  onMessage(listener: (message: ShellMessage) => void): void;
}

function isShellMessage(data: unknown): data is ShellMessage {
  return typeof data === 'object' && data !== null && typeof (data as { sim?: unknown }).sim === 'string';
}

export function connectShell(own: Window): ShellLink {
  const shell = own.parent === own ? undefined : own.parent;
  const origin = own.document.documentElement.dataset.shellOrigin ?? own.location.origin;
  const post = (message: FrameMessage): void => shell?.postMessage(message, origin);
  post({ sim: 'starting' });
  // Of another origin, the shell cannot see the document go.
  own.addEventListener('pagehide', () => post({ sim: 'leaving' }));
  return {
    attached: shell !== undefined,
    post,
    onMessage: (listener) =>
      own.addEventListener('message', (event) => {
        // Only the shell that holds this frame may steer it.
        if (shell && event.source === shell && event.origin === origin && isShellMessage(event.data))
          listener(event.data);
      }),
  };
}
