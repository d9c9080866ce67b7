/**
 * A mini-program for Douyin in WeChat's dialect: the same files under other names, with WeChat's prefix, and
 * scripts that find WeChat's global under the name of Douyin's. Enough for WeChat's compiler to read it all.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import fg from 'fast-glob';

const RENAMED: Record<string, string> = { '.ttml': '.wxml', '.ttss': '.wxss', '.sjs': '.wxs', '.ts': '.js' };

/** The same template: prefix, script tag, and the endings of what it takes in. */
const templateToWechat = (text: string): string =>
  text
    .replace(/(\s)tt:(?=[a-z])/g, '$1wx:')
    .replace(/<(\/?)sjs\b/g, '<$1wxs')
    .replace(
      /(\ssrc="[^"{}]+)\.(ttml|sjs)"/g,
      (_all, path: string, end: string) => `${path}.${end === 'ttml' ? 'wxml' : 'wxs'}"`,
    );

const sheetToWechat = (text: string): string =>
  text.replace(/(@import\s+["'][^"']+)\.ttss(["'])/g, '$1.wxss$2');

/** CommonJS that runs where the global is called wx. */
function scriptToWechat(text: string, isTyped: boolean): string {
  const code = isTyped
    ? transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2017', charset: 'utf8' }).code
    : text;
  return /\btt\b/.test(code) && !/\b(?:var|let|const) tt\b/.test(code) ? `var tt = wx;\n${code}` : code;
}

/** @param ignore patterns of what stays behind */
export function convertFolder(from: string, to: string, ignore: readonly string[] = []): void {
  for (const file of fg.sync('**/*', { cwd: from, ignore: [...ignore, '**/*.d.ts'] })) {
    const [end = ''] = /\.\w+$/.exec(file) ?? [];
    const target = join(to, end in RENAMED ? file.slice(0, -end.length) + RENAMED[end] : file);
    mkdirSync(dirname(target), { recursive: true });
    if (!/^\.(ttml|ttss|sjs|ts|js|cjs)$/.test(end)) {
      cpSync(join(from, file), target);
      continue;
    }
    const text = readFileSync(join(from, file), 'utf8');
    writeFileSync(
      target,
      end === '.ttml'
        ? templateToWechat(text)
        : end === '.ttss'
          ? sheetToWechat(text)
          : end === '.sjs'
            ? text
            : scriptToWechat(text, end === '.ts'),
    );
  }
}
