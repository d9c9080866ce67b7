/**
 * What a program takes from an official plug-in and is not ours: a page or component of our own in its place
 * that says what it stands for.
 */
import path from 'node:path';
import type { Project } from './project';

const FOLDER = 'stand-in';

const escaped = (url: string): string => url.replace(/[&<>"{}]/g, (char) => `&#${char.charCodeAt(0)};`);

const BOX =
  'margin: 8px; padding: 12px; border: 1px dashed #85868c; background: #eceef1; color: #50525a; font-size: 13px; text-align: center; word-break: break-all;';

function template(url: string, isPage: boolean): string {
  const kind = isPage ? ['页面', 'page'] : ['组件', 'component'];
  return `<view style="${BOX}"><view>官方插件的${kind[0]}，模拟器里是占位框</view><view>A ${kind[1]} of an official plug-in; the simulator has this box</view><view>${escaped(url)}</view>${isPage ? '<view>{{query}}</view>' : '<slot/>'}</view>`;
}

const PAGE =
  "Page({ data: { query: '' }, onLoad(query) { this.setData({ query: JSON.stringify(query) }); } });";

/** The files that stand for it, without extension. */
export function standIn(project: Project, url: string, isPage: boolean): string {
  const base = path.join(project.root, FOLDER, url.replace(/[^\w-]+/g, '-'));
  project.invent(`${base}.ttml`, template(url, isPage));
  project.invent(`${base}.js`, isPage ? PAGE : 'Component({});');
  project.invent(`${base}.json`, isPage ? '{}' : '{"component": true}');
  return base;
}

/** A component with nothing in it, for a placeholder that nobody gives anything for. */
export function nothingStandsIn(project: Project): string {
  const base = path.join(project.root, FOLDER, 'nothing');
  project.invent(`${base}.ttml`, '');
  project.invent(`${base}.js`, 'Component({});');
  project.invent(`${base}.json`, '{"component": true}');
  return base;
}

/** Its id in the program. */
export const NOTHING = `${FOLDER}/nothing`;
