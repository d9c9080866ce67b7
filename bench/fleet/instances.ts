/** Several instances of the example server behind one address, as in production; each may be killed. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SERVER = join(import.meta.dirname, '../../examples/server/server.ts');
/** Lines of an instance's log that are kept to say why it ended. */
const KEPT = 20;

interface Instance {
  child: ChildProcess;
  port: number;
  log: string[];
}

export interface Instances {
  /** Of the balancer. */
  url: string;
  /** Kills one as the system does, and starts another in its place. */
  kill(which: number): Promise<void>;
  /** @throws Error with the log of one that ended by itself */
  assertAlive(): void;
  stop(): Promise<void>;
}

const startOne = async (env: Record<string, string>): Promise<Instance> => {
  const child = spawn(process.execPath, ['--import', 'tsx', SERVER], {
    env: { ...process.env, NODE_OPTIONS: '', ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${log.join('\n')}`)));
    for (const stream of [child.stdout!, child.stderr!])
      createInterface({ input: stream }).on('line', (line) => {
        log.push(line);
        if (log.length > KEPT) log.shift();
        const [, found] = /^http:\/\/[^:]+:(\d+)/.exec(line) ?? [];
        if (found) resolve(Number(found));
      });
  });
  return { child, port, log };
};

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** One request to one instance. Rejects when that cannot be reached, or dies before it has answered. */
const pass = (port: number, { method, url, headers }: IncomingMessage, body: Buffer) =>
  new Promise<{ status: number; type: string; text: Buffer }>((resolve, reject) => {
    const asked = ask({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      bodyOf(answer).then(
        (text) =>
          resolve({ status: answer.statusCode ?? 502, type: answer.headers['content-type'] ?? '', text }),
        reject,
      );
    });
    asked.once('error', reject);
    asked.end(body);
  });

/** The next instance each time. One that fails is not asked again: whoever sent it has to. */
const balance = (instances: readonly Instance[]): Server => {
  let turn = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    turn = (turn + 1) % instances.length;
    try {
      const { status, type, text } = await pass(instances[turn].port, request, body);
      response.writeHead(status, { 'content-type': type }).end(text);
    } catch {
      response.writeHead(502).end();
    }
  };
  return createServer((request, response) => void answer(request, response));
};

/** @param env of every instance (examples/server/settings.ts) */
export const startInstances = async (count: number, env: Record<string, string>): Promise<Instances> => {
  const instances = await Promise.all(Array.from({ length: count }, () => startOne(env)));
  const balancer = balance(instances);
  balancer.listen(0, '127.0.0.1');
  await once(balancer, 'listening');
  const end = async ({ child }: Instance, signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const last = (): void => instances.forEach(({ child }) => child.kill('SIGKILL'));
  process.once('exit', last);
  return {
    url: `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`,
    async kill(which) {
      await end(instances[which], 'SIGKILL');
      instances[which] = await startOne(env);
    },
    assertAlive() {
      const dead = instances.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
      if (dead) throw new Error(`a server died by itself:\n${dead.log.join('\n')}`);
    },
    async stop() {
      balancer.closeAllConnections();
      balancer.close();
      await Promise.all(instances.map((instance) => end(instance, 'SIGTERM')));
      process.off('exit', last);
    },
  };
};
