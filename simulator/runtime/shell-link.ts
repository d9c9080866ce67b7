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
  return {
    attached: shell !== undefined,
    post: (message) => shell?.postMessage(message, own.location.origin),
    onMessage: (listener) =>
      own.addEventListener('message', (event) => {
        // Only the shell that holds this frame may steer it.
        if (
          shell &&
          event.source === shell &&
          event.origin === own.location.origin &&
          isShellMessage(event.data)
        )
          listener(event.data);
      }),
  };
}
