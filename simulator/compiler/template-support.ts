/**
 * JavaScript that stands in front of the templates in the program script: what the functions of expressions
 * and the modules of SJS are made with. It runs before the frame's own code, which joins in by `hooks`
 * (`TemplateHooks`).
 */
export const TEMPLATE_SUPPORT = `  var hooks = {
    failed: function () {},
    descriptor: function (component) { return component; },
    current: function () { return undefined; },
    stop: {}
  };
  var place;
  var broken = new WeakSet();
  var handlers = new WeakSet();
  var isNothing = function (value) { return value === null || value === undefined; };
  var missing = function (text) {
    hooks.failed(new TypeError(text + ' is not a function'), place, 'warning');
  };
  var $m = function (object, key) { return isNothing(object) ? undefined : object[key]; };
  var $c = function (object, key, args, text) {
    if (isNothing(object)) return undefined;
    var method = object[key];
    if (typeof method === 'function') return method.apply(object, args);
    if (!broken.has(object)) missing(text);
    return undefined;
  };
  var $f = function (callee, args, text) {
    if (typeof callee === 'function') return callee.apply(undefined, args);
    missing(text);
    return undefined;
  };
  var $expr = function (file, places, functions) {
    var exports = {};
    functions.forEach(function (run, index) {
      var own = { file: file, line: places[index][0], column: places[index][1], text: places[index][2] };
      exports['f' + index] = function () {
        var outer = place;
        place = own;
        try {
          return run.apply(undefined, arguments);
        } catch (error) {
          hooks.failed(error, own, 'error');
          return undefined;
        } finally {
          place = outer;
        }
      };
    });
    return exports;
  };
  var $text = function (value) {
    try {
      return isNothing(value) ? '' : String(value);
    } catch (error) {
      hooks.failed(error, undefined, 'error');
      return '';
    }
  };
  var $ctor = function (value) {
    if (isNothing(value)) throw new TypeError("Cannot read properties of " + value + " (reading 'constructor')");
    return Object.prototype.toString.call(value).slice(8, -1);
  };
  var getDate = function (...parts) { return new Date(...parts); };
  var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags); };
  var scripts = Object.create(null);
  var defineSjs = function (id, table, factory) {
    scripts[id] = { table: table, factory: factory, module: undefined };
  };
  var markHandlers = function (exports) {
    if (isNothing(exports)) return;
    if (typeof exports === 'function') handlers.add(exports);
    if (typeof exports === 'object')
      Object.keys(exports).forEach(function (key) {
        if (typeof exports[key] === 'function') handlers.add(exports[key]);
      });
  };
  /** export default { a } is what a template calls as m.a. */
  var withDefault = function (exports) {
    if (isNothing(exports) || exports.__esModule !== true || isNothing(exports.default)) return exports;
    var joined = typeof exports.default === 'function' ? exports.default : Object.assign({}, exports.default);
    Object.keys(exports).forEach(function (key) { joined[key] = exports[key]; });
    Object.defineProperty(joined, '__esModule', { value: true });
    return joined;
  };
  var $sjs = function (id) {
    var script = scripts[id];
    if (script.module) return script.module.exports;
    var module = (script.module = { exports: {} });
    var requireSjs = function (spec) { return $sjs(script.table[spec]); };
    try {
      script.factory.call(module.exports, requireSjs, module, module.exports, getDate, getRegExp, $ctor);
    } catch (error) {
      hooks.failed(error, { file: id.indexOf('#') < 0 ? id + '.sjs' : id.split('#')[0], text: '' }, 'error');
      if (typeof module.exports !== 'object' || module.exports === null) module.exports = {};
      broken.add(module.exports);
    }
    module.exports = withDefault(module.exports);
    markHandlers(module.exports);
    return module.exports;
  };
  /** A script runs when a template first looks at it, as on a device. */
  var $lazy = function (id) {
    var text = function () { return String($sjs(id)); };
    var own = new Proxy(function () {}, {
      get: function (_target, key) {
        var exports = $sjs(id);
        if (broken.has(exports)) broken.add(own);
        if (key === Symbol.toPrimitive) return text;
        return isNothing(exports) ? undefined : exports[key];
      },
      set: function (_target, key, value) {
        $sjs(id)[key] = value;
        return true;
      },
      has: function (_target, key) { return key in Object($sjs(id)); },
      apply: function (_target, self, args) {
        var exports = $sjs(id);
        if (typeof exports !== 'function') {
          if (!broken.has(exports)) missing(id);
          return undefined;
        }
        return exports.apply(self, args);
      }
    });
    return own;
  };
  var $change = function (listener) {
    return function (value, old, host, element) {
      if (typeof listener !== 'function') return;
      // What it looks for may come with the same update.
      Promise.resolve().then(function () {
        try {
          listener.call(null, value, old, hooks.descriptor(host), hooks.descriptor(element));
        } catch (error) {
          hooks.failed(error, undefined, 'error');
        }
      });
    };
  };
  var $event = function (owner, event, listener) {
    if (!handlers.has(listener)) return listener.apply(owner, [event]);
    try {
      event.instance = hooks.descriptor(hooks.current(event) || owner);
      var answer = listener.call(null, event, hooks.descriptor(owner));
      return answer === false ? hooks.stop : answer;
    } catch (error) {
      hooks.failed(error, undefined, 'error');
      return undefined;
    }
  };`;

/** What the engine's generated code takes from the support: its filters of listeners, and text of values. */
export const ENGINE_HOOKS = 'Y=$text;Q.A=$change;Q.C=$event;';

/** The text of one SJS module as a function; the inner one lets it declare the names itself. */
export const sjsFunction = (code: string): string =>
  `(function (require, module, exports, getDate, getRegExp, $ctor) { (() => {\n${code}\n})(); })`;
