import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { sandboxPlugin } from '../../../sandbox/index';
import type { Pairing, Sandbox } from '../../../sandbox/index';
import { open } from './kit';

export interface Answered {
  status: number;
  /** Parsed JSON: a test asserts its shape. */
  body: Record<string, unknown>;
}

export interface Served {
  sandbox: Sandbox;
  app: FastifyInstance;
  /** `METHOD /path` of every mounted route. */
  routes: string[];
  get(url: string, headers?: Record<string, string>): Promise<Answered>;
  post(url: string, body: unknown, headers?: Record<string, string>): Promise<Answered>;
  close(): Promise<void>;
}

export const serve = async (sandbox: Sandbox = open(), pairing?: Pairing): Promise<Served> => {
  const app = Fastify();
  const routes: string[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(...[route.method].flat().map((method) => `${method} ${route.url}`));
  });
  await app.register(sandboxPlugin(sandbox, pairing));
  const read = (response: { statusCode: number; json(): unknown }): Answered => ({
    status: response.statusCode,
    body: response.json() as Answered['body'],
  });
  return {
    sandbox,
    app,
    routes,
    get: async (url, headers = {}) => read(await app.inject({ url, headers })),
    post: async (url, body, headers = {}) =>
      read(await app.inject({ method: 'POST', url, payload: body as object, headers })),
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
};
