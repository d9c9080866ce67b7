/**
 * `npm run bench:simulator`: what a build of the demo takes from nothing and after an edit, when a browser
 * shows it, and what it costs there. Ratios are to a build from nothing in the same run, and say the same on
 * any machine; ms are this machine's.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from '../scripts/lib/browser';
import { createCompiler, type Compiler } from '../simulator/compiler';
import { KIT } from '../simulator/compiler/kit';
import { firstPicture } from './installed';
import { printPhone } from './phone';
import { median } from './stage';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROUNDS = 9;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The median of builds after one file has got another line at its end. */
async function edits(compiler: Compiler, file: string, line: (round: number) => string): Promise<number> {
  const text = readFileSync(file, 'utf8');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    writeFileSync(file, `${text}\n${line(round)}\n`);
    times.push(await timed(() => compiler.compile()));
  }
  writeFileSync(file, text);
  return median(times);
}

const root = mkdtempSync(path.join(tmpdir(), 'trade-sim-bench-'));
try {
  cpSync(path.join(ROOT, 'demo-app'), root, { recursive: true });
  const options = { root, aliases: { [KIT]: ROOT } };
  await createCompiler(options).compile();
  const full: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    full.push(await timed(() => createCompiler(options).compile()));
  const compiler = createCompiler(options);
  await compiler.compile();
  const page = path.join(root, 'pages/goods/index');
  const rows: [string, number][] = [
    ['full build', median(full)],
    [
      'built after a sheet edit',
      await edits(compiler, `${page}.ttss`, (round) => `.bench { top: ${round}px }`),
    ],
    ['after a template edit', await edits(compiler, `${page}.ttml`, (round) => `<view>${round}</view>`)],
    ['after a script edit', await edits(compiler, `${page}.ts`, (round) => `// ${round}`)],
  ];
  const whole = rows[0]?.[1] ?? NaN;
  for (const [name, time] of rows)
    console.log(
      `${name.padEnd(34)}${time.toFixed(0).padStart(5)} ms   ${(time / whole).toFixed(2)} of a full build`,
    );
  const browser = await launch();
  try {
    await printPhone(browser, whole);
    const first = await firstPicture(browser);
    console.log(`${'trade-sim dev to the first picture'.padEnd(34)}${first.toFixed(0).padStart(5)} ms`);
  } finally {
    await browser.close();
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
