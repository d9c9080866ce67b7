/** Rules for app.json and for what is uploaded. */
import type { FileSize, ProgramFacts } from './facts';
import {
  ALL_PACKAGES_BYTES,
  MAIN_PACKAGE_BYTES,
  SUB_PACKAGE_BYTES,
  TAB_ICON_BYTES,
  TAB_ITEMS,
} from './limits';
import { nearestName } from './nearest';
import { subPackagesOf } from './packages';
import type { Tell } from './tell';
import { isRecord } from '../record';

const APP = 'app.json';
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(2);

function checkIcon(file: string, at: (string | number)[], facts: ProgramFacts, tell: Tell): void {
  const place = facts.placeOf(...at);
  if (/^(?:https?:)?\/\//.test(file)) return tell.tell('tab-icon-remote', APP, place, { file });
  // A name of the theme, such as @icon.
  if (file === '' || file.startsWith('@')) return;
  const path = file.replace(/^\.?\/+/, '');
  const found = facts.files.find((one) => one.file === path);
  if (!found) {
    const near = nearestName(
      path,
      facts.files.map((one) => one.file),
    );
    return tell.tell('tab-icon-missing', APP, place, { file, near });
  }
  if (found.bytes > TAB_ICON_BYTES)
    tell.tell('tab-icon-large', APP, place, {
      file,
      size: Math.ceil(found.bytes / 1024),
      most: TAB_ICON_BYTES / 1024,
    });
}

function checkTabs(facts: ProgramFacts, tell: Tell): void {
  const { tabBar } = facts.app as { tabBar?: unknown };
  if (!isRecord(tabBar) || !Array.isArray(tabBar.list)) return;
  const { list } = tabBar as { list: unknown[] };
  const at = facts.placeOf('tabBar', 'list');
  if (list.length < TAB_ITEMS.least) tell.tell('tab-count-low', APP, at, { count: list.length });
  if (list.length > TAB_ITEMS.most) tell.tell('tab-count', APP, at, { count: list.length });
  list.forEach((item, index) => {
    if (!isRecord(item)) return;
    for (const key of ['iconPath', 'selectedIconPath'])
      if (typeof item[key] === 'string') checkIcon(item[key], ['tabBar', 'list', index, key], facts, tell);
    const url = item.pagePath;
    if (typeof url === 'string' && facts.subPackages.some((root) => url.startsWith(root)))
      tell.tell('tab-subpackage', APP, facts.placeOf('tabBar', 'list', index, 'pagePath'), { url });
  });
}

function checkTwice({ app, placeOf }: ProgramFacts, tell: Tell): void {
  app.pages.forEach((url, index) => {
    if (app.pages.indexOf(url) < index) tell.tell('page-twice', APP, placeOf('pages', index), { url });
  });
}

const largest = (files: readonly FileSize[]): { file: string; part: string } => {
  const [first] = [...files].sort((a, b) => b.bytes - a.bytes);
  return { file: first?.file ?? '', part: megabytes(first?.bytes ?? 0) };
};

const total = (files: readonly FileSize[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

function checkSizes({ files, subPackages, placeOf }: ProgramFacts, tell: Tell): void {
  const rootOf = ({ file }: FileSize): string => subPackages.find((root) => file.startsWith(root)) ?? '';
  for (const root of new Set(['', ...subPackages])) {
    const own = files.filter((file) => rootOf(file) === root);
    const most = root === '' ? MAIN_PACKAGE_BYTES : SUB_PACKAGE_BYTES;
    const size = total(own);
    if (size > most)
      tell.tell('package-large', APP, placeOf(root === '' ? 'pages' : 'subPackages'), {
        package: root === '' ? 'main' : root.slice(0, -1),
        size: megabytes(size),
        most: most / 1024 / 1024,
        ...largest(own),
      });
  }
  if (total(files) > ALL_PACKAGES_BYTES)
    tell.tell('program-large', APP, undefined, {
      size: megabytes(total(files)),
      most: ALL_PACKAGES_BYTES / 1024 / 1024,
      ...largest(files),
    });
}

/** Pages and packages that `preloadRule` names. */
function checkPreload({ app, pages, placeOf }: ProgramFacts, tell: Tell): void {
  const { preloadRule } = app as { preloadRule?: unknown };
  const packages = subPackagesOf(app);
  const known = ['__APP__', ...packages.flatMap(({ root, name }) => [root.slice(0, -1), name ?? root])];
  for (const [url, rule] of Object.entries(isRecord(preloadRule) ? preloadRule : {})) {
    const path = url.replace(/^\/+/, '');
    if (!pages.includes(path))
      tell.tell('page-unlisted', APP, placeOf('preloadRule', url), {
        key: 'preloadRule',
        url,
        near: nearestName(path, pages),
      });
    const wanted = isRecord(rule) && Array.isArray(rule.packages) ? (rule.packages as unknown[]) : [];
    wanted.forEach((name, index) => {
      if (typeof name !== 'string' || known.includes(name.replace(/^\/+|\/+$/g, ''))) return;
      const near = nearestName(name, known);
      tell.tell('preload-package', APP, placeOf('preloadRule', url, 'packages', index), { name, near });
    });
  }
}

export function checkApp(facts: ProgramFacts, tell: Tell): void {
  checkTabs(facts, tell);
  checkTwice(facts, tell);
  checkSizes(facts, tell);
  checkPreload(facts, tell);
}
