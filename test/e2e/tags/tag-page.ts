/** One page made of the given TTML, run in the real frame. Every event it binds to `note` is kept. */
import { after, before } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { problemsOf } from '../simulator/frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve } from '../simulator/harness';

export interface Noted {
  type: string;
  id: string;
  detail: Record<string, unknown>;
}

export interface TagPage {
  page: Page;
  /** Events so far, oldest first; `type` takes only those. */
  noted(type?: string): Promise<Noted[]>;
  /** Waits for the event number `count` of that type. */
  waitFor(type: string, count?: number): Promise<Noted>;
  setData(data: Record<string, unknown>): Promise<void>;
  problems(): Promise<unknown[]>;
}

export interface PageSource {
  ttml: string;
  ttss?: string;
  /** Body of the page's data. */
  data?: Record<string, unknown>;
  /** Further members of the page, as source text. */
  members?: string;
  files?: Record<string, string>;
}

const script = ({ data = {}, members = '' }: PageSource): string => `Page({
  data: ${JSON.stringify(data)},
  note(e) { getApp().noted.push({ type: e.type, id: e.currentTarget.id, detail: e.detail || {} }) },
  ${members}
})`;

const filesOf = (source: PageSource): Record<string, string> => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
  'app.js': 'App({ noted: [] })',
  'pages/a/a.json': '{}',
  'pages/a/a.js': script(source),
  'pages/a/a.ttml': source.ttml,
  'pages/a/a.ttss': source.ttss ?? '',
  'pages/b/b.json': '{}',
  'pages/b/b.js': 'Page({})',
  'pages/b/b.ttml': '<view>second page</view>',
  ...source.files,
});

interface FrameApp {
  getApp(): { noted: Noted[] };
  getCurrentPages(): { setData(data: Record<string, unknown>): void }[];
}

function control(page: Page): TagPage {
  const noted = (type?: string): Promise<Noted[]> =>
    page.evaluate(
      (wanted) =>
        (globalThis as unknown as FrameApp)
          .getApp()
          .noted.filter((event) => wanted === undefined || event.type === wanted),
      type,
    );
  return {
    page,
    noted,
    waitFor: async (type, count = 1) => {
      await page.waitForFunction(
        ([wanted, many]) =>
          (globalThis as unknown as FrameApp).getApp().noted.filter((event) => event.type === wanted)
            .length >= many,
        [type, count] as const,
      );
      return (await noted(type))[count - 1]!;
    },
    setData: (data) =>
      page.evaluate(
        (change) => (globalThis as unknown as FrameApp).getCurrentPages().at(-1)!.setData(change),
        data,
      ),
    problems: () => problemsOf(page),
  };
}

/** Gives each test of a file a fresh frame: `const open = useTagPages()`. */
export function useTagPages(): (source: PageSource) => Promise<TagPage> {
  let browser: Browser;
  let phone: BrowserContext;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    browser = await launch();
    phone = await newPhone(browser);
  });
  after(async () => {
    await browser.close();
    for (const close of closing) await close();
  });
  return async (source) => {
    const running = await serve(filesOf(source));
    closing.push(() => running.close());
    return control(await openFrame(phone, running));
  };
}
