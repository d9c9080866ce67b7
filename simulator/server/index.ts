import { located, problem } from '../rules/diagnose';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { EventHub } from 'microapp-trade-sandbox';
import { createCompiler, type CompileOptions, type CompileResult } from '../compiler';
import { STANDARD, withConditions, type Conditions } from '../conditions';
import { MOCK_FOLDER } from '../mocks/rule';
import type { CompiledProgram, Diagnostic, ReportedProblems, ServerEvent } from '../protocol';
import { findAsset, type AssetRoot } from './assets';
import { Automation, type AutomationOptions } from '../auto';
import { browserCode } from './browser-code';
import { addContractPages } from './contract/pages';
import { addDocsSite } from './docs-site';
import { UsageError } from './arguments';
import { frameHtml, shellHtml } from './documents';
import { words } from './words';
import { isFromFrame, originAt, refuseForeign, type Sides } from './guard';
import { Network, type NetworkOptions } from './network';
import { addNetworkRoutes } from './network/routes';
import { carrySocket, SOCKET_PATH } from './network/sockets';
import { addSourceRoutes, type OpenEditor } from './source';
import { addOriginRoute } from './origins';
import { watchSources } from './watcher';
import { listenBeside, newServer, type Beside } from './listener';
import { framePolicy, MEDIA_POLICY, shellPolicy } from './policy';
import { addProblemRoute } from './reported-problems';
import { TypeWatch } from './type-watch';

export interface SimulatorOptions extends CompileOptions {
  /** @default 0: any free port */
  port?: number;
  /**
   * Port of the mini-program's document, an origin of its own.
   * @default two after `port`; any when that is 0
   */
  framePort?: number;
  /**
   * Only the loopback address: whoever reaches the server can read the program and spend the sandbox's money.
   */
  host?: '127.0.0.1';
  /** Routes of the trade platform and the merchant, mounted on the same origin. */
  sandbox?: FastifyPluginAsync;
  /** What is served where the program has no such file: the pictures of the sandbox's goods. */
  pictures?: readonly AssetRoot[];
  /** Lets tests drive the mini-program, by the protocol of miniprogram-automator. */
  automation?: AutomationOptions;
  /** Folder of the built documentation, shown at `/docs/`; it may come later. */
  docs?: string;
  /** How far the phone's clock is ahead of this machine's, ms; asked when the frame is loaded. @default 0 */
  clockShift?: () => number;
  /** Which servers the program's requests reach, and what is recorded of them. */
  network?: NetworkOptions;
  /** What the mini-program is started under, where its address says nothing else. */
  conditions?: Partial<Conditions>;
  /** Opens a place of the sources in the person's editor. */
  openEditor?: OpenEditor;
  /** Build again when a source changes. @default true */
  watch?: boolean;
  /** Ask the program's own TypeScript for type errors after a build. @default false */
  types?: boolean;
  /** Called with the findings of every build. */
  onBuild?: (diagnostics: readonly Diagnostic[]) => void;
  /** Called with all findings when those of the types are others. */
  onTypes?: (diagnostics: readonly Diagnostic[]) => void;
  /** Called with what went wrong in the running program. */
  onProblems?: (reported: ReportedProblems) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`, without a '/' at the end. */
  url: string;
  /** Address of the document that the mini-program runs in. */
  frame: string;
  /** Where tests connect to; absent without automation. */
  automation?: string;
  /** The program as it was built last. */
  program(): Promise<CompiledProgram>;
  rebuild(): Promise<readonly Diagnostic[]>;
  close(): Promise<void>;
}

/** The port belongs to another program. */
export class PortTakenError extends UsageError {
  constructor(readonly port: number) {
    super(words['port-taken'], { port });
  }
}

/**
 * The frame's port for the shell's. It stays the same from start to start: what a program stores is kept by
 * origin. The one between is the devices' (`device-gateway.ts`).
 */
const framePortOf = (port: number): number => (port === 0 ? 0 : port <= 65533 ? port + 2 : port - 2);

/** The last good program, with the news that the compiler itself failed. */
function afterCrash(good: CompileResult, error: unknown): CompileResult {
  const diagnostics = [located(problem('compiler-failed', { reason: String(error) }), 'app.json')];
  return { ...good, program: { ...good.program, diagnostics } };
}

const NO_PROGRAM = new Set(['app-json-missing', 'program-root']);

const isGone = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ code }) => code !== undefined && NO_PROGRAM.has(code));

/**
 * A build by a framework takes the whole program away before it brings the new one: the last good one stays
 * in the window, at its page.
 */
function whileGone(good: CompileResult, result: CompileResult): CompileResult {
  const { diagnostics } = result.program;
  return isGone(diagnostics) ? { ...good, program: { ...good.program, diagnostics } } : result;
}

/** The sheets that are others now. */
function changedStyles(old: Record<string, string>, now: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(now).filter(([id, css]) => old[id] !== css));
}

/** Compiles one program, one build at a time, and tells the browser. */
class Builds {
  private readonly compiler;
  private readonly types: TypeWatch | undefined;
  private start = (): void => undefined;
  private running: Promise<CompileResult>;

  constructor(
    private readonly options: SimulatorOptions,
    private readonly events: EventHub,
    /** What is wrong beside the program's sources. */
    private readonly more: () => readonly Diagnostic[],
  ) {
    this.compiler = createCompiler(options);
    if (options.types) this.types = new TypeWatch(path.resolve(options.root), () => void this.typed());
    this.running = new Promise<void>((resolve) => {
      this.start = resolve;
    }).then(() => this.compiler.compile());
  }

  /** The newest build; waits for the first. */
  get latest(): Promise<CompileResult> {
    return this.running;
  }

  findingsOf({ program }: CompileResult): Diagnostic[] {
    return [...program.diagnostics, ...this.more(), ...(this.types?.findings ?? [])];
  }

  private async typed(): Promise<void> {
    const diagnostics = this.findingsOf(await this.running);
    this.options.onTypes?.(diagnostics);
    this.tell({ type: 'diagnostics', diagnostics });
  }

  close(): void {
    this.types?.close();
  }

  async first(): Promise<CompileResult> {
    this.start();
    const result = await this.running;
    this.options.onBuild?.(this.findingsOf(result));
    this.types?.built(result.root);
    return result;
  }

  /** Shows the sheets that changed; what is to be said of them comes with the build. Answers those shown. */
  private async swap(good: CompileResult, changed: readonly string[]): Promise<Record<string, string>> {
    const styles = this.compiler.restyled(changed) ?? {};
    if (Object.keys(styles).length === 0) return styles;
    this.tell({ type: 'styles', diagnostics: this.findingsOf(good), styles });
    // It leaves before a build keeps the thread.
    await new Promise(setImmediate);
    return styles;
  }

  /** `changed`: files that changed; an edit that changes nothing in the program does not reload the frame. */
  async rebuild(changed?: readonly string[]): Promise<readonly Diagnostic[]> {
    const before = this.running;
    let shown: Record<string, string> = {};
    this.running = before.then(async (good) => {
      shown = await this.swap(good, changed ?? []);
      return this.compiler.compile().then(
        (result) => whileGone(good, result),
        (error: unknown) => afterCrash(good, error),
      );
    });
    const [old, result] = [await before, await this.running];
    const { logic, program, files } = result;
    const diagnostics = this.findingsOf(result);
    this.options.onBuild?.(diagnostics);
    this.types?.built(result.root, changed);
    const sources = new Set([...files, ...old.files]);
    // A file that is no source is a picture, say: only a reload shows it.
    const isSource = changed?.every((file) => sources.has(file)) === true;
    const styles = changedStyles({ ...old.program.styles, ...shown }, program.styles);
    if (isGone(program.diagnostics)) this.tell({ type: 'diagnostics', diagnostics });
    else if (!isSource || old.logic !== logic) this.tell({ type: 'rebuilt', diagnostics });
    else if (Object.keys(styles).length > 0) this.tell({ type: 'styles', diagnostics, styles });
    else this.tell({ type: 'diagnostics', diagnostics });
    return diagnostics;
  }

  private tell(event: ServerEvent): void {
    this.events.send({ data: event });
  }
}

/** The port that a server listens on, once it does. */
export function portOf(server: FastifyInstance): number | undefined {
  const [address] = server.addresses();
  return typeof address === 'object' ? address.port : undefined;
}

function addRoutes(
  server: FastifyInstance,
  sides: () => Required<Sides>,
  builds: Builds,
  events: EventHub,
  network: Network,
  {
    aliases = {},
    pictures = [],
    clockShift = () => 0,
    docs,
    automation,
    conditions = {},
    openEditor,
    onProblems = () => undefined,
  }: SimulatorOptions,
): void {
  const told = withConditions('', { ...STANDARD, ...conditions });
  const send = (url: string, type: string, body: () => string | Promise<string>): void => {
    server.get(url, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(await body()));
  };
  server.get('/', async (request, reply) => {
    const frame = originAt(request, sides().frame);
    return reply
      .headers({ 'content-security-policy': shellPolicy(frame), 'cross-origin-opener-policy': 'same-origin' })
      .type('text/html; charset=utf-8')
      .send(
        shellHtml(frame, docs === undefined ? undefined : '/docs/', {
          appId: (await builds.latest).program.appid,
          conditions: told,
        }),
      );
  });
  server.get('/frame.html', async (request, reply) => {
    const shell = originAt(request, sides().shell);
    const { webGlobals } = await builds.latest;
    return reply
      .headers({
        'content-security-policy': framePolicy({ shell, webGlobals }),
        'origin-agent-cluster': '?1',
      })
      .type('text/html; charset=utf-8')
      .send(frameHtml(clockShift(), shell, network.rules, automation !== undefined));
  });
  send('/program.js', 'text/javascript', async () => (await builds.latest).bundle);
  send('/program.js.map', 'application/json', async () => (await builds.latest).map);
  addOriginRoute(server, async () => (await builds.latest).root);
  for (const name of ['runtime', 'shell'] as const) {
    const url = `/${name}.js`;
    send(url, 'text/javascript', async () => {
      const { js, map } = await browserCode(name);
      return map === undefined ? js : `${js}//# sourceMappingURL=${url}.map\n`;
    });
    send(`${url}.map`, 'application/json', async () => (await browserCode(name)).map ?? '{}');
  }
  send('/shell.css', 'text/css', async () => (await browserCode('shell')).css);
  addContractPages(server);
  addProblemRoute(server, onProblems);
  addSourceRoutes(server, () => builds.latest, openEditor);
  if (docs !== undefined) addDocsSite(server, docs);
  server.get('/__events', async (_request, reply) => {
    const diagnostics = builds.findingsOf(await builds.latest);
    reply.hijack();
    const first: ServerEvent = { type: 'diagnostics', diagnostics };
    events.open(reply.raw, [{ data: first }]);
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
    void reply.header('content-security-policy', MEDIA_POLICY);
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
  const { framePort = framePortOf(port) } = options;
  let beside: Beside | undefined;
  const network = new Network(path.resolve(options.root), options.network ?? {}, () => [
    portOf(server),
    beside?.port,
  ]);
  const builds = new Builds(options, events, () => network.diagnostics);
  const sides = (): Required<Sides> => ({
    shell: portOf(server) ?? port,
    frame: beside?.port ?? framePort,
  });
  refuseForeign(server, sides);
  server.addHook('onSend', async (request, reply) => {
    // Who may hold the frame and the shell is said in their policies.
    const { url = '' } = request.routeOptions;
    if (!['/frame.html', '/'].includes(url)) void reply.header('x-frame-options', 'DENY');
    void reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
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
  addNetworkRoutes(server, network, async () => {
    if (await network.reload()) await builds.rebuild([path.join(network.dir, MOCK_FOLDER)]);
  });
  addRoutes(server, sides, builds, events, network, options);
  const changed = async (files: string[]): Promise<void> => {
    const names = files.map((file) => path.relative(network.dir, file).split(path.sep).join('/'));
    const isAll = names.every((name) => network.isOwn(name));
    const isNews = names.some((name) => network.isOwn(name)) && (await network.reload());
    if (!isAll || isNews) await builds.rebuild(files);
  };
  const automation = options.automation && new Automation(server, options.automation, () => sides().shell);

  try {
    await server.listen({ port, host });
    try {
      beside = await listenBeside(server, { port: framePort, host }, (request, socket, head) => {
        const isLetIn =
          request.url?.startsWith(`${SOCKET_PATH}?`) && isFromFrame(request.headers, sides().frame);
        if (isLetIn) carrySocket(request, socket, head, network.carrier, network.socketRecorder);
        else socket.destroy();
      });
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTakenError(framePort) : error;
    }
    await network.reload();
    await automation?.listen();
    const { root } = await builds.first();
    const folders = [path.resolve(options.root), root];
    const sources = watch
      ? watchSources(folders, Object.values(aliases), (files) => void changed(files))
      : undefined;
    await sources?.ready;
    return {
      url: `http://${host}:${portOf(server) ?? port}`,
      frame: `http://${host}:${beside.port}/frame.html`,
      ...(automation && { automation: automation.url }),
      program: async () => (await builds.latest).program,
      rebuild: () => builds.rebuild(),
      async close() {
        await sources?.close();
        builds.close();
        await automation?.close();
        beside?.close();
        await server.close();
        network.close();
      },
    };
  } catch (error) {
    await automation?.close();
    beside?.close();
    await server.close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTakenError(port) : error;
  }
}
