/** Names with letters beyond ASCII (`{{数量}}`), which JavaScript has and the engine's compiler has not. */
import { parseBinding, type BindingRange } from './expressions';
import { walk } from './walk';

/** Stands before the four digits of a letter; no template has it by chance. */
const SIGN = '$own_letter_';

/** A name as the engine's compiler takes it: a sign and four digits for each letter that is not ASCII. */
export const asciiName = (name: string): string =>
  name.replace(/[^\0-\x7f]/g, (letter) => SIGN + letter.charCodeAt(0).toString(16).padStart(4, '0'));

/** An ASCII letter is never spelled out: a template's text cannot become a quote and code behind it. */
const SPELLED = new RegExp(`${SIGN.replace('$', '\\$')}(?!00[0-7])([\\da-f]{4})`, 'g');

/** What the engine's compiler made, with the names as the template writes them. */
export const withOwnNames = (code: string): string =>
  code.replace(SPELLED, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));

/**
 * The names of a binding that are not ASCII, with their places in the template.
 * @param taken stretches that are replaced as a whole
 */
export function lettersIn(
  source: string,
  range: BindingRange,
  taken: readonly BindingRange[],
): (BindingRange & { name: string })[] {
  // Most bindings have none, and are not read once more.
  if (!/[^\0-\x7f]/.test(source.slice(range.start, range.end))) return [];
  const binding = parseBinding(source, range);
  const found: (BindingRange & { name: string })[] = [];
  if (binding)
    walk(binding.node, (node) => {
      if (node.type !== 'Identifier' || asciiName(node.name) === node.name) return;
      const [start, end] = [binding.shift + node.start, binding.shift + node.end];
      if (!taken.some((one) => one.start <= start && end <= one.end))
        found.push({ start, end, name: node.name });
    });
  return found;
}
