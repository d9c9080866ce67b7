import { inLanguage } from '../tags/language';
import { hyphenated } from '../letter-case';

/** What to do about a finding of the engine, added where that can be said. */
export function withFix(message: string): string {
  const [, property] = /^"(\w+)" is not a valid property$/.exec(message) ?? [];
  if (property === undefined) return message;
  const attribute = hyphenated(property);
  return inLanguage({
    en: `${message}: correct ${attribute} in the template, or declare it in the component's properties (the kit's: docs/properties.md)`,
    zh: `${message}：请改正模板中的 ${attribute}，或在组件的 properties 中声明它（交易组件的属性见 docs/zh/properties.md）`,
  });
}
