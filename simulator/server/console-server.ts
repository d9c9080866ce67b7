/** The sandbox's console without a phone: the page, and the sandbox's routes behind it. */
import type { FastifyPluginAsync } from 'fastify';
import { browserCode } from './browser-code';
import { addContractPages } from './contract/pages';
import { CONSOLE_HTML } from './documents';
import { refuseForeign } from './guard';
import { PortTakenError, portOf } from './index';
import { newServer } from './listener';
import { CONSOLE_POLICY } from './policy';

export interface ConsoleServer {
  /** `http://127.0.0.1:<port>`, without a '/' at the end. */
  url: string;
  close(): Promise<void>;
}

/** @throws PortTakenError */
export async function startConsole({
  port,
  sandbox,
}: {
  port: number;
  sandbox: FastifyPluginAsync;
}): Promise<ConsoleServer> {
  const server = newServer();
  refuseForeign(server, () => ({ shell: portOf(server) ?? port }));
  server.addHook('onSend', async (_request, reply) => {
    void reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': CONSOLE_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
    });
  });
  await server.register(sandbox);
  server.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(CONSOLE_HTML));
  server.get('/console.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send((await browserCode('console')).js),
  );
  server.get('/console.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send((await browserCode('console')).css),
  );
  addContractPages(server);
  try {
    await server.listen({ port, host: '127.0.0.1' });
  } catch (error) {
    await server.close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTakenError(port) : error;
  }
  return { url: `http://127.0.0.1:${portOf(server) ?? port}`, close: () => server.close() };
}
