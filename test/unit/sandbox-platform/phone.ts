/** A host that has hardly more than `tt.request` and `tt.showActionSheet`, in front of a real sandbox. */
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { deviceGatewayPlugin, Pairing, sandboxPlugin } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { open } from '../sandbox/kit';

interface RequestOptions {
  url: string;
  method: 'GET' | 'POST';
  header: Record<string, string>;
  data?: Record<string, string>;
  success(answer: { statusCode: number; data: unknown }): void;
  fail(error: { errMsg: string }): void;
}

interface SheetOptions {
  itemList: string[];
  success(choice: { tapIndex: number }): void;
  fail(error: { errMsg: string }): void;
}

export interface Phone {
  sandbox: Sandbox;
  pairing: Pairing;
  /** `METHOD /path` of every request that was sent, with `+session` where it carried one. */
  sent: string[];
  /** The choices of every sheet that was shown. */
  sheets: string[][];
  /** What is chosen in the next sheets, by its text; a sheet without one is closed. */
  choices: (string | { errMsg: string })[];
  store: Map<string, unknown>;
  /** Nobody answers any more. */
  unplug(): void;
  close(): Promise<void>;
}

/** Where the door of a phone's sandbox is, and the simulator's own listener. */
export const DOOR = 'http://10.0.0.1:5201';
export const HOME = 'http://127.0.0.1:5200';

const names = globalThis as unknown as { tt?: unknown };

/** @param environment what `tt.getEnvInfoSync` says; a function is called */
export async function phone(environment: unknown = 'development', sandbox: Sandbox = open()): Promise<Phone> {
  const pairing = new Pairing();
  const servers: Record<string, FastifyInstance> = { [DOOR]: Fastify(), [HOME]: Fastify() };
  await servers[DOOR]!.register(deviceGatewayPlugin(sandbox, { pairing, own: () => '10.0.0.1:5201' }));
  await servers[HOME]!.register(sandboxPlugin(sandbox, pairing));
  let isPlugged = true;
  const made: Phone = {
    sandbox,
    pairing,
    sent: [],
    sheets: [],
    choices: [],
    store: new Map(),
    unplug: () => (isPlugged = false),
    async close() {
      delete names.tt;
      for (const server of Object.values(servers)) await server.close();
      await sandbox.close();
    },
  };
  const request = ({ url, method, header, data, success, fail }: RequestOptions): void => {
    const { origin, pathname, host } = new URL(url);
    made.sent.push(`${method} ${pathname}${header['x-trade-session'] ? ' +session' : ''}`);
    if (!isPlugged) return fail({ errMsg: 'request:fail net::ERR_CONNECTION_REFUSED' });
    const query = method === 'GET' ? `?${new URLSearchParams(data).toString()}` : '';
    servers[origin]!.inject({
      method,
      url: pathname + query,
      headers: { ...header, host },
      ...(method === 'POST' ? { payload: data ?? {} } : {}),
    }).then(
      (answer) => success({ statusCode: answer.statusCode, data: answer.json() }),
      (error: Error) => fail({ errMsg: error.message }),
    );
  };
  const showActionSheet = ({ itemList, success, fail }: SheetOptions): void => {
    made.sheets.push(itemList);
    const choice = made.choices.shift();
    if (choice === undefined) return fail({ errMsg: 'showActionSheet:fail cancel' });
    if (typeof choice === 'object') return fail(choice);
    const tapIndex = itemList.findIndex((text) => text === choice || text.startsWith(`${choice} `));
    if (tapIndex < 0) throw new Error(`no ${choice} among ${itemList.join(', ')}`);
    success({ tapIndex });
  };
  const has: Record<string, unknown> = {
    request,
    showActionSheet,
    getEnvInfoSync: () => ({
      microapp: {
        envType: typeof environment === 'function' ? (environment as () => unknown)() : environment,
      },
    }),
    getStorageSync: (key: string) => made.store.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void made.store.set(key, value),
  };
  names.tt = new Proxy(has, {
    get(target, name) {
      if (typeof name === 'string' && !(name in target)) throw new Error(`this host has no tt.${name}`);
      return target[name as string];
    },
  });
  return made;
}
