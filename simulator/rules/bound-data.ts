/** What a binding of a template names, where it stands in the data of the script. */
import type { MemberFact, TemplateFacts } from './facts';

/** The only expression of a binding: `goods.id` of `{{ goods.id }}`. */
export const expressionOf = (value: string): string | undefined =>
  /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(value)?.[1];

/** A value of `data` that a path leads to. */
export function dataOf(
  { users }: TemplateFacts,
  path: string,
): { file: string; member: MemberFact } | undefined {
  const [root = '', ...keys] = path.split('.');
  for (const { script } of users)
    for (const { parts } of script?.definitions ?? []) {
      let member = parts.data.get(root);
      for (const key of keys) member = member?.inner?.get(key);
      if (script && member) return { file: script.file, member };
    }
  return undefined;
}
