import { problem, type Problem } from '../rules/diagnose';
import type { Log } from './log';
import type { Problems } from './problems';

export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: string;
  referrerInfo: Record<string, unknown>;
}

type AppEvent = 'show' | 'hide' | 'error' | 'pageNotFound' | 'unhandledRejection';

type Listener = (payload: unknown) => void;

const HOOKS: Record<AppEvent, string> = {
  show: 'onShow',
  hide: 'onHide',
  error: 'onError',
  pageNotFound: 'onPageNotFound',
  unhandledRejection: 'onUnhandledRejection',
};

/** The `App()` instance and everybody who listens with `tt.onAppShow` and the like. */
export class AppLife {
  private definition: Record<string, unknown> | undefined;
  private readonly listeners = new Map<AppEvent, Set<Listener>>();

  constructor(
    private readonly problems: Problems,
    private readonly log: Log,
  ) {}

  /**
   * What `getApp()` gives: the program's own object. Empty until `App()` was called, so that one failing
   * script stays one.
   */
  get instance(): Record<string, unknown> {
    this.definition ??= {};
    return this.definition;
  }

  define(definition: unknown): void {
    if (typeof definition !== 'object' || definition === null) throw new TypeError('App() needs an object');
    this.definition = Object.assign(this.definition ?? definition, definition) as Record<string, unknown>;
  }

  launch(options: LaunchOptions): void {
    this.call('onLaunch', options);
    this.emit('show', options);
  }

  on(event: AppEvent, listener: unknown): void {
    if (typeof listener !== 'function') return;
    const listeners = this.listeners.get(event) ?? new Set();
    listeners.add(listener as Listener);
    this.listeners.set(event, listeners);
  }

  /** Without a listener all go. */
  off(event: AppEvent, listener?: unknown): void {
    if (typeof listener === 'function') this.listeners.get(event)?.delete(listener as Listener);
    else this.listeners.delete(event);
  }

  emit(event: AppEvent, payload?: unknown): void {
    this.call(HOOKS[event], payload);
    for (const listener of [...(this.listeners.get(event) ?? [])])
      this.guard(
        () => listener(payload),
        (error) => problem('run-app-listener', { of: HOOKS[event], error }),
        event,
      );
  }

  private call(hook: string, payload: unknown): void {
    const method = this.instance[hook];
    if (typeof method !== 'function') return;
    this.log.write('lifecycle', 'debug', `${hook} App`, payload);
    this.guard(
      () => void (method as (payload: unknown) => unknown).call(this.instance, payload),
      (error) => problem('run-threw', { method: hook, where: 'App', error }),
      hook,
    );
  }

  private guard(run: () => void, finding: (error: string) => Problem, source: string): void {
    try {
      run();
    } catch (error) {
      this.problems.report(error, { file: 'app', unit: 'app', finding });
      // An onError that throws must not call itself.
      if (source !== 'error' && source !== 'onError')
        this.emit('error', error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
}
