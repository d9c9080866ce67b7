import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { transform } from 'esbuild';
import { walk } from 'estree-walker';
import MagicString from 'magic-string';
import { minify as terser } from 'terser';

/**
 * First line of every sheet. Taro's pxtransform would take our px for those of a 750 px design and halve them;
 * whoever does not know the comment sees a comment.
 */
export const PXTRANSFORM = '/* postcss-pxtransform disable */';

/** Engines of the oldest phones: no `inset`, no hex alpha. */
const CSS_TARGET = ['chrome61', 'safari11'];

/** @param {string} text a template */
const template = (text) =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    // Between tags indentation goes; a space that somebody wrote stays, a wide one everywhere.
    .replace(/>[ \t\r]*\n\s*</g, '><')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/ \/>/g, '/>')
    .replace(/<(\/?[\w-]+) >/g, '<$1>')
    .replace(/([">]) >/g, '$1>')
    .trim();

/**
 * A template, style or json without what no host reads: comments, indentation. Any other file as it is.
 * @param {string} file its name
 * @param {string} text
 */
export async function shrink(file, text) {
  if (file.endsWith('.json')) return JSON.stringify(JSON.parse(text));
  if (file.endsWith('.ttml')) return template(text);
  if (!file.endsWith('.ttss')) return text;
  const { code } = await transform(text, {
    loader: 'css',
    minify: true,
    legalComments: 'none',
    target: CSS_TARGET,
  });
  // The space is what the platform's documents write.
  return `${PXTRANSFORM}\n${code.trim().replace(/@import"/g, '@import "')}`;
}

/**
 * Short names. The official packer minifies file by file and keeps each module's top-level names. Properties
 * keep theirs, and statements their lines: states, events and stacks are read in a shop's logs.
 */
export const minify = () => ({
  name: 'minify',
  async renderChunk(code) {
    const result = await terser(code, {
      ecma: 2015,
      toplevel: true,
      compress: { passes: 3 },
      // A line break costs what a semicolon does.
      format: { ascii_only: true, comments: false, semicolons: false },
    });
    return { code: result.code, map: null };
  },
});

/**
 * Writes the numbers that `file` exports where they are read. Exported from a chunk, each of them would cost a
 * name on both sides.
 * @param {string} file a module of constants, which imports nothing
 */
export async function inlineConstants(file) {
  const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm' });
  const values = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const specifier = new RegExp(`(^|/)${basename(file, '.ts')}(\\.ts)?$`);
  return {
    name: 'inline-constants',
    transform(source, id) {
      if (id === file) return null;
      const tree = this.parse(source);
      const local = new Map();
      const text = new MagicString(source);
      for (const node of tree.body) {
        if (node.type !== 'ImportDeclaration' || !specifier.test(node.source.value)) continue;
        for (const { imported, local: name } of node.specifiers)
          if (imported && typeof values[imported.name] === 'number')
            local.set(name.name, values[imported.name]);
      }
      if (!local.size) return null;
      walk(tree, {
        enter(node, parent, key) {
          if (node.type === 'ImportDeclaration') return this.skip();
          if (node.type !== 'Identifier' || !local.has(node.name)) return undefined;
          if (parent.type === 'MemberExpression' && key === 'property' && !parent.computed) return undefined;
          if (parent.type === 'Property' && key === 'key' && !parent.computed) return undefined;
          const value = `(${local.get(node.name)})`;
          const shorthand = parent.type === 'Property' && parent.shorthand;
          text.overwrite(node.start, node.end, shorthand ? `${node.name}: ${value}` : value);
          return undefined;
        },
      });
      return { code: text.toString(), map: text.generateMap({ hires: true }) };
    },
  };
}
