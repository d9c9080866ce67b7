/** What an engine or a JSAPI says of a failure, explained to a reader of the other language. */
import { EVERY_ROW } from '../../src/contract/jsapi/error-rows';
import type { Language } from '../words/language';

/** The engine's commonest sentences in Chinese; what follows is quoted behind it. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^(.+) is not defined$/, '没有定义 $1'],
  [/^Cannot read propert(?:y|ies) of (undefined|null)(?: \(reading '(.*)'\))?$/, '$1 没有属性“$2”'],
  [/^Cannot set propert(?:y|ies) of (undefined|null)(?: \(setting '(.*)'\))?$/, '不能给 $1 设置属性“$2”'],
  [/^(.+) is not a function(?: or its return value is not iterable)?$/, '$1 不是函数'],
  [/^(.+) is not a constructor$/, '$1 不是构造函数'],
  [/^(.+) is not iterable(?:.*)$/, '$1 不能遍历'],
  [/^Assignment to constant variable\.?$/, '给常量赋了值'],
  [/^Cannot access '(.+)' before initialization$/, '在声明之前使用了 $1'],
  [/^Maximum call stack size exceeded$/, '调用层数超过上限，可能在无限递归'],
  [/^Converting circular structure to JSON[^]*$/, '对象包含它自己，不能转成 JSON'],
  [/^(?:Unexpected .+ in JSON.*|Unexpected end of JSON input|.+ is not valid JSON)$/, '不是合法的 JSON'],
  [/^Invalid array length$/, '数组长度不合法'],
  [
    /^Cannot destructure property '(.+)' of '(.+)' as it is (undefined|null)\.?$/,
    '$2 是 $3，不能从中取出“$1”',
  ],
  [/^Cannot convert undefined or null to object$/, '不能把 undefined 或 null 当作对象'],
  [/^Cannot assign to read only property '(.+)'.*$/, '属性“$1”是只读的'],
];

const HAN = /[\u3400-\u9fff]/;

/** The English meaning of a documented text, which is Chinese for everybody. */
export const meaningOf = (errMsg: string): string | undefined =>
  EVERY_ROW.filter(({ message }) => HAN.test(message) && errMsg.includes(message))
    // A longer text may have a shorter one in it.
    .sort((one, other) => other.message.length - one.message.length)[0]?.meaning;

/** What was thrown stays as it is, so that it can be searched for; its meaning goes before or behind it. */
export function errorIn(language: Language, error: string): string {
  if (language === 'en') {
    const meaning = HAN.test(error) ? meaningOf(error) : undefined;
    return meaning === undefined ? error : `${error} (${meaning})`;
  }
  const known = SAID.find(([pattern]) => pattern.test(error));
  return known ? `${error.replace(known[0], known[1])}（${error}）` : error;
}
