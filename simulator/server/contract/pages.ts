/**
 * The contract as pages that a browser shows: where an explained error of the console leads. Read from the
 * repository's docs, so it works offline.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { escapeHtml, toHtml } from './markdown';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');
/** Colours and letters of the shell, and what a page adds. */
const SHEETS = {
  'base.css': path.resolve(import.meta.dirname, '../../shell/base.css'),
  'page.css': path.join(import.meta.dirname, 'page.css'),
};

/** Their addresses are the files' own paths, so that links between them hold as they stand. */
const PREFIX = '/__docs/';

/** What is shown; no other file can be asked for. */
export const PAGES = [
  'contract/pay-button.md',
  'contract/consume-card.md',
  'contract/templates.md',
  'contract/jsapi.md',
  'contract/open-api.md',
  'contract/README.md',
  'decisions.md',
] as const;

const nameOf = (page: string): string =>
  path.posix.basename(page, '.md').replace('README', 'about the contract');

/**
 * A link of a page: to another page, within this one, or out into the web; a file that is not shown is no
 * link.
 */
function resolveLink(page: string, target: string): string | undefined {
  if (/^https?:\/\//i.test(target) || target.startsWith('#')) return target;
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return undefined;
  const [to = '', place] = target.split('#');
  const goal = path.posix.join(path.posix.dirname(page), to);
  const known = PAGES.find((one) => one === goal);
  return known === undefined ? undefined : `${PREFIX}${known}${place === undefined ? '' : `#${place}`}`;
}

/** One page of the contract. */
export function pageHtml(page: string, markdown: string): string {
  const links = PAGES.map(
    (one) =>
      `<li><a href="${PREFIX}${one}"${one === page ? ' aria-current="page"' : ''}>${escapeHtml(nameOf(one))}</a></li>`,
  ).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(nameOf(page))} · contract</title>
<link rel="icon" href="data:,">
${Object.keys(SHEETS)
  .map((name) => `<link rel="stylesheet" href="${PREFIX}${name}">`)
  .join('\n')}
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<nav aria-label="Contract"><ul>
${links}
</ul></nav>
<main id="text" tabindex="-1">
${toHtml(markdown, (target) => resolveLink(page, target))}</main>
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
    server.get(PREFIX + page, async (_request, reply) => {
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
}
