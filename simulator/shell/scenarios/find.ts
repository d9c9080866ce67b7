import type { Language } from '../../words/language';
import type { ScenarioInfo } from '../sandbox-link';

/** What a scenario is called in a language. */
export const titleIn = (language: Language, { title, about }: ScenarioInfo): string =>
  language === 'zh' ? title : about.replace(/\.$/, '');

export const aboutIn = (language: Language, { about, aboutZh }: ScenarioInfo): string =>
  language === 'zh' ? aboutZh : about;

/** What the mini-program itself has to do for it. */
export const howIn = (language: Language, { how, howZh }: ScenarioInfo): string | undefined =>
  language === 'zh' ? howZh : how;

const HAN = /[\u3400-\u9fff]/;

/** Words that people use for what the catalogue calls otherwise. */
const ALIKE: readonly (readonly string[])[] = [
  ['fail', 'error', 'refus', 'reject', 'declin', 'denied'],
  ['lost', 'lose', 'drop', 'miss', 'never'],
  ['slow', 'late', 'delay', 'time out', 'timeout', 'timed out'],
  ['twice', 'duplicate', 'repeat', 'again'],
  ['pay', 'payment', 'cashier'],
  ['refund', 'money back'],
  ['coupon', 'code', 'voucher'],
  ['失败', '错误', '拒绝', '不通过', '没成功', '不成功'],
  ['丢失', '丢', '收不到', '没收到', '不来'],
  ['超时', '慢', '迟到', '延迟', '晚'],
  ['重复', '多次', '两次'],
  ['支付', '付款', '付钱', '收银台'],
  ['退款', '退钱', '退单'],
  ['登录', '登陆'],
  ['券', '券码'],
];

/** The beginning that forms of an English word share: `fails`, `failed`, `failing`. */
const stemOf = (word: string): string =>
  /^[a-z]{5,}$/.test(word) ? word.replace(/(?:ing|ed|es|s)$/, '') : word;

const alike = (word: string): readonly string[] => ALIKE.find((group) => group.includes(word)) ?? [word];

/** Chinese writes no gaps between words: the known ones are cut out, longest first. */
const KNOWN = ALIKE.flat()
  .filter((word) => HAN.test(word))
  .sort((one, other) => other.length - one.length);

function piecesOf(run: string): string[] {
  const known = HAN.test(run) ? KNOWN.find((word) => run.includes(word)) : undefined;
  if (known === undefined) return run === '' ? [] : [run];
  const at = run.indexOf(known);
  return [...piecesOf(run.slice(0, at)), known, ...piecesOf(run.slice(at + known.length))];
}

const wordsOf = (query: string): string[] =>
  query
    .toLowerCase()
    .split(/[\s,，。、;；]+/)
    .map(stemOf)
    .flatMap(piecesOf);

/** How well a word fits: itself, by another word for it, or a run of Chinese by all of its signs. */
function fitOf(word: string, text: string): number {
  if (text.includes(word)) return 3;
  if (alike(word).some((other) => text.includes(other))) return 2;
  return HAN.test(word) && [...word].every((sign) => text.includes(sign)) ? 1 : 0;
}

/**
 * Scenarios that fit every word of what is asked, best and shortest first, whatever the language of
 * either.
 */
export function findScenarios(scenarios: readonly ScenarioInfo[], query: string): ScenarioInfo[] {
  const asked = wordsOf(query);
  if (asked.length === 0) return [];
  const whole = query.trim().toLowerCase();
  return scenarios
    .map((scenario) => {
      const { name, title, about, aboutZh, errNo, how = '', howZh = '' } = scenario;
      const head = `${name} ${title} ${errNo ?? ''}`.toLowerCase();
      const all = `${head} ${about} ${aboutZh} ${how} ${howZh}`.toLowerCase();
      const fits = asked.map((word) => fitOf(word, head) * 2 || fitOf(word, all));
      const isIt = [name, title].some((one) => one.toLowerCase() === whole);
      return { scenario, fit: fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, isIt ? 100 : 0) };
    })
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit || one.scenario.title.length - other.scenario.title.length)
    .map(({ scenario }) => scenario);
}
