import assert from 'node:assert/strict';
import { createSandbox, sandboxPlugin } from 'microapp-trade-sandbox';
import { startSimulator } from '../../simulator/server';
import { launch } from './browser';

/**
 * Opens a packed mini-program in the simulator, with no alias to the sources: the button is there, and a tap
 * on it leads to 提单页.
 */
export async function lookIn(app: string): Promise<void> {
  const problems: string[] = [];
  const sandbox = createSandbox({ store: ':memory:' });
  const simulator = await startSimulator({
    root: app,
    watch: false,
    sandbox: sandboxPlugin(sandbox),
    onBuild: (found) => problems.push(...found.map(({ file, message }) => `${file}: ${message}`)),
  });
  const browser = await launch();
  const page = await browser.newPage();
  try {
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${simulator.url}/`);
    const frame = page.frameLocator('iframe');
    await frame.getByText('立即抢购').click();
    await frame.getByText('立即支付').waitFor();
    assert.deepEqual(problems, []);
  } catch (error) {
    const shown = await page.frameLocator('iframe').locator('body').innerText();
    throw new Error(
      [
        ...problems,
        error instanceof Error ? error.message : String(error),
        `The screen shows:\n${shown}`,
      ].join('\n'),
    );
  } finally {
    await browser.close();
    await simulator.close();
    await sandbox.close();
  }
}
