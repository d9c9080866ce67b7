/** npm, pnpm and Yarn (PnP): how each installs a project of tarballs and starts what is in it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { npm } from '../lib/run';
import { tools, type Node } from './tools';

export interface Manager {
  name: string;
  /** Its script, and the arguments that come first. */
  script(): Promise<string[]>;
  /** What package.json has beside the dependencies. `packages`: name -> `file:` address. */
  settings(packages: Record<string, string>): Record<string, unknown>;
  /** Files of a project, beside its package.json. */
  files(folder: string): Promise<Record<string, string>>;
  install: readonly string[];
  /** Words before a command of an installed package. */
  exec: readonly string[];
  /** Words before a script of the project that Node is to run. */
  node: readonly string[];
}

/** The registry that npm is set to, for those that do not read its settings. */
async function registry(): Promise<string> {
  const { stdout } = await npm(['config', 'get', 'registry']);
  return stdout.trim();
}

/** Where npm's own script is; npm says so to its scripts. */
function npmScript(): string {
  const script = process.env['npm_execpath'];
  if (!script?.endsWith('.js')) throw new Error('start this by `npm run test:pack`');
  return script;
}

const installed = async (path: string): Promise<string> => join(await tools(), path);

export const MANAGERS: readonly Manager[] = [
  {
    name: 'npm',
    script: () => Promise.resolve([npmScript()]),
    settings: () => ({}),
    files: () => Promise.resolve({}),
    install: ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'],
    exec: ['exec', '--offline', '--'],
    node: [],
  },
  {
    name: 'pnpm',
    script: async () => [await installed('pnpm/bin/pnpm.cjs')],
    // Until the packages are on the registry, those that name each other have to be told where they are.
    settings: (packages) => ({ pnpm: { overrides: packages } }),
    files: (folder) =>
      Promise.resolve({
        '.npmrc': `store-dir=${join(folder, '../pnpm-store')}\nmanage-package-manager-versions=false\n`,
      }),
    install: ['install', '--ignore-scripts', '--no-lockfile'],
    exec: ['exec'],
    node: [],
  },
  {
    name: 'Yarn PnP',
    script: async () => [await installed('@yarnpkg/cli-dist/bin/yarn.js')],
    settings: (packages) => ({ resolutions: packages }),
    files: async (folder) => {
      const address = await registry();
      return {
        '.yarnrc.yml': [
          'nodeLinker: pnp',
          'enableTelemetry: false',
          'enableGlobalCache: false',
          'enableScripts: false',
          // Archives that are read at once are worth more here than small ones.
          'compressionLevel: 0',
          `globalFolder: ${JSON.stringify(join(folder, '../yarn-global'))}`,
          `npmRegistryServer: ${JSON.stringify(address)}`,
          ...(address.startsWith('http:')
            ? [`unsafeHttpWhitelist: [${JSON.stringify(new URL(address).hostname)}]`]
            : []),
          '',
        ].join('\n'),
        'yarn.lock': '',
      };
    },
    install: ['install', '--no-immutable'],
    exec: ['run', '--binaries-only'],
    node: ['node'],
  },
];

export interface Command {
  program: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/** Words for a package manager that runs on a Node, which is also the one that it finds. */
export async function managed(manager: Manager, node: Node, words: readonly string[]): Promise<Command> {
  return {
    program: node.program,
    args: [...(await manager.script()), ...words],
    env: environment(node),
  };
}

/** An environment in which that Node is found first, and nothing of the npm that runs this. */
export function environment(node: Node): NodeJS.ProcessEnv {
  const outer = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(lifecycle|package|command|execpath|node_execpath)|NODE_OPTIONS$|INIT_CWD$)/i.test(name),
  );
  return {
    ...Object.fromEntries(outer),
    PATH: `${dirname(node.program)}${delimiter}${process.env['PATH']}`,
  };
}

/** Makes a project of these packages. `dependencies`: more of what it asks the registry for. */
export async function makeProject(
  manager: Manager,
  folder: string,
  packages: Record<string, string>,
  dependencies: Record<string, string>,
  files: Record<string, string>,
): Promise<void> {
  const all = {
    ...files,
    ...(await manager.files(folder)),
    'package.json': JSON.stringify(
      {
        name: 'scratch',
        version: '1.0.0',
        private: true,
        dependencies: { ...packages, ...dependencies },
        ...manager.settings(packages),
      },
      null,
      2,
    ),
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
