/** Writes the generated pages of docs/zh as Markdown texts. */
import type { ErrorEntry } from '../../src/contract/errors';
import type { AdviceZh } from '../../src/contract/errors-zh';
import { cell, code, GENERATED, table } from './markdown';
import type { ComponentEntry } from './pages';
import { changeable, isOfApi, scenariosOf, type Api, type ScenarioEntry } from './scenario-page';
import { HOW_ZH, PROPERTIES_ZH, STEPS_ZH, wordZh } from './words-zh';

/** docs/zh/properties.md. */
export function propertiesPageZh(components: readonly ComponentEntry[]): string {
  const sections = components.map(({ name, properties, externalClasses }) =>
    [
      `## ${name}`,
      '',
      table(
        ['属性', '类型', '默认值', '意思'],
        properties.map((one) => [
          code(one.name),
          cell(one.type.replace(' or ', ' 或 ')),
          one.default ? code(one.default) : '–',
          cell(wordZh(PROPERTIES_ZH[name] ?? {}, one.name, `property of ${name}`)),
        ]),
      ),
      ...(externalClasses.length ? ['', `外部样式类：${externalClasses.map(code).join('、')}。`] : []),
      '',
    ].join('\n'),
  );
  return [
    GENERATED,
    '',
    '# 属性',
    '',
    '金额是分，时间是毫秒，长度是 UTF-8 字节。',
    '',
    sections.join('\n'),
  ].join('\n');
}

/** Who raises it, and under which properties. */
function raisedBy({ components, modes, orderStatus, goodsType, step }: ErrorEntry): string {
  const of = (mode: 1 | 2): string =>
    mode === 1
      ? `mode 1${orderStatus ? `，order-status ${orderStatus.join('、')}` : ''}`
      : `mode 2${goodsType ? `，goods-type ${goodsType}` : ''}`;
  return `${components.join('、')}${modes.length ? `（${modes.map(of).join('；')}）` : ''}，步骤：${wordZh(STEPS_ZH, step, 'step')}`;
}

/** How to see the code in the sandbox. */
function provoke(found: readonly ScenarioEntry[]): string {
  const chosen = found.filter(({ made }) => made === 'platform').map(({ name }) => code(name));
  const made = found
    .filter((one) => one.made === 'page')
    .map(({ name }) => `${wordZh(HOW_ZH, name, 'scenario')}（${code(name)}）`);
  return [...(chosen.length ? [`选择场景 ${chosen.join(' 或 ')}`] : []), ...made].join('；或：');
}

/** docs/zh/errors.md. `link` as for the English page, from docs/zh/. */
export function errorsPageZh(
  entries: readonly (ErrorEntry & AdviceZh)[],
  scenarios: readonly ScenarioEntry[],
  link: (section: string) => string,
  apis: readonly Api[] = [],
): string {
  const details = entries.map((one) => {
    const found = scenarios.filter(({ errNo, also = [] }) =>
      [errNo, ...also.map((other) => other.errNo)].includes(one.errNo),
    );
    return [
      `### ${one.errNo}`,
      '',
      `**${cell(one.meaningZh)}**`,
      '',
      `* **原因：** ${cell(one.causeZh)}`,
      `* **办法：** ${cell(one.fixZh)}`,
      `* **来自：** ${cell(raisedBy(one))}`,
      `* **契约：** [${one.section}](${link(one.section)})`,
      ...(found.length ? [`* **在沙箱里：** ${provoke(found)}`] : []),
      '',
    ].join('\n');
  });
  const tables = apis.map((api) =>
    [
      `### tt.${api.name}`,
      '',
      table(
        ['errNo', 'errMsg', '场景'],
        api.errors.map((row) => [
          String(row.errNo),
          `${code(`${api.name}:fail ${row.message}`)}${row.inferred ? ' ⁺' : ''}`,
          scenariosOf(scenarios, api, row).map(code).join('、') || '–',
        ]),
      ),
      '',
    ].join('\n'),
  );
  return [
    GENERATED,
    '',
    '# 错误码',
    '',
    '组件的 `bind:error` 报告的每一个 `errNo`。`detail` 是 `{errNo, errMsg, errLogId?}`；`errMsg` 写明是哪个值或哪次调用。怎样选择沙箱的场景：[场景](scenarios.md)。',
    '',
    table(
      ['errNo', '意思', '组件', '步骤'],
      entries.map((one) => [
        `[${one.errNo}](#${one.errNo})`,
        cell(one.meaningZh),
        cell(one.components.join('、')),
        wordZh(STEPS_ZH, one.step, 'step'),
      ]),
    ),
    '',
    '## 原因与办法',
    '',
    details.join('\n'),
    '## JSAPI',
    '',
    '交易 JSAPI 的 `fail` 在沙箱里得到什么。参数错误在冒号之后写出字段。⁺：没有文档为这个 API 列出这一行（[D-Q18](../decisions.md#d-q18)）。',
    '',
    tables.join('\n'),
  ].join('\n');
}

const errorLink = (errNo: number): string => `[\`bind:error\` ${errNo}](errors.md#${errNo})`;

function told({ errNo, also = [], code: payCode }: ScenarioEntry): string {
  const parts = [
    ...(errNo === null ? [] : [errorLink(errNo)]),
    ...also.map((other) => `${errorLink(other.errNo)}（${other.when}）`),
    ...(payCode === undefined ? [] : [`\`bind:pay\`，code 为 ${payCode}`]),
  ];
  return parts.join('、') || '没有异常';
}

const HEAD = `## 怎样选择

| 哪里 | 怎么做 | 对什么有效 |
| --- | --- | --- |
| 界面 | 交易面板里的列表 | 一切，直到取消 |
| 命令行 | 在 \`trade-sim dev\` 或 \`trade-sim sandbox\` 运行时执行 \`trade-sim scenario pay.failed\`；\`trade-sim scenario --off\` | 同上 |
| HTTP | \`POST /sandbox/scenario {"name": "pay.failed"}\`、\`{"names": […], "set": {…}}\`、\`{"name": null}\` | 同上 |
| 网址 | 模拟器地址之后加 \`?scenario=pay.failed\` | 浏览器的这个页面所问的 |
| 请求头 | \`x-trade-scenario: pay.failed\`，或 \`Aweme-Negative-Test\` | 这个请求，以及它下的订单 |
| 商品号 | \`7301245789012345678@pay.failed\` | 这件商品，及其订单的始终 |

请求自己的选择（先请求头，后商品号）优先于订单的，订单的优先于对一切的选择。

## 一起用，以及修改

几个场景以逗号隔开：\`pay.paid,callback.duplicate,refund.audit-deny\`。各自在自己的步骤起作用；同一步骤有几个时，用第一个合适的。

场景的回答可以改：\`preorder.refused;body.err_tips=卖完了\`，或 \`trade-sim scenario callback.lost --set lost=1\`。路径是 \`sandbox/scenarios/data\` 中该场景 \`answer\` 的字段，可以深入其 \`body\`、\`patch\` 或 \`validity\`。值是 JSON，否则是文本；不适合该步骤的会被拒绝并说明原因。有几个场景时，路径归有这个字段的那一个；不止一个有时，写 \`callback.late:delayMs=5\`。在网址、请求头与商品号里，值中的 \`,\` \`;\` \`%\` 要百分号编码。

| 步骤 | 字段 |
| --- | --- |
| \`jsapi\` | \`errNo\`（该 API 文档中的错误码）、\`text\`、\`hold\`、\`skip\` |
| \`preorder\`、\`prerefund\` | \`status\`、\`body\`、\`down\`；\`hold\` 或 \`attempts\` |
| \`cashier\` | \`outcome\`，或 \`errNo\` 与 \`text\`、\`unopened\` |
| \`payment\`、\`refund\`（回调） | \`lost\`、\`copies\`、\`delayMs\` |
| \`audit\`、\`settlement\` | \`audit\`、\`denyMessage\`；\`arrives\` |
| \`validity\`（券的） | \`validity.after\`、\`validity.duration\` |
| \`merchant.*\` | \`status\`、\`body\`、\`patch\`、\`hold\`、\`skip\` |
`;

/** docs/zh/scenarios.md. */
export function scenariosPageZh(scenarios: readonly (ScenarioEntry & { aboutZh: string })[]): string {
  const rows = (made: ScenarioEntry['made'], ofApi: boolean): string[][] =>
    scenarios
      .filter((one) => one.made === made && isOfApi(one) === ofApi)
      .map((one) => [
        code(one.name),
        cell(one.aboutZh),
        made === 'page' ? cell(wordZh(HOW_ZH, one.name, 'scenario')) : changeable(one),
        told(one),
      ]);
  const part = (title: string, about: string, how: string, found: string[][]): string[] => [
    `## ${title}`,
    '',
    ...(about ? [about, ''] : []),
    table(['场景', '发生什么', how, '组件报告什么'], found),
    '',
  ];
  return [
    GENERATED,
    '',
    '# 场景',
    '',
    `一个场景让沙箱的一个步骤以一种不寻常的方式进行。共 ${scenarios.length} 个：组件与 JSAPI 的每个文档错误码各一个，支付与退款的每种走法各一个。`,
    '',
    HEAD,
    ...part('由沙箱制造', '', '步骤与回答', rows('platform', false)),
    ...part(
      'JSAPI 的失败',
      '不在上表中的错误码。按 API 的表见[错误码](errors.md#jsapi)。',
      '步骤与回答',
      rows('platform', true),
    ),
    ...part('由小程序制造', '平台没有异常：由页面自己引出。', '怎么做', rows('page', false)),
  ].join('\n');
}
