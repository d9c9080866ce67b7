/** How each framework takes the kit up. */
import { KIT } from '../compiler/kit';
import type { Text } from '../words/table';
import { append, readJson, setIfMissing } from './edit-json';
import { addProperty, addSetup, appendToList, listIn } from './edit-script';
import {
  KIT_PAGES,
  mpxPage,
  nativeScript,
  nativeTemplate,
  pageConfig,
  taroConfig,
  taroReact,
  taroVue,
  uniVue,
  type KitPage,
} from './pages';
import { Refused } from './refused';
import { words } from './words';
import type { Workspace } from './workspace';

export type Framework = 'native' | 'taro' | 'uni-app' | 'mpx';

/** Components that a page of the shop shows, by the tags that no framework reserves. */
const TAGS = { 'pay-button-sdk': 'pay-button', 'consume-card-sdk': 'consume-card' };

const componentOf = (name: string, root = KIT): string => `${root}/${name}/index`;
const tagsAt = (root = KIT): [tag: string, component: string][] =>
  Object.entries(TAGS).map(([tag, name]) => [tag, componentOf(name, root)]);

/** What a person has to do after it. */
export type Next = Text[];

/** Where a page of the kit goes: at its own path, or beside one that is there already. */
function pathOf(
  page: KitPage,
  isTaken: (path: string) => boolean,
  isOurs: (path: string) => boolean,
): string {
  const paths = [`pages/${page.name}/index`, `pages/trade-${page.name}/index`];
  return paths.find((path) => isOurs(path)) ?? paths.find((path) => !isTaken(path)) ?? paths[1]!;
}

interface PageWriter {
  /** The main file of a page. */
  main(path: string): string;
  files(page: KitPage, path: string): Record<string, string>;
}

/** Writes the pages that are missing; answers name in setup -> path. */
function writePages(at: Workspace, listed: readonly string[], writer: PageWriter): Record<string, string> {
  const found: Record<string, string> = {};
  for (const page of KIT_PAGES) {
    const main = (path: string): string => writer.main(path);
    const path = pathOf(
      page,
      (one) => listed.includes(one) || at.has(main(one)),
      (one) => at.has(main(one)) && at.read(main(one)).includes(`<${page.name}`),
    );
    if (!at.has(main(path)))
      for (const [file, text] of Object.entries(writer.files(page, path))) at.write(file, text);
    found[page.key] = path;
  }
  return found;
}

const urls = (pages: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(pages).map(([key, path]) => [key, `/${path}`]));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Adds to a list of JSON what is not in it. */
function appendMissing(at: Workspace, file: string, path: string[], values: readonly string[]): void {
  for (const value of values) {
    let list: unknown = readJson(file, at.read(file));
    for (const key of path) list = (list as Record<string, unknown> | undefined)?.[key];
    const isThere =
      Array.isArray(list) &&
      list.some((one) => typeof one === 'string' && one.replace(/^\.?\//, '') === value);
    if (!isThere) at.edit(file, (text) => append(file, text, path, value));
  }
}

/** @param root folder of app.json in the project, '' or with a '/' at its end */
export function planNative(at: Workspace, root: string): Next {
  const config = `${root}app.json`;
  const app = at.find(`${root}app.ts`, `${root}app.js`);
  if (app === undefined) throw new Refused(words['no-file'], { file: `${root}app.js` });
  const isTyped = app.endsWith('.ts');
  const listed = readJson(config, at.read(config))['pages'];
  const pages = writePages(at, Array.isArray(listed) ? (listed as string[]) : [], {
    main: (path) => `${root}${path}.ttml`,
    files: (page, path) => ({
      [`${root}${path}.json`]: json(pageConfig(page, componentOf(page.name))),
      [`${root}${path}.ttml`]: nativeTemplate(page),
      [`${root}${path}.${isTyped ? 'ts' : 'js'}`]: nativeScript(page, isTyped),
    }),
  });
  appendMissing(at, config, ['pages'], Object.values(pages));
  for (const [tag, component] of tagsAt())
    at.edit(config, (text) => setIfMissing(config, text, ['usingComponents', tag], component));
  at.edit(app, (text) => addSetup(text, { adapter: 'auto', pages: urls(pages) }));
  return [words['next-native']];
}

export function planTaro(at: Workspace): Next {
  const config = at.find('src/app.config.ts', 'src/app.config.js');
  const app = at.find('src/app.tsx', 'src/app.ts', 'src/app.jsx', 'src/app.js');
  if (config === undefined) throw new Refused(words['no-file'], { file: 'src/app.config.ts' });
  if (app === undefined) throw new Refused(words['no-file'], { file: 'src/app.tsx' });
  const { dependencies = {} } = readJson('package.json', at.read('package.json')) as {
    dependencies?: Record<string, string>;
  };
  const isVue = 'vue' in dependencies && !('react' in dependencies);
  const end = isVue ? 'vue' : app.endsWith('.tsx') || app.endsWith('.ts') ? 'tsx' : 'jsx';
  const script = config.endsWith('.ts') ? 'ts' : 'js';
  const listed = listIn(config, at.read(config), 'pages').map((path) => path.replace(/^\//, ''));
  const pages = writePages(at, listed, {
    main: (path) => `src/${path}.${end}`,
    files: (page, path) => ({
      [`src/${path}.config.${script}`]: taroConfig(page, componentOf(page.name)),
      [`src/${path}.${end}`]: isVue ? taroVue(page) : taroReact(page),
    }),
  });
  at.edit(config, (text) => appendToList(config, text, 'pages', Object.values(pages)));
  at.edit(app, (text) => addSetup(text, { adapter: 'taro', pages: urls(pages) }));
  return [words['next-taro']];
}

/** Sets what a list of `{ path, style }` has. */
export function planUniApp(at: Workspace, root: string): Next {
  const config = `${root}pages.json`;
  const main = at.find(`${root}main.ts`, `${root}main.js`);
  if (main === undefined) throw new Refused(words['no-file'], { file: `${root}main.js` });
  const here = `/ttcomponents/${KIT}`;
  const { pages: entries } = readJson(config, at.read(config)) as { pages?: { path?: string }[] };
  const listed = Array.isArray(entries) ? entries.map((one) => one?.path ?? '') : [];
  const pages = writePages(at, listed, {
    main: (path) => `${root}${path}.vue`,
    files: (page, path) => ({ [`${root}${path}.vue`]: uniVue(page) }),
  });
  for (const page of KIT_PAGES) {
    const path = pages[page.key]!;
    if (listed.includes(path)) continue;
    const entry = { path, style: pageConfig(page, componentOf(page.name, here)) };
    at.edit(config, (text) => append(config, text, ['pages'], entry));
  }
  for (const [tag, component] of tagsAt(here))
    at.edit(config, (text) => setIfMissing(config, text, ['globalStyle', 'usingComponents', tag], component));
  at.edit(main, (text) => addSetup(text, { adapter: 'auto', pages: urls(pages) }));
  return [words['next-uni-app']];
}

const BLOCK = /(<script\b[^>]*>)([^]*?)(<\/script>)/g;
const isJsonBlock = (tag: string): boolean => /application\/json|name=["']json["']/.test(tag);

/** Changes one block of a single file component. @throws Refused when there is none */
function editBlock(file: string, text: string, asJson: boolean, change: (inner: string) => string): string {
  let done = false;
  const changed = text.replace(BLOCK, (whole, open: string, inner: string, close: string) => {
    if (done || isJsonBlock(open) !== asJson) return whole;
    done = true;
    const [lead = ''] = /^\s*\n/.exec(inner) ?? [];
    return `${open}${lead || '\n'}${change(inner.slice(lead.length))}${close}`;
  });
  if (!done) throw new Refused(words[asJson ? 'no-json-block' : 'no-script-block'], { file });
  return changed;
}

/** Without `modeRules`, mpx emits none of the kit's templates and sheets, and says nothing. */
const MODE_RULES = `{ tt: { include: [require('path').resolve('node_modules/${KIT}')] } }`;

function addModeRules(at: Workspace): boolean {
  for (const file of ['vue.config.js', 'mpx.config.js', 'webpack.config.js', 'build/webpack.base.conf.js']) {
    if (!at.has(file)) continue;
    const text = at.read(file);
    if (text.includes(KIT)) return true;
    const changed = addProperty(file, text, (has) => has('srcMode'), 'modeRules', MODE_RULES);
    if (changed === undefined) continue;
    at.write(file, changed);
    return true;
  }
  return false;
}

export function planMpx(at: Workspace): Next {
  const app = 'src/app.mpx';
  let listed: string[] = [];
  editBlock(app, at.read(app), true, (inner) => {
    listed = ((readJson(app, inner)['pages'] ?? []) as unknown[])
      .filter((one) => typeof one === 'string')
      .map((one) => one.replace(/^\.?\//, ''));
    return inner;
  });
  const pages = writePages(at, listed, {
    main: (path) => `src/${path}.mpx`,
    files: (page, path) => ({ [`src/${path}.mpx`]: mpxPage(page, componentOf(page.name)) }),
  });
  at.edit(app, (text) =>
    editBlock(app, text, true, (inner) => {
      let now = inner;
      for (const path of Object.values(pages))
        if (!listed.includes(path)) now = append(app, now, ['pages'], `./${path}`);
      for (const [tag, component] of tagsAt())
        now = setIfMissing(app, now, ['usingComponents', tag], component);
      return now;
    }),
  );
  at.edit(app, (text) =>
    editBlock(app, text, false, (inner) => addSetup(inner, { adapter: 'auto', pages: urls(pages) })),
  );
  return addModeRules(at) ? [words['next-mpx']] : [words['next-mode-rules'], words['next-mpx']];
}
