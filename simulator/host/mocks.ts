/** The program's mock rules: what they answer in place of the host, a server or a component. */
import { located, problem } from '../rules/diagnose';
import type { MockBundle, MockInfo } from '../network';
import { headersPlain, isLike, matches } from '../mocks/match';
import {
  checkRule,
  MOCK_FOLDER,
  rulesIn,
  titleOf,
  type MockStep,
  type Responder,
  type ScriptRule,
} from '../mocks/rule';
import { fill } from '../mocks/template';
import type { EventChange, HandledEvent } from '../runtime/events';
import type { Problems } from '../runtime/problems';
import { ApiError } from './callback';
import { isRecord } from '../record';

interface Rule {
  id: string;
  file: string;
  index: number;
  on: boolean;
  rule: ScriptRule;
  /** How often it has answered. */
  count: number;
}

/** A rule that has taken a call. */
export interface Taken {
  id: string;
  name: string;
  /** ms */
  delay: number;
  /** What the rule says; throws or rejects with an `ApiError` where it is a failure. */
  give(): unknown;
}

type Step = MockStep & { respond?: Responder };

const failureOf = (fail: unknown): ApiError => {
  if (!isRecord(fail)) return new ApiError(String(fail));
  const { errMsg = 'mocked', ...fields } = fail;
  return new ApiError(String(errMsg), fields);
};

const delayOf = ({ delay = 0 }: MockStep): number =>
  Array.isArray(delay) ? Math.round(delay[0] + Math.random() * (delay[1] - delay[0])) : delay;

/** A copy: what the program does with an answer is not the next call's. */
const copyOf = (value: unknown): unknown =>
  isRecord(value) || Array.isArray(value) ? structuredClone(value) : value;

export class MockTable {
  private readonly rules: Rule[] = [];
  private readonly scripts = new Map<string, Responder>();
  private listener: () => void = () => undefined;

  constructor(
    private readonly bundle: MockBundle | undefined,
    private readonly problems: Pick<Problems, 'report' | 'add'>,
  ) {
    for (const { file, rules, load } of bundle?.files ?? []) {
      const found = rules ?? this.load(file, load);
      const list = rulesIn(found);
      if (list === undefined) {
        if (found !== undefined)
          this.problems.add(located(problem('mock-script-list'), `${MOCK_FOLDER}/${file}`));
        continue;
      }
      list.forEach((rule, index) => this.add(file, index, rule, load !== undefined));
    }
  }

  /** The rules, for the shell. */
  list(): MockInfo[] {
    return this.rules.map(({ id, file, index, on, rule, count }) => ({
      id,
      file,
      index,
      on,
      count,
      name: titleOf(rule),
      kind: rule.api ?? rule.handler ?? rule.event ?? '',
    }));
  }

  onChange(listener: () => void): void {
    this.listener = listener;
  }

  /** The first rule that takes a call. `subject`: its options as rules see them. */
  forApi(api: string, subject: unknown): Taken | undefined {
    return this.first(subject, ({ api: wanted }) => wanted !== undefined && isLike(api, wanted));
  }

  /** The same for an event on its way to a function of the page. */
  forEvent(event: HandledEvent, detail: unknown): Taken | undefined {
    return this.first(
      detail,
      (rule) =>
        (rule.handler !== undefined || rule.event !== undefined) &&
        (rule.handler === undefined || isLike(event.handler, rule.handler)) &&
        (rule.event === undefined || isLike(event.name, rule.event)) &&
        (rule.component === undefined || isLike(event.component, rule.component)),
    );
  }

  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  private load(file: string, load: MockBundle['files'][number]['load']): unknown {
    try {
      const module: { exports: unknown } = { exports: {} };
      load?.(module, module.exports);
      const { exports } = module;
      return isRecord(exports) && 'default' in exports ? exports.default : exports;
    } catch (error) {
      this.problems.report(error, {
        file: `${MOCK_FOLDER}/${file}`,
        finding: (said) => problem('mock-script-failed', { error: said }),
      });
      return undefined;
    }
  }

  private add(file: string, index: number, rule: unknown, isScript: boolean): void {
    // A file of JSON has been checked where its lines are known.
    const [wrong] = checkRule(rule, [], isScript);
    if (wrong) {
      if (isScript)
        this.problems.add(
          located(
            problem('mock-script-rule', {
              ...wrong.problem.values,
              number: index + 1,
              at: wrong.path.join('.') || '{ }',
              what: wrong.problem.code,
              todo: '',
            }),
            `${MOCK_FOLDER}/${file}`,
          ),
        );
      return;
    }
    const id = `${file}#${index}`;
    const own = rule as ScriptRule;
    this.rules.push({
      id,
      file,
      index,
      on: own.enabled !== false && this.bundle?.off.includes(id) !== true,
      rule: { ...own, match: headersPlain(own.match) },
      count: 0,
    });
  }

  private first(subject: unknown, isFor: (rule: ScriptRule) => boolean): Taken | undefined {
    const found = this.rules.find(
      ({ on, rule, count }) =>
        on && isFor(rule) && (rule.times === undefined || count < rule.times) && matches(subject, rule.match),
    );
    if (!found) return undefined;
    found.count += 1;
    this.listener();
    const { rule, count, id, file } = found;
    const steps: readonly Step[] = rule.sequence ?? [rule];
    const step = steps[Math.min(count, steps.length) - 1] ?? rule;
    return {
      id,
      name: titleOf(rule),
      delay: delayOf(step.delay === undefined ? rule : step),
      give: () => this.give(step, subject, count, file),
    };
  }

  private give(step: Step, options: unknown, count: number, file: string): unknown {
    if (step.fail !== undefined) throw failureOf(step.fail);
    const responder =
      step.respond ?? (step.script === undefined ? undefined : this.responder(step.script, file));
    if (responder) return responder(copyOf(options), { count });
    if (step.template !== undefined)
      return fill(step.template, { options, count, random: Math.random, now: Date.now() });
    return copyOf(step.answer);
  }

  /** The function of a file that a rule names. */
  private responder(script: string, by: string): Responder {
    const known = this.scripts.get(script);
    if (known) return known;
    const load = this.bundle?.scripts[script];
    const given = load && this.load(script, load);
    if (typeof given !== 'function')
      throw new ApiError(`${MOCK_FOLDER}/${by} names "${script}", whose default export is no function`);
    this.scripts.set(script, given as Responder);
    return given as Responder;
  }
}

/** Gives an event's listeners what a rule says in place of its detail. */
export const changeEvents =
  (mocks: MockTable): EventChange =>
  (event, detail, deliver) => {
    const rule = mocks.isEmpty ? undefined : mocks.forEvent(event, detail);
    if (!rule) return deliver(detail);
    const failed = (error: unknown): unknown => ({
      ...(error instanceof ApiError ? error.fields : {}),
      errMsg: `${event.name}:fail ${error instanceof Error ? error.message : String(error)}`,
    });
    const give = (): unknown => {
      try {
        return rule.give();
      } catch (error) {
        return failed(error);
      }
    };
    const later = async (): Promise<unknown> => {
      if (rule.delay > 0) await new Promise((resolve) => setTimeout(resolve, rule.delay));
      return deliver(await Promise.resolve(give()).catch(failed));
    };
    if (rule.delay > 0) return later();
    const given = give();
    return given instanceof Promise ? given.catch(failed).then(deliver) : deliver(given);
  };
