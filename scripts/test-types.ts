/**
 * `npm run test:types`: programs of users against the packages' declarations, with library checks on, on
 * TypeScript 5.9 and 6, in every module resolution; and lines in them that must not compile.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/paths';
import { run } from './lib/run';
import { MINI_PROGRAM, NODE, REACT, SERVER, SIMULATOR, TYPINGS, VUE } from './pack/consumers';
import { tools as installed } from './pack/tools';
import { typeScratch } from './pack/type-scratch';

const tools = await installed();
const scratch = await typeScratch();

const COMPILERS: Record<string, string> = {
  'TypeScript 5.9': join(ROOT, 'node_modules/typescript/bin/tsc'),
  'TypeScript 6': join(tools, 'typescript-6/bin/tsc'),
};

const RESOLUTIONS: Record<string, Record<string, unknown>> = {
  bundler: { module: 'ESNext', moduleResolution: 'bundler' },
  node16: { module: 'Node16', moduleResolution: 'node16' },
  node10: { module: 'CommonJS', moduleResolution: 'node10' },
};

interface Program {
  files: Record<string, string>;
  options: Record<string, unknown>;
  /** Resolutions that it is for; all without it. */
  only?: string[];
}

const PROGRAMS: Record<string, Program> = {
  'a mini-program': { files: { 'app.ts': MINI_PROGRAM }, options: { lib: ['ES2017'], types: [] } },
  'the same as ES modules': {
    files: { 'app.mts': MINI_PROGRAM },
    options: { lib: ['ES2017'], types: [] },
    only: ['node16'],
  },
  'Taro with React': {
    files: { 'page.tsx': REACT },
    options: { lib: ['ES2020', 'DOM'], types: [], jsx: 'react-jsx' },
  },
  'Vue with Volar': { files: { 'page.ts': VUE }, options: { lib: ['ES2020', 'DOM'], types: [] } },
  "the platform's typings": {
    files: { 'page.ts': TYPINGS },
    options: { lib: ['ES2017'], types: ['@douyin-microapp/typings', 'microapp-trade-kit/typings'] },
  },
  'tests in Node': {
    files: { 'test.ts': NODE, 'test.mts': NODE, 'test.cts': NODE },
    options: { lib: ['ES2023', 'DOM'], types: ['node'] },
  },
  "a shop's own server": {
    files: { 'server.mts': SERVER },
    options: { lib: ['ES2023', 'DOM'], types: ['node'] },
  },
  'the simulator in Node': {
    files: { 'test.mts': SIMULATOR },
    options: { lib: ['ES2023', 'DOM'], types: ['node'] },
  },
};

let held = 0;
let failed = 0;
for (const [compiler, script] of Object.entries(COMPILERS)) {
  for (const [resolution, resolved] of Object.entries(RESOLUTIONS)) {
    for (const [name, { files, options, only }] of Object.entries(PROGRAMS)) {
      if (only !== undefined && !only.includes(resolution)) continue;
      const folder = join(scratch, 'program');
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
      const compilerOptions = {
        strict: true,
        noEmit: true,
        target: 'ES2020',
        esModuleInterop: true,
        skipLibCheck: false,
        ...(compiler.endsWith('6') && resolution === 'node10' && { ignoreDeprecations: '6.0' }),
        ...resolved,
        ...options,
      };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: Object.keys(files) }),
      );
      const { code, stdout, stderr } = await run(process.execPath, [script, '-p', folder], { cwd: scratch });
      if (code === 0) held++;
      else failed++;
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${compiler}, ${resolution}: ${name}`);
      if (code !== 0) console.log(stdout + stderr);
    }
  }
}
rmSync(scratch, { recursive: true, force: true });
console.log(`types: ${held} hold, ${failed} failed`);
process.exit(failed ? 1 : 0);
