import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a mini-program's global scope has. Everything else is undefined there. */
const MINI_PROGRAM = Object.fromEntries(
  [
    'App Page Component Behavior getApp getCurrentPages tt',
    'console setTimeout clearTimeout setInterval clearInterval require module exports',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, 'readonly']),
);
/** Globals of other hosts: code that names them works in a simulator and breaks on a phone. */
const FOREIGN = ['wx', 'window', 'document', 'my', 'swan'].map((name) => ({
  name,
  message: 'not there in a Douyin mini-program',
}));
const NO_TT = {
  name: 'tt',
  message: 'only src/adapters and src/handlers/anchor.ts name tt: go through a port',
};

const NO_DEFAULT = {
  selector: 'ExportDefaultDeclaration',
  message: 'a name that is exported by name is the same name everywhere',
};
const NO_HTML = {
  selector:
    'AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML)$/], JSXAttribute[name.name="dangerouslySetInnerHTML"]',
  message: 'text of a mini-program is untrusted: build nodes',
};
const NO_SKIP = {
  selector: 'MemberExpression[object.name=/^(test|it|describe|suite)$/][property.name=/^(skip|only|todo)$/]',
  message: 'every test runs',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      'release/**',
      // Programs of their own, with settings of their own.
      'examples/**',
      // Of programs that have React or Vue: `npm run test:types`.
      'types/**',
      'coverage/**',
      '.sim/**',
      '.tmp/**',
      '**/.trade-sim/**',
      '**/miniprogram_npm/**',
      // Mini-programs that tests feed to the compiler: some are broken on purpose.
      'test/fixtures/**',
      // In the style of their frameworks.
      'examples/{taro-react,taro-vue3,uniapp-vue3,mpx}/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 400],
      'max-len': [
        'error',
        {
          code: 110,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreRegExpLiterals: true,
          ignoreUrls: true,
          ignorePattern: 'eslint-disable',
        },
      ],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT, NO_HTML],
      'no-shadow-restricted-names': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      // Ports are plain objects of functions; error numbers are compared with numbers from outside.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // The same file has other types in another program: a timer is a number in a mini-program and an object
      // in Node.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'components/**/*.ts', 'demo-app/**/*.ts'],
    languageOptions: { globals: MINI_PROGRAM },
    rules: { 'no-undef': 'error', 'no-restricted-globals': ['error', ...FOREIGN] },
  },
  {
    files: ['src/**/*.ts', 'components/**/*.ts'],
    ignores: ['src/adapters/**', 'src/handlers/anchor.ts', 'src/types/**'],
    rules: { 'no-restricted-globals': ['error', ...FOREIGN, NO_TT] },
  },
  {
    // Ports reject with a TradeError (src/ports): plain data, which survives a hop that an Error would not.
    files: ['src/adapters/**/*.ts', 'src/*/{effects,entry}.ts'],
    rules: { '@typescript-eslint/prefer-promise-reject-errors': 'off' },
  },
  {
    files: ['**/*.d.ts'],
    rules: { 'no-undef': 'off' },
  },
  {
    // VitePress takes its configuration and its theme by their default exports.
    files: ['site/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_HTML] },
  },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      'max-lines': ['error', 500],
      'no-restricted-syntax': ['error', NO_DEFAULT, NO_SKIP],
      // A stand-in is async because what it stands for is, and a test looks into answers whose shape is what
      // it asserts.
      '@typescript-eslint/require-await': 'off',
      // A handler may reject with anything, and ports reject with TradeError: that is what is tested.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Lists of small programs: data, one area a file.
    files: ['test/conformance/cases/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
  },
  // The official runtime knows ES5 in .sjs files.
  { files: ['**/*.sjs'], languageOptions: { ecmaVersion: 5, sourceType: 'commonjs' } },
);
