/** The program's way to servers: what is mapped where, which rules answer, and what is recorded. */
import type { Diagnostic } from '../../protocol';
import type { NetworkAsk, NetworkRules, NetworkState } from '../../network';
import { located, problem } from '../../rules/diagnose';
import { CONFIG_FILE, readConfig, type ReadConfig } from './config';
import { Cookies } from './cookies';
import type { Carrier, Exchange } from './exchange';
import type { HostMap } from './maps';
import { MOCK_FOLDER } from '../../mocks/rule';
import { mockScript, readMocks, RECORDED_FILE, type MockFiles } from './mock-files';
import { Recorder } from './recorder';
import type { SocketRecorder } from './sockets';

export interface NetworkOptions {
  /** Maps of the command line; they come before those of the program's file. */
  maps?: readonly HostMap[];
  /** The program may ask any server of the open net, and maps may lead to other machines. */
  allowRemote?: boolean;
  /** Write what servers answer as rules. */
  record?: boolean;
}

/** A request that has been answered, for whoever writes it down. */
export interface Answered {
  ask: NetworkAsk;
  sent: Buffer | undefined;
  answer: Exchange;
  /** The decoded body; undefined when it is too long to keep. */
  body: Buffer | undefined;
}

export class Network {
  private config: ReadConfig = { maps: [], conditions: {}, problems: [] };
  private files: MockFiles = { json: [], scripts: [], problems: [] };
  private readonly cookies = new Cookies();
  private readonly recorder: Recorder | undefined;
  private readonly off = new Set<string>();
  private readonly recordProblems = new Set<string>();

  constructor(
    readonly dir: string,
    private readonly options: NetworkOptions,
    private readonly ownPorts: () => readonly (number | undefined)[],
  ) {
    if (options.record) this.recorder = new Recorder(dir, (reason) => this.recordProblems.add(reason));
  }

  get maps(): HostMap[] {
    const { maps = [] } = this.options;
    return [...maps, ...this.config.maps.filter(({ from }) => !maps.some((map) => map.from === from))];
  }

  get diagnostics(): readonly Diagnostic[] {
    const failed = [...this.recordProblems].map((error) =>
      located(problem('mock-record', { error }), MOCK_FOLDER),
    );
    return [...this.config.problems, ...this.files.problems, ...failed];
  }

  get carrier(): Carrier {
    const { allowRemote = false } = this.options;
    return { maps: this.maps, allowRemote, ownPorts: this.ownPorts(), cookies: this.cookies };
  }

  /** What the shell shows. */
  get shown(): NetworkState {
    return {
      maps: this.maps,
      remote: this.options.allowRemote === true,
      recording: this.recorder !== undefined,
      rules: this.files.json.flatMap(({ file, rules = [] }) =>
        rules.map((rule, index) => ({ id: `${file}#${index}`, text: JSON.stringify(rule, null, 2) })),
      ),
    };
  }

  /** What the frame has to know to send a request to us. */
  get rules(): NetworkRules {
    return { mapped: this.maps.map(({ from }) => from), remote: this.options.allowRemote === true };
  }

  /** The rules as a script for the frame: while a server is recorded, without what was recorded before. */
  get script(): string {
    return mockScript(this.files, [...this.off], this.recorder && RECORDED_FILE);
  }

  /** Whether a changed file, named from the program's folder, is one of ours. */
  isOwn(file: string): boolean {
    return file === CONFIG_FILE || file.startsWith(`${MOCK_FOLDER}/`);
  }

  /** Reads the program's files again. Answers whether something in them is another now. */
  async reload(): Promise<boolean> {
    const before = this.state();
    this.config = readConfig(this.dir, this.options.allowRemote === true);
    this.files = await readMocks(this.dir);
    return this.state() !== before;
  }

  /** Who writes down what is said over sockets, while a server is recorded. */
  get socketRecorder(): SocketRecorder | undefined {
    return this.recorder;
  }

  answered(answered: Answered): void {
    this.recorder?.add(answered);
  }

  /** Switches a rule of a script, for this run: its file is the person's to edit. */
  switchScriptRule(id: string, on: boolean): void {
    if (on) this.off.delete(id);
    else this.off.add(id);
  }

  close(): void {
    this.recorder?.flush();
  }

  private state(): string {
    return JSON.stringify([this.rules, this.diagnostics, this.script]);
  }
}
