/** What a user of the kit gets: the tarball, and what the official packer makes of it. */
import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { parse } from 'acorn';
import fg from 'fast-glob';
import { KIT_COMPONENTS } from '../../src/contract/components';
import { lookIn } from '../lib/pack-browser';
import { APP_FILES, CONSUMER, LOADER, SANDBOX_LOADER } from '../lib/pack-fixtures';
import { npm, run, tool, type Ran } from '../lib/run';
import { TAKEN } from '../lib/taken';
import type { Step } from './steps';

const NAME = 'microapp-trade-kit';
/** Whatever else is in the package, these are what the documents promise. */
const PROMISED = [
  'index.js',
  'auto.js',
  'package.json',
  ...KIT_COMPONENTS.flatMap((name) => ['js', 'json', 'ttml', 'ttss'].map((end) => `${name}/index.${end}`)),
];
/** For bundlers and for devices on a desk: no part of what a released native shop uploads. */
const UNPACKED = ['taro', 'sandbox'];
const PROMISED_TYPES = [
  'index.d.ts',
  'auto.d.ts',
  'taro.d.ts',
  'sandbox.d.ts',
  'elements.d.ts',
  'react.d.ts',
  'vue.d.ts',
  'typings.d.ts',
  'ttml.custom-data.jsonc',
  ...KIT_COMPONENTS.map((name) => `${name}/index.d.ts`),
];

/** @param tarball the kit's; `scratch`: a folder outside the repository */
export function kitSteps(tarball: string, scratch: string): Step[] {
  const app = join(scratch, 'app');
  const installed = join(app, 'node_modules', NAME);
  const packed = join(app, 'miniprogram_npm', NAME);

  async function put(files: Record<string, string>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(app, path)), { recursive: true });
      await writeFile(join(app, path), text);
    }
  }

  const command = async (run: Promise<Ran>): Promise<string> => {
    const { code, stdout, stderr } = await run;
    assert.equal(code, 0, `${stdout}${stderr}`);
    return stdout;
  };

  return [
    [
      'the tarball holds what is promised, and nothing of the workshop',
      async () => {
        const [{ files }] = JSON.parse(
          await command(npm(['pack', '--json', '--dry-run', tarball], { cwd: scratch })),
        ) as [{ files: { path: string }[] }];
        const paths = files.map(({ path }) => path);
        const unpacked = UNPACKED.map((name) => `${name}/index.cjs`);
        for (const file of [...PROMISED, ...PROMISED_TYPES, ...unpacked, 'LICENSE', 'README.md'])
          assert.ok(paths.includes(file), `${file} is missing`);
        const strange = paths.filter(
          (path) => !/\.(c?js|jsonc?|ttml|ttss|sjs|png|svg|md|d\.ts)$/.test(path) && path !== 'LICENSE',
        );
        assert.deepEqual(strange, [], 'files that no user needs');
        assert.deepEqual(
          paths.filter((path) =>
            /node_modules|\.test\.|^(types\/)?(test|simulator)\/|^types\/sandbox\//.test(path),
          ),
          [],
        );
        await cp(tarball, join(scratch, 'kit.tgz'));
      },
    ],
    [
      'it installs offline in a scratch mini-program',
      async () => {
        await put(APP_FILES);
        await put({
          'package.json': JSON.stringify({
            name: 'scratch',
            version: '1.0.0',
            dependencies: { [NAME]: 'file:../kit.tgz' },
          }),
        });
        await command(
          npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], {
            cwd: app,
          }),
        );
        assert.ok(existsSync(join(installed, 'index.js')));
        const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Record<
          string,
          unknown
        >;
        for (const key of ['dependencies', 'devDependencies', 'scripts', 'private', 'type'])
          assert.ok(!(key in manifest), `package.json has ${key}`);
        assert.equal(manifest['miniprogramType'], 'tt-npm');
      },
    ],
    [
      'the official packer takes it over, file by file',
      async () => {
        const { buildNpm } = createRequire(import.meta.url)('@tt-miniprogram/ext-pack') as {
          buildNpm(options: {
            projectPath: string;
          }): Promise<{ result: string; message: { content: string } }>;
        };
        // It prints its state to stdout, and reports success when it built nothing.
        const print = console.log;
        console.log = () => undefined;
        const { result, message } = await buildNpm({ projectPath: app }).finally(() => {
          console.log = print;
        });
        assert.equal(result, 'success');
        assert.ok(!message.content, message.content);
        const expected = (await fg('**/*', { cwd: installed }))
          .filter((file) => TAKEN.has(extname(file)))
          .sort();
        for (const file of PROMISED) assert.ok(expected.includes(file), `${file} is missing`);
        const found = (await fg('**/*', { cwd: packed })).filter((file) => !file.endsWith('.js.map')).sort();
        assert.deepEqual(found, expected);
        for (const file of expected.filter((path) => /\.(ttml|ttss|sjs)$/.test(path))) {
          assert.equal(
            await readFile(join(packed, file), 'utf8'),
            await readFile(join(installed, file), 'utf8'),
            `${file} was changed`,
          );
        }
      },
    ],
    [
      'every script of the result parses as ES2015',
      async () => {
        for (const file of await fg('**/*.{js,sjs}', { cwd: packed })) {
          parse(await readFile(join(packed, file), 'utf8'), { ecmaVersion: 2015, sourceType: 'script' });
        }
      },
    ],
    [
      'require works from the result, for the package and for each component',
      async () => {
        const loader = join(scratch, 'load.cjs');
        await writeFile(loader, LOADER);
        const report = JSON.parse(
          await command(run(process.execPath, [loader, packed, ...KIT_COMPONENTS], { cwd: scratch })),
        ) as {
          exports: string[];
          components: Record<string, string[]>;
        };
        for (const name of ['setup', 'reply', 'withReply'])
          assert.ok(report.exports.includes(name), `no export ${name} in ${report.exports.join(', ')}`);
        for (const name of KIT_COMPONENTS)
          assert.ok(report.components[name].includes('properties'), `${name} registers no component`);
      },
    ],
    [
      'a shop uploads nothing of the sandbox and of Taro, and has the sandbox after one copy',
      async () => {
        const traces: Record<string, RegExp> = {
          taro: /modifyTaroEventReturn/,
          sandbox: /x-trade-session|getEnvInfoSync|showActionSheet/,
        };
        const uploaded = (await fg('**/*.js', { cwd: packed })).map((path) => join(packed, path));
        for (const name of UNPACKED) {
          const entry = join(installed, name, 'index.cjs');
          assert.match(readFileSync(entry, 'utf8'), traces[name]);
          assert.deepEqual(
            uploaded.filter((path) => traces[name].test(readFileSync(path, 'utf8'))),
            [],
          );
          // What bundlers, Node and Jest do with the documented import.
          assert.equal(createRequire(join(app, 'app.js')).resolve(`${NAME}/${name}`), entry);
        }
        await cp(join(installed, 'sandbox/index.cjs'), join(packed, 'sandbox.js'));
        const loader = join(scratch, 'load-sandbox.cjs');
        await writeFile(loader, SANDBOX_LOADER);
        assert.deepEqual(
          JSON.parse(await command(run(process.execPath, [loader, packed], { cwd: scratch }))),
          ['sandboxLogin', 'sandboxMerchant', 'sandboxPlatform', 'sandboxPorts', 'sandboxRequest'],
        );
        await rm(join(packed, 'sandbox.js'));
      },
    ],
    [
      'no sheet is halved by Taro, and no file has idle bytes',
      async () => {
        for (const file of await fg('**/*.ttss', { cwd: packed }))
          assert.match(
            await readFile(join(packed, file), 'utf8'),
            /^\/\* postcss-pxtransform disable \*\/\n/,
            file,
          );
        for (const file of await fg('**/*.{ttml,ttss,json}', { cwd: packed, ignore: ['package.json'] })) {
          const text = await readFile(join(packed, file), 'utf8');
          assert.doesNotMatch(text.replace(/^\/\*.*\*\/\n/, ''), /\n|<!--|\/\*|\s{2}/, file);
        }
      },
    ],
    [
      'a consumer in TypeScript compiles against it, with library checks on',
      async () => {
        for (const moduleResolution of ['bundler', 'node10']) {
          const compilerOptions = {
            strict: true,
            noEmit: true,
            target: 'ES2017',
            lib: ['ES2017'],
            types: [],
            module: 'ESNext',
            moduleResolution,
          };
          await put({
            'consumer.ts': CONSUMER,
            'tsconfig.json': JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
          });
          const { code, stdout } = await tool('tsc', ['-p', app]);
          assert.equal(code, 0, `moduleResolution ${moduleResolution}:\n${stdout}`);
        }
      },
    ],
    ['the scratch app sells in the simulator', () => lookIn(app)],
  ];
}
