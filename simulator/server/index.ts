import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { createCompiler, type CompileOptions, type CompileResult } from '../compiler';
import { compileTagTemplates } from '../compiler/tags';
import type { CompiledProgram, Diagnostic } from '../protocol';
import { findAsset, type AssetRoot } from './assets';
import { BrowserBundle } from './browser-bundle';
import { addContractPages } from './contract/pages';
import { frameHtml, SHELL_HTML } from './documents';
import { EventHub } from './event-hub';
import { refuseForeign } from './guard';
import { watchSources } from './watcher';
import { newServer } from './listener';

export interface SimulatorOptions extends CompileOptions {
  /** @default 0: any free port */
  port?: number;
  /**
   * Only the loopback address: whoever reaches the server can read the program and spend the sandbox's money.
   */
  host?: '127.0.0.1';
  /** Routes of the trade platform and the merchant, mounted on the same origin. */
  sandbox?: FastifyPluginAsync;
  /** What is served where the program has no such file: the pictures of the sandbox's goods. */
  pictures?: readonly AssetRoot[];
  /** How far the phone's clock is ahead of this machine's, ms; asked when the frame is loaded. @default 0 */
  clockShift?: () => number;
  /** Build again when a source changes. @default true */
  watch?: boolean;
  /** Called with the findings of every build. */
  onBuild?: (diagnostics: readonly Diagnostic[]) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`, without a '/' at the end. */
  url: string;
  /** Address of the document that the mini-program runs in. */
  frame: string;
  /** The program as it was built last. */
  program(): Promise<CompiledProgram>;
  rebuild(): Promise<readonly Diagnostic[]>;
  close(): Promise<void>;
}

/** The port belongs to another program. */
export class PortTakenError extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is taken: stop the other program or pass --port <n>.`);
  }
}

const SIMULATOR = path.resolve(import.meta.dirname, '..');
const runtimeBundle = new BrowserBundle(
  { entryPoints: [path.join(SIMULATOR, 'frame/main.ts')] },
  () => `window.__TRADE_SIM_TAG_TEMPLATES__ = ${compileTagTemplates()};`,
);
const shellBundle = new BrowserBundle({
  entryPoints: [path.join(SIMULATOR, 'shell/main.tsx')],
  jsx: 'automatic',
  jsxImportSource: 'preact',
});

/** The last good program, with the news that the compiler itself failed. */
function afterCrash(good: CompileResult, error: unknown): CompileResult {
  const diagnostics: Diagnostic[] = [
    { level: 'error', file: 'app.json', message: `the compiler failed: ${String(error)}` },
  ];
  return { ...good, program: { ...good.program, diagnostics } };
}

/** Compiles one program, one build at a time, and tells the browser. */
class Builds {
  private readonly compiler;
  private start = (): void => undefined;
  private running: Promise<CompileResult>;

  constructor(
    private readonly options: SimulatorOptions,
    private readonly events: EventHub,
  ) {
    this.compiler = createCompiler(options);
    this.running = new Promise<void>((resolve) => {
      this.start = resolve;
    }).then(() => this.compiler.compile());
  }

  /** The newest build; waits for the first. */
  get latest(): Promise<CompileResult> {
    return this.running;
  }

  async first(): Promise<CompileResult> {
    this.start();
    const result = await this.running;
    this.options.onBuild?.(result.program.diagnostics);
    return result;
  }

  /** `changed`: files that changed; an edit that changes nothing in the program does not reload the frame. */
  async rebuild(changed?: readonly string[]): Promise<readonly Diagnostic[]> {
    const before = this.running;
    this.running = before.then((good) =>
      this.compiler.compile().catch((error: unknown) => afterCrash(good, error)),
    );
    const [old, { bundle, program, files }] = [await before, await this.running];
    const { diagnostics } = program;
    this.options.onBuild?.(diagnostics);
    const sources = new Set([...files, ...old.files]);
    const isSame = old.bundle === bundle && changed?.every((file) => sources.has(file)) === true;
    const full = old.program.pages.join() !== program.pages.join();
    this.events.send(isSame ? { type: 'diagnostics', diagnostics } : { type: 'rebuilt', diagnostics, full });
    return diagnostics;
  }
}

/** The port that a server listens on, once it does. */
export function portOf(server: FastifyInstance): number | undefined {
  const [address] = server.addresses();
  return typeof address === 'object' ? address.port : undefined;
}

function addRoutes(
  server: FastifyInstance,
  builds: Builds,
  events: EventHub,
  { aliases = {}, pictures = [], clockShift = () => 0 }: SimulatorOptions,
): void {
  const send = (url: string, type: string, body: () => string | Promise<string>): void => {
    server.get(url, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(await body()));
  };
  send('/', 'text/html', () => SHELL_HTML);
  send('/frame.html', 'text/html', () => frameHtml(clockShift()));
  send('/program.js', 'text/javascript', async () => (await builds.latest).bundle);
  send('/program.js.map', 'application/json', async () => (await builds.latest).map);
  for (const [url, bundle] of [
    ['/runtime.js', runtimeBundle],
    ['/shell.js', shellBundle],
  ] as const) {
    send(url, 'text/javascript', async () => `${(await bundle.code()).js}//# sourceMappingURL=${url}.map\n`);
    send(`${url}.map`, 'application/json', async () => (await bundle.code()).map);
  }
  send('/shell.css', 'text/css', async () => (await shellBundle.code()).css);
  addContractPages(server);
  server.get('/__events', async (_request, reply) => {
    const { program } = await builds.latest;
    reply.hijack();
    events.open(reply.raw, { type: 'diagnostics', diagnostics: program.diagnostics });
  });
  const packages: AssetRoot[] = Object.entries(aliases).map(([name, dir]) => ({
    prefix: `/npm:${name}/`,
    dir: path.resolve(dir),
  }));
  server.get('/*', async (request, reply) => {
    const { root } = await builds.latest;
    const url = request.raw.url ?? '/';
    const file = findAsset([{ prefix: '/', dir: root }, ...packages], url) ?? findAsset(pictures, url);
    if (file === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('not found');
    return reply.sendFile(path.basename(file), path.dirname(file));
  });
}

/**
 * Serves one mini-program to the browser: shell, frame, compiled program, its pictures, and the sandbox's
 * routes.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', sandbox, watch = true, aliases = {} } = options;
  const server = newServer();
  const events = new EventHub();
  const builds = new Builds(options, events);
  refuseForeign(server, () => portOf(server) ?? port);
  server.addHook('onSend', async (_request, reply) => {
    void reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
    });
  });
  server.addHook('preClose', (done) => {
    events.close();
    done();
  });
  await server.register(fastifyStatic, {
    root: path.resolve(options.root),
    serve: false,
    cacheControl: false,
  });
  if (sandbox) await server.register(sandbox);
  addRoutes(server, builds, events, options);

  try {
    await server.listen({ port, host });
    const { root } = await builds.first();
    const folders = [path.resolve(options.root), root];
    const sources = watch
      ? watchSources(folders, Object.values(aliases), (files) => void builds.rebuild(files))
      : undefined;
    await sources?.ready;
    return {
      url: `http://${host}:${portOf(server) ?? port}`,
      frame: `http://${host}:${portOf(server) ?? port}/frame.html`,
      program: async () => (await builds.latest).program,
      rebuild: () => builds.rebuild(),
      async close() {
        await sources?.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTakenError(port) : error;
  }
}
