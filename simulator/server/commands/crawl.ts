import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createSandbox, sandboxPlugin } from 'microapp-trade-sandbox';
import { splitPage } from '../../conditions';
import { unitsFrom } from '../../compiler/graph';
import type { CompiledProgram, Diagnostic } from '../../protocol';
import { readArguments, UsageError } from '../arguments';
import { checkStartPage } from '../condition-options';
import { findBrowser, launch } from '../crawl/browser';
import { consequenceLine, hasErrors, pageLine, summary, type CrawlReport } from '../crawl/report';
import { keyOf, Visitor } from '../crawl/visit';
import { startSimulator } from '../index';
import { servedKit } from '../kit-sources';
import { checkProgram, toLine } from '../program-check';
import { complain, language, say } from '../terminal';
import { words as crawlWords } from '../crawl/words';
import { words } from '../words';
import { grammarOf, type Command } from './command';

export interface CrawlArguments {
  dir: string;
  json: boolean;
  /** Folder for pictures. */
  pictures?: string;
  /** How long one page may take, s. */
  timeout: number;
  /** Pages with the query that each is opened with. */
  queries: readonly string[];
}

const DEFAULT_TIMEOUT = 15;

const grammar = grammarOf({
  name: 'crawl',
  summary: {
    en: 'Visits every page of a mini-program and says what is wrong with each; exit code 1 on errors.',
    zh: '逐页打开小程序，指出每页的问题；有错误时退出码为 1。',
  },
  operands: ['dir'],
  options: {
    json: {
      type: 'boolean',
      help: { en: 'print one JSON document in place of lines', zh: '输出一份 JSON，而不是逐行文字' },
    },
    pictures: {
      type: 'string',
      value: '<dir>',
      help: { en: 'folder for a picture of each page', zh: '存放每页截图的文件夹' },
    },
    query: {
      type: 'string',
      multiple: true,
      value: '<page?query>',
      help: {
        en: 'a page and what it is opened with, as pages/goods/goods?id=1; may be repeated',
        zh: '页面及其打开参数，如 pages/goods/goods?id=1；可以多次使用',
      },
    },
    timeout: {
      type: 'string',
      value: '<seconds>',
      help: {
        en: `how long one page may take (${DEFAULT_TIMEOUT})`,
        zh: `单页最长用时（默认 ${DEFAULT_TIMEOUT}）`,
      },
    },
  },
  examples: ['crawl my-shop', 'crawl my-shop --query pages/goods/goods?id=1'],
});

function timeoutFrom(text: string | undefined): number {
  const seconds = text === undefined ? DEFAULT_TIMEOUT : Number(text);
  if (!(seconds > 0 && seconds <= 600)) throw new UsageError(words['option-seconds'], { text: text ?? '' });
  return seconds;
}

/** The program's own pages, and those of plug-ins that it lists. */
function pagesOf({ app, pages, external }: CompiledProgram): string[] {
  const listed = new Set(app.pages.map((page) => external[page]).filter((id) => id !== undefined));
  return pages.filter((id) => !id.startsWith('npm:') || listed.has(id));
}

/** @throws UsageError for a page that the program does not have */
function queriesOf(texts: readonly string[], pages: readonly string[]): Map<string, string> {
  return new Map(
    texts.map((text) => {
      const { page, query = '' } = splitPage(text);
      checkStartPage({ page }, pages, '--query');
      return [page, query];
    }),
  );
}

/** Visits the pages of one program. `done`: called with each page's report as soon as it is there. */
async function crawlProgram(
  { dir, pictures, timeout, queries }: CrawlArguments,
  done: (line: string) => void,
): Promise<CrawlReport> {
  const sandbox = createSandbox({ store: ':memory:' });
  let diagnostics: readonly Diagnostic[] = [];
  try {
    const simulator = await startSimulator({
      root: dir,
      watch: false,
      ...servedKit(),
      sandbox: sandboxPlugin(sandbox),
      onBuild: (found) => (diagnostics = found),
    });
    const program = await simulator.program();
    const pages = pagesOf(program);
    const visitor = new Visitor(launch, {
      frame: simulator.frame,
      timeout: timeout * 1000,
      known: diagnostics,
      queries: queriesOf(queries, pages),
      unitsOf: (page) => unitsFrom(program.json, [page]),
      ...(pictures === undefined ? {} : { pictures }),
    });
    try {
      const report: CrawlReport = { program: [...diagnostics], consequences: [], pages: [] };
      const told = new Set(diagnostics.map(keyOf));
      const fault = (one: Diagnostic): void =>
        done(`${crawlWords['verdict-error'][language()]}  ${toLine(one, language())}`);
      for (const diagnostic of diagnostics) if (diagnostic.level === 'error') fault(diagnostic);
      for (const page of pages) {
        // Nobody is there to log in: a sheet that asks for it would lie over the page.
        sandbox.setLoggedIn(true);
        const visited = await visitor.visit(page);
        report.pages.push(visited);
        // Each page meets it again; it is one thing that is wrong with the program.
        for (const problem of visited.elsewhere.filter((one) => !told.has(keyOf(one)))) {
          told.add(keyOf(problem));
          if (visitor.isOfServers(problem)) {
            report.consequences.push(problem);
            done(consequenceLine(problem, language()));
            continue;
          }
          report.program.push(problem);
          if (problem.level === 'error') fault(problem);
        }
        done(`[${report.pages.length}/${pages.length}] ${pageLine(visited, language())}`);
      }
      return report;
    } finally {
      await visitor.close();
      await simulator.close();
    }
  } finally {
    await sandbox.close();
  }
}

export const crawl: Command<CrawlArguments> = {
  ...grammar,

  read(argv) {
    const { operands, values } = readArguments(grammar, argv);
    return {
      dir: operands[0]!,
      json: values.json === true,
      timeout: timeoutFrom(values.timeout),
      queries: values.query ?? [],
      ...(values.pictures === undefined ? {} : { pictures: path.resolve(values.pictures) }),
    };
  },

  async run(asked) {
    checkProgram(asked.dir);
    if (findBrowser() === undefined) throw new UsageError(words['no-browser'], { command: 'crawl' });
    if (asked.pictures !== undefined) mkdirSync(asked.pictures, { recursive: true });
    // A document on the standard output must not have lines in it.
    const tell = asked.json ? complain : say;
    const report = await crawlProgram(asked, tell);
    if (asked.json) say(JSON.stringify(report, undefined, 2));
    else say(summary(report, language()));
    return hasErrors(report) ? 1 : 0;
  },
};
