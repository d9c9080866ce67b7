import type { CompiledProgram } from '../protocol';
import { moduleFunction, type CompiledModule } from './modules';
import { sjsFunction, TEMPLATE_SUPPORT } from './template-support';

/** Resolves what a module asks for at run time: the compiler's table first, then a computed path. */
const LINK = `  var has = Object.prototype.hasOwnProperty;
  var link = function (require, from, table) {
    var find = function (spec) {
      spec = String(spec);
      if (has.call(table, spec)) return require(table[spec]);
      var parts = spec.charAt(0) === '.' ? from.split('/').slice(0, -1) : [];
      spec.split('/').forEach(function (part) {
        if (part === '..') parts.pop();
        else if (part !== '' && part !== '.') parts.push(part);
      });
      var path = parts.join('/').replace(/\\.[jt]s$/, '');
      if (has.call(modules, path + '/index') && !has.call(modules, path)) path += '/index';
      return require(path);
    };
    var later = function (spec) {
      return Promise.resolve().then(function () { return find(spec); });
    };
    var own = function (spec, loaded, failed) {
      if (typeof loaded !== 'function') return find(spec);
      later(spec).then(loaded, function (error) {
        if (typeof failed !== 'function') throw error;
        failed({ mod: String(spec), errMsg: error.message });
      });
    };
    own.async = later;
    return own;
  };
  var define = function (id, table, factory) {
    modules[id] = function (require, module, exports) {
      factory.call(exports, link(require, id, table), module, exports);
    };
  };`;

const NO_SOURCE = { version: 3, sources: [], names: [], mappings: '' };

const countLines = (text: string): number => text.split('\n').length - 1;

/**
 * The program's script, and its source map (indexed: one section a module; `x_mapped`: scripts that bring a
 * map of their own). `logic`: what is the same in two builds that differ in their sheets and findings only.
 */
export function emit(
  program: CompiledProgram,
  modules: readonly CompiledModule[],
  templates: string,
  scripts: readonly CompiledModule[],
): { bundle: string; map: string; logic: string } {
  const sections: { offset: { line: number; column: number }; map: unknown }[] = [];
  const parts: string[] = [];
  const mapped = new Set<string>();
  let line = 0;
  const write = (text: string): void => {
    parts.push(text);
    line += countLines(text);
  };
  const define = (name: string, { id, requires, map, isMapped }: CompiledModule, text: string): void => {
    if (map !== undefined) {
      const own = JSON.parse(map) as { sources: string[] };
      // The code starts on the line after its function's head.
      sections.push({ offset: { line: line + 1, column: 0 }, map: own });
      if (isMapped) for (const source of own.sources) mapped.add(source);
    }
    write(`  ${name}(${JSON.stringify(id)}, ${JSON.stringify(requires)}, ${text});\n`);
    // Ends the section: what follows belongs to no source.
    if (map !== undefined) sections.push({ offset: { line, column: 0 }, map: NO_SOURCE });
  };
  write(`(function () {\n  var modules = Object.create(null);\n${LINK}\n${TEMPLATE_SUPPORT}\n`);
  for (const module of modules) define('define', module, moduleFunction(module.code));
  for (const script of scripts) define('defineSjs', script, sjsFunction(script.code));
  const { styles, diagnostics: _findings, ...rest } = program;
  const logic = [...parts, templates, JSON.stringify(rest), ...Object.keys(styles)].join('\n');
  write(
    `  window.__TRADE_SIM_PROGRAM__ = {\n    program: ${JSON.stringify(program)},\n    modules: modules,\n    templates: ${templates},\n    hooks: hooks\n  };\n})();\n`,
  );
  write('//# sourceMappingURL=/program.js.map\n');
  const map = JSON.stringify({ version: 3, file: 'program.js', sections, x_mapped: [...mapped] });
  return { bundle: parts.join(''), map, logic };
}
