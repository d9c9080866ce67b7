/** A program with a server, in the simulator as `trade-sim dev` puts it together. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { PATIENCE } from '../../../scripts/lib/browser';
import type { RuntimeProblem } from '../../../simulator/protocol';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../simulator/server';

/** A shop's first page: who is logged in, and the goods of the server. */
export const SHOP: Record<string, string> = {
  'app.json':
    '{"pages":["pages/a/a","pages/b/b"],"window":{"navigationBarTitleText":"小店"},"cookie":{"enableStore":true}}',
  'app.js': 'App({})',
  'pages/b/b.ttml': '<view id="second">second</view>',
  'pages/b/b.js': 'Page({})',
  'pages/a/a.ttml':
    '<view id="name">{{name}}</view><view tt:for="{{list}}" tt:key="id" class="goods">{{item.title}} {{item.price}}</view>' +
    '<button id="phone" open-type="im" bind:im="onPhone">phone</button><text id="code">{{code}}</text>',
  'pages/a/a.js': `
    const ask = (url, options) => new Promise((success, fail) => tt.request({ url: 'https://api.example.com' + url, success, fail, ...options }));
    Page({
      data: { name: '', list: [], code: '' },
      async onLoad() {
        const { data: { token } } = await ask('/login', { method: 'POST', data: { code: 'x' } });
        const me = await ask('/me', { header: { Authorization: token } });
        const goods = await ask('/goods', { data: { size: 2, _t: Date.now() }, header: { authorization: token } });
        this.setData({ name: me.data.name, list: goods.data.list });
      },
      onPhone({ detail }) { this.setData({ code: detail.code || detail.errMsg }); },
    });`,
};

export interface RunningProgram {
  dir: string;
  simulator: Simulator;
  page: Page;
  frame: Frame;
  /** What became of one call of \`tt\`. */
  call(
    api: string,
    options?: Record<string, unknown>,
  ): Promise<{ outcome: string; result: Record<string, unknown> }>;
  problems(): Promise<RuntimeProblem[]>;
  close(): Promise<void>;
}

export async function writeFiles(dir: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await writeFile(path.join(dir, name), text);
  }
}

export const newFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'trade-sim-net-'));

interface FrameWindow {
  __tradeSim: { problems: RuntimeProblem[] };
  tt: Record<string, (options: object) => unknown>;
}

export interface ProgramOptions {
  files?: Record<string, string>;
  /** A folder that is there already. */
  dir?: string;
  network?: SimulatorOptions['network'];
  watch?: boolean;
  /** Inside the shell, or the phone alone. */
  shell?: boolean;
  viewport?: { width: number; height: number };
  /** Query of the shell's address. */
  search?: string;
  /** What the command was told. */
  conditions?: SimulatorOptions['conditions'];
  sandbox?: SimulatorOptions['sandbox'];
  openEditor?: SimulatorOptions['openEditor'];
  locale?: string;
  colorScheme?: 'light' | 'dark';
}

/** Opens the program. A folder that it has made goes with it. */
export async function openProgram(browser: Browser, options: ProgramOptions = {}): Promise<RunningProgram> {
  const { files, network, watch = false, shell = false, viewport = { width: 1280, height: 800 } } = options;
  const { search = '', conditions, sandbox, openEditor, locale = 'zh-CN', colorScheme = 'light' } = options;
  const dir = options.dir ?? (await newFolder());
  await writeFiles(dir, files ?? (options.dir === undefined ? SHOP : {}));
  const simulator = await startSimulator({
    root: dir,
    watch,
    ...(network && { network }),
    ...(conditions && { conditions }),
    ...(sandbox && { sandbox }),
    ...(openEditor && { openEditor }),
  });
  const context = await browser.newContext({ viewport, locale, colorScheme });
  await context.addInitScript('globalThis.__name = (target) => target;');
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(shell ? `${simulator.url}/${search}` : simulator.frame);
  const frameOf = (): Frame => page.frames().find((one) => one.url().includes('/frame.html'))!;
  if (shell) await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
  else await page.locator('html[data-ready]').waitFor();
  return {
    dir,
    simulator,
    page,
    get frame() {
      return frameOf();
    },
    call: (api, asked = {}) =>
      frameOf().evaluate(
        ({ name, own }) =>
          new Promise<{ outcome: string; result: Record<string, unknown> }>((resolve) => {
            const { tt } = globalThis as unknown as FrameWindow;
            tt[name]!({
              ...own,
              success: (result: Record<string, unknown>) => resolve({ outcome: 'success', result }),
              fail: (result: Record<string, unknown>) => resolve({ outcome: 'fail', result }),
            });
          }),
        { name: api, own: asked },
      ),
    problems: () => frameOf().evaluate(() => (globalThis as unknown as FrameWindow).__tradeSim.problems),
    async close() {
      await context.close();
      await simulator.close();
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}
