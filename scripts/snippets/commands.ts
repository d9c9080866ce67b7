/** The commands of the documents: each as a shell runs it, in a folder where it means something. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from '../lib/paths';
import { run } from '../lib/run';
import { start, type Running } from '../pack/shop';
import { RELEASE, tarballs } from '../release/made';
import { placeOf, type Block } from './blocks';
import { writeFiles } from './program';

export interface Line {
  place: string;
  /** Without its comment. */
  command: string;
}

/** The commands of a block: lines joined at `\`, without comments, apart at `&&`. */
export function linesOf(block: Block): Line[] {
  const found: Line[] = [];
  let begun = '';
  block.text.split('\n').forEach((row, index) => {
    const text = `${begun}${row.replace(/(^|\s)#.*$/, '')}`.trimEnd();
    begun = text.endsWith('\\') ? `${text.slice(0, -1)} ` : '';
    if (begun || text.trim() === '') return;
    for (const command of text.split('&&'))
      found.push({ place: placeOf({ ...block, line: block.line + 1 + index }), command: command.trim() });
  });
  return found;
}

/** What cannot be run here, and why; the tests print it. */
export const NOT_HERE: Readonly<Record<string, string>> = {
  'npm test': 'it runs these tests, among others',
};

const OWN_PROJECT = {
  'app.json': '{ "pages": ["pages/index/index"] }',
  'app.js': 'App({});\n',
  'pages/index/index.js': 'Page({});\n',
  'pages/index/index.ttml': '<view />\n',
  'package.json': '{ "name": "mine", "version": "1.0.0", "private": true }',
};

/** A place for one document: the clone beside it, and the packages where another has installed them. */
export class Place {
  private readonly env: NodeJS.ProcessEnv;

  /** @param parent holds the folder; `packages`: a folder whose node_modules it may use */
  constructor(
    parent: string,
    readonly folder: string,
    private readonly packages?: string,
  ) {
    const clone = join(parent, 'microapp-trade-kit');
    if (!existsSync(clone)) {
      mkdirSync(clone, { recursive: true });
      symlinkSync(RELEASE, join(clone, 'release'), 'junction');
    }
    writeFiles(folder, { 'package.json': '{ "private": true }' });
    this.env = {
      ...process.env,
      PATH: `${join(folder, 'node_modules/.bin')}${delimiter}${process.env['PATH']}`,
      npm_config_prefer_offline: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
    };
  }

  usePackages(): void {
    const modules = join(this.folder, 'node_modules');
    if (this.packages !== undefined && !existsSync(modules))
      symlinkSync(join(this.packages, 'node_modules'), modules, 'junction');
  }

  /** Answers what it printed. @throws Error unless it ends well */
  async shell(command: string, cwd = this.folder): Promise<string> {
    const { code, stdout, stderr } = await run('sh', ['-c', command], { cwd, env: this.env });
    assert.equal(code, 0, `"${command}" ended with ${code}\n${stdout}${stderr}`);
    return stdout;
  }

  /** Starts a server. */
  serve(command: string, cwd = this.folder): Promise<Running> {
    return start({ program: 'sh', args: ['-c', `exec ${command}`], env: this.env }, cwd);
  }

  /** Starts a server, sees that it answers, and stops it. */
  private async serves(command: string, cwd = this.folder): Promise<void> {
    const running = await this.serve(command, cwd);
    const url = `${running.url}${/ merchant\b/.test(command) ? 'merchant/subject' : ''}`;
    try {
      const { status } = await fetch(url);
      assert.equal(status, 200, `${command}: HTTP ${status} at ${url}`);
    } finally {
      await running.stop();
    }
  }

  /** While a sandbox of this folder runs. */
  private async besideSandbox(work: (url: string) => Promise<void>): Promise<void> {
    const sandbox = await this.serve('trade-sim sandbox --port 0');
    try {
      await work(sandbox.url.replace(/\/$/, ''));
    } finally {
      await sandbox.stop();
    }
  }

  private async shop(): Promise<void> {
    if (!existsSync(join(this.folder, 'my-shop'))) await this.shell('trade-sim create my-shop');
  }

  /** How commands are run, by what they are. Ports are any free ones, and no window is opened. */
  private readonly ways: readonly [RegExp, (command: string) => Promise<unknown>][] = [
    // The tests run in what it installed; that it may be run is what is left to see.
    [/^npm ci$/, () => this.shell('npm ci --dry-run --ignore-scripts', ROOT)],
    [
      /^npm start\b/,
      (command) =>
        this.serves(`${command}${/ -- /.test(command) ? '' : ' --'} --port 0 --no-open --db :memory:`, ROOT),
    ],
    // Until it is on the registry the package is a file.
    [
      /^npm install microapp-trade-kit$/,
      (command) => this.shell(command.replace(/\S+$/, tarballs()['microapp-trade-kit']!)),
    ],
    [/^npm install -D \.\.\/microapp-trade-kit\/release\/\*\.tgz$/, (command) => this.shell(command)],
    [
      /^(npx )?trade-sim (dev|sandbox|merchant)\b/,
      async (command) => {
        if (/ my-shop\b/.test(command)) await this.shop();
        const more = / merchant\b/.test(command)
          ? ' --db :memory:'
          : / dev\b/.test(command)
            ? ' --no-open'
            : '';
        await this.serves(`${command} --port 0${more}`);
      },
    ],
    [
      /^(npx )?trade-sim init$/,
      async (command) => {
        const project = join(this.folder, 'my-project');
        writeFiles(project, OWN_PROJECT);
        await this.shell(command, project);
        const problems = await this.shell('trade-sim check . --lang en', project);
        assert.match(problems, /nothing found/, problems);
        assert.match(readFileSync(join(project, 'app.json'), 'utf8'), /pages\/order-confirm\/index/);
      },
    ],
    [
      /^(npx )?trade-sim ttcomponents \.$/,
      async (command) => {
        const project = join(this.folder, 'my-uni-app');
        cpSync(join(ROOT, 'examples/uniapp-vue3'), project, {
          recursive: true,
          filter: (path) => !/node_modules|ttcomponents|\.tgz$/.test(path),
        });
        await this.shell(command, project);
        const made = join(project, 'src/ttcomponents/microapp-trade-kit/pay-button/index.ttml');
        assert.ok(existsSync(made), `${made} was not made`);
      },
    ],
    [
      /^(npx )?trade-sim create \S+/,
      async (command) => {
        const [, name = ''] = / create (\S+)/.exec(command) ?? [];
        // One of another language may have that name already.
        const cwd = existsSync(join(this.folder, name))
          ? mkdtempSync(join(this.folder, 'new-'))
          : this.folder;
        await this.shell(command, cwd);
        assert.ok(existsSync(join(cwd, name, 'app.json')), `${name} was not made`);
      },
    ],
    [
      /^(npx )?trade-sim (check|crawl|init) my-shop$/,
      async (command) => {
        await this.shop();
        await this.shell(command);
      },
    ],
    [
      /^(?:npx )?trade-sim check-merchant http:\/\/127\.0\.0\.1:8080\/merchant\b/,
      (command) =>
        this.besideSandbox(async (platform) => {
          const merchant = await this.serve(
            `trade-sim merchant --port 0 --db :memory: --platform ${platform}`,
          );
          try {
            await this.shell(command.replaceAll('http://127.0.0.1:8080', new URL(merchant.url).origin));
          } finally {
            await merchant.stop();
          }
        }),
    ],
    [
      /^(?:npx )?trade-sim scenario \S+$/,
      (command) => this.besideSandbox(async (url) => void (await this.shell(`${command} --url ${url}`))),
    ],
    [
      /^curl -X POST http:\/\/127\.0\.0\.1:5200\//,
      (command) =>
        this.besideSandbox(async (url) => {
          const answer = await this.shell(command.replace('http://127.0.0.1:5200', url));
          assert.ok('err_no' in (JSON.parse(answer) as object), answer);
        }),
    ],
    [
      /^cp node_modules\/\S+ (miniprogram_npm\/\S+)$/,
      async (command) => {
        const [, to = ''] = / (\S+)$/.exec(command) ?? [];
        mkdirSync(dirname(join(this.folder, to)), { recursive: true });
        await this.shell(command);
        assert.ok(existsSync(join(this.folder, to)));
      },
    ],
    [/^node --test \S+$/, (command) => this.shell(command)],
  ];

  /** @throws Error where it fails, and where nobody has said how to run it */
  async run(line: Line): Promise<void> {
    const command = line.command.replaceAll('192.168.1.10', '127.0.0.1');
    const way = this.ways.find(([is]) => is.test(command));
    assert.ok(
      way,
      `${line.place}: nothing here knows how to run "${line.command}": scripts/snippets/commands.ts`,
    );
    if (!/^npm /.test(command)) this.usePackages();
    await way[1](command);
  }
}
