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
import { addContractPages, PAGES, pageHtml } from '../../../simulator/server/contract/pages';
import { sectionLinks } from '../../../simulator/shell/console/contract-ref';

const pages = new Map<string, string>();
for (const page of PAGES)
  pages.set(`/__docs/${page}`, pageHtml(page, await readFile(join(ROOT, 'docs', page), 'utf8')));

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
  const links = sections.flatMap((section) => {
    const found = sectionLinks(section);
    assert.equal(found.length, section.split('§').length - 1, section);
    return found;
  });
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
  const get = async (server: FastifyInstance, url: string) => {
    const { statusCode, headers, body } = await server.inject(url);
    return {
      status: statusCode,
      type: headers['content-type'],
      policy: headers['content-security-policy'],
      body,
    };
  };

  test('each page is HTML on which no script may run; its sheets are there', async (t) => {
    const server = serve(t);
    for (const page of PAGES) {
      const { status, type, policy, body } = await get(server, `/__docs/${page}`);
      assert.deepEqual([status, type], [200, 'text/html; charset=utf-8'], page);
      assert.match(String(policy), /^default-src 'none'/);
      for (const [, sheet] of body.matchAll(/<link rel="stylesheet" href="([^"]*)"/g)) {
        const { status: found, type: css } = await get(server, sheet!);
        assert.deepEqual([found, css], [200, 'text/css; charset=utf-8'], sheet);
      }
    }
  });

  test('no other file can be asked for', async (t) => {
    const server = serve(t);
    for (const path of [
      'architecture.md',
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
    const { status, body } = await get(serve(t, empty), '/__docs/contract/jsapi.md');
    assert.deepEqual(
      [status, body],
      [404, 'not in this installation: read docs/contract/jsapi.md in the repository'],
    );
  });
});
