/** Rules for how a program sets the kit up: `setup()`, adapter, pages that it opens, merchant's address. */
import { ASKING } from './kit';
import type { NameUse, ProgramFacts, ScriptFacts } from './facts';
import { nearestName } from './nearest';
import { eventOf } from './slips';
import type { Tell } from './tell';

/** Pages that the kit opens, and where it looks for them when nobody says. */
const PAGES: Readonly<Record<string, string>> = {
  orderConfirm: '/pages/order-confirm/index',
  refundApply: '/pages/refund-apply/index',
  refundDetail: '/pages/refund-detail/index',
};

/** The entry of the app: the compiler calls it so whether it is TypeScript or not. */
const isEntry = ({ file }: ScriptFacts): boolean => /^app\.[jt]s$/.test(file);

interface Used {
  file: string;
  at: NameUse['at'];
}

/** The first place where a component of the kit stands, and where a handler that answers is bound. */
function usesOf({ templates }: ProgramFacts): { any?: Used; asking?: Used; buying?: Used } {
  const uses: { any?: Used; asking?: Used; buying?: Used } = {};
  for (const { file, tags, users } of templates)
    for (const tag of tags) {
      const kit = users.map((user) => user.kit.get(tag.name)).find((name) => name !== undefined);
      const isOfficial = users.some((user) => user.official.has(tag.name));
      if (isOfficial || (kit !== 'pay-button' && kit !== 'consume-card')) continue;
      const use = { file, at: tag.at };
      uses.any ??= use;
      const events = tag.attributes.map(({ name }) => eventOf(name));
      const hasSet = tag.attributes.some(({ name }) => name === 'handlers');
      if (!hasSet && ASKING.some((event) => events.includes(event))) uses.asking ??= use;
      if (events.includes('placeorder')) uses.buying ??= use;
    }
  return uses;
}

/** Ways to answer that need no adapter. */
const ANSWERING = ['withReply', 'reply', 'defineHandlers'];

function checkAdapter(facts: ProgramFacts, asking: Used | undefined, tell: Tell): void {
  const { scripts, kit, framework } = facts;
  const entry = scripts.find(isEntry);
  const wanted = framework === 'taro' ? `${kit}/taro` : `${kit}/auto`;
  const other = framework === 'taro' ? `${kit}/auto` : `${kit}/taro`;
  const all = scripts.flatMap((script) => script.requires.map((use) => ({ script, use })));
  const found = all.find(({ use }) => use.name === wanted);
  const foreign = all.find(({ use }) => use.name === other);
  if (foreign)
    return tell.tell('adapter-framework', foreign.script.file, foreign.use.at, {
      found: other,
      adapter: wanted,
    });
  if (found) {
    const isFirst = isEntry(found.script) || isNeededBy(entry, found.script, facts);
    if (!isFirst)
      tell.tell('adapter-late', found.script.file, found.use.at, {
        adapter: wanted,
        file: entry?.file ?? 'app.js',
      });
    return;
  }
  const answers = scripts.some(({ mentions }) => ANSWERING.some((name) => mentions.has(name)));
  if (asking && !answers)
    tell.tell('adapter-missing', entry?.file ?? 'app.js', entry ? { line: 1, column: 1 } : undefined, {
      adapter: wanted,
      file: entry?.file ?? 'app.js',
    });
}

/** Whether the entry requires a script, itself or through others. */
function isNeededBy(entry: ScriptFacts | undefined, script: ScriptFacts, { scripts }: ProgramFacts): boolean {
  const stem = (file: string): string => file.replace(/\.[jt]s$/, '').replace(/\/index$/, '');
  const byStem = new Map(scripts.map((one) => [stem(one.file), one]));
  const waiting = entry ? [entry] : [];
  const seen = new Set<ScriptFacts>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next === script) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { name } of next.requires) {
      const target = byStem.get(stem(joined(next.file, name)));
      if (target) waiting.push(target);
    }
  }
  return false;
}

/** A path as a script asks for it, from the root of the program. */
export function joined(from: string, spec: string): string {
  const parts = spec.startsWith('.') ? from.split('/').slice(0, -1) : [];
  for (const part of spec.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  return parts.join('/');
}

function checkPages(facts: ProgramFacts, buying: Used | undefined, tell: Tell): void {
  const given = facts.scripts.flatMap((script) => script.setups.map((setup) => ({ script, setup })));
  const [first] = given;
  for (const { script, setup } of given)
    for (const [page, { name: url, at }] of setup.pages) {
      if (url.includes('://')) continue;
      const path = url.replace(/^\/+/, '').split('?')[0] ?? '';
      if (!facts.pages.includes(path))
        tell.tell('trade-page', script.file, at, { url, page, near: nearPage(path, facts) });
    }
  const isNamed = given.some(({ setup }) => setup.pages.has('orderConfirm') || setup.isOpen);
  const otherwise = PAGES.orderConfirm ?? '';
  if (first && buying && !isNamed && !facts.pages.includes(otherwise.slice(1)))
    tell.tell('trade-page', first.script.file, first.setup.at, { url: otherwise, page: 'orderConfirm' });
}

/** A page that is listed, with almost this path. */
export function nearPage(path: string, { pages }: ProgramFacts): string | undefined {
  const near = nearestName(
    path,
    pages.filter((page) => !page.startsWith('npm:')),
  );
  return near === undefined ? undefined : `/${near}`;
}

/** The simulator's own merchant. */
const OWN_MERCHANT = '/merchant';

export function checkSetup(facts: ProgramFacts, tell: Tell): void {
  const { scripts, kit, isBuilt } = facts;
  const uses = usesOf(facts);
  const isNamed = scripts.some(({ requires }) => requires.some(({ name }) => name.startsWith(kit)));
  for (const { file, setups } of scripts)
    for (const { baseUrl } of setups)
      if (baseUrl && baseUrl.name !== OWN_MERCHANT && !/^https?:\/\/[^/]/.test(baseUrl.name))
        tell.tell('merchant-address', file, baseUrl.at, { url: baseUrl.name });
  if (isBuilt && !isNamed) return;
  if (uses.any && !scripts.some(({ mentions }) => mentions.has('setup')))
    tell.tell('setup-missing', uses.any.file, uses.any.at, { kit });
  checkAdapter(facts, uses.asking, tell);
  checkPages(facts, uses.buying, tell);
}
