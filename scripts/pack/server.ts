/**
 * The server package in a shop's backend: examples/server with the tarballs in place of the workspace,
 * started and held against its interface by the commands of examples/server/README.md, on each Node.
 */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../lib/paths';
import { run } from '../lib/run';
import { blocksOf } from '../snippets/blocks';
import { linesOf } from '../snippets/commands';
import { environment, MANAGERS, managed } from './managers';
import { start, type Running } from './shop';
import type { Step } from './steps';
import type { Node } from './tools';

const READMES = ['examples/server/README.md', 'examples/server/README.zh-CN.md'];

/** What README tells a reader to type, in its order; both languages tell the same. */
function commands(): string[] {
  const [first, second] = READMES.map((file) =>
    blocksOf(file, readFileSync(join(ROOT, file), 'utf8'))
      .filter(({ language }) => language === 'sh')
      .flatMap(linesOf)
      .map(({ command }) => command),
  );
  // It holds the server against its interface, and ends with 1 where something is wrong.
  assert.match(first?.at(-1) ?? '', /check-merchant/);
  assert.deepEqual(second, first);
  return first ?? [];
}

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Types them one after the other; what goes on running is stopped at the end. */
async function follow(folder: string, node: Node): Promise<void> {
  const port = await freePort();
  const env = { ...environment(node), PORT: String(port), DATABASE: `${node.name.replace(/\W/g, '-')}.db` };
  // Each Node has a platform of its own, to which no key was uploaded before.
  rmSync(join(folder, '.trade-sim'), { recursive: true, force: true });
  const running: Running[] = [];
  let platform = 'http://127.0.0.1:5200';
  try {
    for (const typed of commands()) {
      const command = typed
        .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
        .replaceAll('http://127.0.0.1:5200', platform);
      if (command.endsWith('&')) {
        const words = `exec ${command.replace(/ ?&$/, '')} --port 0`;
        const sandbox = await start({ program: 'sh', args: ['-c', words], env }, folder);
        running.push(sandbox);
        platform = sandbox.url.replace(/\/$/, '');
      } else if (command.endsWith('npm start')) {
        running.push(await start({ program: 'sh', args: ['-c', command], env }, folder));
      } else {
        const words = command.replace('trade-sim keys', `trade-sim keys --url ${platform}`);
        const { code, stdout, stderr } = await run('sh', ['-c', words], { cwd: folder, env });
        assert.equal(code, 0, `${words} ended with ${code}\n${stdout}${stderr}`);
      }
    }
  } finally {
    for (const one of running.reverse()) await one.stop();
  }
}

/** @param packages name -> `file:` address of its tarball */
export function serverSteps(
  nodes: readonly Node[],
  folder: string,
  packages: Record<string, string>,
): Step[] {
  const [npm] = MANAGERS;
  return [
    [
      'examples/server installs with the tarballs, and the server package is imported',
      async () => {
        cpSync(join(ROOT, 'examples/server'), folder, {
          recursive: true,
          filter: (path) => !/node_modules|\.db$/.test(path),
        });
        const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
          dependencies: Record<string, string>;
        };
        const { dependencies } = manifest;
        const server = packages['microapp-trade-server']!;
        writeFileSync(
          join(folder, 'package.json'),
          JSON.stringify({
            ...manifest,
            dependencies: { ...dependencies, 'microapp-trade-server': server },
            devDependencies: packages,
          }),
        );
        const { program, args, env } = await managed(npm!, nodes.at(-1)!, npm!.install);
        const { code, stdout, stderr } = await run(program, args, { cwd: folder, env });
        assert.equal(code, 0, stdout + stderr);
      },
    ],
    ...nodes.map((node): Step => [
      `${node.name}: the server package is imported, and examples/server answers as its README says`,
      async () => {
        writeFileSync(join(folder, 'use.mjs'), USE);
        const { code, stdout, stderr } = await run(node.program, ['use.mjs'], { cwd: folder });
        assert.equal(code, 0, stderr);
        assert.equal(stdout, 'function function function function\n');
        await follow(folder, node);
      },
    ]),
  ];
}

const USE = `import { createShop, createHandler } from 'microapp-trade-server';
import { shopPlugin } from 'microapp-trade-server/fastify.js';
import { openSqlite } from 'microapp-trade-server/sqlite';
import 'microapp-trade-server/postgres';
console.log(typeof createShop, typeof createHandler, typeof shopPlugin, typeof openSqlite);
const store = await openSqlite(':memory:');
await store.close();
`;
