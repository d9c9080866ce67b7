/**
 * A PostgreSQL server of one's own for a test: Debian's programs on a free port, with a data folder that is
 * gone afterwards. It refuses to run as root, so root runs it as another user.
 */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Postgres {
  /** `postgres://…` */
  url: string;
  /** Ends it as a crash does, and starts it again on the same data. */
  crash(): Promise<void>;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
}

const INSTALL =
  'PostgreSQL is not installed: apt-get install -y postgresql, or set POSTGRES_BIN to the folder of its initdb';

/** The folder with initdb and postgres. @throws Error that says what to install */
export const postgresBin = (): string => {
  const debian = '/usr/lib/postgresql';
  const folders = [
    process.env.POSTGRES_BIN,
    ...(existsSync(debian)
      ? readdirSync(debian)
          .sort((a, b) => Number(b) - Number(a))
          .map((version) => join(debian, version, 'bin'))
      : []),
    ...(process.env.PATH ?? '').split(':'),
  ];
  const found = folders.find(
    (folder) => folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
  if (!found) throw new Error(INSTALL);
  return found;
};

interface User {
  uid: number;
  gid: number;
}

const idOf = (flag: '-u' | '-g', name: string): number =>
  Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

/** Whom root runs it as: Debian's own user, where there is one. */
const otherUser = (): User | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody'])
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      // The next one, then.
    }
  throw new Error('root cannot run PostgreSQL, and there is no user postgres or nobody to run it as');
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

export const startPostgres = async (): Promise<Postgres> => {
  const bin = postgresBin();
  const user = otherUser();
  const root = mkdtempSync(join(tmpdir(), 'trade-postgres-'));
  const data = join(root, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user) for (const folder of [root, data]) chownSync(folder, user.uid, user.gid);
  const options = { cwd: root, ...user, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
  const initdb = ['-D', data, '-U', 'shop', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  const port = await freePort();
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60'];
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])];
    const child = spawn(join(bin, 'postgres'), args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    server = child;
    const said: string[] = [];
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`postgres ended with ${code}:\n${said.join('\n')}`)));
      createInterface({ input: child.stderr! }).on('line', (line) => {
        said.push(line);
        if (line.includes('ready to accept connections')) resolve();
      });
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = server;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  // A test that is killed must leave no server behind.
  const last = (): void => {
    server?.kill('SIGQUIT');
    remove();
  };

  try {
    execFileSync(join(bin, 'initdb'), initdb, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    await start();
  } catch (error) {
    server?.kill('SIGQUIT');
    remove();
    throw error;
  }
  process.once('exit', last);
  return {
    url: `postgres://shop@127.0.0.1:${port}/postgres`,
    async crash() {
      await end('SIGQUIT');
      await start();
    },
    async stop() {
      await end('SIGINT');
      process.off('exit', last);
      remove();
    },
  };
};
