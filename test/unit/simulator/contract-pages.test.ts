/**
 * The pages that an explained error leads to: every reference arrives, nothing of the text becomes markup,
 * and no other file is served.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { ERRORS } from '../../../src/contract/errors';
import { APIS } from '../../../src/contract/jsapi';
import { ROOT } from '../../../scripts/lib/paths';
import { slugOf, toHtml } from '../../../simulator/server/contract/markdown';
import { addContractPages, addressOf, PAGES, pageHtml } from '../../../simulator/server/contract/pages';
import { LANGUAGES } from '../../../simulator/words/language';
import { sectionLinks } from '../../../simulator/shell/console/contract-ref';

const pages = new Map<string, string>();
for (const page of PAGES)
  pages.set(addressOf(page), pageHtml(page, await readFile(join(ROOT, 'docs', page), 'utf8')));

const idsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!));

/** Whether an address is that of a place on one of the pages. */
function arrives(href: string): boolean {
  const [page = '', place] = href.split('#');
  const html = pages.get(page);
  return html !== undefined && (place === undefined || idsOf(html).has(place));
}

test('every section that a code of a component or of a JSAPI refers to is a place on a page', () => {
  const sections = [...ERRORS.map(({ section }) => section), ...Object.values(APIS).map(({ ref }) => ref)];
  const links = LANGUAGES.flatMap((language) =>
    sections.flatMap((section) => {
      const found = sectionLinks(section, language);
      assert.equal(found.length, section.split('§').length - 1, section);
      for (const { href } of found) assert.ok(href.startsWith(`/__docs/${language}/`), href);
      return found;
    }),
  );
  assert.deepEqual(
    links.filter(({ href }) => !arrives(href)),
    [],
  );
});

for (const [address, html] of pages) {
  test(`${address}: its links arrive, ids and names of tables are there once, and nothing of Markdown is left`, () => {
    const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href!);
    const inside = links
      .filter((href) => !/^https:\/\//.test(href))
      .map((href) => (href.startsWith('#') ? address + href : href));
    assert.deepEqual(
      inside.filter((href) => !arrives(href)),
      [],
    );
    assert.equal([...html.matchAll(/ id="/g)].length, idsOf(html).size);
    const tables = [...html.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, name]) => name);
    assert.equal(new Set(tables).size, tables.length);
    const text = html.replace(/<(code|pre)\b.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '');
    // Numbered sections keep their numbers.
    assert.deepEqual(text.match(/.*(?:\*\*|\*\w+\*|\]\(|`).*|^(?:\||#+ |[-*] ).*/gm), null);
  });
}

test('each section has a link to the same section in the other language, and each page to the other page', () => {
  for (const [address, html] of pages) {
    const isChinese = address.startsWith('/__docs/zh/');
    const numbers = [...html.matchAll(/<span id="([\d.]+)">/g)].map(([, number]) => number!);
    const twin = isChinese ? address.replace('/zh/', '/en/') : address.replace('/en/', '/zh/');
    const switches = [...html.matchAll(/<a href="([^"]*)" hreflang="([^"]*)"/g)].map(([, href, lang]) => ({
      href,
      lang,
    }));
    const wanted = pages.has(twin) ? [twin, ...numbers.map((number) => `${twin}#${number}`)] : [];
    assert.deepEqual(
      switches,
      wanted.map((href) => ({ href, lang: isChinese ? 'en' : 'zh-CN' })),
      address,
    );
    assert.match(html, isChinese ? /<html lang="zh-CN">/ : /<html lang="en">/);
  }
});

test('a Chinese page links to Chinese pages, an English one to English ones; only decisions are English alone', () => {
  let links = 0;
  for (const [address, html] of pages) {
    const language = address.split('/')[2];
    const text = html.replace(/<a [^>]*hreflang[^>]*>/g, '');
    for (const [, to, page] of text.matchAll(/href="\/__docs\/(zh|en)\/([^"#]*)/g)) {
      assert.ok(to === language || page === 'decisions.md', `${address} -> ${to}/${page}`);
      links += 1;
    }
  }
  assert.ok(links > pages.size, String(links));
});

describe('Markdown', () => {
  const none = (): undefined => undefined;
  const as = (target: string): string => target;

  test('blocks and what stands in their lines', () => {
    const markdown = [
      '## 2. The *thing*',
      '',
      'A line with `a | b` and',
      'one that **goes *on***.',
      '',
      '- first',
      '  goes on',
      '- second [link `x`](a.md#b)',
      '',
      '1. one',
      '2. two',
      '',
      '| a | b |',
      '|---|---|',
      '| `x \\| y` | \\*z\\* |',
      '```js',
      '# no heading',
      '```',
    ].join('\n');
    assert.equal(
      toHtml(markdown, as),
      `<h2 id="2-the-thing"><span id="2"></span>2. The <em>thing</em></h2>
<p>A line with <code>a | b</code> and
one that <strong>goes <em>on</em></strong>.</p>
<ul>
<li>first
goes on</li>
<li>second <a href="a.md#b">link <code>x</code></a></li>
</ul>
<ol>
<li>one</li>
<li>two</li>
</ol>
<div class="table" tabindex="0" role="region" aria-label="2. The thing"><table>
<thead>
<tr>
<th scope="col">a</th>
<th scope="col">b</th>
</tr>
</thead>
<tbody>
<tr>
<td><code>x | y</code></td>
<td>*z*</td>
</tr>
</tbody>
</table></div>
<pre tabindex="0"><code># no heading
</code></pre>
`,
    );
  });

  test('markup in the text is text, wherever it stands', () => {
    const evil = '<img src=x onerror="alert(1)">';
    const places = [
      `# ${evil}`,
      evil,
      `- ${evil}`,
      `1. ${evil}`,
      `| ${evil} |\n|---|\n| \`${evil}\` |`,
      `\`\`\`\n${evil}\n\`\`\``,
    ];
    places.push(`**${evil}**`, `*${evil}*`, `[${evil}](a.md)`);
    for (const place of places) {
      const html = toHtml(place, as);
      assert.ok(!html.includes('<img'), html);
      assert.ok(html.includes('&lt;img'), html);
    }
    assert.equal(toHtml('[a](x"onclick="y)', as), '<p><a href="x&quot;onclick=&quot;y">a</a></p>\n');
  });

  test('a link that leads nowhere leaves its words, and no scheme but that of the web is followed', () => {
    assert.equal(toHtml('see [the *file*](gone.md)', none), '<p>see the <em>file</em></p>\n');
    const html = pageHtml(
      'contract/jsapi.md',
      '[a](javascript:alert) [b](data:text/html,x) [c](../../package.json) [d](//example.org)',
    );
    assert.match(html, /<p>a b c d<\/p>/);
  });

  test('the tables below one heading have names of their own', () => {
    const table = '| a |\n|---|\n| b |\n';
    const names = [
      ...toHtml(`# One\n${table}\n${table}\n# Two\n${table}`, as).matchAll(/aria-label="([^"]*)"/g),
    ].map(([, name]) => name);
    assert.deepEqual(names, ['One', 'One (2)', 'Two']);
  });

  test('with a twin, a numbered section ends in a link to the same number there; other headings do not', () => {
    const twin = { href: '/zh/a.md', lang: 'zh-CN', name: '中文' };
    assert.equal(
      toHtml('# A\n### 4.3 B', as, twin),
      '<h1 id="a">A</h1>\n<div class="section"><h3 id="43-b"><span id="4.3"></span>4.3 B</h3>' +
        '<a href="/zh/a.md#4.3" hreflang="zh-CN" lang="zh-CN" aria-label="中文: 4.3">中文</a></div>\n',
    );
  });

  test('two headings of one text have two anchors, as on GitHub', () => {
    assert.match(toHtml('# A b\n# A b', as), /id="a-b"[^]*id="a-b-1"/);
    assert.equal(slugOf('6. mode 2: shelf states (展示状态)'), '6-mode-2-shelf-states-展示状态');
  });
});

describe('served', () => {
  const serve = (t: TestContext, docs?: string): FastifyInstance => {
    const server = fastify();
    t.after(() => server.close());
    addContractPages(server, docs);
    return server;
  };
  const get = async (server: FastifyInstance, url: string, language?: string) => {
    const { statusCode, headers, body } = await server.inject({
      url,
      ...(language === undefined ? {} : { headers: { 'accept-language': language } }),
    });
    return {
      status: statusCode,
      type: headers['content-type'],
      policy: headers['content-security-policy'],
      location: headers.location,
      body,
    };
  };

  test('each page is HTML on which no script may run; its sheets are there', async (t) => {
    const server = serve(t);
    for (const page of PAGES) {
      const { status, type, policy, body } = await get(server, addressOf(page));
      assert.deepEqual([status, type], [200, 'text/html; charset=utf-8'], page);
      assert.match(String(policy), /^default-src 'none'/);
      for (const [, sheet] of body.matchAll(/<link rel="stylesheet" href="([^"]*)"/g)) {
        const { status: found, type: css } = await get(server, sheet!);
        assert.deepEqual([found, css], [200, 'text/css; charset=utf-8'], sheet);
      }
    }
  });

  test('an address without a language leads to the one that the browser asks for first', async (t) => {
    const server = serve(t);
    const led = async (page: string, language?: string): Promise<unknown> =>
      (await get(server, `/__docs/${page}`, language)).location;
    const [zh, en] = ['/__docs/zh/contract/jsapi.md', '/__docs/en/contract/jsapi.md'];
    assert.equal(await led('contract/jsapi.md'), en);
    assert.equal(await led('contract/jsapi.md', 'zh-CN,zh;q=0.9,en;q=0.8'), zh);
    assert.equal(await led('contract/jsapi.md', 'en-US,en;q=0.9,zh;q=0.8'), en);
    assert.equal(await led('contract/jsapi.md', 'en;q=0.2, zh-TW;q=0.7'), zh);
    assert.equal(await led('contract/jsapi.md', 'fr, zh;q=0.5, en;q=0'), zh);
    assert.equal(await led('contract/jsapi.md', 'zh;q=0, fr'), en);
    assert.equal(await led('contract/jsapi.md', '*;q=x,,;'), en);
    assert.equal(await led('decisions.md', 'zh-CN'), '/__docs/en/decisions.md');
  });

  test('no other file can be asked for', async (t) => {
    const server = serve(t);
    for (const path of [
      'architecture.md',
      'en/architecture.md',
      'zh/decisions.md',
      'zh/README.md',
      'contract/rules/jsapi.json',
      '../package.json',
      '..%2fpackage.json',
      'contract/../../package.json',
      '',
    ])
      assert.equal((await get(server, `/__docs/${path}`)).status, 404, path);
  });

  test('an installation without the documents says where they are', async (t) => {
    const empty = await mkdtemp(join(tmpdir(), 'no-docs-'));
    t.after(() => rm(empty, { recursive: true }));
    for (const page of ['contract/jsapi.md', 'zh/contract/jsapi.md']) {
      const { status, body } = await get(serve(t, empty), addressOf(page));
      assert.deepEqual(
        [status, body],
        [404, `not in this installation: read docs/${page} in the repository`],
      );
    }
  });
});
