/** Named failures as data. One file a scenario; this module chooses which one applies to a step and never decides what it does there. */
import { readFileSync, readdirSync } from 'node:fs';
import type { CashierOutcome } from '../ledger/ledger';

/** The step that fails. */
export type Hop =
  | 'jsapi'
  | 'preorder'
  | 'cashier'
  | 'payment'
  | 'prerefund'
  | 'audit'
  | 'settlement'
  | 'refund'
  | 'validity'
  | 'merchant.goods'
  | 'merchant.ability'
  | 'merchant.order'
  | 'merchant.subject'
  | 'merchant.refund'
  | 'merchant.coupons'
  | 'merchant.marketing';

/** What happens at the hop instead. One of these, by hop. */
export interface ScenarioAnswer {
  /** merchant.*, preorder, prerefund: this HTTP status … */
  status?: number;
  /** … with this JSON body (merchant.*, preorder, prerefund). */
  body?: unknown;
  /** merchant.*: the usual answer with these fields instead; null leaves one out. */
  patch?: Record<string, unknown>;
  /** Nobody answers (preorder, prerefund). */
  down?: boolean;
  /** prerefund: only so many attempts go wrong, then the usual answer comes. */
  attempts?: number;
  /** The request waits until it is released (jsapi, merchant.*, preorder). */
  hold?: boolean;
  /** The JSAPI or the cashier fails with it; `text` follows `<api>:fail `. */
  errNo?: number;
  text?: string;
  /** cashier: already when it is to be opened. */
  unopened?: boolean;
  /** cashier: ends so, whatever is pressed. */
  outcome?: CashierOutcome;
  /** audit: none is needed, or the merchant decides so at once. */
  audit?: 'none' | 'agree' | 'refuse';
  denyMessage?: string;
  /** settlement: whether the money of an agreed refund arrives. */
  arrives?: boolean;
  /** validity: when the codes of an order can be redeemed: from so long after the payment on, for so long, ms. */
  validity?: { after?: number; duration?: number };
  /** payment, refund: so many deliveries get lost on the way. */
  lost?: number;
  /** payment, refund: delivered so many times. */
  copies?: number;
  /** payment, refund: first delivered so many ms later. */
  delayMs?: number;
}

export interface Scenario {
  name: string;
  /** Chinese, for the shell. */
  title: string;
  about: string;
  /** `page`: the mini-program itself makes it happen, as `how` says; the platform does nothing unusual. */
  made: 'platform' | 'page';
  how?: string;
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
}

const directory = new URL('./data/', import.meta.url);

const load = (): Scenario[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as Scenario);

/** `spu-1@library.server` -> the goods id and the scenario's name. */
export const splitGoodsId = (goodsId: string): { id: string; suffix?: string } => {
  const at = goodsId.lastIndexOf('@');
  return at < 0 ? { id: goodsId } : { id: goodsId.slice(0, at), suffix: goodsId.slice(at + 1) };
};

export class Scenarios {
  private readonly all = new Map(load().map((scenario) => [scenario.name, scenario]));
  private current: string | undefined;
  private readonly waiting = new Set<() => void>();

  list(): Scenario[] {
    return [...this.all.values()];
  }

  has(name: string): boolean {
    return this.all.has(name);
  }

  get active(): string | null {
    return this.current ?? null;
  }

  /** How many requests wait to be released. */
  get held(): number {
    return this.waiting.size;
  }

  /** Chooses for every step from now on; what an earlier choice held is released. The name has been checked. */
  choose(name: string | null): void {
    this.current = name ?? undefined;
    this.release();
  }

  /** The name that a request asks for itself: by header, else by goods id. */
  nameFor(place: Pick<Place, 'goodsId' | 'requested'>): string | undefined {
    const suffix = place.goodsId === undefined ? undefined : splitGoodsId(place.goodsId).suffix;
    return [place.requested, suffix].find((name) => name !== undefined && this.all.has(name));
  }

  /** What is to happen at this hop instead of the usual. A request's own choice comes before the active one. */
  at(hop: Hop, place: Place): ScenarioAnswer | undefined {
    for (const name of [this.nameFor(place), place.order, this.current]) {
      const scenario = name === undefined ? undefined : this.all.get(name);
      if (scenario?.hop !== hop) continue;
      if (scenario.match?.api && !scenario.match.api.includes(place.api ?? '')) continue;
      return scenario.answer;
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
}
