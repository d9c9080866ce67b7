/** Writes the generated pages of the documentation as Markdown texts. */
import type { ErrorEntry } from '../../src/contract/errors';
import type { Language } from '../../simulator/words/language';
import { sayIn, type Words } from '../../simulator/words/table';
import { diagramOf, edgesOf, type AnyMachine as Machine } from '../../src/machine/graph';
import { cell, code, GENERATED, table } from './markdown';
import type { PropertyDoc } from './properties';
import { jsapiTables, type Api, type ScenarioEntry } from './scenario-page';

/** One component with the tables of its properties. */
export interface ComponentEntry {
  name: string;
  properties: readonly PropertyDoc[];
  externalClasses: readonly string[];
}

/** How to see the code in the sandbox. */
function provoke(found: readonly ScenarioEntry[]): string {
  const chosen = found.filter(({ made }) => made === 'platform').map(({ name }) => code(name));
  const made = found
    .filter((one) => one.made === 'page')
    .map(({ name, how }) => `${how ?? 'the mini-program makes it happen'} (${code(name)})`);
  return [...(chosen.length ? [`choose the scenario ${chosen.join(' or ')}`] : []), ...made].join('; or: ');
}

/** Who raises it, and under which properties. */
function raisedBy({ components, modes, orderStatus, goodsType, step }: ErrorEntry): string {
  const of = (mode: 1 | 2): string => {
    if (mode === 1) return `mode 1${orderStatus ? ` with order-status ${orderStatus.join(', ')}` : ''}`;
    return `mode 2${goodsType ? ` with goods-type ${goodsType}` : ''}`;
  };
  return `${components.join(', ')}${modes.length ? ` (${modes.map(of).join('; ')})` : ''}, at the step "${step}"`;
}

/**
 * docs/errors.md. `link` turns a section of the contract into the target of a link from docs/. Codes ascend;
 * each has a heading of its number.
 */
export function errorsPage(
  entries: readonly ErrorEntry[],
  scenarios: readonly ScenarioEntry[],
  link: (section: string) => string,
  apis: readonly Api[] = [],
): string {
  const sorted = [...entries].sort((a, b) => a.errNo - b.errNo);
  const overview = sorted.map((one) => [
    `[${one.errNo}](#${one.errNo})`,
    cell(one.meaning),
    cell(one.meaningZh),
    cell(one.components.join(', ')),
    cell(one.step),
  ]);
  const details = sorted.map((one) => {
    const found = scenarios.filter(({ errNo, also = [] }) =>
      [errNo, ...also.map((other) => other.errNo)].includes(one.errNo),
    );
    return [
      `### ${one.errNo}`,
      '',
      `**${cell(one.meaning)}** · ${cell(one.meaningZh)}`,
      '',
      `* **Cause:** ${cell(one.cause)}`,
      `* **Fix:** ${cell(one.fix)}`,
      `* **Raised by:** ${cell(raisedBy(one))}`,
      `* **Contract:** [${one.section}](${link(one.section)})`,
      ...(found.length ? [`* **In the sandbox:** ${provoke(found)}`] : []),
      '',
    ].join('\n');
  });
  return [
    GENERATED,
    '',
    '# Errors',
    '',
    'Every `errNo` that `bind:error` of a component reports. `detail` is `{errNo, errMsg, errLogId?}`; `errMsg` says which value or call it was.',
    'How to choose a scenario of the sandbox: [scenarios.md](scenarios.md).',
    '',
    table(['errNo', 'Meaning', '含义', 'Component', 'Step'], overview),
    '',
    '## Causes and fixes',
    '',
    details.join('\n'),
    ...(apis.length
      ? [
          '## JSAPIs',
          '',
          'What `fail` of a trade JSAPI gets in the sandbox. A parameter error names the field behind the text, after a colon. ⁺: no document lists the',
          'line for this API ([D-Q18](decisions.md#d-q18)).',
          '',
          jsapiTables(apis, scenarios),
        ]
      : []),
  ].join('\n');
}

/** docs/properties.md. */
export function propertiesPage(components: readonly ComponentEntry[]): string {
  const sections = components.map(({ name, properties, externalClasses }) =>
    [
      `## ${name}`,
      '',
      table(
        ['Property', 'Type', 'Default', 'Meaning'],
        properties.map((one) => [
          code(one.name),
          cell(one.type),
          one.default ? code(one.default) : '–',
          cell(one.about) || '–',
        ]),
      ),
      ...(externalClasses.length ? ['', `External classes: ${externalClasses.map(code).join(', ')}.`] : []),
      '',
    ].join('\n'),
  );
  return [
    GENERATED,
    '',
    '# Properties',
    '',
    'Amounts are in 分, times in ms, lengths in UTF-8 bytes.',
    '',
    sections.join('\n'),
  ].join('\n');
}

export type { Machine };

/** What a page of a machine says; the diagram's names are those of the source. */
const MACHINE_WORDS = {
  drawn: {
    en: 'The machine of %{id}, drawn from its definition in `src/%{id}/machine.ts`: %{states} states, %{edges} edges, counting those\naccepted in every state once for each state. An arrow reads: event \\[guard\\] / effects.',
    zh: '%{id} 的状态机，由 `src/%{id}/machine.ts` 中的定义画出：%{states} 个状态，%{edges} 条边，任何状态都接受的事件按每个状态各计一次。箭头上写的是：事件 \\[条件\\] / 效果。',
  },
  states: { en: 'States', zh: '状态' },
  entering: {
    en: 'Entering a state that begins a new attempt drops the answers to older ones.',
    zh: '进入开始新一次尝试的状态时，之前各次尝试的回答都会丢弃。',
  },
  state: { en: 'State', zh: '状态' },
  attempt: { en: 'New attempt', zh: '新的尝试' },
  'on-entering': { en: 'On entering', zh: '进入时' },
  yes: { en: 'yes', zh: '是' },
  everywhere: { en: 'In every state', zh: '在任何状态' },
  unless: { en: 'Unless the state names the event itself.', zh: '除非该状态自己列出了这个事件。' },
  'every-step': {
    en: 'After each step: %{effects}. They follow what has changed.',
    zh: '每一步之后：%{effects}，随变化更新。',
  },
  event: { en: 'Event', zh: '事件' },
  guard: { en: 'Guard', zh: '条件' },
  'next-state': { en: 'Next state', zh: '下一状态' },
  effects: { en: 'Effects', zh: '效果' },
  same: { en: 'the same', zh: '不变' },
} as const satisfies Words;

/** machines/<id>.md: the diagram, what each state does on entering, and what is accepted everywhere. */
export function machinePage(machine: Machine, language: Language): string {
  const say = sayIn(MACHINE_WORDS, language);
  const comma = language === 'zh' ? '、' : ', ';
  const states = Object.entries(machine.states).map(([name, { attempt, entry = [] }]) => [
    code(name),
    attempt ? say('yes') : '–',
    entry.map(code).join(comma) || '–',
  ]);
  const everywhere = Object.entries(machine.on ?? {}).flatMap(([event, found]) =>
    [found ?? []]
      .flat()
      .map(({ guard, target, effects = [] }) => [
        code(event),
        guard ? code(guard) : '–',
        target ? code(target) : say('same'),
        effects.map(code).join(comma) || '–',
      ]),
  );
  return [
    GENERATED,
    '',
    `# ${machine.id}`,
    '',
    say('drawn', { id: machine.id, states: states.length, edges: edgesOf(machine).length }),
    '',
    '```mermaid',
    diagramOf(machine).trimEnd(),
    '```',
    '',
    `## ${say('states')}`,
    '',
    say('entering'),
    '',
    table([say('state'), say('attempt'), say('on-entering')], states),
    '',
    ...(machine.everyStep
      ? [say('every-step', { effects: machine.everyStep.map(code).join(comma) }), '']
      : []),
    ...(everywhere.length
      ? [
          `## ${say('everywhere')}`,
          '',
          say('unless'),
          '',
          table([say('event'), say('guard'), say('next-state'), say('effects')], everywhere),
          '',
        ]
      : []),
  ].join('\n');
}
