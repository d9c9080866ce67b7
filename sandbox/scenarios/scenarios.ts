/**
 * Named failures as data. One file a scenario; this module chooses which one applies to a step and never
 * decides what it does there.
 */
import { readFileSync, readdirSync } from 'node:fs';
import type { Hop, ScenarioAnswer } from '../../src/contract/scenario-answers';
import { BadRequest } from '../failures';
import { answerProblem, hasField, withSet } from './answer';
import type { Choice } from './choice';
import { choiceText, readChoices } from './choice';

export interface Scenario {
  name: string;
  /** Chinese, for the shell. */
  title: string;
  /** What happens: English for the docs, Chinese for the shell. */
  about: string;
  aboutZh: string;
  /** `page`: the mini-program itself makes it happen, as `how` says; the platform does nothing unusual. */
  made: 'platform' | 'page';
  how?: string;
  howZh?: string;
  hop?: Hop;
  match?: { api?: string[] };
  answer?: ScenarioAnswer;
  /** What the component must report: the errNo of `bind:error`, or null when none is fired. */
  errNo: number | null;
  /** Further errNos of `bind:error`, by what the button was about to do. */
  also?: { errNo: number; when: string }[];
  /** The event that tells it; with `pay`, `code` is its `result.code`. */
  event: 'error' | 'pay' | null;
  code?: number;
}

/** Where a step takes place: decides which scenarios may apply. */
export interface Place {
  goodsId?: string;
  /** From the request's header. */
  requested?: string;
  /** Remembered by the order. */
  order?: string;
  api?: string;
  /** What the request is about, for scenarios that let some requests go well. */
  subject?: string;
}

const directory = new URL('./data/', import.meta.url);

const load = (): Scenario[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as Scenario)
    .map((scenario) => {
      const problem = answerProblem(scenario);
      if (problem) throw new Error(`scenario ${scenario.name}: ${problem}`);
      return scenario;
    });

/** `spu-1@library.server` -> the goods id and the choice behind it. */
export const splitGoodsId = (goodsId: string): { id: string; suffix?: string } => {
  const at = goodsId.lastIndexOf('@');
  return at < 0 ? { id: goodsId } : { id: goodsId.slice(0, at), suffix: goodsId.slice(at + 1) };
};

export class Scenarios {
  private readonly all = new Map(load().map((scenario) => [scenario.name, scenario]));
  private current = '';
  private readonly waiting = new Set<() => void>();
  /** Requests that went well, by scenario and subject. */
  private readonly passed = new Map<string, number>();

  list(): Scenario[] {
    return [...this.all.values()];
  }

  /** @throws BadRequest that says why a text is no choice that can be made */
  check(text: string): void {
    this.resolve(text);
  }

  /** Whether a text is a choice that can be made. */
  has(text: string): boolean {
    try {
      this.check(text);
      return true;
    } catch {
      return false;
    }
  }

  /** The choice for every request that makes none of its own, as text. */
  get active(): string | null {
    return this.current || null;
  }

  get choices(): Choice[] {
    return this.current ? readChoices(this.current) : [];
  }

  /** How many requests wait to be released. */
  get held(): number {
    return this.waiting.size;
  }

  /**
   * Chooses for every step from now on; what an earlier choice held is released.
   * @throws BadRequest when there is no such scenario, or nothing to set at such a path
   */
  choose(text: string | null): void {
    if (text !== null) this.check(text);
    this.current = text ?? '';
    this.passed.clear();
    this.release();
  }

  /**
   * Names, and what is set in their answers, as a choice: a path may begin with `name:`, and must where it
   * would fit several of the names.
   * @throws BadRequest
   */
  compose(names: readonly string[], set: Readonly<Record<string, unknown>> = {}): string {
    const choices = names.map((name): Choice => ({ name, set: {} }));
    const scenarios = names.map((name) => this.mustGet(name));
    for (const [key, value] of Object.entries(set)) {
      const [owner, path] = key.includes(':')
        ? [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
        : [undefined, key];
      const fitting = choices.filter(({ name }, index) =>
        owner === undefined ? hasField(scenarios[index], path) : name === owner,
      );
      if (fitting.length > 1)
        throw new BadRequest(
          `${path} fits ${fitting.map(({ name }) => name).join(' and ')}: write <name>:${path}`,
        );
      const chosen = fitting[0] ?? (owner === undefined && choices.length === 1 ? choices[0] : undefined);
      if (!chosen)
        throw new BadRequest(
          owner === undefined
            ? `${path} fits none of ${names.join(', ')}`
            : `${owner} is not among ${names.join(', ')}`,
        );
      chosen.set[path] = value;
    }
    const text = choiceText(choices);
    this.check(text);
    return text;
  }

  /** The choice that a request makes itself, as text: by header, else by goods id. */
  nameFor(place: Pick<Place, 'goodsId' | 'requested'>): string | undefined {
    const suffix = place.goodsId === undefined ? undefined : splitGoodsId(place.goodsId).suffix;
    return [place.requested, suffix].find((text) => text !== undefined && this.has(text));
  }

  /**
   * What is to happen at this hop instead of the usual. A request's own choice comes before that of its
   * order, and this before the active one; of several chosen together the first that has something to do here
   * counts.
   */
  at(hop: Hop, place: Place): ScenarioAnswer | undefined {
    for (const text of [this.nameFor(place), place.order, this.current]) {
      // An order of an older file may remember what is no scenario any more.
      if (!text || !this.has(text)) continue;
      for (const scenario of this.resolve(text)) {
        if (scenario.hop !== hop) continue;
        if (scenario.match?.api && !scenario.match.api.includes(place.api ?? '')) continue;
        return this.passes(scenario, place) ? undefined : scenario.answer;
      }
    }
    return undefined;
  }

  /** Waits until another scenario is chosen or the held requests are released. */
  hold(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  /** Lets every held request go on; answers how many. */
  release(): number {
    const held = [...this.waiting];
    this.waiting.clear();
    held.forEach((go) => go());
    return held.length;
  }

  private mustGet(name: string): Scenario {
    const scenario = this.all.get(name);
    if (!scenario) throw new BadRequest(`no scenario ${JSON.stringify(name)}`);
    return scenario;
  }

  private resolve(text: string): Scenario[] {
    return readChoices(text).map(({ name, set }) => withSet(this.mustGet(name), set));
  }

  private passes({ name, answer }: Scenario, { subject = '' }: Place): boolean {
    if (!answer?.skip) return false;
    const key = `${name} ${subject}`;
    const count = this.passed.get(key) ?? 0;
    if (count >= answer.skip) return false;
    this.passed.set(key, count + 1);
    return true;
  }
}
