import { existsSync } from 'node:fs';
import type { Browser, LaunchOptions } from 'playwright-core';
import { UsageError } from '../arguments';
import { words } from '../words';

/**
 * The headless shell first: every page of a whole Chromium brings a browser window with it, which takes
 * several times as long.
 */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The Chromium to use: CHROMIUM_PATH, or one in a usual place. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return PLACES.find((path) => existsSync(path));
}

export const NO_BROWSER =
  'no Chromium found: install one (Debian: apt-get install -y chromium fonts-noto-cjk) or set CHROMIUM_PATH to the program of one';

/** Starts it, headless. @throws with one line that says how to get a browser */
export async function launch(options: LaunchOptions = {}, command = 'crawl'): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new UsageError(words['no-browser'], { command });
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    ...options,
  });
}
