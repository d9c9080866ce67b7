/** Names and words of CSS that are almost others. */
import { createRequire } from 'node:module';
import { problem, type Problem } from '../rules/diagnose';
import { nearestName } from '../rules/nearest';

const { all } = createRequire(import.meta.url)('known-css-properties') as { all: string[] };
const PROPERTIES: ReadonlySet<string> = new Set(all);
/** What people write; the others are of one browser or of SVG. */
const PLAIN = all.filter((name) => !name.startsWith('-'));

const GLOBAL = ['inherit', 'initial', 'unset', 'revert'];
const ALIGN = 'start end flex-start flex-end center baseline stretch normal';
/** Words of properties that take little else. A word is told only where it is almost one of these. */
const WORDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    display:
      'none block inline inline-block flex inline-flex grid inline-grid table table-cell table-row contents ' +
      'flow-root list-item -webkit-box -webkit-flex -webkit-inline-flex -webkit-inline-box',
    position: 'static relative absolute fixed sticky -webkit-sticky',
    'flex-direction': 'row row-reverse column column-reverse',
    'flex-wrap': 'nowrap wrap wrap-reverse',
    'justify-content': `${ALIGN} space-between space-around space-evenly left right`,
    'align-items': `${ALIGN} self-start self-end`,
    'align-self': `${ALIGN} auto self-start self-end`,
    'align-content': `${ALIGN} space-between space-around space-evenly`,
    'text-align': 'left right center justify start end match-parent',
    'text-overflow': 'clip ellipsis',
    'white-space': 'normal nowrap pre pre-line pre-wrap break-spaces',
    'word-break': 'normal break-all keep-all break-word',
    'font-style': 'normal italic oblique',
    'font-weight': 'normal bold bolder lighter',
    overflow: 'visible hidden scroll auto clip overlay',
    'overflow-x': 'visible hidden scroll auto clip overlay',
    'overflow-y': 'visible hidden scroll auto clip overlay',
    visibility: 'visible hidden collapse',
    'box-sizing': 'border-box content-box',
    'object-fit': 'fill contain cover none scale-down',
    'pointer-events': 'auto none',
    'border-style': 'none hidden dotted dashed solid double groove ridge inset outset',
    'text-transform': 'none capitalize uppercase lowercase',
    float: 'left right none inline-start inline-end',
  }).map(([name, words]) => [name, [...words.split(' '), ...GLOBAL]]),
);

/** What is almost a property, or almost one of its words; undefined for anything else. */
export function cssSlip(property: string, value: string): Problem | undefined {
  // Names of one's own, of one browser, of a sheet's language.
  if (/^(?:-|\$|@)/.test(property) || property.includes('#{')) return undefined;
  const name = property.toLowerCase();
  if (!PROPERTIES.has(name)) {
    const near = nearestName(name, PLAIN);
    return near === undefined ? undefined : problem('style-property', { name: property, near });
  }
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  const word = value
    .replace(/!important$/i, '')
    .trim()
    .toLowerCase();
  if (!words || !/^[a-z-]+$/.test(word) || words.includes(word)) return undefined;
  const near = nearestName(word, words);
  return near === undefined ? undefined : problem('style-value', { name, value: word, near });
}
