/** What each kind of JSON in the documents is held against. */
import assert from 'node:assert/strict';
import { createSandbox } from '../../sandbox';
import { MOCK_FOLDER } from '../../simulator/mocks/rule';
import { COMMAND_NAMES } from '../../simulator/server/commands';
import { CONFIG_FILE, readConfig } from '../../simulator/server/network/config';
import { readMocks } from '../../simulator/server/network/mock-files';
import { ORDER_INFO } from '../../src/contract/merchant/answers';
import { sentenceOf } from '../../src/contract/schema/mistakes';
import { problemsOf } from '../../src/contract/schema/walk';
import { findingsIn, writeFiles, type Files } from './program';

type Values = Record<string, unknown>;

interface JsonKind {
  name: string;
  is(value: Values): boolean;
  /** @param folder an empty one, with the packed kit beside it */
  check(value: Values, folder: string): Promise<void> | void;
}

const EMPTY_PAGE: Files = { 'app.js': 'App({});\n', 'app.json': '{ "pages": ["pages/a/index"] }' };

async function compiles(folder: string, files: Files, pages: readonly string[]): Promise<void> {
  const page = (path: string): Files => ({ [`${path}.ttml`]: '<view />', [`${path}.js`]: 'Page({});\n' });
  writeFiles(folder, Object.assign({}, EMPTY_PAGE, ...pages.map(page), files) as Files);
  assert.deepEqual(
    (await findingsIn(folder)).map(({ message }) => message),
    [],
  );
}

const inSandbox = async (
  work: (sandbox: ReturnType<typeof createSandbox>) => void,
  goods?: unknown,
): Promise<void> => {
  const sandbox = createSandbox({
    store: ':memory:',
    ...(goods === undefined ? {} : { goods: goods as never }),
  });
  try {
    work(sandbox);
  } finally {
    await sandbox.close();
  }
};

const JSON_KINDS: readonly JsonKind[] = [
  {
    name: 'app.json',
    is: ({ pages }) => Array.isArray(pages),
    check: (value, folder) =>
      compiles(folder, { 'app.json': JSON.stringify(value) }, value['pages'] as string[]),
  },
  {
    name: 'a part of app.json',
    is: ({ ttPlugins }) => ttPlugins !== undefined,
    check: (value, folder) =>
      compiles(folder, { 'app.json': JSON.stringify({ pages: ['pages/a/index'], ...value }) }, [
        'pages/a/index',
      ]),
  },
  {
    name: 'the settings of a page',
    is: ({ usingComponents }) => usingComponents !== undefined,
    check: (value, folder) =>
      compiles(folder, { 'pages/a/index.json': JSON.stringify(value) }, ['pages/a/index']),
  },
  {
    name: 'project.config.json',
    is: ({ tradeSim }) => tradeSim !== undefined,
    check: (value, folder) =>
      compiles(folder, { 'project.config.json': JSON.stringify(value) }, ['pages/a/index']),
  },
  {
    name: CONFIG_FILE,
    is: (value) => !Array.isArray(value) && value['map'] !== undefined,
    check(value, folder) {
      writeFiles(folder, { [CONFIG_FILE]: JSON.stringify(value) });
      assert.deepEqual(readConfig(folder, false).problems, []);
    },
  },
  {
    name: 'mock rules',
    is: (value) => Array.isArray(value) && value.some((rule: Values) => rule['answer'] !== undefined),
    async check(value, folder) {
      const rules = value as unknown as Values[];
      const scripts = rules.flatMap(({ script }) => (typeof script === 'string' ? [script] : []));
      writeFiles(folder, {
        [`${MOCK_FOLDER}/rules.json`]: JSON.stringify(rules),
        ...Object.fromEntries(
          scripts.map((name) => [`${MOCK_FOLDER}/${name}`, 'export default () => ({});\n']),
        ),
      });
      assert.deepEqual((await readMocks(folder)).problems, []);
    },
  },
  {
    name: "goods of a shop's own",
    is: (value) => Array.isArray(value) && value.every((goods: Values) => goods['goodsId'] !== undefined),
    check: (value) => inSandbox(() => undefined, value),
  },
  {
    name: 'what goes wrong with callbacks',
    is: ({ payment }) => payment !== undefined,
    check: (value) => inSandbox((sandbox) => void sandbox.setFaults(value)),
  },
  {
    name: "the settings of MCP's clients",
    is: ({ mcpServers }) => mcpServers !== undefined,
    check({ mcpServers }) {
      for (const { command, args } of Object.values(
        mcpServers as Record<string, { command: string; args: string[] }>,
      )) {
        assert.deepEqual([command, args[0]], ['npx', 'trade-sim']);
        assert.ok(
          COMMAND_NAMES.some((name) => name === args[1]),
          `no command ${args[1]}`,
        );
      }
    },
  },
  {
    name: "a field of an order, as the developer's server answers it",
    is: (value) =>
      Object.keys(value).length > 0 && Object.keys(value).every((key) => key in ORDER_INFO.fields),
    check(value) {
      const fields: Record<string, (typeof ORDER_INFO.fields)[keyof typeof ORDER_INFO.fields]> =
        ORDER_INFO.fields;
      for (const [key, one] of Object.entries(value))
        assert.deepEqual(problemsOf(fields[key]!, one).map(sentenceOf), []);
    },
  },
];

/** @throws Error where no kind fits */
export async function checkJson(text: string, folder: string): Promise<void> {
  const value = JSON.parse(text) as Values;
  const kind = JSON_KINDS.find((one) => one.is(value));
  assert.ok(kind, `JSON of no known kind; there are: ${JSON_KINDS.map(({ name }) => name).join(', ')}`);
  await kind.check(value, folder);
}
