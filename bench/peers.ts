import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../scripts/lib/paths';

/** A component of another library, where it is after `fetchPeers`, and what it is rendered with. */
export interface Peer {
  name: string;
  /** Path in .sim, without extension. */
  path: string;
  props: object;
}

const FOLDER = join(ROOT, 'bench/peers');
const LIBRARIES = {
  vant: '@vant/weapp/dist',
  tdesign: 'tdesign-miniprogram/miniprogram_dist',
};
const HOUR = 3600e3;

const peer = (library: keyof typeof LIBRARIES, path: string, props: object): Peer => ({
  name: `${library} ${path.split('/')[0]}`,
  path: `peers/${library}/${path}`,
  props,
});

/** What a shop would take for a button, and for the bar that a button stands in. */
export const BUTTONS = [
  peer('vant', 'button/index', { type: 'danger', size: 'large', loadingText: '立即抢购' }),
  peer('vant', 'submit-bar/index', { price: 19800, buttonText: '立即抢购' }),
  peer('tdesign', 'button/button', { theme: 'danger', size: 'large', content: '立即抢购' }),
];

/** What a shop would take for a sale that begins later. */
export const COUNTDOWNS = [
  peer('vant', 'count-down/index', { time: HOUR, autoStart: true }),
  peer('tdesign', 'count-down/count-down', { time: HOUR, autoStart: true }),
];

/** Versions as installed. */
export function versions(): string {
  const { dependencies } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.entries(dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

/**
 * Installs the peers, if they are not, and puts them beside the kit's components, each with its sources in
 * one script, as the kit's have.
 */
export function fetchPeers(): void {
  if (!existsSync(join(FOLDER, 'node_modules')))
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: FOLDER,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  for (const [library, dist] of Object.entries(LIBRARIES)) {
    const to = join(ROOT, '.sim/peers', library);
    rmSync(to, { recursive: true, force: true });
    cpSync(join(FOLDER, 'node_modules', dist), to, { recursive: true });
  }
  const scripts = new Set<string>();
  const queue = [...BUTTONS, ...COUNTDOWNS].map(({ path }) => path);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (scripts.has(path)) continue;
    scripts.add(path);
    const { usingComponents = {} } = JSON.parse(readFileSync(join(ROOT, '.sim', `${path}.json`), 'utf8')) as {
      usingComponents?: Record<string, string>;
    };
    for (const used of Object.values(usingComponents)) queue.push(posix.join(posix.dirname(path), used));
  }
  buildSync({
    entryPoints: [...scripts].map((path) => ({ in: join(ROOT, '.sim', `${path}.js`), out: path })),
    outdir: join(ROOT, '.sim'),
    allowOverwrite: true,
    bundle: true,
    format: 'cjs',
    target: 'es2015',
    logLevel: 'error',
  });
}
