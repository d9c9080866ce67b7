import type * as glassEasel from 'glass-easel';
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { createHost, type Tt } from '../host';
import type { ApiCall, HostProfile } from '../host/context';
import { changeEvents, type MockTable } from '../host/mocks';
import { SelectorQuery } from '../host/query';
import { HOST_CSS } from '../host/style';
import type { ProgramBundle, RuntimeProblem, TagTemplates } from '../protocol';
import { BASE_CSS, NATIVE_TAGS, tags } from '../tags';
import { AppLife, type LaunchOptions } from '../runtime/app';
import { FrameBackend } from '../runtime/backend';
import type { Delivery } from '../conditions';
import { Crossing, DataWatch, installSetData } from '../runtime/crossing';
import { Components, scopeName, staticConfig } from '../runtime/components';
import {
  addInstanceMethod,
  copyProperties,
  deferTemplate,
  engineComponentOf,
  refuseStyleObjects,
  useOwnIds,
  withOwnBindings,
  writeDatasetToDom,
  type Instance,
} from '../runtime/engine-internals';
import { Endless } from '../runtime/endless';
import { installEvents, keepTargets } from '../runtime/events';
import { FRAME_CSS, PAGE_CSS } from '../runtime/frame-style';
import { installGestures } from '../runtime/gestures';
import { connectAutomation } from './automation';
import { catchFailures } from './failures';
import { installGlobals } from './globals';
import { HIGHLIGHT_CSS } from './highlight';
import { Inspector } from './inspect';
import { connectMessages } from './messages';
import { takeMocks, tellRules } from './mock-rules';
import { reportProblems } from './problem-reporter';
import { onMissingHandler } from '../runtime/handlers';
import { bindMethods } from '../runtime/bound-methods';
import { notePageOf } from '../runtime/page-making';
import { showOnHosts } from '../runtime/host-attributes';
import { numberInstance, pageIdOf } from '../runtime/instance-ids';
import { Log } from '../runtime/log';
import { Modules } from '../runtime/modules';
import { Bars } from '../runtime/navigation-bar';
import { ProblemOverlay } from '../runtime/overlay';
import { nextFrame, type PageWorld } from '../runtime/page';
import { drawnTheme, themed, themeOf } from '../runtime/page-options';
import { fitSheet, setInsets, type Insets } from '../runtime/safe-area';
import { isTurned, onSurroundings, phone, surroundings } from '../runtime/surroundings';
import { Problems } from '../runtime/problems';
import { takePages, type SavedPage } from '../runtime/restore';
import { Router } from '../runtime/router';
import { located, problem } from '../rules/diagnose';
import { nearestName } from '../rules/nearest';
import { connectTemplates } from '../runtime/sjs';
import { connectShell, type ShellLink } from '../runtime/shell-link';
import { defineTags, tagStyles, useTags } from '../runtime/tags';
import { TradeTrace } from '../runtime/trade-trace';

interface BootOptions {
  templates: TagTemplates;
  profile: HostProfile;
  delivery: Delivery;
  /** Url of the compiled program's script, for source maps. */
  programUrl: string;
}

/** `window.__tradeSim`: what tests and the console may look at. */
export interface TradeSim {
  problems: RuntimeProblem[];
  calls: ApiCall[];
  /** Options that pages asked for and were opened without (noted with `?options=noticed`). */
  missedOptions: string[];
  app: Record<string, unknown>;
  pages(): Instance[];
  tt: Tt;
  /** Resolves when the first page is up. */
  ready: Promise<void>;
}

/** Scene number of a start from the tool. */
const SCENE = '990001';

function sheetOf(...parts: string[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(fitSheet(parts.join('\n')));
  return sheet;
}

/** Components attached since the last flush: firing `ready` is the host's job. */
function collectReady(
  env: MiniProgramEnv,
  space: ReturnType<MiniProgramEnv['createCodeSpace']>,
  crossing: Crossing,
): () => void {
  let waiting: glassEasel.GeneralComponent[] = [];
  const flush = (): void => {
    const attached = waiting;
    waiting = [];
    for (const component of attached) component.triggerLifetime('ready', []);
  };
  const componentSpace = space.getComponentSpace();
  space.setOverallBehavior(
    componentSpace.defineBehavior({
      lifetimes: {
        created() {
          numberInstance(this as unknown as Instance);
          bindMethods(this as unknown as Instance);
          notePageOf(this as unknown as Instance);
          showOnHosts(engineComponentOf(this));
          if (crossing.delivery === 'sync') return;
          deferTemplate(engineComponentOf(this), crossing.pass);
          copyProperties(engineComponentOf(this), crossing.copy);
        },
        attached() {
          // A frame of another origin that is out of sight gets no animation frames.
          if (waiting.length === 0) void nextFrame().then(flush);
          waiting.push(engineComponentOf(this));
        },
      },
    }) as unknown as glassEasel.GeneralBehavior,
  );
  return flush;
}

/** Url of the first page. */
function startAt(own = ''): string {
  const { page, query } = surroundings();
  return `/${page === '' ? own : page}${query === '' ? '' : `?${query}`}`;
}

/** Where the user came from. */
function ledHereBy(): Pick<LaunchOptions, 'scene' | 'referrerInfo'> {
  const { scene, referrer, extra } = surroundings();
  return {
    scene: scene === '' ? SCENE : scene,
    referrerInfo: {
      ...(referrer !== '' && { appId: referrer }),
      ...(extra !== '' && { extraData: JSON.parse(extra) as unknown }),
    },
  };
}

/** What of the page that is shown lies under the phone's own bars. */
function insetsOf(router: Router, bars: Bars, attached: boolean): Insets {
  const none = { top: 0, right: 0, bottom: 0, left: 0 };
  const page = router.current;
  const device = phone(attached, isTurned(page?.json.pageOrientation));
  if (!page || !device || surroundings()['safe-area'] === 'off') return none;
  return {
    ...none,
    top: bars.isCustom(page) ? device.statusBar : 0,
    // A tab bar stands between the page and the edge.
    bottom: bars.tabBar() ? 0 : device.bottom,
  };
}

/** The list of what is wrong, told to shell, console and overlay; it begins with the compiler's findings. */
function openProblems(bundle: ProgramBundle, programUrl: string, shell: ShellLink, log: Log): Problems {
  const problems = new Problems(programUrl);
  log.captureConsole(console, (text) => problems.inSources(text));
  const overlay = shell.attached ? undefined : new ProblemOverlay(document.body);
  problems.onReport((problem) => {
    shell.post({ sim: 'problem', problem: { ...problem } });
    log.write('problem', problem.level === 'error' ? 'error' : 'warn', problem.message, problem);
    if (problem.level === 'error') overlay?.show(problem);
  });
  for (const diagnostic of bundle.program.diagnostics) problems.add({ ...diagnostic });
  reportProblems(problems);
  connectTemplates(bundle.hooks, problems);
  onMissingHandler((is, name, known) => {
    const near = nearestName(name, known);
    problems.add(located(problem('handler-unfound', { script: is, name, near }), is));
  });
  return problems;
}

/** The engine with our tags and events, and the program's files in it; no script of it has run. */
function prepareEngine(
  bundle: ProgramBundle,
  theme: ReturnType<typeof drawnTheme>,
  templates: TagTemplates,
  parts: { problems: Problems; log: Log; crossing: Crossing; trace: TradeTrace; mocks: MockTable },
) {
  const { problems, log, crossing, trace, mocks } = parts;
  const backend = new FrameBackend(new Set([...NATIVE_TAGS, ...Object.keys(tags)]), (css) =>
    fitSheet(css, theme),
  );
  const env = new MiniProgramEnv();
  const associated = env.associateBackend(backend);
  const dispatch = installEvents(backend, crossing, log, trace, changeEvents(mocks), bundle.hooks.stop);
  const { release } = installGestures(backend, dispatch, document.body);
  const definitions = defineTags(env, tags, templates);
  const space = env.createCodeSpace('main', true);
  useTags(space, definitions);
  useOwnIds(space);
  writeDatasetToDom();
  refuseStyleObjects((owner) => problems.note(problem('style-object'), `${owner}.ttml`));
  const flushReady = collectReady(env, space, crossing);
  const endless = new Endless(bundle.program.loops, problems);
  registerFiles(bundle, space, associated, endless.stops);
  return { env, space, associated, backend, release, flushReady };
}

/** Engine, program and host, put together: runs the mini-program in this document. */
export function boot(bundle: ProgramBundle, options: BootOptions): TradeSim {
  const program = themed(bundle.program, themeOf(bundle.program, location.search));
  const shell = connectShell(window);
  const log = new Log(shell);
  const problems = openProblems({ ...bundle, program }, options.programUrl, shell, log);

  // Panels of the host and of some tags stand outside of the pages.
  const tagSheet = sheetOf(BASE_CSS, tagStyles(tags));
  document.adoptedStyleSheets = [tagSheet, sheetOf(FRAME_CSS, HOST_CSS, HIGHLIGHT_CSS)];
  keepTargets();
  const mount =
    document.getElementById('app') ??
    document.body.appendChild(Object.assign(document.createElement('div'), { id: 'app' }));

  const theme = drawnTheme(bundle.program, location.search);
  const crossing = new Crossing(options.delivery);
  const watch = new DataWatch(problems);
  installSetData(crossing, watch, problems);
  const trace = new TradeTrace((step) => shell.post({ sim: 'step', step }));
  const mocks = takeMocks(window, problems);
  const { env, space, associated, backend, release, flushReady } = prepareEngine(
    { ...bundle, program },
    theme,
    options.templates,
    { problems, log, crossing, trace, mocks },
  );
  const app = new AppLife(problems, log);
  catchFailures(app, problems, log);

  const missedOptions = new Set<string>();
  const isNoticing = new URLSearchParams(location.search).get('options') === 'noticed';
  const world: PageWorld = {
    space,
    associated,
    backend,
    mount,
    baseSheets: [sheetOf(PAGE_CSS), tagSheet],
    problems,
    log,
    flushReady,
    ...(isNoticing && { missedOptions }),
    scrolledInside: release,
  };
  const bars: Bars = new Bars(program, () => router, shell);
  const tellBars = (): void => {
    bars.tell();
    setInsets(document.documentElement, insetsOf(router, bars, shell.attached));
  };
  onSurroundings(tellBars);
  const router = new Router(program, world, {
    changed: () => tellBars(),
    notFound: (target) => {
      problems.note(problem('page-absent', { path: target.path }), 'app.json');
      app.emit('pageNotFound', { ...target, isEntryPage: true });
    },
  });
  const first = startAt(router.firstPage());
  const launch: LaunchOptions = { ...router.resolve(first), ...ledHereBy() };
  const calls: ApiCall[] = [];
  const { tt, openMenu, repeat } = createHost({
    program,
    profile: options.profile,
    router,
    bars,
    app,
    launch,
    problems,
    log,
    calls,
    trace,
    crossing,
    layer: document.body,
    attached: shell.attached,
    runModule: (id) => modules.require(id),
    tellKeyboard: (height) => shell.post({ sim: 'keyboard', height }),
    tellRequest: (entry) => shell.post({ sim: 'network', entry: { ...entry } }),
    mocks,
  });
  shell.post({ sim: 'program', pages: program.pages.filter((page) => !page.startsWith('npm:')) });
  trace.watch(tt);
  tellRules(mocks, shell);
  addInstanceMethod('createSelectorQuery', function () {
    return new SelectorQuery(this, () => router.current?.element, problems);
  });
  addInstanceMethod('getPageId', function () {
    return `pageId:${pageIdOf(this)}`;
  });

  const components = new Components(env, space, associated, program, problems, watch);
  const modules = new Modules(bundle, components, problems);
  installGlobals(window, { app, components, modules, problems, router, tt });
  const inspector = new Inspector({ shell, router, problems, appid: program.appid, updates: watch.meter });
  connectMessages({ shell, router, app, appid: program.appid, components, openMenu, repeat, inspector });

  if (document.documentElement.dataset.automation !== undefined)
    connectAutomation({ tt, pages: () => router.pages, firstPage: () => router.firstPage() }, problems);

  modules.runAll();
  app.launch(launch);
  const ready = start(router, first, takePages(sessionStorage, program.appid)).then(
    () => {
      document.documentElement.dataset.ready = '1';
      inspector.ready();
      shell.post({ sim: 'ready' });
    },
    (error: unknown) => {
      problems.report(error, {
        file: 'app',
        finding: (said) => problem('page-first', { error: said }),
      });
      document.documentElement.dataset.ready = 'failed';
    },
  );
  return {
    problems: problems.list,
    calls,
    get missedOptions() {
      return [...missedOptions];
    },
    get app() {
      return app.instance;
    },
    pages: () => router.pages.map((page) => page.instance),
    tt,
    ready,
  };
}

function registerFiles(
  bundle: ProgramBundle,
  space: ReturnType<MiniProgramEnv['createCodeSpace']>,
  associated: ReturnType<MiniProgramEnv['associateBackend']>,
  isEmpty: Endless['stops'],
): void {
  const { program, templates } = bundle;
  for (const id of program.order) {
    const content = templates[id];
    if (content !== undefined) {
      space.addCompiledTemplate(id, {
        groupList: templates,
        content: withOwnBindings(content, isEmpty),
        fallbackListenerOnNativeNode: true,
      } as never);
    }
    space.addComponentStaticConfig(id, staticConfig(program.json[id] ?? { usingComponents: {} }) as never);
    if (program.styles[id] !== undefined) space.addStyleSheet(id, id, scopeName(id));
  }
  if (program.styles.app !== undefined) {
    space.addStyleSheet('app', 'app', '');
    associated.registerStyleSheetContent('app', program.styles.app.replaceAll('@S@', ''));
  }
}

async function start(router: Router, first: string, restored: readonly SavedPage[]): Promise<void> {
  if (restored.length > 0 && (await router.restore(restored))) return;
  await router.launch(first);
}
