import type { ApiContract } from '../../src/contract/jsapi/contract';
import { cell, code, GENERATED, table } from './markdown';

/** What the page needs of a scenario of the sandbox. */
export interface ScenarioEntry {
  name: string;
  about: string;
  made: 'platform' | 'page';
  /** With `made: 'page'`: what the mini-program does. */
  how?: string;
  /** What `bind:error` must report, or null. */
  errNo: number | null;
  /** Further ones, by what the button was about to do. */
  also?: { errNo: number; when: string }[];
  /** `result.code` of `bind:pay`, where that event tells the outcome. */
  code?: number;
  /** The step that goes an unusual way, and with what: JSON, and the APIs of a step `jsapi`. */
  hop?: string;
  match?: { api?: string[] };
  answer?: Readonly<Record<string, unknown>>;
}

export type Api = Pick<ApiContract, 'name' | 'errors' | 'ref'>;

/** Whether a scenario makes an API fail with that line of its error table. */
const makes = (
  { hop, match, answer = {}, code: payCode }: ScenarioEntry,
  api: Api,
  row: Api['errors'][number],
): boolean => {
  if (row.fault === 'payment') return hop === 'cashier' && payCode === row.errNo;
  if (hop !== 'jsapi' || !match?.api?.includes(api.name) || answer.errNo !== row.errNo) return false;
  return answer.text === undefined
    ? api.errors.find(({ errNo }) => errNo === row.errNo) === row
    : answer.text === row.message;
};

/** The scenarios that make an API fail with that line of its error table. */
export const scenariosOf = (
  scenarios: readonly ScenarioEntry[],
  api: Api,
  row: Api['errors'][number],
): string[] => scenarios.filter((one) => makes(one, api, row)).map(({ name }) => name);

/** The error table of each JSAPI with the scenario that brings each line about. */
export function jsapiTables(apis: readonly Api[], scenarios: readonly ScenarioEntry[]): string {
  return apis
    .map((api) =>
      [
        `### tt.${api.name}`,
        '',
        table(
          ['errNo', 'errMsg', 'Meaning', 'Scenario'],
          api.errors.map((row) => [
            String(row.errNo),
            code(`${api.name}:fail ${row.message}`),
            `${cell(row.meaning)}${row.inferred ? ' ⁺' : ''}`,
            scenariosOf(scenarios, api, row).map(code).join(', ') || '–',
          ]),
        ),
        '',
      ].join('\n'),
    )
    .join('\n');
}

const errorLink = (errNo: number): string => `[\`bind:error\` ${errNo}](errors.md#${errNo})`;

function told({ errNo, also = [], code: payCode }: ScenarioEntry): string {
  const parts = [
    ...(errNo === null ? [] : [errorLink(errNo)]),
    ...also.map((other) => `${errorLink(other.errNo)} (${other.when})`),
    ...(payCode === undefined ? [] : [`\`bind:pay\` with code ${payCode}`]),
  ];
  return parts.join(', ') || 'nothing unusual';
}

const CHOOSING = [
  '## Choosing',
  '',
  '| Where | How | Holds for |',
  '| --- | --- | --- |',
  '| Shell | the list in the trade panel | everything, until it is taken back |',
  '| Command line | `trade-sim scenario pay.failed` while `trade-sim dev` or `trade-sim sandbox` runs; `trade-sim scenario --off` | the same |',
  '| HTTP | `POST /sandbox/scenario {"name": "pay.failed"}`, `{"names": […], "set": {…}}`, `{"name": null}` | the same |',
  "| URL | `?scenario=pay.failed` behind the simulator's address | what this page of the browser asks for |",
  '| Header | `x-trade-scenario: pay.failed`, or `Aweme-Negative-Test` | that request, and the order that it makes |',
  '| Goods id | `7301245789012345678@pay.failed` | these goods, and their orders to the end |',
  '',
  "A request's own choice (header, then goods id) comes before that of its order, and this before the choice for everything.",
  '',
  '## Together, and changed',
  '',
  'Several scenarios stand with commas between them: `pay.paid,callback.duplicate,refund.audit-deny`. Each works at its own step; of several for the',
  'same step the first one that fits counts.',
  '',
  'What a scenario answers can be changed: `preorder.refused;body.err_tips=卖完了` or `trade-sim scenario callback.lost --set lost=1`. A path is a field of the',
  "`answer` in the scenario's file in `sandbox/scenarios/data`, and may lead into its `body`, `patch` or `validity`. A value is JSON, or else text; what does not fit the",
  'step is refused with the reason. With several names a path goes to the one that has such a field; where more than one has, write `callback.late:delayMs=5`.',
  'In a URL, a header and a goods id a `,` `;` or `%` inside a value is percent-encoded.',
  '',
  '| Step | Fields |',
  '| --- | --- |',
  '| `jsapi` | `errNo` (a documented code of the API), `text`, `hold`, `skip` |',
  '| `preorder`, `prerefund` | `status`, `body`, `down`; `hold` or `attempts` |',
  '| `cashier` | `outcome`, or `errNo` and `text`, `unopened` |',
  '| `payment`, `refund` (callbacks) | `lost`, `copies`, `delayMs` |',
  '| `audit`, `settlement` | `audit`, `denyMessage`; `arrives` |',
  '| `validity` (of coupons) | `validity.after`, `validity.duration` |',
  '| `merchant.*` | `status`, `body`, `patch`, `hold`, `skip` |',
  '',
];

/** The step of a scenario, and what it answers there. */
export const changeable = ({ hop, answer }: ScenarioEntry): string =>
  hop === undefined
    ? '–'
    : `${code(hop)}: ${Object.entries(answer ?? {})
        .map(([name, value]) => code(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`))
        .join(', ')}`;

/** Whether a scenario stands for one code of one JSAPI. */
export const isOfApi = ({ hop, name, match }: ScenarioEntry): boolean =>
  hop === 'jsapi' && name.startsWith(`${match?.api?.[0] ?? ''}.`);

/** docs/scenarios.md. */
export function scenariosPage(scenarios: readonly ScenarioEntry[]): string {
  const list = (made: ScenarioEntry['made'], isApi: boolean): ScenarioEntry[] =>
    scenarios.filter((one) => one.made === made && isOfApi(one) === isApi);
  return [
    GENERATED,
    '',
    '# Scenarios',
    '',
    `A scenario makes one step of the sandbox go one unusual way: ${scenarios.length} of them, one for each documented code of the components and of the JSAPIs, and one`,
    'for each way that a payment or a refund can go.',
    '',
    ...CHOOSING,
    '## Made by the sandbox',
    '',
    table(
      ['Scenario', 'What happens', 'Step and answer', 'What the component reports'],
      list('platform', false).map((one) => [code(one.name), cell(one.about), changeable(one), told(one)]),
    ),
    '',
    '## Failures of the JSAPIs',
    '',
    'Codes that are not among the above. The tables by API are in [errors.md](errors.md#jsapis).',
    '',
    table(
      ['Scenario', 'What happens', 'Step and answer', 'What the component reports'],
      list('platform', true).map((one) => [code(one.name), cell(one.about), changeable(one), told(one)]),
    ),
    '',
    '## Made by the mini-program',
    '',
    'The platform does nothing unusual here: the page itself makes it happen.',
    '',
    table(
      ['Scenario', 'What happens', 'How', 'What the component reports'],
      list('page', false).map((one) => [code(one.name), cell(one.about), cell(one.how ?? '–'), told(one)]),
    ),
    '',
  ].join('\n');
}
