/** Rules for scripts: names, APIs, addresses of pages, definitions. */
import { APIS } from '../../src/contract/jsapi/index';
import { canIUse, PLUGINS, TAGS } from '../../src/contract/since';
import { INSTEAD } from '../web-names';
import { nameSlips } from './definitions';
import { problem, type Problem } from './diagnose';
import { BEHAVIORS } from './names';
import type { NameUse, ProgramFacts, ScriptFacts } from './facts';
import { nearestName } from './nearest';
import { joined, nearPage } from './setup';
import { slipOf } from './slips';
import type { Tell } from './tell';
import { own } from '../record';

/** Lines that nobody wrote: a bundle holds branches for other platforms, too, which never run here. */
export const LONGEST_LINE = 1000;

/** What may never run is no error before it does. */
const levelOf = ({ at, isMild }: Pick<NameUse, 'at' | 'isMild'>): 'warning' | 'error' =>
  isMild === true || (at.column ?? 0) > LONGEST_LINE ? 'warning' : 'error';

/** Names that the program's scripts make. */
interface Made {
  names: ReadonlySet<string>;
  /** `tt` may have more of its own. */
  isOpen: boolean;
}

function checkNames(
  { file, web, foreign, unknown, declared }: ScriptFacts,
  made: ReadonlySet<string>,
  isBuilt: boolean,
  tell: Tell,
): void {
  for (const { name, at, isMild } of web) {
    // A framework's own code for browsers, in a line that it packed: its author is not here.
    if (isBuilt && (at.column ?? 0) > LONGEST_LINE) continue;
    const instead = own(INSTEAD, name);
    const found =
      instead === undefined ? problem('web-name', { name }) : problem('web-global', { name, instead });
    tell.tellProblem(found, file, at, levelOf({ at, isMild }));
  }
  for (const { name, member, at } of foreign)
    // uni-app's build brings its own `uni`.
    if (name !== 'uni' || !(isBuilt || made.has(name)))
      tell.tell('platform-object', file, at, { name, member });
  for (const { name, at, isMild } of unknown) {
    if (made.has(name)) continue;
    const found = problem('name-unknown', { name, near: nearestName(name, declared) });
    tell.tellProblem(found, file, at, levelOf({ at, isMild }));
  }
}

/** Behaviors that are named by text: the platform has four. */
function checkBehaviors({ file, behaviorNames }: ScriptFacts, tell: Tell): void {
  for (const { name, at } of behaviorNames) {
    const [, own = name] = /^(?:tt|wx):\/\/(.*)$/.exec(name) ?? [];
    if (BEHAVIORS.has(own) && own !== name) continue;
    const near = nearestName(own, BEHAVIORS);
    const known = near === undefined ? undefined : `tt://${near}`;
    tell.tell('behavior-unknown', file, at, { name, near: known });
  }
}

function checkDefinitions({ file, definitions, behaviors }: ScriptFacts, tell: Tell): void {
  for (const { kind, members, parts } of [...definitions, ...behaviors])
    for (const slip of nameSlips(kind, [...members.keys()], (part) => [...parts[part].keys()])) {
      const [part, inner = part] = slip.path;
      const member =
        part === 'lifetimes' || part === 'pageLifetimes'
          ? (parts[part].get(inner ?? '') ?? members.get(part))
          : members.get(part ?? '');
      tell.tellProblem(slip, file, member?.at);
    }
}

/** A name made of a known one, as `requestAsync` is: a program that adds members may have added it. */
const isDerived = (name: string, { values: { near } }: Problem): boolean =>
  name.toLowerCase().includes(String(near).toLowerCase());

function checkApis({ file, apis }: ScriptFacts, facts: ProgramFacts, made: Made, tell: Tell): void {
  for (const { name, at } of apis) {
    if (made.names.has(name)) continue;
    const slip = slipOf('api-unknown', { name }, facts.apis);
    if (slip && !(made.isOpen && isDerived(name, slip))) tell.tellProblem(slip, file, at);
    const since = sinceOf(name);
    const { baseLibrary: asked } = facts;
    if (asked !== undefined && since !== undefined && canIUse(name, hostOf(asked)) === false)
      tell.tell('api-newer', file, at, { name, since, asked });
  }
}

/** A client of a base library that has everything else. */
const hostOf = (baseLibrary: string): { baseLibrary: string; industrySdk: true } => ({
  baseLibrary,
  industrySdk: true,
});

/** From which base library on there is a name of the contract. */
const sinceOf = (name: string): string | undefined =>
  own<{ since?: string }>(APIS, name)?.since ?? own(TAGS, name)?.since ?? own(PLUGINS, name)?.since;

/** Built-in trade tags that the least base library has not. */
function checkTagVersions({ templates, baseLibrary: asked }: ProgramFacts, tell: Tell): void {
  if (asked === undefined) return;
  const told = new Set<string>();
  for (const { file, tags, users } of templates)
    for (const { name, at } of tags) {
      const since = sinceOf(name);
      const isOwn = users.some((user) => user.declared.has(name));
      if (since === undefined || isOwn || told.has(name) || canIUse(name, hostOf(asked)) !== false) continue;
      told.add(name);
      tell.tell('tag-newer', file, at, { name, since, asked });
    }
}

/** An address of a page, without its query, from the root of the program. */
function pathOf(url: string, from: string): string {
  const path = url.split('?')[0] ?? '';
  return path.startsWith('/')
    ? path.replace(/^\/+/, '')
    : joined(from, path.startsWith('.') ? path : `./${path}`);
}

interface Opening {
  call: string;
  url: string;
  file: string;
  at: NameUse['at'];
}

function checkOpening({ call, url, file, at }: Opening, facts: ProgramFacts, tell: Tell): void {
  if (url === '' || url.startsWith('ext:')) return;
  if (/^(?:[a-z][\w+.-]*:|\/\/|#)/i.test(url)) return tell.tell('url-outside', file, at, { call, url });
  // A script that is shared opens from whichever page calls it.
  const isPage = facts.pages.includes(file.replace(/\.\w+$/, ''));
  if (!url.startsWith('/') && !isPage) return;
  const path = pathOf(url, file);
  const bare = url.split('?')[0] ?? '';
  // Meant from the root, and written without its slash.
  const near = facts.pages.includes(bare) ? `/${bare}` : nearPage(path, facts);
  if (!facts.pages.includes(path)) return tell.tell('url-unlisted', file, at, { call, url, path, near });
  const tabs = (facts.app.tabBar?.list ?? []).map(({ pagePath }) => pagePath);
  const isTab = tabs.includes(path);
  if (isTab && (call === 'tt.navigateTo' || call === 'tt.redirectTo'))
    tell.tell('url-tab', file, at, { call, url });
  if (!isTab && call === 'tt.switchTab') tell.tell('url-not-tab', file, at, { url });
}

const NAVIGATOR: Readonly<Record<string, string>> = {
  navigate: 'tt.navigateTo',
  redirect: 'tt.redirectTo',
  reLaunch: 'tt.reLaunch',
  switchTab: 'tt.switchTab',
};

/** `<navigator url="…">`. */
function checkNavigators(facts: ProgramFacts, tell: Tell): void {
  for (const { file, tags, users } of facts.templates)
    for (const { name, attributes } of tags) {
      if (name !== 'navigator' || users.some((user) => user.declared.has(name))) continue;
      const valueOf = (wanted: string): string | undefined =>
        attributes.find((attribute) => attribute.name === wanted)?.value;
      const call = own(NAVIGATOR, valueOf('open-type') ?? valueOf('openType') ?? 'navigate');
      const url = attributes.find((attribute) => attribute.name === 'url');
      const text = url?.value?.split('?')[0];
      if (call === undefined || !url || text === undefined || text.includes('{{')) continue;
      checkOpening({ call, url: text, file, at: url.at }, facts, tell);
    }
}

export function checkScripts(facts: ProgramFacts, tell: Tell): void {
  // `global.shop = …` in one script makes a name for all of them.
  const made: Made = {
    names: new Set(facts.scripts.flatMap(({ assigned }) => [...assigned])),
    isOpen: facts.scripts.some(({ addsApis }) => addsApis),
  };
  for (const script of facts.scripts) {
    checkNames(script, made.names, facts.isBuilt, tell);
    checkBehaviors(script, tell);
    checkDefinitions(script, tell);
    checkApis(script, facts, made, tell);
    for (const { name, at, isMild } of script.codeTexts)
      tell.tellProblem(problem('code-text', { name }), script.file, at, levelOf({ at, isMild }));
    for (const { text, value, at } of script.largeNumbers)
      tell.tell('number-large', script.file, at, { text, value });
    for (const opening of script.opens) checkOpening({ ...opening, file: script.file }, facts, tell);
  }
  checkTagVersions(facts, tell);
  checkNavigators(facts, tell);
}
