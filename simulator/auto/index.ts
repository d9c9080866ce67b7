/** Automation of a running simulator: one socket for tests, one bridge to the frame. */
import type { FastifyInstance } from 'fastify';
import { UsageError } from '../server/arguments';
import { Bridge } from './bridge';
import { ownMethods, type Answer } from './methods';
import { openSocket, type AutoSocket } from './socket';
import { words } from './words';
import { own } from '../record';

export interface AutomationOptions {
  /** Port of the socket on 127.0.0.1; 0: any. */
  port: number;
  /** A picture of the phone as base64 of PNG, where a browser of our own shows it. */
  picture?: () => Promise<string>;
  /** Called when a test closes the tool. */
  stop?: () => void;
}

/** The port of the socket belongs to another program. */
export class AutoPortTakenError extends UsageError {
  constructor(readonly port: number) {
    super(words['port-taken'], { port });
  }
}

export class Automation {
  private socket: AutoSocket | undefined;
  private readonly bridge: Bridge;
  private readonly own: Record<string, Answer>;

  constructor(
    server: FastifyInstance,
    private readonly options: AutomationOptions,
    shellPort: () => number,
  ) {
    this.bridge = new Bridge(
      () => `http://127.0.0.1:${shellPort()}/`,
      (event) => this.socket?.tell(event),
    );
    this.bridge.addRoutes(server);
    server.addHook('preClose', (done) => {
      this.bridge.close();
      done();
    });
    this.own = ownMethods({
      server,
      host: () => `127.0.0.1:${shellPort()}`,
      ...(options.picture && { picture: options.picture }),
      ...(options.stop && { stop: options.stop }),
    });
  }

  /** `ws://127.0.0.1:<port>` once it listens. */
  get url(): string {
    return `ws://127.0.0.1:${this.socket?.port ?? this.options.port}`;
  }

  async listen(): Promise<void> {
    try {
      this.socket = await openSocket(this.options.port, (method, params) => {
        const answer = own(this.own, method);
        return answer ? new Promise((resolve) => resolve(answer(params))) : this.bridge.ask(method, params);
      });
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      throw taken ? new AutoPortTakenError(this.options.port) : error;
    }
  }

  async close(): Promise<void> {
    this.bridge.close();
    await this.socket?.close();
  }
}
