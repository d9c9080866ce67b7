/** What `docs:check` says of two languages that have come apart: each page here is broken in one way. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { outlineProblems, twinProblems } from '../../../scripts/lib/contract-twins';
import { foreignLinks, foreignNames } from '../../../scripts/lib/foreign-links';

const ENGLISH = `# pay-button

A price is in 分; \`goods-id\` has 1–64 bytes \`[decided]\`, see [D-Q2](../decisions.md#d-q2).

## 1. Codes

| Code | Meaning | Step | Often |
|---|---|---|---|
| 21500 | \`mode\` illegal | §4.1 | no |
| 21513 | tapped within 15 s | tap | – |

* \`placeorder\` may call tt.pay with orderId; [more](jsapi.md#2-pay)
* one that fails is SUCCESS or FAIL

\`\`\`json
{ "mode": 2 }
\`\`\`

### 1.1 Notes

The end.
`;

const CHINESE = `# pay-button（交易按钮）

金额单位为分；\`goods-id\` 为 1–64 字节 \`[decided]\`，见 [D-Q2](../../decisions.md#d-q2)。

## 1. 错误码

| 错误码 | 含义 | 步骤 | 常见 |
|---|---|---|---|
| 21500 | \`mode\` 不合法 | §4.1 | 否 |
| 21513 | 15 秒内点击 | 点击 | – |

* \`placeorder\` 可以调用 tt.pay，传入 orderId；[更多](jsapi.md#2-支付)
* 失败的是 SUCCESS 或 FAIL

\`\`\`json
{ "mode": 2 }
\`\`\`

### 1.1 说明

完。
`;

const OTHERS: Readonly<Record<string, string>> = {
  'docs/contract/jsapi.md': '# JSAPIs\n## 1. Order\n## 2. pay',
  'docs/zh/contract/jsapi.md': '# JSAPI\n## 1. 下单\n## 2. 支付',
  'docs/decisions.md': '# Decisions\n#### D-Q2',
};

/** The problems after `from` became `to` in the Chinese page, or in the English one. */
function after(from: string, to: string, language: 'zh' | 'en' = 'zh'): string[] {
  const text = language === 'zh' ? CHINESE : ENGLISH;
  assert.ok(from === '' || text.includes(from), from);
  const changed = text.replace(from, to);
  return twinProblems(
    { file: 'docs/contract/pay-button.md', text: language === 'en' ? changed : ENGLISH },
    { file: 'docs/zh/contract/pay-button.md', text: language === 'zh' ? changed : CHINESE },
    (file) => OTHERS[file],
  );
}

test('two pages that say the same have no problem', () => {
  assert.deepEqual(after('', ''), []);
});

test('a row that is missing in one language is told with its table, whichever language it is', () => {
  const row = '| 21513 | 15 秒内点击 | 点击 | – |\n';
  assert.deepEqual(after(row, ''), [
    'docs/zh/contract/pay-button.md:7: the table has 1 rows, the English one 2 (docs/contract/pay-button.md:7)',
  ]);
  assert.deepEqual(after('| 21513 | tapped within 15 s | tap | – |\n', '', 'en'), [
    'docs/zh/contract/pay-button.md:7: the table has 2 rows, the English one 1 (docs/contract/pay-button.md:7)',
  ]);
});

test('a number that is changed in one language is told with its cell, whichever language it is', () => {
  assert.deepEqual(after('15 秒', '16 秒'), [
    'docs/zh/contract/pay-button.md:10: row 2, cell 2 lacks 15 (docs/contract/pay-button.md:10)',
    'docs/zh/contract/pay-button.md:10: row 2, cell 2 has 16, which the English page has not (docs/contract/pay-button.md:10)',
  ]);
  assert.deepEqual(after('15 s', '20 s', 'en'), [
    'docs/zh/contract/pay-button.md:10: row 2, cell 2 lacks 20 (docs/contract/pay-button.md:10)',
    'docs/zh/contract/pay-button.md:10: row 2, cell 2 has 15, which the English page has not (docs/contract/pay-button.md:10)',
  ]);
});

test('a code that is changed in one language is told with its cell', () => {
  assert.deepEqual(after('21500', '21501'), [
    'docs/zh/contract/pay-button.md:9: row 1, cell 1 lacks 21500 (docs/contract/pay-button.md:9)',
    'docs/zh/contract/pay-button.md:9: row 1, cell 1 has 21501, which the English page has not (docs/contract/pay-button.md:9)',
  ]);
});

for (const [what, from, to, problem] of [
  ['a name in backticks', '`mode` 不', '`modes` 不', /row 1, cell 2 lacks `mode`/],
  ['code without backticks', 'tt.pay', 'tt.pays', /the item lacks tt\.pay/],
  ['an identifier', '，传入 orderId', '', /the item lacks orderId/],
  ['a state in capitals', 'SUCCESS 或 ', '', /the item lacks SUCCESS/],
  ['an evidence mark', '`[decided]`', '`[practice]`', /the paragraph lacks `\[decided\]`/],
  ['the id of a decision', 'D-Q2]', 'D-Q3]', /the paragraph lacks D-Q2/],
  ['a section that is named', '§4.1', '§4.2', /row 1, cell 3 lacks §4\.1/],
  ['a number in a sentence', '1–64', '1–63', /the paragraph lacks 64/],
  ['the section a link leads to', '#2-支付', '#1-下单', /lacks link to docs\/contract\/jsapi\.md, heading 3/],
  ['the page a link leads to', 'jsapi.md#2-支付', 'gone.md', /lacks link to docs\/contract\/jsapi\.md/],
  [
    'two names that changed places',
    'tt.pay，传入 orderId',
    'orderId，传入 tt.pay',
    /the item has orderId where the English page has tt\.pay/,
  ],
  ['two rows that changed places', '| 21500 |', '| 21513 |', /row 1, cell 1 lacks 21500/],
  ['a column', ' | 常见 |\n|---|', ' |\n', /the row has 3 cells/],
  ['yes for no', '| 否 |', '| 是 |', /row 1, cell 4 is not 否/],
  ['the words of a cell', '| 点击 |', '| |', /row 2, cell 3 is empty/],
  ['words in a cell without any', '| – |', '| 常见 |', /row 2, cell 4 says something/],
  [
    'an item of a list',
    '* 失败的是 SUCCESS 或 FAIL\n',
    '',
    /the section holds table, item, code; in English table, item, item, code/,
  ],
  ['fenced code', '"mode": 2', '"mode": 1', /the code is another/],
  ['the number of a heading', '### 1.1 ', '### 1.2 ', /heading 3 is "### 1\.2", in English it is "### 1\.1"/],
  ['the level of a heading', '### 1.1 ', '## 1.1 ', /heading 3 is "## 1\.1"/],
  ['a section', '### 1.1 说明\n', '', /heading 3 is "missing", in English it is "### 1\.1"/],
  ['a sentence left in English', '完。', 'this is the very end', /is not translated: "this is the very end"/],
] as const)
  test(`red: ${what} in the Chinese page alone`, () => {
    const found = after(from, to);
    assert.notDeepEqual(found, []);
    assert.match(found.join('\n'), problem);
  });

test('a page of one language may not lead to the other, but to those for contributors and between first pages', (t: TestContext) => {
  const root = mkdtempSync(join(tmpdir(), 'links-'));
  t.after(() => rmSync(root, { recursive: true }));
  const files = {
    'README.md': '[中文](README.zh-CN.md)\n[faq](docs/zh/faq.md)',
    'README.zh-CN.md': '[English](README.md) [d](docs/decisions.md) [c](docs/contract/jsapi.md#1)',
    'docs/zh/faq.md':
      '[a](../faq.md) [b](../architecture.md#routes) [c](contract/jsapi.md) [d](../../src/x.ts)',
    'docs/zh/contract/jsapi.md':
      '`[a](../../faq.md)`\n\n[b](../../contract/open-api.json) [c](../../README.md)',
    'docs/faq.md': '[a](zh/faq.md) [b](contract/jsapi.md)',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  assert.deepEqual(
    foreignLinks(root, Object.keys(files)).map(({ file, line, target, why }) => [file, line, target, why]),
    [
      ['README.md', 2, 'docs/zh/faq.md', 'a page for Chinese readers'],
      ['README.zh-CN.md', 1, 'docs/contract/jsapi.md#1', 'a page for English readers'],
      ['docs/zh/faq.md', 1, '../faq.md', 'a page for English readers'],
      ['docs/zh/contract/jsapi.md', 3, '../../README.md', 'a page for English readers'],
      ['docs/faq.md', 1, 'zh/faq.md', 'a page for Chinese readers'],
    ],
  );
});

test('a Chinese text of the tools names the Chinese page; English texts and comments may name the English one', (t: TestContext) => {
  const root = mkdtempSync(join(tmpdir(), 'names-'));
  t.after(() => rmSync(root, { recursive: true }));
  const lines = [
    "  fix: { en: 'See docs/check.md.', zh: '见 docs/check.md。' },",
    "    zh: '见 docs/zh/check.md。',",
    "    en: 'the page 提单页: docs/check.md',",
    '  * Of 提单页 (docs/check.md).',
    '// 提单页: docs/check.md',
    "    zh: '理由见 docs/decisions.md。',",
    "    zh: '见 docs/contract/jsapi.md',",
  ];
  writeFileSync(join(root, 'words.ts'), lines.join('\n'));
  assert.deepEqual(
    foreignNames(root, ['words.ts']).map(({ line, target }) => [line, target]),
    [
      [1, 'docs/check.md'],
      [7, 'docs/contract/jsapi.md'],
    ],
  );
});

test('a page that is written freely in each language has its sections and its rows in both', () => {
  const english = { file: 'docs/x.md', text: '# X\n\n## A\n\n| a |\n|---|\n| 1 |\n| 2 |\n\n## B\n\nb' };
  const chinese = (text: string): string[] => outlineProblems(english, { file: 'docs/zh/x.md', text });
  assert.deepEqual(chinese('# 甲\n\n说明。\n\n## 乙\n\n| 丙 |\n|---|\n| 一 |\n| 二 |\n\n## 丁'), []);
  assert.deepEqual(chinese('# 甲\n\n## 乙\n\n| 丙 |\n|---|\n| 一 |\n\n## 丁'), [
    'docs/zh/x.md:3: section 2 is "## table of 1 乙", in English it is "## table of 2 A" (docs/x.md:3)',
  ]);
  assert.deepEqual(chinese('# 甲\n\n## 乙\n\n| 丙 |\n|---|\n| 一 |\n| 二 |'), [
    'docs/zh/x.md:1: section 3 is missing, in English it is "## B" (docs/x.md:10)',
  ]);
  assert.deepEqual(
    outlineProblems({ file: 'docs/x.md', text: '# X' }, { file: 'docs/zh/x.md', text: '# 甲\n## 乙' }),
    ['docs/zh/x.md:2: section 2 is "## 乙", in English it is missing (docs/x.md:1)'],
  );
});
