import type { BindingRange } from './expressions';

/** An `<sjs>` with a body. */
export interface InlineScript {
  start: number;
  end: number;
}

/** A template whose offsets are those of its source. */
interface MaskedTemplate {
  masked: string;
  inlineScripts: InlineScript[];
  bindings: BindingRange[];
  /** Where a comment begins that does not end. */
  open?: number;
}

/** The start tag of a script, with the slash of one that has no body. */
const BODY_TAG = /<(sjs|wxs)\b(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/y;

/** The end of a `{{ }}` that starts at `start`, just behind the closing braces. */
function bindingEnd(source: string, start: number): number {
  let quote = '';
  let depth = 0;
  for (let i = start + 2; i < source.length; i++) {
    const char = source[i];
    if (quote !== '') {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '{') depth++;
    else if (char === '}') {
      if (depth > 0) depth--;
      else if (source[i + 1] === '}') return i + 2;
    }
  }
  // A stray quote swallowed the closing braces: the engine ends the binding at the first ones.
  const close = source.indexOf('}}', start);
  return close < 0 ? source.length : close + 2;
}

/**
 * Fills what a markup tokenizer must not look into (bindings, comments, script bodies), keeping every offset.
 */
export function mask(source: string): MaskedTemplate {
  let open: number | undefined;
  const inlineScripts: InlineScript[] = [];
  const bindings: BindingRange[] = [];
  let masked = '';
  let copied = 0;
  const fill = (start: number, end: number): number => {
    masked += source.slice(copied, start) + source.slice(start, end).replace(/[^\n]/g, 'x');
    copied = end;
    return end;
  };
  for (let i = 0; i < source.length;) {
    if (source.startsWith('<!--', i)) {
      const end = source.indexOf('-->', i + 4);
      if (end < 0) open = i;
      i = fill(i, end < 0 ? source.length : end + 3);
    } else if (source.startsWith('{{', i)) {
      bindings.push({ start: i, end: bindingEnd(source, i) });
      i = fill(i, bindingEnd(source, i));
    } else if (source[i] === '<') {
      BODY_TAG.lastIndex = i;
      const tag = BODY_TAG.exec(source);
      if (!tag) i++;
      else {
        i += tag[0].length;
        if (tag[2] === '/') continue;
        const close = source.indexOf(`</${tag[1]}`, i);
        const end = close < 0 ? source.length : close;
        if (source.slice(i, end).trim() !== '') inlineScripts.push({ start: i, end });
        i = fill(i, end);
      }
    } else i++;
  }
  return {
    masked: masked + source.slice(copied),
    inlineScripts,
    bindings,
    ...(open !== undefined && { open }),
  };
}
