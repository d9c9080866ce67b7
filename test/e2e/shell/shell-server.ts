/** The shell with a real sandbox behind it, around a frame that only says and keeps what a test wants. */
import { fileURLToPath } from 'node:url';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import fastify from 'fastify';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { PATIENCE } from '../../../scripts/lib/browser';
import type { FrameMessage, ServerEvent, ShellMessage } from '../../../simulator/protocol';
import { shellHtml } from '../../../simulator/server/documents';

const FRAME_HTML = `<!doctype html><html lang="zh-CN"><head><title>frame</title><link rel="icon" href="data:,"></head><body>frame
<script>window.received = []; addEventListener('message', ({ data }) => window.received.push(data)); window.say = (message) => parent.postMessage(message, location.origin);</script></body></html>`;

export interface ShellServer {
  url: string;
  sandbox: Sandbox;
  /** Nothing was bought yet, and the user is logged in. */
  fresh(): void;
  /** Tells the open shells, and those that open later, as the dev server does. */
  tell(event: ServerEvent): void;
  close(): Promise<void>;
}

async function bundle(): Promise<{ js: string; css: string }> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../../simulator/shell/main.tsx', import.meta.url))],
    bundle: true,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: 'out',
    write: false,
    logLevel: 'silent',
  });
  const text = (extension: string): string => outputFiles.find(({ path }) => path.endsWith(extension))!.text;
  return { js: text('.js'), css: text('.css') };
}

export async function startShell(): Promise<ShellServer> {
  const { js, css } = await bundle();
  const server = fastify({ forceCloseConnections: true });
  const sandbox = createSandbox({ store: ':memory:' });
  const streams = new Set<ServerResponse>();
  let latest: ServerEvent = { type: 'diagnostics', diagnostics: [] };
  await server.register(sandboxPlugin(sandbox));
  const serve = (path: string, type: string, body: string): void => {
    server.get(path, (_request, reply) => reply.type(`${type}; charset=utf-8`).send(body));
  };
  serve('/', 'text/html', shellHtml());
  serve('/frame.html', 'text/html', FRAME_HTML);
  serve('/shell.js', 'text/javascript', js);
  serve('/shell.css', 'text/css', css);
  server.get('/__events', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write(`data: ${JSON.stringify(latest)}\n\n`);
    streams.add(reply.raw);
  });
  server.addHook('preClose', async () => streams.forEach((stream) => stream.end()));
  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    sandbox,
    fresh: () => {
      sandbox.reset();
      sandbox.setLoggedIn(true);
    },
    tell: (event) => {
      latest = { type: 'diagnostics', diagnostics: event.diagnostics };
      for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    close: async () => {
      await server.close();
      await sandbox.close();
    },
  };
}

export interface OpenShell {
  page: Page;
  frame: Frame;
  /** Sends a message as the frame would. */
  say(message: FrameMessage): Promise<void>;
  /** Waits for a message of that kind in the frame. */
  heard(sim: ShellMessage['sim']): Promise<ShellMessage>;
}

interface FrameWindow {
  say(message: unknown): void;
  received: ShellMessage[];
}

export async function openShell(
  browser: Browser,
  server: ShellServer,
  options: BrowserContextOptions & { query?: string; first?: boolean } = {},
): Promise<OpenShell> {
  const { query = '', first = false, ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    ...contextOptions,
  });
  // As it was left: the first screen has tests of its own.
  if (!first)
    await context.addInitScript(() => {
      localStorage['trade-sim:shell'] ??= '{"panel":"console"}';
    });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${server.url}/${query}`);
  await page.frameLocator('iframe').getByText('frame').waitFor();
  const frame = page.frame({ url: /frame\.html/ })!;
  return {
    page,
    frame,
    say: (message) => frame.evaluate((one) => (globalThis as unknown as FrameWindow).say(one), message),
    heard: async (sim) => {
      const handle = await frame.waitForFunction(
        (kind) => (globalThis as unknown as FrameWindow).received.find((message) => message.sim === kind),
        sim,
      );
      return (await handle.jsonValue()) as ShellMessage;
    },
  };
}

/** A shell with one tab of its panel open. */
export async function openTab(
  browser: Browser,
  server: ShellServer,
  name: string,
  options: Parameters<typeof openShell>[2] = {},
): Promise<Page> {
  const { page } = await openShell(browser, server, options);
  await page.getByRole('tab', { name, exact: true }).click();
  return page;
}
