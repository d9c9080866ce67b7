/** Installs and builds the examples outside of the repository, from the packed kit. */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyComponents } from '../../../simulator/server/commands/ttcomponents';
import { ROOT } from '../paths';
import { npm, run } from '../run';
import { TARBALL, type Example } from './examples';

/** Kept from run to run: what is installed there is used again while the lockfile stays the same. */
const PLACE = join(tmpdir(), 'microapp-trade-kit-frameworks');

async function command(name: string, args: string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await (name === 'npm' ? npm(args, { cwd }) : run(name, args, { cwd }));
  if (code !== 0)
    throw new Error(`${name} ${args.join(' ')} ended with ${code}\n${`${stdout}${stderr}`.slice(-3000)}`);
  return stdout;
}

/** Packs `dist` as it is published. */
export async function packKit(dist: string): Promise<string> {
  if (!existsSync(join(dist, 'package.json'))) throw new Error('nothing built: run `npm run build` first');
  await mkdir(PLACE, { recursive: true });
  const copy = join(PLACE, 'kit');
  await rm(copy, { recursive: true, force: true });
  // A copy is packed: `npm pack` must find nothing of the repository around it.
  await cp(dist, copy, { recursive: true });
  const [{ filename }] = JSON.parse(
    await command('npm', ['pack', '--json', '--pack-destination', PLACE], copy),
  ) as [{ filename: string }];
  return join(PLACE, filename);
}

/** Puts the tarball beside the package.json of each example, where its dependency looks for it. */
export async function giveKit(tarball: string, examples: readonly Example[]): Promise<void> {
  for (const { name } of examples) await cp(tarball, join(ROOT, 'examples', name, TARBALL));
}

const stampOf = (dir: string): string =>
  createHash('sha256')
    .update(readFileSync(join(dir, 'package-lock.json')))
    .update(process.version)
    .digest('hex');

/** Whether a build can run without any network here. */
async function offline(): Promise<string[]> {
  const { code } = await run('unshare', ['-rn', 'true']);
  return code === 0 ? ['unshare', '-rn'] : [];
}

interface Built {
  /** The project, as `trade-sim dev` takes it. */
  root: string;
  installSeconds: number;
  buildSeconds: number;
  /** Whether the packages were there from a run before. */
  cached: boolean;
  /** Whether the build had no network at all. */
  offline: boolean;
}

const secondsSince = (start: number): number => Math.round((Date.now() - start) / 1000);

/** Installs what the lockfile says, lays the kit over it, and builds. */
export async function buildExample(example: Example, tarball: string): Promise<Built> {
  const root = join(PLACE, example.name);
  const source = join(ROOT, 'examples', example.name);
  const stamp = stampOf(source);
  const stampFile = join(root, '.installed');
  const cached = existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp;
  const kept = new Set(cached ? ['node_modules', '.installed'] : []);
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root))
    if (!kept.has(name)) await rm(join(root, name), { recursive: true, force: true });
  await cp(source, root, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|dist|ttcomponents|[^\\/]+\.tgz)$/.test(path),
  });
  await cp(tarball, join(root, TARBALL));
  let start = Date.now();
  if (!cached) {
    await command('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], root);
    await writeFile(stampFile, stamp);
  } else {
    // The kit changes more often than what it is built with: npm unpacks a tarball just so.
    const kit = join(root, 'node_modules/microapp-trade-kit');
    await rm(kit, { recursive: true, force: true });
    await mkdir(kit, { recursive: true });
    await command('tar', ['-xzf', join(root, TARBALL), '--strip-components=1', '-C', kit], root);
  }
  const installSeconds = secondsSince(start);
  if (example.needsTtcomponents) copyComponents(root);
  start = Date.now();
  const alone = await offline();
  if (example.script !== undefined) {
    const [name, ...args] = [...alone, 'npm', 'run', example.script];
    await command(name!, args, root);
  }
  return {
    root,
    installSeconds,
    buildSeconds: secondsSince(start),
    cached,
    offline: alone.length > 0,
  };
}
