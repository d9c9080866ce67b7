/** What the packages that run in Node are made of. The kit has rollup.config.js. */
import { PAGES } from '../../simulator/server/contract/pages';

export interface Recipe {
  /** Its folder in the repository, with the package.json that names what it depends on. */
  folder: string;
  tsconfig: string;
  /** Name of an export (`index` is the package itself) -> its source. */
  entries: Record<string, string>;
  /** Built as CommonJS, too: for what is used in tests, which often are. */
  commonJs: boolean;
  /** Patterns of files that go along as they are, each where the repository has it. */
  files: readonly string[];
  /** Files that are made. */
  texts?: () => Record<string, string>;
  /** Command -> the entry that it runs. */
  commands?: Record<string, string>;
  keywords: readonly string[];
}

/** What a new shop is copied from. */
const NEW_SHOPS = ['ts', 'js'].flatMap((language) => [
  `examples/native-${language}/**/*.{json,ts,js,ttml,ttss}`,
  `!examples/native-${language}/package-lock.json`,
]);

export const RECIPES: readonly Recipe[] = [
  {
    folder: 'sandbox',
    tsconfig: 'sandbox/tsconfig.json',
    commonJs: true,
    entries: { index: 'sandbox/index.ts', shapes: 'sandbox/shapes.ts' },
    files: ['sandbox/*/**/*.json'],
    keywords: ['douyin', '抖音小程序', 'trade', 'sandbox', 'payment', 'callback', 'testing'],
  },
  {
    folder: 'server',
    tsconfig: 'server/tsconfig.json',
    // Node 20 reads ES modules everywhere; a server has no reason to be older.
    commonJs: false,
    entries: {
      index: 'server/index.ts',
      fastify: 'server/fastify.ts',
      sqlite: 'server/store/sqlite.ts',
      postgres: 'server/store/postgres.ts',
    },
    files: [],
    keywords: ['douyin', '抖音小程序', 'trade', 'payment', 'server', 'callback', 'signature', 'kysely'],
  },
  {
    folder: 'simulator',
    tsconfig: 'simulator/tsconfig.json',
    commonJs: false,
    entries: { index: 'simulator/index.ts', cli: 'simulator/server/cli.ts' },
    files: [
      'simulator/server/**/*.{css,mjs}',
      'simulator/shell/base.css',
      'demo-app/assets/goods/*',
      ...NEW_SHOPS,
      ...PAGES.map((page) => `docs/${page}`),
    ],
    commands: { 'trade-sim': 'cli' },
    keywords: ['douyin', '抖音小程序', 'microapp', 'miniprogram', 'simulator', 'pay-button', 'trade'],
  },
  {
    folder: 'simulator/create',
    tsconfig: 'simulator/tsconfig.json',
    commonJs: false,
    entries: { cli: 'simulator/create/cli.ts' },
    files: NEW_SHOPS,
    // As npm builds the name of `npm create microapp-trade`.
    commands: { 'create-microapp-trade': 'cli' },
    keywords: ['douyin', '抖音小程序', 'microapp', 'trade', 'create'],
  },
];
