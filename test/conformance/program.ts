/** Cases as mini-programs on the disk: many in one, a page each; or one alone. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Case } from './case';

export const isAlone = ({ app, appJs, appTtss, project, query, shell, files = {} }: Case): boolean =>
  [app, appJs, appTtss, project, query, shell].some((part) => part !== undefined) || 'app.json' in files;

/** Files of a case inside its folder. */
function filesOf(one: Case): Record<string, string> {
  return {
    'pages/a/a.ttml': one.ttml ?? '<view/>',
    'pages/a/a.json': JSON.stringify(one.json ?? {}),
    ...(one.js === null ? {} : { 'pages/a/a.js': one.js ?? 'Page({});' }),
    ...(one.ttss === undefined ? {} : { 'pages/a/a.ttss': one.ttss }),
    ...one.files,
  };
}

/** Absolute paths of the case become paths of its folder. */
const moved = (folder: string, text: string): string =>
  text.replace(/(["'`(= ])\/(components|pages|lib|images)\//g, `$1/${folder}/$2/`);

async function write(root: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

export const folderOf = (index: number): string => `c${index}`;

/** One program with a page for each case; the first page is empty. */
export async function writeTogether(root: string, cases: readonly Case[]): Promise<void> {
  const pages = ['home/home'];
  const files: Record<string, string> = {
    'home/home.ttml': '<view/>',
    'home/home.js': 'Page({});',
    'app.js': 'App({});',
    'project.config.json': JSON.stringify({ appid: 'ttconformance' }),
  };
  cases.forEach((one, index) => {
    const folder = folderOf(index);
    for (const [name, text] of Object.entries(filesOf(one))) files[`${folder}/${name}`] = moved(folder, text);
    for (const page of ['pages/a/a', ...(one.pages ?? [])]) pages.push(`${folder}/${page}`);
  });
  await write(root, { ...files, 'app.json': JSON.stringify({ pages }) });
}

export async function writeAlone(root: string, one: Case): Promise<void> {
  await write(root, {
    'app.js': one.appJs ?? 'App({});',
    'app.json': JSON.stringify({ pages: ['pages/a/a', ...(one.pages ?? [])], ...one.app }),
    'project.config.json': JSON.stringify({ appid: 'ttconformance', ...one.project }),
    ...(one.appTtss === undefined ? {} : { 'app.ttss': one.appTtss }),
    ...filesOf(one),
  });
}

/** What a case says of its own absolute paths, in the program where it is one of many. */
export const movedText = moved;
