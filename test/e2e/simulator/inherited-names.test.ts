/** A value that is the name of something every object has is one more value that a tag does not know. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import { eventually } from '../eventually';
import { problemsOf } from './frame';
import { newPhone, openFrame, serve, type Running } from './harness';

const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', '__lookupGetter__'];

let running: Running;
let browser: Browser;
before(async () => {
  running = await serve({
    'app.json': '{"pages":["pages/a/a"]}',
    'app.js': 'App({})',
    'pages/a/a.json': '{}',
    'pages/a/a.js': 'Page({})',
    'pages/a/a.ttml': NAMES.map(
      (name) => `<image mode="${name}"/><icon type="${name}"/><input type="${name}"/>
        <button open-type="${name}">${name}</button><open-data type="${name}" default-text="nobody"/>`,
    ).join('\n'),
  });
  browser = await launch();
});
after(async () => {
  await browser.close();
  await running.close();
});

test('tags take names that every object has for values that they do not know', async () => {
  const page = await openFrame(await newPhone(browser), running);
  await page
    .getByText('nobody')
    .nth(NAMES.length - 1)
    .waitFor();
  const pictures = page.locator('tt-image img');
  await eventually(async () =>
    assert.deepEqual(
      await pictures.evaluateAll((all) => all.map((one) => (one as HTMLElement).style.objectFit)),
      NAMES.map(() => 'fill'),
    ),
  );
  assert.equal(await page.locator('tt-icon svg').count(), 0, 'no icon has such a name');
  for (const name of NAMES) await page.getByRole('button', { name, exact: true }).tap();
  assert.deepEqual(
    (await problemsOf(page)).filter(({ level }) => level === 'error').map(({ message }) => message),
    [],
  );
});
