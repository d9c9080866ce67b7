import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { createSandbox, Pairing, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { startSimulator, type Simulator } from '../../../simulator/server';

/** A program that is let see all that a browser has: the origin must hold where the realm does not. */
const FILES: Record<string, string> = {
  'app.json': '{"pages":["pages/a/a"]}',
  'app.js': 'App({})',
  'project.config.json': '{"tradeSim":{"webGlobals":true}}',
  'pages/a/a.json': '{}',
  'pages/a/a.js': 'Page({ onReady() { window.ready = true } })',
  'pages/a/a.ttml': '<view>hostile</view>',
  'images/evil.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>document.documentElement.setAttribute("width", "666")</script></svg>',
};

let dir: string;
let sandbox: Sandbox;
let simulator: Simulator;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let frame: Frame;

before(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'hostile-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await writeFile(path.join(dir, name), text);
  }
  sandbox = createSandbox({ store: ':memory:' });
  simulator = await startSimulator({
    root: dir,
    watch: false,
    sandbox: sandboxPlugin(sandbox, new Pairing()),
  });
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  await context.addInitScript('globalThis.__name = (target) => target;');
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${simulator.url}/`);
  await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
  frame = page.frames().find((one) => one.url().includes('/frame.html'))!;
});
after(async () => {
  await browser.close();
  await simulator.close();
  await sandbox.close();
  await rm(dir, { recursive: true, force: true });
});

const origin = (): string => new URL(simulator.frame).origin;

describe('S9: a program that attacks', () => {
  test('lives at an origin of its own', async () => {
    assert.notEqual(origin(), simulator.url);
    assert.equal(await frame.evaluate(() => location.origin), origin());
  });

  test('reads nothing of the shell, and cannot reach into it', async () => {
    const failed = await frame.evaluate(() => {
      const attempts = [
        () => parent.document,
        () => parent.location.href,
        () => parent.localStorage,
        () => (parent as unknown as { eval: unknown }).eval,
        () => top!.document,
        () => frameElement!.ownerDocument.title,
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'reached';
        } catch (error) {
          return (error as Error).name;
        }
      });
    });
    assert.deepEqual(failed.slice(0, 5), Array<string>(5).fill('SecurityError'));
    assert.notEqual(failed[5], 'reached');
  });

  for (const [what, route, method] of [
    ['the state', '/sandbox/state', 'GET'],
    ['an export', '/sandbox/export', 'GET'],
    ['a pairing token', '/sandbox/pairing', 'POST'],
    ['a reset', '/sandbox/reset', 'POST'],
    ['an escaped path', '/%73andbox/export', 'GET'],
    ['a path with dots', '/platform/../sandbox/export', 'GET'],
    ['keys', '/sandbox/keys', 'POST'],
    ['what only servers call', '/merchant/callback', 'POST'],
    ['the staff of the shop', '/merchant/coupons/verify', 'POST'],
    ['the console', '/shell.js', 'GET'],
  ] as const)
    test(`gets ${what} at neither side`, async () => {
      const statuses = await frame.evaluate(
        async ([shell, path, verb]) => {
          const ask = async (url: string, mode: RequestMode): Promise<string> => {
            try {
              const response = await fetch(url, { method: verb, mode });
              return String(response.type === 'opaque' ? 'opaque' : response.status);
            } catch {
              return 'refused';
            }
          };
          return [
            await ask(path!, 'cors'),
            await ask(shell! + path!, 'cors'),
            await ask(shell! + path!, 'no-cors'),
          ];
        },
        [simulator.url, route, method] as const,
      );
      assert.deepEqual(statuses.slice(0, 2), ['403', 'refused']);
      // What a no-cors request gets cannot be read; the resource policy has it refused beside.
      assert.ok(['refused', 'opaque'].includes(statuses[2]!), statuses[2]);
    });

  test('resets nothing by a request whose answer it does not see, nor by a form', async (t) => {
    const reset = t.mock.method(sandbox, 'reset');
    const answered = page
      .context()
      .waitForEvent('response', (response) => response.url().endsWith('/reset?form'));
    await frame.evaluate(async (shell) => {
      await fetch(`${shell}/sandbox/reset`, { method: 'POST', mode: 'no-cors' }).catch(() => undefined);
      const sink = Object.assign(document.createElement('iframe'), { name: 'sink', src: 'about:blank' });
      document.body.append(sink);
      const form = Object.assign(document.createElement('form'), {
        action: `${shell}/sandbox/reset?form`,
        method: 'post',
        target: 'sink',
      });
      document.body.append(form);
      // A frame without a policy of its own asks in this one's name.
      form.submit();
    }, simulator.url);
    await Promise.race([
      answered.catch(() => undefined),
      frame.evaluate(() => fetch('/__nothing').catch(() => 0)),
    ]);
    assert.equal(reset.mock.callCount(), 0);
    const direct = await context.request.post(`${simulator.url}/sandbox/reset`);
    assert.equal(direct.status(), 200);
    assert.equal(reset.mock.callCount(), 1);
  });

  test('hears no event of the sandbox', async () => {
    const heard = await frame.evaluate(
      (shell) =>
        new Promise<string>((resolve) => {
          const source = new EventSource(`${shell}/sandbox/events`);
          source.onopen = () => resolve('open');
          source.onerror = () => resolve('refused');
        }),
      simulator.url,
    );
    assert.equal(heard, 'refused');
    // A browser keeps the answer from the program anyway: what counts is that the server says no.
    const stop = new AbortController();
    const { status } = await fetch(`${simulator.url}/sandbox/events`, {
      headers: { origin: origin() },
      signal: stop.signal,
    });
    stop.abort();
    assert.equal(status, 403);
  });

  test('runs no script of a picture at the side of the console', async () => {
    const opened = await context.newPage();
    try {
      for (const side of [simulator.url, origin()]) {
        await opened.goto(`${side}/images/evil.svg`);
        assert.equal(await opened.evaluate(() => document.documentElement.getAttribute('width')), '9');
      }
    } finally {
      await opened.close();
    }
  });

  test('does not lead the tab away, and shows no shell inside of itself', async () => {
    const moved = await frame.evaluate((shell) => {
      try {
        top!.location.href = `${shell}/sandbox/export`;
        return 'moved';
      } catch (error) {
        return (error as Error).name;
      }
    }, simulator.url);
    assert.equal(moved, 'SecurityError');
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(await frame.evaluate(() => open('about:blank') === null), true);
  });

  test('keeps what it stores at its own origin', async () => {
    await frame.evaluate(() => localStorage.setItem('mine', '1'));
    assert.equal(await page.evaluate(() => localStorage.getItem('mine')), null);
    await frame.evaluate(() => localStorage.removeItem('mine'));
  });

  test('does not stop the shell by a loop', async () => {
    const looping = frame.evaluate(() => {
      const shared = { until: performance.now() + 4000 };
      while (performance.now() < shared.until);
      return 'looped';
    });
    // The shell answers while the program is at it.
    const first = await Promise.race([looping, page.evaluate(() => 'shell')]);
    assert.equal(first, 'shell');
    await looping;
  });

  test('is held by nobody but its shell, and the shell by nobody of another origin', async () => {
    const [shell, own] = await Promise.all([
      context.request.get(`${simulator.url}/`),
      context.request.get(simulator.frame),
    ]);
    assert.match(shell.headers()['content-security-policy']!, /frame-ancestors 'self'/);
    assert.equal(shell.headers()['cross-origin-opener-policy'], 'same-origin');
    const policy = own.headers()['content-security-policy']!;
    assert.ok(policy.endsWith(`frame-ancestors ${simulator.url}`), policy);
    assert.match(policy, /script-src 'self' 'unsafe-eval';/);
  });
});
