import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkLayers } from '../../../scripts/lib/layers';

/** Each: a file, what it imports, and the rule that must object. */
const FORBIDDEN: [name: string, from: string, to: string, rule: string][] = [
  ['the contract imports a machine', 'src/contract/a.ts', 'src/machine/types.ts', 'room src/contract/'],
  [
    'a machine definition imports a port',
    'src/pay-button/machine.ts',
    'src/ports/platform.ts',
    'machine-is-data',
  ],
  ['a component imports an adapter', 'src/pay-button/b.ts', 'src/adapters/tt-platform.ts', 'component-logic'],
  [
    'a component imports another component',
    'src/pay-button/c.ts',
    'src/order-confirm/view.ts',
    'component-logic',
  ],
  ['a shell imports a port', 'components/pay-button/index.ts', 'src/ports/platform.ts', 'component-shell'],
  [
    'an inner component imports the session',
    'components/parts/stepper/index.ts',
    'src/session/session.ts',
    'component-part',
  ],
  ['a port imports an adapter', 'src/ports/d.ts', 'src/adapters/tt-platform.ts', 'room src/ports/'],
  ['the kit imports the sandbox', 'src/connect/e.ts', 'sandbox/clock.ts', 'kit-knows-no-workshop'],
  ['logic imports a view', 'src/handlers/f.ts', 'components/parts/qr/index.ts', 'view-on-top'],
  ['the server kit imports the sandbox', 'server/u.ts', 'sandbox/clock.ts', 'room server/'],
  ['the example imports the contract', 'examples/server/v.ts', 'src/contract/codes.ts', 'example-is-a-user'],
  ['the kit imports the server', 'src/connect/w.ts', 'server/verify.ts', 'kit-knows-no-workshop'],
  ['the sandbox imports the simulator', 'sandbox/ledger.ts', 'simulator/protocol.ts', 'room sandbox/'],
  ['the simulator imports a machine', 'simulator/host/g.ts', 'src/machine/types.ts', 'room simulator/'],
  ['the frame imports the compiler', 'simulator/runtime/h.ts', 'simulator/compiler/ttml.ts', 'browser-side'],
  ['a tag imports the runtime', 'simulator/tags/r.ts', 'simulator/runtime/log.ts', 'frame-order tags'],
  ['the runtime imports tt', 'simulator/runtime/s.ts', 'simulator/host/context.ts', 'frame-order runtime'],
  ['tt imports the frame', 'simulator/host/t.ts', 'simulator/frame/boot.ts', 'frame-order host'],
  ['the shell imports the frame', 'simulator/shell/i.ts', 'simulator/host/tt.ts', 'shell-and-frame'],
  ['the shell imports the sandbox', 'simulator/shell/q.ts', 'sandbox/clock.ts', 'browser-side'],
  [
    'the compiler imports the server',
    'simulator/compiler/j.ts',
    'simulator/server/cli.ts',
    'compiler-is-pure',
  ],
  [
    'a component imports the sandbox platform',
    'src/session/m.ts',
    'src/adapters/sandbox/index.ts',
    'sandbox-is-asked-for',
  ],
  [
    'an adapter imports the sandbox platform',
    'src/adapters/n.ts',
    'src/adapters/sandbox/link.ts',
    'sandbox-is-asked-for',
  ],
  ['the demo imports the sources', 'demo-app/app.ts', 'src/session/session.ts', 'demo-is-a-user'],
];

const ALLOWED: [name: string, from: string, to: string][] = [
  ['the sandbox platform imports the adapters', 'src/adapters/sandbox/o.ts', 'src/adapters/tt-platform.ts'],
  ['the demo imports the sandbox platform', 'demo-app/p.ts', 'src/adapters/sandbox/index.ts'],
  ['a machine definition imports the machine types', 'src/refund-apply/machine.ts', 'src/machine/types.ts'],
  ['a shell imports its component', 'components/order-confirm/index.ts', 'src/order-confirm/view.ts'],
  ['the sandbox imports the contract', 'sandbox/k.ts', 'src/contract/codes.ts'],
  ['the simulator imports the sandbox', 'simulator/server/l.ts', 'sandbox/clock.ts'],
  ['the shell imports the shapes of the sandbox', 'simulator/shell/r.ts', 'sandbox/shapes.ts'],
];

describe('layering rules', () => {
  let root: string;
  let found: string[];

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'layers-'));
    const put = async (file: string, text: string): Promise<void> => {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    };
    const cases = [...FORBIDDEN, ...ALLOWED];
    for (const [, , to] of cases) await put(to, 'export type T = 1;\n');
    for (const [, from, to] of cases) {
      await put(
        from,
        `import type { T } from '${'../'.repeat(from.split('/').length - 1)}${to.replace(/\.ts$/, '')}';\nexport type U = T;\n`,
      );
    }
    const { violations } = await checkLayers(root, [
      'src',
      'components',
      'simulator',
      'sandbox',
      'server',
      'examples/server',
      'demo-app',
    ]);
    found = violations.map(({ from, to, rule }) => `${from} -> ${to} [${rule}]`);
  });
  after(() => rm(root, { recursive: true, force: true }));

  for (const [name, from, to, rule] of FORBIDDEN) {
    test(`${name}: refused`, () =>
      assert.ok(found.includes(`${from} -> ${to} [${rule}]`), `not among\n${found.join('\n')}`));
  }
  for (const [name, from, to] of ALLOWED) {
    test(`${name}: accepted`, () =>
      assert.deepEqual(
        found.filter((one) => one.startsWith(`${from} -> ${to} `)),
        [],
      ));
  }
  /** The rules that object to these files. */
  async function objections(files: Record<string, string>): Promise<string[]> {
    const own = await mkdtemp(join(tmpdir(), 'layers-own-'));
    try {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(own, name)), { recursive: true });
        await writeFile(join(own, name), text);
      }
      const { violations } = await checkLayers(own, [
        ...new Set(Object.keys(files).map((name) => name.split('/')[0]!)),
      ]);
      return [...new Set(violations.map(({ rule }) => rule))];
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  }

  test('a circle at run time is refused', async () => {
    const files = {
      'src/contract/a.ts': "import { b } from './b';\nexport const a = (): unknown => b;\n",
      'src/contract/b.ts': "import { a } from './a';\nexport const b = (): unknown => a;\n",
    };
    assert.deepEqual(await objections(files), ['no-circle']);
  });

  test('the shapes of the sandbox are refused where they would run: in the shell, in the protocol, and in their own file', async () => {
    const shapes = {
      'sandbox/shapes.ts': 'export const one = 1;\n',
      'sandbox/clock.ts': 'export const now = 1;\n',
    };
    const imports = "import { one } from '../../sandbox/shapes';\nexport const two = one;\n";
    assert.deepEqual(await objections({ ...shapes, 'simulator/shell/a.ts': imports }), ['shapes-are-types']);
    assert.deepEqual(await objections({ ...shapes, 'simulator/protocol.ts': imports.replace('../', '') }), [
      'shapes-are-types',
    ]);
    assert.deepEqual(
      await objections({ ...shapes, 'sandbox/shapes.ts': "export { now } from './clock';\n" }),
      ['shapes-are-types'],
    );
    assert.deepEqual(
      await objections({ ...shapes, 'sandbox/shapes.ts': "export type { now } from './clock';\n" }),
      [],
    );
  });
});
