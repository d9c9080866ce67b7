import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { trigger } from '../../../simulator/server/commands/scenario';
import { onePage, writeProgram } from './compiler-helpers';
import { start } from './server-helpers';
import { shell } from './verb-kit';

async function running(t: TestContext): Promise<{ url: string; sandbox: Sandbox }> {
  const sandbox = createSandbox({ store: ':memory:' });
  const { url } = await start(t, { root: writeProgram(t, onePage({})), sandbox: sandboxPlugin(sandbox) });
  t.after(() => sandbox.close());
  return { url, sandbox };
}

/** Runs the command as from the shell: what it printed. */
async function printed(t: TestContext, ...argv: string[]): Promise<string> {
  let text = '';
  const write = t.mock.method(process.stdout, 'write', (chunk: string) => {
    text += chunk;
    return true;
  });
  try {
    assert.equal(await trigger.start(argv), 0);
  } finally {
    write.mock.restore();
  }
  return text;
}

test('trigger chooses scenarios in a running simulator, changed as told, and takes them back', async (t) => {
  const { url, sandbox } = await running(t);
  const chosen = await printed(t, 'pay.failed', '--url', url);
  assert.equal(sandbox.scenarios.active, 'pay.failed');
  assert.match(chosen, /^pay\.failed\n {2}pay\.failed: .* Expect bind:pay with code 2\.\n$/);
  await printed(
    t,
    'pay.paid,callback.lost',
    'preorder.refused',
    '--set',
    'lost=1',
    '--set',
    'body.err_tips=卖完了',
    '--url',
    `${url}/`,
  );
  assert.deepEqual(sandbox.scenarios.choices, [
    { name: 'pay.paid', set: {} },
    { name: 'callback.lost', set: { lost: 1 } },
    { name: 'preorder.refused', set: { 'body.err_tips': '卖完了' } },
  ]);
  assert.equal(await printed(t, '--off', '--url', url), 'none\n');
  assert.equal(sandbox.scenarios.active, null);
});

test('trigger --list names every scenario', async (t) => {
  const { url, sandbox } = await running(t);
  const lines = (await printed(t, '--list', '--url', url)).trim().split('\n');
  assert.deepEqual(
    lines.map((line) => line.split('  ')[0]),
    sandbox.scenarios.list().map(({ name }) => name),
  );
});

test('what the simulator refuses is told in one line, and nothing is chosen', async (t) => {
  const { url, sandbox } = await running(t);
  for (const [argv, text] of [
    [['nope'], /^no scenario "nope"\. "trade-sim trigger --list" lists the scenarios\.\n$/],
    [['callback.lost', '--set', 'lost=many'], /callback\.lost: lost should be integer, but got string/],
    [
      ['callback.lost', '--set', 'nothing=1'],
      /the path should be one of lost, copies, delayMs, but got nothing/,
    ],
  ] as const) {
    const { code, err } = await shell(t, 'trigger', ...argv, '--url', url);
    assert.equal(code, 1);
    assert.match(err, text);
    assert.equal(sandbox.scenarios.active, null);
  }
});

test('without a simulator one line says how to start one', async (t) => {
  const { url } = await running(t);
  const port = Number(new URL(url).port);
  const { code, err } = await shell(
    t,
    'trigger',
    'pay.paid',
    '--url',
    `http://127.0.0.1:${port === 1 ? 2 : 1}/`,
  );
  assert.equal(code, 2);
  assert.match(
    err,
    /^No simulator answers at http:\/\/127\.0\.0\.1:\d\/: start one with .*"trade-sim dev <dir>"/,
  );
});

for (const [argv, text] of [
  [[], /Name a scenario to choose/],
  [['pay.paid', '--off'], /Name a scenario to choose/],
  [['pay.paid', '--set', 'outcome'], /--set outcome: write <path>=<value>/],
  [['pay.paid', '--url', 'http://example.com/'], /on this machine/],
  [['pay.paid', '--url', 'x'], /on this machine/],
  [['pay.paid', '--nope'], /Usage: trade-sim trigger \[scenario…\]/],
] as const) {
  test(`trigger ${argv.join(' ')} is a usage error`, async (t) => {
    const { code, err } = await shell(t, 'trigger', ...argv);
    assert.equal(code, 1);
    assert.match(err, text);
  });
}
