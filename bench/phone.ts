/**
 * The simulator in a browser: how long after a file is written the page shows it, what 1,000 rows of one
 * setData cost, and what 500 page changes leave in memory.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { KIT } from '../simulator/compiler/kit';
import { startSimulator } from '../simulator/server';
import { writeFiles } from '../scripts/snippets/program';
import { median } from './stage';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROUNDS = 9;
const ROWS = 1000;
const CHANGES = 500;

interface Shown {
  page: Page;
  root: string;
}

/** A copy of a folder, or a program of some files, in the frame without the shell around it. */
async function withProgram<T>(
  browser: Browser,
  program: string | Record<string, string>,
  use: (shown: Shown) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(path.join(tmpdir(), 'trade-sim-bench-'));
  if (typeof program === 'string') cpSync(program, root, { recursive: true });
  else writeFiles(root, program);
  const simulator = await startSimulator({ root, aliases: { [KIT]: ROOT }, watch: true });
  const page = await browser.newPage();
  try {
    // The loader of these sources names functions by it.
    await page.addInitScript('globalThis.__name = (target) => target;');
    await page.addInitScript(tellSightings);
    await page.goto(simulator.frame);
    await page.waitForSelector('html[data-ready="1"]');
    return await use({ page, root });
  } finally {
    await page.close();
    await simulator.close();
    rmSync(root, { recursive: true, force: true });
  }
}

type Sighting = { text: string; top: string; at: number };

/** Runs in the page: tells when the element `#bench` looks otherwise than in the frame before. */
function tellSightings(): void {
  const find = (root: Document | ShadowRoot): Element | null =>
    root.querySelector('#bench') ??
    [...root.querySelectorAll('*')].reduce<Element | null>(
      (found, { shadowRoot }) => found ?? (shadowRoot && find(shadowRoot)),
      null,
    );
  let known: Element | null = null;
  let told = '';
  const look = (): void => {
    if (!known?.isConnected) known = find(document);
    const text = known?.textContent ?? '';
    const top = known ? getComputedStyle(known).top : '';
    if (told !== (told = `${text} ${top}`))
      console.debug(`bench:${JSON.stringify({ text, top, at: performance.timeOrigin + performance.now() })}`);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** ms from the writing of a file until a frame of the page shows it, the median of some edits. */
async function edits(
  { page, root }: Shown,
  file: string,
  line: (round: number) => string,
  isShown: (sighting: Sighting, round: number) => boolean,
): Promise<number> {
  const target = path.join(root, file);
  const text = readFileSync(target, 'utf8');
  const times: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const seen = new Promise<number>((resolve) => {
      page.on('console', function heard(message) {
        const told = /^bench:(.*)$/.exec(message.text())?.[1];
        const sighting = told === undefined ? undefined : (JSON.parse(told) as Sighting);
        if (!sighting || !isShown(sighting, round)) return;
        page.off('console', heard);
        resolve(sighting.at);
      });
    });
    const began = performance.timeOrigin + performance.now();
    writeFileSync(target, `${text}\n${line(round)}\n`);
    times.push((await seen) - began);
    await page.waitForSelector('html[data-ready="1"]');
  }
  return median(times);
}

/** ms that an edit of the demo's first page takes until it is seen, by kind of file. */
const editTimes = (browser: Browser): Promise<Record<'sheet' | 'template', number>> =>
  withProgram(browser, path.join(ROOT, 'demo-app'), async (shown) => {
    const home = 'pages/home/index';
    const mark = (text: string): string => `<view id="bench" style="position: relative">${text}</view>`;
    const template = await edits(
      shown,
      `${home}.ttml`,
      (round) => mark(`${round}`),
      ({ text }, round) => text === `${round}`,
    );
    writeFileSync(
      path.join(shown.root, `${home}.ttml`),
      `${readFileSync(path.join(shown.root, `${home}.ttml`), 'utf8')}${mark('sheet')}`,
    );
    const sheet = await edits(
      shown,
      `${home}.ttss`,
      (round) => `#bench { top: ${round}px }`,
      ({ top }, round) => top === `${round}px`,
    );
    return { sheet, template };
  });

/** Runs in a program's page. */
declare const getCurrentPages: () => { setData(data: object, done: () => void): void }[];
declare const tt: Record<'navigateTo' | 'navigateBack', (options: object) => void>;

const ROW =
  '<view tt:for="{{rows}}" tt:key="id" class="row">' +
  '<text class="name">{{item.name}}</text><text tt:if="{{item.price > 0}}">¥{{item.price / 100}}</text></view>';

/** ms of the clock from setData to its callback: with all rows new, and with one of them changed. */
const rowTimes = (browser: Browser): Promise<{ all: number; one: number }> =>
  withProgram(
    browser,
    {
      'app.json': '{"pages":["pages/rows/rows"]}',
      'pages/rows/rows.ttml': ROW,
      'pages/rows/rows.js': 'Page({ data: { rows: [] } });',
      'pages/rows/rows.ttss': '.row { display: flex; } .name { flex: 1; }',
    },
    async ({ page }) => {
      const set = (key: string, value: unknown): Promise<number> =>
        page.evaluate(
          ([name, data]) =>
            new Promise<number>((resolve) => {
              const began = performance.now();
              getCurrentPages()[0]!.setData({ [name]: data }, () => resolve(performance.now() - began));
            }),
          [key, value] as const,
        );
      const all: number[] = [];
      const one: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await set('rows', []);
        all.push(
          await set(
            'rows',
            Array.from({ length: ROWS }, (_, id) => ({ id, name: `row ${id}`, price: id * 100 })),
          ),
        );
        one.push(await set(`rows[${ROWS / 2}].name`, `round ${round}`));
      }
      return { all: median(all), one: median(one) };
    },
  );

interface Memory {
  heap: number;
  nodes: number;
}

async function memoryOf(session: CDPSession): Promise<Memory> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes') };
}

/** Memory of the demo after 500 page changes, and after 500 more. */
const pageChanges = (browser: Browser): Promise<{ before: Memory; after: Memory }> =>
  withProgram(browser, path.join(ROOT, 'demo-app'), async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const change = (times: number): Promise<void> =>
      page.evaluate(async (count) => {
        const call = (name: 'navigateTo' | 'navigateBack', url?: string): Promise<void> =>
          new Promise((resolve, reject) =>
            tt[name]({
              url,
              success: resolve,
              fail: ({ errMsg }: { errMsg: string }) => reject(new Error(errMsg)),
            }),
          );
        for (let at = 0; at < count; at += 2) {
          await call('navigateTo', '/pages/playground/index');
          await call('navigateBack');
        }
      }, times);
    // What is kept of the last requests, calls and console lines has its bound by then.
    await change(CHANGES);
    const before = await memoryOf(session);
    await change(CHANGES);
    return { before, after: await memoryOf(session) };
  });

const mb = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

/** `full`: ms of a build from nothing in the same run. */
export async function printPhone(browser: Browser, full: number): Promise<void> {
  for (const [name, time] of Object.entries(await editTimes(browser)))
    console.log(
      `${name} edit, until it is seen`.padEnd(34) +
        `${time.toFixed(0).padStart(5)} ms   ${(time / full).toFixed(2)} of a full build`,
    );
  const { all, one } = await rowTimes(browser);
  console.log(`${`${ROWS} rows by one setData`.padEnd(34)}${all.toFixed(0).padStart(5)} ms`);
  console.log(`${'one row of them changed'.padEnd(34)}${one.toFixed(1).padStart(5)} ms`);
  const { before, after } = await pageChanges(browser);
  console.log(
    `${`${CHANGES} page changes`.padEnd(34)}${mb(before.heap)} -> ${mb(after.heap)} MB of scripts, ` +
      `${before.nodes} -> ${after.nodes} nodes`,
  );
}
