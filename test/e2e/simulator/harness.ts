/**
 * Runs a mini-program in Chromium: compiler, runtime bundle and a stubbed platform, without the dev server.
 */
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PATIENCE } from '../../../scripts/lib/browser';
import { compileProgram } from '../../../simulator/compiler';
import { framePolicy } from '../../../simulator/server/policy';
import { compileTagTemplates } from '../../../simulator/compiler/tags';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FRAME = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>frame</title>
<link rel="icon" href="data:,"></head><body><div id="app"></div><script src="/program.js"></script><script src="/runtime.js"></script></body></html>`;
const SHELL = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>shell</title><link rel="icon" href="data:,"></head><body style="margin:0">
<script>window.messages=[];addEventListener('message',(event)=>window.messages.push(event.data))</script>
<iframe title="frame" style="border:0;width:375px;height:667px"></iframe><script>document.querySelector('iframe').src='/frame.html'+location.search</script></body></html>`;

let runtime: Promise<string> | undefined;

async function bundleRuntime(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'simulator/frame/main.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  });
  return `window.__TRADE_SIM_TAG_TEMPLATES__=${compileTagTemplates()};\n${outputFiles[0]!.text}`;
}

/** One request that the stubbed platform got. */
export interface PlatformCall {
  api: string;
  body: Record<string, unknown>;
}

export type PlatformStub = (call: PlatformCall) => unknown;

export interface Running {
  url: string;
  /** What was asked of the stubbed platform, oldest first. */
  platformCalls: PlatformCall[];
  stub(answer: PlatformStub): void;
  /** Writes files, compiles again and tells the open frames, as the dev server does. */
  change(files: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function writeFiles(dir: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Serves a mini-program given as a folder, or as files by name. */
export async function serve(program: string | Record<string, string>): Promise<Running> {
  const own = typeof program === 'string' ? undefined : await mkdtemp(path.join(tmpdir(), 'trade-sim-'));
  const dir = own ?? path.resolve(ROOT, program as string);
  if (own && typeof program !== 'string') await writeFiles(own, program);
  runtime ??= bundleRuntime();
  const runtimeScript = await runtime;
  let compiled = await compileProgram({ root: dir });
  const platformCalls: PlatformCall[] = [];
  const listeners = new Set<ServerResponse>();
  let stub: PlatformStub = () => ({ ok: false, errNo: 10401, errMsg: 'no stub' });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string): void => {
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
      response.end(body);
    };
    if (pathname === '/frame.html') {
      response.setHeader(
        'content-security-policy',
        framePolicy({ shell: "'self'", webGlobals: compiled.webGlobals }),
      );
      return send('text/html', FRAME);
    }
    if (pathname === '/shell.html') return send('text/html', SHELL);
    if (pathname === '/program.js') return send('text/javascript', compiled.bundle);
    if (pathname === '/program.js.map') return send('application/json', compiled.map);
    if (pathname === '/runtime.js') return send('text/javascript', runtimeScript);
    if (pathname === '/echo')
      return send(
        'application/json',
        JSON.stringify({ method: request.method, url: request.url, body: await readBody(request) }),
      );
    if (pathname.startsWith('/platform/')) {
      const text = await readBody(request);
      const call = {
        api: pathname.slice('/platform/'.length),
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      };
      platformCalls.push(call);
      return send('application/json', JSON.stringify(await stub(call)));
    }
    // For time-outs: a request that nobody answers.
    if (pathname === '/never') return;
    if (pathname === '/__events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      listeners.add(response);
      return;
    }
    const asset = /^\/images\/[\w.-]+\.svg$/.test(pathname)
      ? await readFile(path.join(dir, pathname), 'utf8').catch(() => undefined)
      : undefined;
    if (asset !== undefined) return send('image/svg+xml', asset);
    response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    platformCalls,
    stub: (next) => (stub = next),
    change: async (files) => {
      await writeFiles(dir, files);
      compiled = await compileProgram({ root: dir });
      for (const listener of listeners)
        listener.write(`data: ${JSON.stringify({ type: 'rebuilt', diagnostics: [] })}\n\n`);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (own) await rm(own, { recursive: true, force: true });
    },
  };
}

/** A phone: 375 by 667, with touch. */
export async function newPhone(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 667 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  // The test runner's compiler calls this helper in functions that are sent to the page.
  await context.addInitScript('globalThis.__name = (target) => target;');
  return context;
}

/** Opens the frame and waits until the first page is up. `path` starts with `frame.html` or `shell.html`. */
export async function openFrame(
  context: BrowserContext,
  running: Running,
  path = 'frame.html',
): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${running.url}/${path}`);
  if (path.startsWith('frame.html')) await page.waitForSelector('html[data-ready]');
  else await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
  return page;
}
