/** A purchase in a running `trade-sim dev`, by hand of a browser, as whoever tries it first does it. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { PATIENCE } from '../lib/browser';
import type { Command } from './managers';

export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** Until the process has ended. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // The package manager between has to go, too: it is the head of its own group.
  if (process.platform === 'win32' || child.pid === undefined) child.kill();
  else process.kill(-child.pid, 'SIGTERM');
  await ended;
}

/** Starts a server, and waits for the address that it prints. */
export async function start({ program, args, env }: Command, cwd: string): Promise<Running> {
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      said.push(`${line}\n`);
      const [, found] = /^(http:\/\/127\.0\.0\.1:\d+)(?:\/|$)/.exec(line) ?? [];
      if (found !== undefined) resolve(`${found}/`);
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`ended with ${code}:\n${said.join('')}`)));
  });
  return { url, stop: () => end(child) };
}

/** Taps, fills in the order page, pays, and finds the codes of the paid order. */
export async function buyAt(url: string, browser: Browser): Promise<void> {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1440, height: 1000 } });
  page.setDefaultTimeout(PATIENCE);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  try {
    await page.goto(url);
    const phone = page.frameLocator('iframe');
    // A tap that comes while the goods are still being fetched opens nothing.
    await phone.locator('[role=button]:not([aria-busy])', { hasText: '立即抢购' }).click();
    const number = phone.getByRole('textbox', { name: '手机号' });
    // Nobody is logged in yet.
    await phone.getByText('登录', { exact: true }).click();
    await phone.getByText('立即支付').waitFor();
    if ((await number.count()) > 0) await number.fill('13800000000');
    await phone.getByText('立即支付').click();
    await phone.locator('[data-outcome=paid]').click();
    await phone.getByText('已支付', { exact: true }).waitFor();
    await phone.getByRole('button', { name: '申请退款' }).first().waitFor();
    assert.deepEqual(problems, []);
  } catch (error) {
    const shown = await page
      .frameLocator('iframe')
      .locator('body')
      .innerText()
      .catch(() => '(nothing)');
    throw new Error(`${problems.join('\n')}\n${String(error)}\nThe screen shows:\n${shown}`);
  } finally {
    await page.close();
  }
}
