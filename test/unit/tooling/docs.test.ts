import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { anchors, deadLinks, deadParts } from '../../../scripts/lib/links';
import { withWeights } from '../../../scripts/lib/weights';
import type { ErrorEntry } from '../../../src/contract/errors';
import { errorsPage, machinePage, propertiesPage } from '../../../scripts/lib/pages';
import { propertiesPageZh, scenariosPageZh } from '../../../scripts/lib/pages-zh';
import { scenariosPage } from '../../../scripts/lib/scenario-page';
import { readComponent } from '../../../scripts/lib/properties';

describe('links of the documentation', () => {
  let root: string;
  const put = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  };

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'docs-'));
    await put('docs/other.md', '# Other\n\n## 4.1 Initialisation\n\n## 3. Who (`npm run x:y`)\n');
  });
  after(() => rm(root, { recursive: true, force: true }));

  test('headings get the anchors that GitHub gives them', () => {
    const text = '# 7. `bind:pay`\n## 提单页 (order-confirm)\n## Twice\n## Twice\n```sh\n# no heading\n```\n';
    assert.deepEqual([...anchors(text)], ['7-bindpay', '提单页-order-confirm', 'twice', 'twice-1']);
  });

  test('links to a file, to a heading and to the same page are good', async () => {
    await put(
      'docs/good.md',
      '# Good\n[a](other.md) [b](other.md#41-initialisation) [c](#good) [d](https://example.com/x) ![e](../docs)\n',
    );
    assert.deepEqual(deadLinks(root, ['docs/good.md']), []);
  });

  test('a missing file and a missing heading are reported with their lines', async () => {
    await put('docs/bad.md', 'text\n[a](gone.md)\n\n[b](other.md#42-gone) [c](#nowhere)\n');
    assert.deepEqual(
      deadLinks(root, ['docs/bad.md']).map(({ line, target, why }) => [line, target, why]),
      [
        [2, 'gone.md', 'no file docs/gone.md'],
        [4, 'other.md#42-gone', 'no heading #42-gone in docs/other.md'],
        [4, '#nowhere', 'no heading #nowhere in docs/bad.md'],
      ],
    );
  });

  test('what stands in code is no link', async () => {
    await put('docs/code.md', '`[a](gone.md)`\n```md\n[b](gone.md)\n```\n');
    assert.deepEqual(deadLinks(root, ['docs/code.md']), []);
  });
});

test('README names the weights that are recorded, in both languages, and in whole KB', () => {
  const budgets = { 'app + button': { gzip: 19456 }, 'whole kit': { gzip: 39168 } };
  assert.equal(
    withWeights('a 1 KB\n* **Size:** about 16 KB (gzip), all about 33 KB (x)\n', budgets),
    'a 1 KB\n* **Size:** about 19 KB (gzip), all about 39 KB (x)\n',
  );
  assert.equal(withWeights('* **体积：** 约 1 KB，约 2 KB', budgets), '* **体积：** 约 19 KB，约 39 KB');
  assert.throws(() => withWeights('nothing', budgets), /no line of weights/);
  assert.throws(() => withWeights('* **Size:** 1 KB, 2 KB', {}), /has no "app \+ button"/);
});

describe('references of the contract rules', () => {
  const DOCUMENTS: Record<string, string> = {
    'README.md': '## Decisions\n| Q24 | several |\n',
    'jsapi.md':
      '## Introduction\n### 1.2 Objects\n#### Goods\n### 1.4 Rules\n| R6 | window |\n| R12 | money |\n',
    'design.md': '## 4. Machines\n1. **One**\n6. **Six**\n',
    'consume-card.md': '## 4. Visual cases\n| 2 | one |\n',
  };
  const read = (name: string): string | undefined => DOCUMENTS[name];

  const GOOD = [
    'jsapi.md intro',
    'jsapi.md §1.2',
    'jsapi.md §1.2 Goods',
    'jsapi.md §1.2 Goods, §1.4 R6, R12, README.md Q24',
    'README.md decisions',
    'design.md §4 (6)',
    'consume-card.md §4 case 2; jsapi.md §1.4',
  ];
  for (const ref of GOOD) test(`"${ref}" is found`, () => assert.deepEqual(deadParts(ref, read), []));

  const BAD: [ref: string, missing: string[]][] = [
    ['jsapi.md §9', ['jsapi.md §9']],
    ['jsapi.md §1.2 Bads', ['jsapi.md §1.2 Bads']],
    ['jsapi.md §1.2, §1.4 R7', ['§1.4 R7']],
    ['README.md Q2', ['README.md Q2']],
    ['design.md §4 (5)', ['design.md §4 (5)']],
    ['gone.md §1', ['gone.md §1']],
  ];
  for (const [ref, missing] of BAD)
    test(`"${ref}" is not`, () => assert.deepEqual(deadParts(ref, read), missing));
});

describe('properties read from a component', () => {
  const unopened = (specifier: string): string => assert.fail(`opened ${specifier}`);
  const SOURCE = `
    const other = { properties: 3 };
    defineComponent<{ x?: number }>()({
      externalClasses: ['custom-class', 'label-class'],
      properties: {
        /**
         * 1 ordered,
         * 2 buy now.
         * @default 1
         */
        mode: { type: Number, value: 1 },
        /** The spuid. */
        goodsId: String,
        feeDetailsList: { type: Array, value: [] as unknown[] },
        disabled: { type: Boolean, value: false },
        extra: { type: null, optionalTypes: [Object, String] } as Option,
      },
      methods: { tap() {} },
    });`;

  test('names are as in TTML, types as the framework accepts them, defaults from the tag or a declared value that is not empty', () => {
    assert.deepEqual(readComponent(SOURCE, unopened), {
      externalClasses: ['custom-class', 'label-class'],
      properties: [
        { name: 'mode', type: 'number', default: '1', about: '1 ordered, 2 buy now.' },
        { name: 'goods-id', type: 'string', about: 'The spuid.' },
        { name: 'fee-details-list', type: 'array', about: '' },
        { name: 'disabled', type: 'boolean', default: 'false', about: '' },
        { name: 'extra', type: 'any or object or string', about: '' },
      ],
    });
  });

  test('properties may stand in constants, of this module or of an imported one, that are put together', () => {
    const source = `
      import { type Trade, tradeProps } from '../../src/pay-button/props';
      const look = {
        /** The text. */
        text: String,
      };
      Component({ properties: Object.assign({}, tradeProps, { ...look, size: Number }) });`;
    const opened: string[] = [];
    const { properties } = readComponent(source, (specifier) => {
      opened.push(specifier);
      return 'export const tradeProps = {\n/** 1 or 2. */\nmode: { type: Number, value: 1 } } as const;';
    });
    assert.deepEqual(opened, ['../../src/pay-button/props']);
    assert.deepEqual(
      properties.map(({ name, about }) => [name, about]),
      [
        ['mode', '1 or 2.'],
        ['text', 'The text.'],
        ['size', ''],
      ],
    );
  });

  test('a component without properties has none', () => {
    assert.deepEqual(readComponent('Component({ data: {} });', unopened), {
      externalClasses: [],
      properties: [],
    });
  });
});

describe('generated pages', () => {
  const entry = (errNo: number, more: Partial<ErrorEntry> = {}): ErrorEntry => ({
    errNo,
    meaning: 'library query broke',
    meaningZh: '商品库异常',
    components: ['pay-button'],
    modes: [2],
    step: 'library query',
    cause: 'the server',
    fix: 'look at its log',
    section: 'pay-button §4.1',
    ...more,
  });
  const link = (section: string): string =>
    section === 'pay-button §4.1' ? 'contract/pay-button.md#41' : assert.fail(section);

  test('codes ascend, and each says its cause, fix, contract section and scenario', () => {
    const page = errorsPage(
      [entry(21505, { goodsType: 1 }), entry(10000, { modes: [1, 2], orderStatus: [0] })],
      [
        { name: 'library.server', about: '', made: 'platform', errNo: 21505 },
        { name: 'page.x', about: '', made: 'page', how: 'Leave it out.', errNo: 10000 },
        { name: 'library.odd', about: '', made: 'platform', errNo: 21505 },
        { name: 'page.y', about: '', made: 'page', how: 'Try.', errNo: 21505 },
        { name: 'pay.paid', about: '', made: 'platform', errNo: null },
      ],
      link,
    );
    assert.match(page, /### 10000[^]*### 21505/);
    assert.match(page, /\* \*\*Cause:\*\* the server\n\* \*\*Fix:\*\* look at its log\n/);
    assert.match(page, /\[pay-button §4\.1\]\(contract\/pay-button\.md#41\)/);
    assert.match(page, /### 21505[^]*pay-button \(mode 2 with goods-type 1\), at the step "library query"/);
    assert.match(page, /### 10000[^#]*pay-button \(mode 1 with order-status 0; mode 2\)/);
    assert.match(
      page,
      /### 21505[^]*choose the scenario `library\.server` or `library\.odd`; or: Try\. \(`page\.y`\)/,
    );
    assert.match(page, /### 10000[^]*Leave it out\. \(`page\.x`\)/);
    assert.doesNotMatch(page, /pay\.paid/);
  });

  test('the overview links every code to its heading', () => {
    const page = errorsPage([entry(21505), entry(21506)], [], link);
    const targets = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    assert.deepEqual(targets, ['21505', '21506']);
    for (const target of targets) assert.ok(anchors(page).has(target ?? ''), target);
  });

  test('each line of an error table names the scenarios that make it, of two texts of one code each its own', () => {
    const row = (errNo: number, message: string) => ({
      errNo,
      message,
      meaning: 'm',
      fault: 'caller' as const,
    });
    const makes = (name: string, errNo: number, words?: string) => ({
      name,
      about: '',
      made: 'platform' as const,
      errNo: null,
      hop: 'jsapi',
      match: { api: ['pay'] },
      answer: { errNo, ...(words === undefined ? {} : { text: words }) },
    });
    const api = {
      name: 'pay',
      ref: '',
      errors: [
        row(1, 'one'),
        row(1, 'other'),
        row(2, 'two'),
        { ...row(4, 'gone'), fault: 'payment' as const, inferred: true as const },
      ],
    };
    const cancelled = {
      name: 'pay.cancelled',
      about: '',
      made: 'platform' as const,
      errNo: null,
      hop: 'cashier',
      code: 4,
    };
    const page = errorsPage([], [makes('a', 1), makes('b', 1, 'other'), cancelled], link, [api]);
    assert.match(
      page,
      /### tt\.pay[^]*\| 1 \| `pay:fail one` \| m \| `a` \|\n\| 1 \| `pay:fail other` \| m \| `b` \|\n\| 2 \| `pay:fail two` \| m \| – \|/,
    );
    assert.match(page, /\| 4 \| `pay:fail gone` \| m ⁺ \| `pay\.cancelled` \|/);
  });

  test('a text with a pipe or a tag stays inside its cell', () => {
    const page = errorsPage([entry(21505, { meaning: 'a | b <view>' })], [], link);
    assert.match(page, /\| a \\\| b &lt;view> \|/);
  });

  test('scenarios are listed by who makes them, with what the component reports', () => {
    const page = scenariosPage([
      {
        name: 'library.server',
        about: 'It breaks.',
        made: 'platform',
        hop: 'merchant.goods',
        answer: { status: 500 },
        errNo: 21505,
      },
      {
        name: 'createOrder.risk',
        about: 'It is refused.',
        made: 'platform',
        hop: 'jsapi',
        match: { api: ['createOrder'] },
        answer: { errNo: 12002, text: '风控' },
        errNo: 21517,
      },
      { name: 'pay.cancelled', about: 'The user cancels.', made: 'platform', errNo: null, code: 4 },
      { name: 'library.slow', about: 'It waits.', made: 'platform', errNo: null },
      {
        name: 'page.no-pay',
        about: 'Nobody listens.',
        made: 'page',
        how: 'Leave bind:pay out.',
        errNo: 21516,
      },
    ]);
    assert.match(
      page,
      /\| `library\.server` \| It breaks\. \| `merchant\.goods`: `status=500` \| \[`bind:error` 21505\]\(errors\.md#21505\) \|/,
    );
    assert.match(page, /\| `pay\.cancelled` \| The user cancels\. \| – \| `bind:pay` with code 4 \|/);
    assert.match(page, /\| `library\.slow` \| It waits\. \| – \| nothing unusual \|/);
    assert.match(
      page,
      /## Failures of the JSAPIs[^]*\| `createOrder\.risk` \| It is refused\. \| `jsapi`: `errNo=12002`, `text=风控` \|/,
    );
    assert.match(
      page,
      /## Made by the mini-program[^]*\| `page\.no-pay` \| Nobody listens\. \| Leave bind:pay out\. \|/,
    );
  });

  test('a machine is drawn, with its attempts, entry effects and what it accepts everywhere', () => {
    const door = {
      id: 'door',
      initial: 'shut',
      states: {
        shut: { on: { PUSH: { target: 'open', guard: 'isFree', effects: ['creak'] } } },
        open: { attempt: true, entry: ['light', 'ring'] },
      },
      on: { BREAK: { effects: ['shout'] } },
    };
    const page = machinePage(door, 'en');
    assert.match(page, /src\/door\/machine\.ts`: 2 states, 3 edges/);
    assert.match(
      page,
      /```mermaid\nstateDiagram-v2\n {2}\[\*\] --> shut\n {2}shut --> open: PUSH \[isFree\] \/ creak\n```/,
    );
    assert.match(page, /\| `open` \| yes \| `light`, `ring` \|/);
    assert.match(page, /## In every state[^]*\| `BREAK` \| – \| the same \| `shout` \|/);
    const chinese = machinePage(door, 'zh');
    assert.match(chinese, /由 `src\/door\/machine\.ts` 中的定义画出：2 个状态，3 条边/);
    assert.match(chinese, /\| `open` \| 是 \| `light`、`ring` \|/);
    assert.match(chinese, /## 在任何状态[^]*\| `BREAK` \| – \| 不变 \| `shout` \|/);
  });

  test('a property without a default or a comment shows a dash', () => {
    const page = propertiesPage([
      {
        name: 'pay-button',
        externalClasses: ['custom-class'],
        properties: [{ name: 'goods-id', type: 'string', about: '' }],
      },
    ]);
    assert.match(page, /## pay-button\n[^]*\| `goods-id` \| string \| – \| – \|/);
    assert.match(page, /External classes: `custom-class`\./);
  });
});

describe('the generated pages in Chinese', () => {
  test('a property, a step or a scenario without Chinese is named, with the file to add it to', () => {
    const component = { name: 'pay-button', externalClasses: [], properties: [] };
    const unknown = { name: 'colour', type: 'string', about: 'A colour.' };
    assert.match(propertiesPageZh([component]), /^# 属性$/m);
    assert.throws(
      () => propertiesPageZh([{ ...component, properties: [unknown] }]),
      /property of pay-button "colour" has no Chinese: add it to scripts\/lib\/words-zh\.ts/,
    );
    const scenario = { name: 'page.new', about: '.', aboutZh: '。', made: 'page', errNo: null } as const;
    assert.throws(() => scenariosPageZh([scenario]), /scenario "page\.new" has no Chinese/);
    assert.match(scenariosPageZh([{ ...scenario, name: 'page.mode' }]), /写 mode="\{\{3\}\}"。/);
  });
});
