/** Writes the generated pages of the documentation as Markdown texts. */
import type { ErrorEntry } from '../../src/contract/errors';
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

/** docs/machines/<id>.md: the diagram, what each state does on entering, and what is accepted everywhere. */
export function machinePage(machine: Machine): string {
  const states = Object.entries(machine.states).map(([name, { attempt, entry = [] }]) => [
    code(name),
    attempt ? 'yes' : '–',
    entry.map(code).join(', ') || '–',
  ]);
  const everywhere = Object.entries(machine.on ?? {}).flatMap(([event, found]) =>
    [found ?? []]
      .flat()
      .map(({ guard, target, effects = [] }) => [
        code(event),
        guard ? code(guard) : '–',
        target ? code(target) : 'the same',
        effects.map(code).join(', ') || '–',
      ]),
  );
  return [
    GENERATED,
    '',
    `# ${machine.id}`,
    '',
    `The machine of ${machine.id}, drawn from its definition in \`src/${machine.id}/machine.ts\`: ${states.length} states, ${edgesOf(machine).length} edges, counting those`,
    'accepted in every state once for each state. An arrow reads: event \\[guard\\] / effects.',
    '',
    '```mermaid',
    diagramOf(machine).trimEnd(),
    '```',
    '',
    '## States',
    '',
    'Entering a state that begins a new attempt drops the answers to older ones.',
    '',
    table(['State', 'New attempt', 'On entering'], states),
    '',
    ...(everywhere.length
      ? [
          '## In every state',
          '',
          'Unless the state names the event itself.',
          '',
          table(['Event', 'Guard', 'Next state', 'Effects'], everywhere),
          '',
        ]
      : []),
  ].join('\n');
}
