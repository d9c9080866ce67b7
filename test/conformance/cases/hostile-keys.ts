/** Names that every object of JavaScript has, where a program may write any name. */
import { casesOf, component, using } from '../case';

const comp = casesOf('component');
const ttml = casesOf('ttml');
const tt = casesOf('tt');
const sjs = casesOf('sjs');

/** No object got a field that nobody gave it. */
const CLEAN = '({}).polluted === undefined && [].polluted === undefined && (() => 1).polluted === undefined';

export const cases = [
  comp(
    'setData: paths through __proto__, constructor and prototype reach no other object',
    {
      ttml: '<text id="r">{{a.b}}</text>',
      js: `Page({ data: { a: { b: 1 }, l: [{}] }, onLoad() {
        for (const path of ['__proto__.polluted', 'a.__proto__.polluted', 'constructor.prototype.polluted', 'a.constructor.prototype.polluted', 'l[0].__proto__.polluted', 'a.b.__proto__.polluted', 'a["__proto__"].polluted', '__proto__[polluted]'])
          try { this.setData({ [path]: 1 }); } catch (error) { log.push('threw'); }
        try { this.setData(JSON.parse('{"__proto__":{"polluted":1},"a":{"b":2,"__proto__":{"polluted":1}}}')); } catch (error) { log.push('threw'); }
      } });`,
    },
    `${CLEAN} && page().data.polluted === undefined && page().data.a.polluted === undefined && text('#r') === '2'`,
  ),
  comp(
    'properties and data called constructor, toString and __proto__ are fields like others',
    {
      json: using('c'),
      ttml: '<c constructor="k" to-string="{{5}}" value-of="v"/>',
      files: component(
        'c',
        '<text id="r">{{constructor}} {{toString}} {{valueOf}} {{hasOwnProperty}}</text>',
        "Component({ properties: { constructor: String, toString: Number, valueOf: String }, data: { hasOwnProperty: 'h' } });",
      ),
    },
    `${CLEAN} && text('#r') === 'k 5 v h'`,
  ),
  comp(
    'methods and events called constructor, toString and __proto__',
    {
      json: using('c'),
      ttml: '<c bind:constructor="a" bind:toString="b" bind:__proto__="d"/><view id="t" bindtap="hasOwnProperty">x</view><view id="u" bindtap="valueOf">x</view>',
      js: "Page({ a(e) { log.push('a' + e.detail.n); }, b() { log.push('b'); }, d() { log.push('d'); }, hasOwnProperty() { log.push('own'); } });",
      files: component(
        'c',
        'x',
        "Component({ lifetimes: { ready() { for (const name of ['constructor', 'toString', '__proto__', 'valueOf']) this.triggerEvent(name, JSON.parse('{\"n\":1,\"__proto__\":{\"polluted\":1}}')); } } });",
      ),
      steps: [
        ['tap', '#t'],
        ['tap', '#u'],
      ],
    },
    `${CLEAN} && log.join() === 'a1,b,d,own' && problems('valueOf').length === 1`,
  ),
  ttml(
    'data-constructor and data-__proto__ are entries of the dataset, as marks are',
    {
      ttml: '<view id="t" data-constructor="c" data-__proto__="{{o}}" data-to-string="s" mark:constructor="m" mark:__proto__="{{o}}" bindtap="t">x</view>',
      js: 'Page({ data: { o: { polluted: 1 } }, t({ currentTarget: { dataset }, mark }) { log.push(dataset.constructor, dataset.toString, dataset.polluted, mark.constructor, mark.polluted); } });',
      steps: [['tap', '#t']],
    },
    `${CLEAN} && JSON.stringify(log) === '["c","s",null,"m",null]'`,
  ),
  ttml(
    'templates, slots, modules and handlers of those names: the ones that are there, and no others',
    {
      ttml: '<sjs module="toString">module.exports = { t: "s" };</sjs><template name="toString">T{{a}}</template><template name="__proto__">P</template><view id="r">{{toString.t}}<template is="toString" data="{{a: 1}}"/><template is="__proto__"/><template is="{{v}}"/></view>',
      js: "Page({ data: { v: 'valueOf' } });",
    },
    `${CLEAN} && (text('#r') === 'sT1P' || text('#r'))`,
  ),
  ttml(
    'an expression cannot come from a value to code',
    {
      ttml: "<view tt:if=\"{{on}}\" id=\"r\">[{{''.constructor.constructor('return 7')()}}{{a.constructor.prototype}}{{(()=>1).constructor('return 7')()}}]</view>",
      js: 'Page({ data: { a: {}, on: false }, onReady() { setTimeout(() => this.setData({ on: true })); } });',
    },
    `${CLEAN} && ((!text('#r').includes('7') && text('#r').startsWith('[')) || text('#r'))`,
  ),
  sjs(
    'a script cannot come from a value to code, and sees no document',
    {
      ttml: `<sjs module="m">
        function t(f) { try { return String(f()); } catch (e) { return 'no'; } }
        module.exports = { r: function (o) { return [
          t(function () { return "".constructor.constructor("return 7")(); }),
          t(function () { return t.constructor("return 7")(); }),
          t(function () { return typeof window + typeof document + typeof tt; }),
          t(function () { return (function () { return typeof this; })(); })
        ].join(); } };
      </sjs><text id="r">{{m.r(o)}}</text>`,
      js: 'Page({ data: { o: {} } });',
    },
    `(/^no,no,undefinedundefinedundefined,(undefined|object)$/.test(text('#r')) || text('#r'))`,
  ),
  tt(
    'storage under __proto__, constructor and toString is storage',
    {
      js: `Page({ onLoad() {
        for (const key of ['__proto__', 'constructor', 'toString']) { log.push(tt.getStorageSync(key)); tt.setStorageSync(key, JSON.parse('{"v":1,"__proto__":{"polluted":1}}')); log.push(tt.getStorageSync(key).v); }
        log.push(['__proto__', 'constructor', 'toString'].every((key) => tt.getStorageInfoSync().keys.includes(key)));
        for (const key of ['__proto__', 'constructor', 'toString']) tt.removeStorageSync(key);
        log.push(tt.getStorageSync('constructor')); } });`,
    },
    `${CLEAN} && JSON.stringify(log) === '["",1,"",1,"",1,true,""]'`,
  ),
  tt(
    'the options of a page have every name that its address gives',
    {
      ttml: '<text id="r">a</text>',
      js: "Page({ onLoad() { tt.navigateTo({ url: '../b/b?__proto__=p&constructor=c&a=1' }); } });",
      pages: ['pages/b/b'],
      files: {
        'pages/b/b.ttml': 'b',
        'pages/b/b.js':
          'Page({ onLoad(query) { log.push(Object.keys(query).join(), query.constructor, query.toString === ({}).toString); } });',
      },
    },
    `${CLEAN} && JSON.stringify(log) === '["__proto__,constructor,a","c",true]'`,
  ),
  tt(
    'what reads like an API of every object is none',
    {
      js: "Page({ onLoad() { log.push(tt.canIUse('constructor'), tt.canIUse('__proto__'), tt.canIUse('toString'), typeof tt.__proto__?.request); const q = tt.createSelectorQuery(); q.select('#none').fields({ dataset: true, properties: ['constructor', '__proto__'], computedStyle: ['constructor', '__proto__'] }, (r) => log.push(r)).exec(); } });",
    },
    `${CLEAN} && JSON.stringify(log) === '[false,false,false,"undefined",null]'`,
  ),
  comp(
    'names of modules, components and generics that every object has',
    {
      json: { usingComponents: { constructor: '/components/c/c', 'to-string': '/components/c/c' } },
      ttml: '<constructor/><to-string/>',
      js: "const m = require('../../lib/constructor'); Page({ onLoad() { log.push(m.a); try { require('__proto__'); } catch (e) { log.push('no'); } } });",
      files: {
        ...component('c', '<text id="r">c</text>'),
        'lib/constructor.js': 'exports.a = 1;',
      },
    },
    `${CLEAN} && ((log.join() === '1,no' && all('#r').length === 2) || [log, all('#r').length])`,
  ),
  comp(
    'instances of that name in relations, getApp and behaviors leave what all share alone',
    {
      js: `const b = Behavior(JSON.parse('{"data":{"__proto__":{"polluted":1},"x":1},"methods":{}}'));
        Page({ behaviors: [b], onLoad() { const app = getApp(); app['__proto__x'] = 1; log.push(this.data.x, this.data.polluted, this.selectComponent('#constructor'), getCurrentPages().constructor === Array); } });`,
    },
    `${CLEAN} && JSON.stringify(log) === '[1,null,null,true]'`,
  ),
];
