/** `trade-sim init`: what has to change in a project, so that it has the kit. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { KIT } from '../compiler/kit';
import { readJson, setIfMissing } from './edit-json';
import { planMpx, planNative, planTaro, planUniApp, type Framework, type Next } from './frameworks';
import { Refused } from './refused';
import { words } from './words';
import { Workspace, type Change } from './workspace';

interface Plan {
  framework: Framework;
  changes: Change[];
  next: Next;
  /** Writes all of it. @throws Refused before anything is written */
  save(): void;
}

interface Project {
  framework: Framework;
  /** Folder of package.json, '' or with a '/' at its end. */
  packages: string;
  plan(at: Workspace): Next;
}

/** @throws Refused when it is none that is known, or more than one */
function recognise(at: Workspace, dir: string): Project {
  const manifest = at.has('package.json') ? readJson('package.json', at.read('package.json')) : {};
  const all = { ...(manifest['dependencies'] ?? {}), ...(manifest['devDependencies'] ?? {}) };
  const found: Project[] = [];
  const add = (framework: Framework, plan: Project['plan'], packages = ''): void =>
    void found.push({ framework, packages, plan });
  if ('@tarojs/taro' in all) add('taro', planTaro);
  if ('@mpxjs/core' in all) add('mpx', planMpx);
  const uni = at.find('src/pages.json', 'pages.json');
  if (uni !== undefined) add('uni-app', (one) => planUniApp(one, uni.slice(0, -'pages.json'.length)));
  if (found.length === 0) {
    const file = at.find('project.config.json');
    const given = file === undefined ? undefined : readJson(file, at.read(file))['miniprogramRoot'];
    const root = typeof given === 'string' ? path.posix.join(given.replace(/^\/+/, ''), '/') : './';
    const folder = root === './' ? '' : root;
    if (at.has(`${folder}app.json`)) add('native', (one) => planNative(one, folder), folder);
  }
  const [first, second] = found;
  if (first === undefined) throw new Refused(words.unknown, { dir });
  if (second !== undefined)
    throw new Refused(words['two-frameworks'], { one: first.framework, other: second.framework });
  return first;
}

/** The kit as a dependency: the devtools want it beside app.json. */
function addPackage(at: Workspace, file: string, name: string, address: string): void {
  if (!at.has(file))
    at.write(file, `${JSON.stringify({ name, version: '1.0.0', private: true }, null, 2)}\n`);
  at.edit(file, (text) => setIfMissing(file, text, ['dependencies', KIT], address));
}

/** @param address version of the kit, or `file:` address of its tarball. @throws Refused */
export function planInit(dir: string, address: string): Plan {
  const at = new Workspace(dir);
  const project = recognise(at, dir);
  const next = project.plan(at);
  addPackage(at, `${project.packages}package.json`, path.basename(dir).toLowerCase(), address);
  return { framework: project.framework, changes: at.changes(), next, save: () => at.save() };
}

/** As `git diff` shows it, but for the name of what was not there. */
export const diffOf = ({ file, before, after }: Change): string =>
  createTwoFilesPatch(
    before === undefined ? 'none' : `a/${file}`,
    `b/${file}`,
    before ?? '',
    after,
    undefined,
    undefined,
    { context: 2 },
  ).replace(/^=+\n/, '');

/** Files that git knows and that are not committed; none where there is no git. */
export function uncommitted(dir: string): string[] {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--', '.'], {
    cwd: dir,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.split('\n').filter(Boolean) : [];
}
