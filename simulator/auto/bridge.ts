/** Between the tests and the open frame: commands go to the newest frame, answers and events come back. */
import { randomUUID } from 'node:crypto';
import { parseExpressionAt, tokenizer } from 'acorn';
import type { FastifyInstance } from 'fastify';
import { EventHub } from 'microapp-trade-sandbox';

/** Something that a test hears without having asked. */
export interface AutoEvent {
  method: string;
  params: unknown;
}

type Send = (event: { data: unknown }) => void;
interface Waiting {
  frame: object;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** How long a command waits for a frame: the browser may just be starting, or the page be loaded again. */
const FRAME_MS = 15_000;
/** Functions that are kept for a frame that is about to load them. */
const MOST_FUNCTIONS = 200;

/** @throws when a text is not one expression of JavaScript; nothing of it is run here */
function checkFunction(declaration: string): void {
  try {
    const { end } = parseExpressionAt(declaration, 0, { ecmaVersion: 'latest' });
    if (tokenizer(declaration.slice(end), { ecmaVersion: 'latest' }).getToken().type.label !== 'eof')
      throw new SyntaxError('more than one expression');
  } catch (error) {
    throw new Error(
      `the text is not a function of JavaScript: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

export class Bridge {
  private readonly hub = new EventHub();
  /** Open frames, the newest last. */
  private frames: { send: Send }[] = [];
  private readonly waiting = new Map<string, Waiting>();
  private readonly functions = new Map<string, string>();
  private arrived: (() => void)[] = [];

  constructor(
    /** Address to open, for the message when nobody has. */
    private readonly address: () => string,
    private readonly tell: (event: AutoEvent) => void,
  ) {}

  /** Adds what the frame asks: commands as events, answers, events, and functions as scripts. */
  addRoutes(server: FastifyInstance): void {
    server.get('/__auto/commands', (_request, reply) => {
      reply.hijack();
      this.hub.open(reply.raw, [], (send) => this.take({ send }));
    });
    server.post<{ Body: { id?: unknown; result?: unknown; error?: unknown } | null }>(
      '/__auto/results',
      { bodyLimit: 64 * 1024 * 1024 },
      (request, reply) => {
        const { id, result, error } = request.body ?? {};
        const asked = this.waiting.get(String(id));
        this.waiting.delete(String(id));
        if (typeof error === 'string') asked?.reject(new Error(error));
        else asked?.resolve(result);
        return reply.code(204).send();
      },
    );
    server.post<{ Body: Partial<AutoEvent> | null }>('/__auto/events', (request, reply) => {
      const { method, params } = request.body ?? {};
      if (typeof method === 'string' && /^App\.(?:logAdded|bindingCalled|exceptionThrown)$/.test(method))
        this.tell({ method, params });
      return reply.code(204).send();
    });
    server.get<{ Params: { name: string } }>('/__auto/functions/:name', (request, reply) => {
      const id = request.params.name.replace(/\.js$/, '');
      const declaration = this.functions.get(id);
      this.functions.delete(id);
      if (declaration === undefined) return reply.code(404).send();
      return reply
        .type('text/javascript; charset=utf-8')
        .send(`__tradeSimFunctions[${JSON.stringify(id)}]((\n${declaration}\n));\n`);
    });
  }

  /** Asks the newest frame. @throws what it answers in place of a result, in words */
  async ask(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    const frame = await this.frame();
    const id = randomUUID();
    const { functionDeclaration, ...rest } = params;
    const given =
      functionDeclaration === undefined ? rest : { ...rest, functionId: this.keep(functionDeclaration) };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { frame, resolve, reject });
      frame.send({ data: { id, method, params: given } });
    });
  }

  close(): void {
    this.hub.close();
  }

  private keep(declaration: unknown): string {
    if (typeof declaration !== 'string')
      throw new Error('functionDeclaration should be the text of a function');
    checkFunction(declaration);
    const id = randomUUID();
    this.functions.set(id, declaration);
    const [oldest] = this.functions.keys();
    if (this.functions.size > MOST_FUNCTIONS && oldest !== undefined) this.functions.delete(oldest);
    return id;
  }

  private take(frame: { send: Send }): () => void {
    this.frames.push(frame);
    for (const go of this.arrived.splice(0)) go();
    return () => {
      this.frames = this.frames.filter((one) => one !== frame);
      for (const [id, asked] of this.waiting) {
        if (asked.frame !== frame) continue;
        this.waiting.delete(id);
        asked.reject(new Error('the mini-program was loaded again before it answered: ask once more'));
      }
    };
  }

  private async frame(): Promise<{ send: Send }> {
    if (this.frames.length === 0) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          this.arrived = this.arrived.filter((one) => one !== go);
          reject(new Error(`no window of the mini-program is open: open ${this.address()}`));
        }, FRAME_MS);
        const go = (): void => {
          clearTimeout(timer);
          resolve();
        };
        this.arrived.push(go);
      });
    }
    return this.frames.at(-1)!;
  }
}
