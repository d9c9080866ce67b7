import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import nodeResolve from '@rollup/plugin-node-resolve';
import typescript from '@rollup/plugin-typescript';
import fg from 'fast-glob';
import { inlineConstants, minify, shrink } from './scripts/build/shrink.js';

const ROOT = import.meta.dirname;
const DIST = 'dist';
const TEXT = /\.(?:json|ttml|ttss)$/;
const watching = process.argv.some((argument) => argument === '--watch' || argument === '-w');

/**
 * Output name -> source. The package is published from the flat dist folder, so these names are what an app
 * writes.
 */
const entries = {
  index: 'src/index.ts',
  auto: 'src/handlers/auto.ts',
  taro: 'src/handlers/taro.ts',
  ...Object.fromEntries(
    fg
      .sync('components/**/index.ts', { cwd: ROOT })
      .map((file) => [file.slice('components/'.length, -'.ts'.length), file]),
  ),
};

/**
 * Built by itself: were it to share a chunk with a component, a shop that is on sale would pay for the seam.
 */
const apart = { sandbox: 'src/adapters/sandbox/index.ts' };

/**
 * Entries that no released native shop loads. The official packer takes every .js of a package over and no
 * .cjs, so these stay out of its upload; the folder's package.json leads `microapp-trade-kit/taro` there.
 */
const UNPACKED = ['taro', 'sandbox'];
const entryName = ({ name }) => (UNPACKED.includes(name) ? `${name}/index.cjs` : `${name}.js`);

/** The package.json of what is published: the root's identity, no scripts, no dependency, CommonJS. */
function manifest() {
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  return {
    name,
    version,
    description,
    keywords: ['douyin', '抖音小程序', 'microapp', 'miniprogram', 'pay-button', 'consume-card', 'trade'],
    license,
    // The official packer copies a tt-npm package as it is, folder by folder.
    miniprogramType: 'tt-npm',
    main: 'index.js',
    types: 'index.d.ts',
    exports: exportsMap(),
    peerDependencies: { '@tarojs/shared': '>=3.6.0' },
    peerDependenciesMeta: { '@tarojs/shared': { optional: true } },
    publishConfig: { access: 'public' },
  };
}

/**
 * What bundlers, Node and TypeScript find under which name. Its scripts are CommonJS for all of them: a second
 * copy as ESM would be a second kit in a program that loads both. Every file can be named in full, as some
 * bundlers ask for a component's .json and .ttml.
 */
function exportsMap() {
  const entry = (name, script) => ({ types: `./${name}.d.ts`, default: `./${script}` });
  return {
    '.': entry('index', 'index.js'),
    ...Object.fromEntries(
      [...Object.keys(entries), ...Object.keys(apart)].flatMap((name) => {
        const script = entryName({ name });
        const map = [[`./${name}`, entry(name, script)]];
        // The name with an extension is another file's.
        if (script !== `${name}.js`) map.push([`./${name}.js`, entry(name, script)]);
        return map;
      }),
    ),
    ...Object.fromEntries(
      ['react', 'vue', 'typings'].map((name) => [`./${name}`, { types: `./${name}.d.ts` }]),
    ),
    './package.json': './package.json',
    './*': './*',
  };
}

/** @param {string} file a path in this repository */
async function published(file) {
  const source = await readFile(join(ROOT, file));
  return watching || !TEXT.test(file) ? source : shrink(file, String(source));
}

/**
 * Copies what is not script (templates, styles, json, sjs, images) beside the scripts, and adds what the
 * package needs around them.
 */
function miniProgramAssets() {
  const PATTERN = 'components/**/*.{json,ttml,ttss,sjs,png,svg}';
  const AROUND = ['README.md', 'README.zh-CN.md', 'LICENSE', 'CHANGELOG.md'];
  /** Declarations that a program asks for by name, and what editors read. */
  const EDITORS = { 'typings.d.ts': 'src/types/tt-augment.d.ts' };
  for (const file of fg.sync('types/*', { cwd: ROOT }))
    // Under another ending: the official packer takes every .json over, and this one is for editors.
    EDITORS[posix.basename(file).replace(/\.json$/, '.jsonc')] = file;
  return {
    name: 'mini-program-assets',
    async buildStart() {
      // A chunk that no longer exists must not be published.
      if (!watching) await rm(join(ROOT, DIST), { recursive: true, force: true });
      for (const file of await fg([PATTERN, ...AROUND, 'package.json'], { cwd: ROOT, absolute: true }))
        this.addWatchFile(file);
    },
    async generateBundle(_options, bundle) {
      for (const file of await fg(PATTERN, { cwd: ROOT })) {
        this.emitFile({
          type: 'asset',
          fileName: file.slice('components/'.length),
          source: await published(file),
        });
      }
      for (const [fileName, file] of Object.entries(EDITORS)) {
        this.emitFile({ type: 'asset', fileName, source: await readFile(join(ROOT, file)) });
      }
      for (const file of await fg(AROUND, { cwd: ROOT })) {
        this.emitFile({ type: 'asset', fileName: file, source: await readFile(join(ROOT, file)) });
      }
      this.emitFile({
        type: 'asset',
        fileName: 'package.json',
        source: `${JSON.stringify(manifest(), null, 2)}\n`,
      });
      for (const name of UNPACKED)
        this.emitFile({
          type: 'asset',
          fileName: `${name}/package.json`,
          source: JSON.stringify({ main: 'index.cjs', types: `../${name}.d.ts` }),
        });
      // Declarations keep the folders of the sources, because they refer to each other; beside each entry
      // stands a door to its own.
      for (const [name, source] of Object.entries({ ...entries, ...apart })) {
        const target = posix.relative(posix.dirname(name), `types/${source.slice(0, -'.ts'.length)}`);
        this.emitFile({
          type: 'asset',
          fileName: `${name}.d.ts`,
          source: `export * from '${target.startsWith('.') ? target : `./${target}`}';\n`,
        });
      }
      // Only what an entry can reach is published.
      for (const file of unreachable(bundle)) delete bundle[file];
    },
  };
}

/** Declaration files that no entry's declarations lead to. */
function unreachable(bundle) {
  const text = (file) => String(bundle[file].source);
  const types = new Set(Object.keys(bundle).filter((file) => file.startsWith('types/')));
  const queue = Object.values({ ...entries, ...apart }).map(
    (source) => `types/${source.slice(0, -'.ts'.length)}.d.ts`,
  );
  const reached = new Set();
  while (queue.length) {
    const file = queue.pop();
    if (reached.has(file) || !types.has(file)) continue;
    reached.add(file);
    for (const [, specifier] of text(file).matchAll(/(?:from|import\()\s*['"](\.[^'"]*)['"]/g)) {
      const target = posix.join(posix.dirname(file), specifier);
      queue.push(`${target}.d.ts`, `${target}/index.d.ts`);
    }
  }
  return [...types].filter((file) => !reached.has(file));
}

/**
 * One file for all that two or more entries need. By itself a page is larger with it, but no app carries a page
 * by itself: what an app carries is as large, and what it uploads a tenth smaller (docs/decisions.md §4).
 */
function shared(id, { getModuleIds, getModuleInfo }) {
  const users = [...getModuleIds()].filter((one) => getModuleInfo(one).isEntry && reaches(one, id));
  // Every app loads the entry: what it alone needs costs no seam there.
  const always = users.some((one) => one === join(ROOT, entries.index));
  return (users.length > 1 || always) && !users.includes(id) ? 'kit' : undefined;

  function reaches(from, to, met = new Set()) {
    if (from === to) return true;
    if (met.has(from)) return false;
    met.add(from);
    return getModuleInfo(from).importedIds.some((next) => reaches(next, to, met));
  }
}

const constants = !watching && (await inlineConstants(join(ROOT, 'src/contract/limits.ts')));

const inputOf = (some) =>
  Object.fromEntries(Object.entries(some).map(([name, file]) => [name, join(ROOT, file)]));

const output = {
  dir: join(ROOT, DIST),
  format: 'cjs',
  entryFileNames: entryName,
  chunkFileNames: 'shared/[name].js',
  exports: 'named',
  esModule: 'if-default-prop',
  interop: 'default',
  externalLiveBindings: false,
  freeze: false,
  minifyInternalExports: true,
  hoistTransitiveImports: false,
  generatedCode: { preset: 'es2015', symbols: false },
};

export default [
  {
    input: inputOf(entries),
    plugins: [
      nodeResolve({ extensions: ['.ts', '.js'] }),
      typescript({ tsconfig: join(ROOT, 'tsconfig.build.json'), noEmitOnError: !watching }),
      constants,
      miniProgramAssets(),
      !watching && minify(),
    ],
    onLog(level, log, handler) {
      // A component script exports nothing.
      if (log.code !== 'EMPTY_BUNDLE') handler(level, log);
    },
    output: { ...output, manualChunks: shared },
  },
  {
    input: inputOf(apart),
    plugins: [
      nodeResolve({ extensions: ['.ts', '.js'] }),
      // Its declarations come with the others.
      typescript({
        tsconfig: join(ROOT, 'tsconfig.build.json'),
        noEmitOnError: !watching,
        declaration: false,
        declarationDir: undefined,
      }),
      constants,
      !watching && minify(),
    ],
    output,
  },
];
