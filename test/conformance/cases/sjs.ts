import { casesOf } from '../case';

const sjs = casesOf('sjs');
const of = (body: string, shown: string, more: Record<string, unknown> = {}): object => ({
  ttml: `<sjs module="m">${body}</sjs><view id="r">${shown}</view>`,
  ...more,
});
const says = (words: string): string => `text('#r') === ${JSON.stringify(words)}`;

export const cases = [
  sjs(
    'a module in the template',
    of('module.exports.up = function (s) { return s.toUpperCase(); }', '{{m.up("a")}}'),
    says('A'),
  ),
  sjs(
    'a module in a file',
    {
      ttml: '<sjs module="m" src="./m.sjs"/><view id="r">{{m.add(2,3)}}</view>',
      files: { 'pages/a/m.sjs': 'module.exports = { add: function (a, b) { return a + b; } };' },
    },
    says('5'),
  ),
  sjs(
    'a module that requires another',
    {
      ttml: '<sjs module="m" src="./m.sjs"/><view id="r">{{m.twice(4)}}</view>',
      files: {
        'pages/a/m.sjs':
          'var n = require("./n.sjs"); module.exports.twice = function (x) { return n.by(x, 2); };',
        'pages/a/n.sjs': 'module.exports.by = function (a, b) { return a * b; };',
      },
    },
    says('8'),
  ),
  sjs(
    'export default',
    {
      ttml: '<sjs module="m" src="./m.sjs"/><view id="r">{{m.add(2,3)}}</view>',
      files: { 'pages/a/m.sjs': 'const add = (a, b) => a + b;\nexport default { add };' },
    },
    says('5'),
  ),
  sjs(
    'named exports',
    {
      ttml: '<sjs module="m" src="./m.sjs"/><view id="r">{{m.add(2,3)}}</view>',
      files: { 'pages/a/m.sjs': 'export const add = (a, b) => a + b;' },
    },
    says('5'),
  ),
  sjs(
    'getDate makes a date',
    of('module.exports.y = function (t) { return getDate(t).getFullYear(); }', '{{m.y(1600000000000)}}'),
    says('2020'),
  ),
  sjs(
    'getRegExp makes a pattern',
    of('module.exports.r = function (s) { return s.replace(getRegExp("a", "g"), "b"); }', '{{m.r("aca")}}'),
    says('bcb'),
  ),
  sjs(
    'constructor is the name of the type',
    of('module.exports.t = function (v) { return v.constructor; }', '{{m.t([])}} {{m.t("")}} {{m.t({})}}'),
    says('Array String Object'),
  ),
  sjs(
    'a function that throws is told at its line, and only its binding is empty',
    {
      ttml: '<sjs module="m" src="./m.sjs"/><view id="r">[{{m.f()}}]</view>',
      files: { 'pages/a/m.sjs': 'module.exports.f = function () {\n  return undefined.x;\n};' },
    },
    "text('#r') === '[]' && problems().some(({ file, line }) => file.endsWith('m.sjs') && line === 2)",
  ),
  sjs(
    'a handler of an event gets the event and its instance',
    {
      ttml: '<sjs module="m">module.exports.tap = function (event, owner) { owner.selectComponent("#r").setStyle({ color: "rgb(255, 0, 0)" }); owner.callMethod("hi", { a: 1 }); }</sjs><view id="r" bindtap="{{m.tap}}">tap</view>',
      js: 'Page({ hi(given) { log.push(given.a); } });',
      steps: [['tap', '#r']],
    },
    "css('#r', 'color') === 'rgb(255, 0, 0)' && log[0] === 1",
  ),
  sjs(
    'change: hears of a property that changed',
    {
      ttml: '<sjs module="m">module.exports.ch = function (now, old, owner) { owner.callMethod("hi", now); }</sjs><view id="r" prop="{{v}}" change:prop="{{m.ch}}">t</view>',
      js: 'Page({ data: { v: 1 }, onReady() { this.setData({ v: 2 }); }, hi(given) { log.push(given); } });',
    },
    'log.includes(2)',
  ),
  sjs(
    'change: hears of it when the elements of the same update are there',
    {
      ttml: '<sjs module="m">module.exports.ch = function (now, old, owner) { owner.selectComponent(".x").getState().seen = 1; owner.callMethod("hi", owner.selectAllComponents(".y").length); }</sjs><view class="x" prop="{{1}}" change:prop="{{m.ch}}">t</view><view class="y">u</view>',
      js: 'Page({ hi(found) { log.push(found); } });',
    },
    'log[0] === 1 && problems().length === 0',
  ),
  sjs(
    'a module inside a template that is used by name',
    {
      ttml: '<sjs module="m">module.exports.f = function () { return "F"; }</sjs><template name="t"><view id="r">{{m.f()}}</view></template><template is="t"/>',
    },
    says('F'),
  ),
  sjs(
    'a module runs when a template that has it is shown, and fails there only',
    {
      ttml: '<view id="r">x</view>',
      pages: ['pages/b/b'],
      files: {
        'pages/b/b.ttml': '<sjs module="m" src="./m.sjs"/><view id="s">[{{m.a}}]</view>',
        'pages/b/b.js': 'Page({});',
        'pages/b/m.sjs': 'tt.showToast({}); module.exports = { a: 1 };',
      },
      js: 'Page({ onReady() { log.push(problems("tt is not defined").length); tt.navigateTo({ url: "/pages/b/b" }); } });',
    },
    `text('#s') === '[]' && log[0] === 0 && problems('tt is not defined').map(({ file, line }) => file.split('/').pop() + line).join() === 'm.sjs1' && problems('__sim').length === 0`,
  ),
  sjs(
    'a module whose exports are a function, with members of its own',
    of('var f = function (x) { return f.by * x; }; f.by = 3; module.exports = f;', '{{m(2)}} {{m.by}}'),
    says('6 3'),
  ),
  sjs(
    'a handler that returns false stops the event, as stopPropagation would',
    {
      ttml: '<sjs module="m">module.exports.no = function () { return false; }; module.exports.yes = function () { return true; }; module.exports.none = function () {};</sjs><view bindtap="t"><view id="r" bindtap="{{m.no}}">a</view><view id="s" bindtap="{{m.yes}}">b</view><view id="u" bindtap="{{m.none}}">c</view></view>',
      js: 'Page({ t({ target }) { log.push(target.id); } });',
      steps: [
        ['tap', '#r'],
        ['tap', '#s'],
        ['tap', '#u'],
      ],
    },
    "log.join() === 's,u'",
  ),
];
