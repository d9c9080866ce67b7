/** What the two documents may load and run (Content-Security-Policy). */

const policy = (parts: Record<string, string>): string =>
  Object.entries(parts)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

interface FramePolicy {
  /** Who may hold the frame: the shell's origin. */
  shell: string;
  /** The program may make code from text. */
  webGlobals?: boolean;
}

/**
 * The mini-program's document: scripts of its own only, and none from text, as on a device. Its pictures, its
 * sounds and what a web-view shows come from anywhere. The server's host decides on its requests.
 */
export const framePolicy = ({ shell, webGlobals = false }: FramePolicy): string =>
  policy({
    'default-src': "'none'",
    'script-src': webGlobals ? "'self' 'unsafe-eval'" : "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': '* data: blob:',
    'media-src': '* data: blob:',
    'font-src': '* data: blob:',
    'connect-src': '* data: blob:',
    'frame-src': '*',
    'worker-src': "'self' blob:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': shell,
  });

/** A document of ours: nothing of anybody else's. */
const OWN = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  'worker-src': "'self' blob:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** The shell has the frame's origin to show. Only the documentation on the same origin may hold it. */
export const shellPolicy = (frame: string): string =>
  policy({
    ...OWN,
    'img-src': `'self' ${frame} data: blob:`,
    'frame-src': frame,
    'frame-ancestors': "'self'",
  });

/**
 * A file of the program that somebody opens by its address: a picture with a script in it would have that run
 * beside the sandbox's console.
 */
export const MEDIA_POLICY = policy({
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'img-src': 'data:',
  'media-src': "'self'",
  sandbox: 'allow-downloads',
});

/** The console without a phone, and the pages of the contract beside it. */
export const CONSOLE_POLICY = policy(OWN);

/**
 * The documentation: its own scripts, some of them in the page, and the shell in its live examples. VitePress
 * hands the search's way to cut Chinese into words to its pages as text.
 */
export const DOCS_POLICY = policy({
  'default-src': "'none'",
  'script-src': "'self' 'unsafe-inline' 'unsafe-eval'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
});
