/**
 * The contract as pages that a browser shows, in Chinese and in English: where an explained error of the
 * console leads. Read from the repository's docs, so it works offline.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { acceptedLanguage, LANGUAGE_NAMES, LANGUAGE_TAGS, type Language } from '../../words/language';
import { sayIn, type Words } from '../../words/table';
import { escapeHtml, toHtml, type Twin } from './markdown';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');
/** Colours and letters of the shell, and what a page adds. */
const SHEETS = {
  'base.css': path.resolve(import.meta.dirname, '../../shell/base.css'),
  'page.css': path.join(import.meta.dirname, 'page.css'),
};

const PREFIX = '/__docs/';

const CONTRACT = ['pay-button', 'consume-card', 'templates', 'jsapi', 'open-api', 'README'].map(
  (name) => `contract/${name}.md`,
);
/** For those who change the project: in English only. */
const DECISIONS = 'decisions.md';
const ENGLISH = [...CONTRACT, DECISIONS];
const chinese = (page: string): string => `zh/${page}`;

/** What is shown, as paths below docs/; no other file can be asked for. */
export const PAGES: readonly string[] = [...ENGLISH, ...CONTRACT.map(chinese)];

const languageOfPage = (page: string): Language => (page.startsWith('zh/') ? 'zh' : 'en');

/** The address of a page; below it a section stands at its number. */
export const addressOf = (page: string): string =>
  PREFIX + (languageOfPage(page) === 'zh' ? page : `en/${page}`);

const words = {
  contract: { en: 'Contract', zh: '契约' },
  README: { en: 'about the contract', zh: '契约总览' },
  decisions: { en: 'decisions', zh: '决定（英文）' },
  skip: { en: 'Skip to the text', zh: '跳到正文' },
} as const satisfies Words;

const OTHER: Readonly<Record<Language, Language>> = { en: 'zh', zh: 'en' };

/** The same page in the other language, if there is one. */
function twinOf(page: string): Twin | undefined {
  const lang = OTHER[languageOfPage(page)];
  const twin = lang === 'zh' ? chinese(page) : page.slice('zh/'.length);
  if (!PAGES.includes(twin)) return undefined;
  return { href: addressOf(twin), lang: LANGUAGE_TAGS[lang], name: LANGUAGE_NAMES[lang] };
}

function nameOf(page: string, language: Language): string {
  const name = path.posix.basename(page, '.md');
  return name === 'README' || name === 'decisions' ? words[name][language] : name;
}

/**
 * A link of a page: to another page, within this one, or out into the web; a file that is not shown is no
 * link.
 */
function resolveLink(page: string, target: string): string | undefined {
  if (/^https?:\/\//i.test(target) || target.startsWith('#')) return target;
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return undefined;
  const [to = '', place] = target.split('#');
  const goal = path.posix.join(path.posix.dirname(page), to);
  if (!PAGES.includes(goal)) return undefined;
  return `${addressOf(goal)}${place === undefined ? '' : `#${place}`}`;
}

/** One page of the contract. */
export function pageHtml(page: string, markdown: string): string {
  const language = languageOfPage(page);
  const say = sayIn(words, language);
  const twin = twinOf(page);
  const menu = language === 'zh' ? [...CONTRACT.map(chinese), DECISIONS] : ENGLISH;
  const links = menu.map(
    (one) =>
      `<li><a href="${addressOf(one)}"${one === page ? ' aria-current="page"' : ''}>${escapeHtml(nameOf(one, language))}</a></li>`,
  );
  if (twin)
    links.push(
      `<li class="language"><a href="${twin.href}" hreflang="${twin.lang}" lang="${twin.lang}">${twin.name}</a></li>`,
    );
  return `<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(nameOf(page, language))} · ${say('contract')}</title>
<link rel="icon" href="data:,">
${Object.keys(SHEETS)
  .map((name) => `<link rel="stylesheet" href="${PREFIX}${name}">`)
  .join('\n')}
</head>
<body>
<a class="skip" href="#text">${say('skip')}</a>
<nav aria-label="${say('contract')}"><ul>
${links.join('\n')}
</ul></nav>
<main id="text" tabindex="-1">
${toHtml(markdown, (target) => resolveLink(page, target), twin)}</main>
</body>
</html>
`;
}

/** No script runs on these pages, and nothing comes from elsewhere. */
const POLICY = "default-src 'none'; style-src 'self'; img-src data:";

/** `docs`: folder of the documents. */
export function addContractPages(server: FastifyInstance, docs = DOCS): void {
  for (const [name, file] of Object.entries(SHEETS))
    server.get(PREFIX + name, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').send(await readFile(file, 'utf8')),
    );
  for (const page of PAGES) {
    server.get(addressOf(page), async (_request, reply) => {
      const text = await readFile(path.join(docs, page), 'utf8').catch(() => undefined);
      if (text === undefined)
        return reply
          .code(404)
          .type('text/plain; charset=utf-8')
          .send(`not in this installation: read docs/${page} in the repository`);
      return reply
        .header('content-security-policy', POLICY)
        .type('text/html; charset=utf-8')
        .send(pageHtml(page, text));
    });
  }
  // An address without a language: the browser says in which one its reader reads, and keeps the section.
  for (const page of ENGLISH)
    server.get(PREFIX + page, async (request, reply) => {
      const wanted = page === DECISIONS ? 'en' : acceptedLanguage(request.headers['accept-language']);
      return reply
        .header('vary', 'accept-language')
        .redirect(addressOf(wanted === 'zh' ? chinese(page) : page));
    });
}
