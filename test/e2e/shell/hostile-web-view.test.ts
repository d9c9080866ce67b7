/** A page in a web-view, of a server that somebody else runs on this machine: what it can reach. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { createSandbox, Pairing, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { startSimulator, type Simulator } from '../../../simulator/server';
import { eventually } from '../eventually';

const FILES: Record<string, string> = {
  'app.json': '{"pages":["pages/a/a","pages/b/b"],"window":{"navigationBarTitleText":"own title"}}',
  'app.js': 'App({})',
  'pages/a/a.json': '{}',
  'pages/a/a.js':
    "const told = (type) => (e) => console.log(type + ' ' + JSON.stringify(e.detail)); Page({ data: { src: '' }, load: told('load'), error: told('error'), message: told('message') })",
  'pages/a/a.ttml': '<web-view src="{{src}}" bindload="load" binderror="error" bindmessage="message"/>',
  'pages/b/b.json': '{}',
  'pages/b/b.js': 'Page({})',
  'pages/b/b.ttml': '<view>b</view>',
};

/** What a page in a web-view tries, and tells its server when it has tried all. */
const ATTACK = (shell: string, frame: string): string => `<!doctype html><title>evil</title><body>evil<script>
const attempts = {
  'the frame': () => parent.document.title,
  'its storage': () => parent.localStorage.length,
  'its program': () => parent.eval('1'),
  'the shell': () => parent.parent.document.title,
  'the tab': () => top.document.title,
  'the way of the frame': () => { parent.location.href = 'about:blank'; },
  'the way of the tab': () => { top.location.href = 'about:blank'; },
  'a window': () => { if (open('about:blank')) return 1; throw new Error('none'); },
};
const reached = [];
for (const [name, attempt] of Object.entries(attempts)) try { attempt(); reached.push(name); } catch {}
for (const target of [parent, top])
  for (const message of [{ sim: 'nav', title: 'EVIL', depth: 3, path: 'evil' }, { sim: 'navigate', url: '/pages/b/b' }, { sim: 'back' }, { sim: 'log', entry: { text: 'EVIL' } }, { sim: 'starting' }, { sim: 'leaving' }])
    target.postMessage(message, '*');
parent.postMessage({ data: 'from the page' }, '*');
const asks = [['GET', '/sandbox/state'], ['GET', '/sandbox/export'], ['POST', '/sandbox/reset'], ['POST', '/sandbox/pairing']]
  .flatMap(([method, route]) => ['${shell}', '${frame}'].flatMap((origin) => ['cors', 'no-cors'].map((mode) =>
    fetch(origin + route, { method, mode, credentials: 'include' }).then((answer) => answer.type === 'opaque' ? undefined : reached.push(route + ' ' + answer.status), () => undefined))));
Promise.all(asks).then(() => fetch('/report', { method: 'POST', body: JSON.stringify(reached) }));
</script>
<form id="f" method="post" action="${shell}/sandbox/reset?form"></form>`;

/** What a page may do to the tab around it once a person has pressed it: a browser lets most of it happen. */
const PRESSED = `<!doctype html><body><button>press</button><p id="reached"></p><script>
document.querySelector('button').onclick = () => {
  const reached = [];
  const attempts = {
    'a window': () => { if (!open('/opened')) throw new Error('none'); },
    'a dialog': () => { alert('EVIL'); },
    'the tab': () => { top.location.href = '/led-away'; },
  };
  for (const [name, attempt] of Object.entries(attempts)) try { attempt(); reached.push(name); } catch {}
  document.querySelector('#reached').textContent = 'reached: ' + reached.join();
};
</script>`;

let dir: string;
let sandbox: Sandbox;
let simulator: Simulator;
let browser: Browser;
let page: Page;
let evil: Server;
let reports: string[];
let logged: string[];

const evilAt = (name: string): string => `http://127.0.0.1:${(evil.address() as AddressInfo).port}${name}`;
const frameOrigin = (): string => new URL(simulator.frame).origin;
const PAGES: Readonly<Record<string, () => string>> = {
  '/attack': () => ATTACK(simulator.url, frameOrigin()),
  '/pressed': () => PRESSED,
};
const phone = (): Frame => page.frames().find((one) => one.url().startsWith(frameOrigin()))!;

before(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'hostile-web-'));
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
  reports = [];
  evil = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://evil');
    if (pathname === '/report') {
      let body = '';
      request.on('data', (piece: Buffer) => (body += String(piece)));
      request.on('end', () => reports.push(body));
      response.end();
    } else if (pathname === '/go') response.writeHead(302, { location: searchParams.get('to')! }).end();
    else
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(PAGES[pathname]?.() ?? `<body>${pathname}`);
  });
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  page.setDefaultTimeout(PATIENCE);
  logged = [];
  page.on('console', (message) => void logged.push(message.text()));
});
after(async () => {
  await browser.close();
  evil.closeAllConnections();
  evil.close();
  await simulator.close();
  await sandbox.close();
  await rm(dir, { recursive: true, force: true });
});

/** The shell anew, with this address in the web-view; the document that is in it. */
async function show(src: string): Promise<void> {
  await page.goto(`${simulator.url}/`);
  await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
  logged.length = 0;
  await phone().evaluate(`getCurrentPages().at(-1).setData({ src: ${JSON.stringify(src)} })`);
}

const hears = (what: string): Promise<void> =>
  eventually(async () => {
    assert.ok(
      logged.some((line) => line.startsWith(what)),
      `${what}: ${logged.join('\n')}`,
    );
    return Promise.resolve();
  });

describe('a page in a web-view', () => {
  test('is shown, and tells that it has loaded', async () => {
    await show(evilAt('/own'));
    await hears('load');
    const inner = page.frames().find((one) => one.url() === evilAt('/own'))!;
    assert.equal(await inner.evaluate('document.body.textContent'), '/own');
  });

  test('reads and steers neither the mini-program nor the shell, and asks nothing of the sandbox', async (t) => {
    const reset = t.mock.method(sandbox, 'reset');
    await show(evilAt('/attack'));
    await eventually(async () => {
      assert.equal(reports.length, 1);
      return Promise.resolve();
    });
    assert.deepEqual(JSON.parse(reports[0]!), []);
    assert.equal(reset.mock.callCount(), 0);
    // What was posted has been heard by now: a message of the page itself comes after the others.
    await phone().evaluate("tt.redirectTo({ url: '/pages/b/b' })");
    await hears('message {"data":["from the page"]}');
    assert.match(await page.locator('body').innerText(), /own title/);
    assert.doesNotMatch(await page.locator('body').innerText(), /EVIL/);
    assert.equal(await phone().evaluate('getCurrentPages().length'), 1);
  });

  test('leads nobody away from the frame alone, though a person has pressed it', async () => {
    // In the shell the frame around it is held already: here nothing but the web-view holds it.
    await page.goto(simulator.frame);
    await page.locator('html[data-ready]').waitFor();
    const home = page.url();
    const dialogs: string[] = [];
    const opened: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.context().on('page', (one) => opened.push(one.url()));
    await page.evaluate(`getCurrentPages().at(-1).setData({ src: ${JSON.stringify(evilAt('/pressed'))} })`);
    const inner = page.frameLocator('iframe');
    await inner.getByRole('button').click();
    const reached = inner.locator('#reached');
    await eventually(async () => assert.match((await reached.textContent()) ?? '', /^reached/));
    // A dialog of a held page is refused without an error.
    assert.match((await reached.textContent()) ?? '', /^reached: (a dialog)?$/);
    assert.deepEqual([page.url(), dialogs, opened], [home, [], []]);
  });

  test('sends no form to the sandbox', async (t) => {
    const reset = t.mock.method(sandbox, 'reset');
    await show(evilAt('/attack'));
    await eventually(async () => {
      const inner = page.frames().find((one) => one.url() === evilAt('/attack'));
      assert.ok(inner);
      assert.equal(await inner.evaluate('document.forms.length'), 1);
    });
    const answered = page.waitForResponse((response) => response.url().endsWith('/reset?form'));
    await page
      .frames()
      .find((one) => one.url() === evilAt('/attack'))!
      .evaluate('document.forms[0].submit()');
    assert.equal((await answered).status(), 403);
    assert.equal(reset.mock.callCount(), 0);
  });

  for (const [what, where] of [
    ['the shell', () => `${simulator.url}/`],
    ['the shell by another name', () => `${simulator.url.replace('127.0.0.1', 'localhost')}/`],
    ['the sandbox', () => `${simulator.url}/sandbox/export`],
    ['its own frame', () => simulator.frame],
  ] as const) {
    test(`is not ${what}: that is an error`, async () => {
      await show(where());
      await hears('error');
      assert.deepEqual(
        page.frames().map((one) => new URL(one.url()).origin),
        [simulator.url, frameOrigin(), 'null'],
      );
    });

    test(`is not ${what} by a detour either`, async () => {
      await show(evilAt(`/go?to=${encodeURIComponent(where())}`));
      // What may not be shown in a frame is an error page of the browser's own.
      await eventually(async () => {
        const urls = page.frames().map((one) => one.url());
        assert.ok(
          urls.some((url) => url.startsWith('chrome-error:')),
          urls.join(),
        );
        return Promise.resolve();
      });
    });
  }
});
