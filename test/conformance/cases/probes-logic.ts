/** Small things that programs do with components, events, routes and `tt`. */
import { casesOf, component, using } from '../case';

const comp = casesOf('component');
const ttml = casesOf('ttml');
const tt = casesOf('tt');
const app = casesOf('app.json');
const tags = casesOf('tags');
const b = (js = 'Page({});', words = 'b'): Record<string, string> => ({
  'pages/b/b.ttml': words,
  'pages/b/b.js': js,
});

export const cases = [
  comp(
    'behaviors: their data is merged deeply, the component wins, nested ones come first',
    {
      json: using('c'),
      ttml: '<c/>',
      files: component(
        'c',
        '<view id="r">{{a}}{{o.x}}{{o.y}}{{m}}</view>',
        "const inner = Behavior({ data: { a: 1, o: { x: 1 } }, methods: { who() { return 'inner'; } }, lifetimes: { attached() { log.push('inner'); } } }); const outer = Behavior({ behaviors: [inner], data: { a: 2, o: { y: 2 } }, methods: { who() { return 'outer'; } }, lifetimes: { attached() { log.push('outer'); } } }); Component({ behaviors: [outer], data: { o: { x: 3 } }, lifetimes: { attached() { log.push('own'); this.setData({ m: this.who() }); } } });",
      ),
    },
    "log.join() === 'inner,outer,own' && text('#r') === '232outer'",
  ),
  comp(
    'observers: several fields, paths, an item, a wildcard, each once for a setData',
    {
      json: using('c'),
      ttml: '<c id="c"/>',
      files: component(
        'c',
        'x',
        "Component({ data: { a: 0, b: 0, o: { p: { q: 0 } }, l: [1, 2] }, observers: { 'a, b'(a, b) { log.push('ab' + a + b); }, 'o.p.q'(q) { log.push('q' + q); }, 'o.**'(o) { log.push('o' + o.p.q); }, 'l[1]'(v) { log.push('l' + v); } }, lifetimes: { attached() { log.length = 0; this.setData({ a: 1, b: 2, 'o.p.q': 3, 'l[1]': 4 }); } } });",
      ),
    },
    "log.join() === 'ab12,q3,o3,l4'",
  ),
  comp(
    'an observer that sets data itself is not called for its own field again',
    {
      json: using('c'),
      ttml: '<c n="{{2}}"/>',
      files: component(
        'c',
        '<text id="r">{{twice}}</text>',
        'Component({ properties: { n: Number }, observers: { n(n) { log.push(n); this.setData({ twice: n * 2 }); } } });',
      ),
    },
    "log.join() === '2' && text('#r') === '4'",
  ),
  comp(
    'lifetimes of a parent and its child, with the page’s',
    {
      json: using('p'),
      ttml: '<p/>',
      js: "Page({ onLoad() { log.push('load'); }, onShow() { log.push('show'); }, onReady() { log.push('ready'); } });",
      files: {
        ...component(
          'p',
          '<k/>',
          "Component({ lifetimes: { created() { log.push('p+'); }, attached() { log.push('p'); }, ready() { log.push('p!'); } } });",
          { json: using('k') },
        ),
        ...component(
          'k',
          'x',
          "Component({ lifetimes: { created() { log.push('k+'); }, attached() { log.push('k'); }, ready() { log.push('k!'); } } });",
        ),
      },
    },
    "log.indexOf('p') < log.indexOf('k') && log.indexOf('k') < log.indexOf('p!') && log.indexOf('show') < log.indexOf('ready') && log.length === 9",
  ),
  comp(
    'relations: ancestor and descendant over a component between, linked and unlinked',
    {
      json: using('p', 'm', 'k'),
      ttml: '<p id="p"><m><k tt:if="{{on}}"/></m></p>',
      js: 'Page({ data: { on: true }, onReady() { this.setData({ on: false }); } });',
      files: {
        ...component(
          'p',
          '<slot/>',
          "Component({ relations: { '../k/k': { type: 'descendant', linked() { log.push('linked' + this.getRelationNodes('../k/k').length); }, unlinked() { log.push('unlinked'); } } } });",
        ),
        ...component('m', '<slot/>'),
        ...component(
          'k',
          'x',
          "Component({ relations: { '../p/p': { type: 'ancestor', linked(target) { log.push('to ' + target.id); } } } });",
        ),
      },
    },
    "log.includes('linked1') && log.includes('to p') && log.at(-1) === 'unlinked'",
  ),
  comp(
    'virtualHost: no element of its own, attributes of the host are properties',
    {
      json: using('c'),
      ttml: '<view class="row"><c class="own" style="width:5px"/></view>',
      ttss: '.row > .in { height: 9px; }',
      files: component(
        'c',
        '<view id="r" class="in {{class}}" style="{{style}}"/>',
        "Component({ options: { virtualHost: true, addGlobalClass: true, styleIsolation: 'shared' }, properties: { class: String, style: String } });",
      ),
    },
    "box('#r').height === 9 && box('#r').width === 5 && q('#r').parentElement.className.includes('row')",
  ),
  comp(
    'setData: paths into lists and objects that are not there yet',
    {
      ttml: '<view id="r">{{l[2].n}}{{o.a.b}}{{l.length}}</view>',
      js: "Page({ data: { l: [] }, onLoad() { this.setData({ 'l[2].n': 1, 'o.a.b': 2 }); log.push(JSON.stringify(this.data)); } });",
    },
    'text(\'#r\') === \'123\' && log[0].includes(\'"o":{"a":{"b":2}}\')',
  ),
  comp(
    'setData in its own callback, and what data has at once',
    {
      ttml: '<view id="r">{{n}}</view>',
      js: 'Page({ data: { n: 0 }, onLoad() { this.setData({ n: 1 }, () => { log.push(text("#r")); this.setData({ n: 2 }); log.push(this.data.n); }); log.push(this.data.n); } });',
    },
    "log.join() === '1,1,2' && text('#r') === '2'",
  ),
  comp(
    'a property of each type without a value, and with one that does not fit',
    {
      json: using('c'),
      ttml: '<c id="c" n2="{{\'7\'}}" s2="{{5}}" b2="{{1}}"/>',
      files: component(
        'c',
        'x',
        'Component({ properties: { s: String, n: Number, b: Boolean, o: Object, l: Array, s2: String, n2: Number, b2: Boolean, v: { type: Number, value: 4 } }, lifetimes: { attached() { log.push(JSON.stringify(this.data)); } } });',
      ),
    },
    "(() => { const d = JSON.parse(log[0]); return d.s === '' && d.n === 0 && d.b === false && d.o === null && d.l.length === 0 && d.s2 === '5' && d.n2 === 7 && d.b2 === true && d.v === 4; })()",
  ),
  comp(
    'an event that bubbles and is composed passes through components, one that does not stops at its own',
    {
      json: using('o'),
      ttml: '<view bindgo="page" bindstay="page"><o/></view>',
      js: 'Page({ page(event) { log.push(event.type + event.detail.n); } });',
      files: {
        ...component(
          'o',
          '<view bindgo="h" bindstay="h"><i/></view>',
          "Component({ methods: { h(event) { log.push('o' + event.type); } } });",
          { json: using('i') },
        ),
        ...component(
          'i',
          'x',
          "Component({ lifetimes: { ready() { this.triggerEvent('go', { n: 1 }, { bubbles: true, composed: true }); this.triggerEvent('stay', { n: 2 }); } } });",
        ),
      },
    },
    "log.join() === 'ogo,go1'",
  ),
  comp(
    'selectComponent in tabs of lists: by class, by id in a component, all of them in order',
    {
      json: using('c'),
      ttml: '<c tt:for="{{3}}" class="c" id="c{{item}}" n="{{item}}"/>',
      js: "Page({ onReady() { log.push(this.selectAllComponents('.c').map((c) => c.data.n).join(''), this.selectComponent('#c1').data.n, this.selectComponent('#none') === null); } });",
      files: component('c', 'x', 'Component({ properties: { n: Number } });'),
    },
    "log.join() === '012,1,true'",
  ),
  ttml(
    'a long press is told, and no tap comes after it where it is heard',
    {
      ttml: '<view id="r" bindtap="go" bindlongpress="go" bindtouchstart="go" bindtouchend="go">xx</view>',
      js: 'Page({ go(event) { log.push(event.type); } });',
      steps: [
        ['hold', '#r'],
        [
          'run',
          'new Promise((done) => { const t = setInterval(() => { if (log.includes("longpress")) { clearInterval(t); done(); } }, 20); })',
        ],
      ],
    },
    "log[0] === 'touchstart' && log[1] === 'longpress' && !log.includes('tap')",
  ),
  ttml(
    'the order of touch events and the tap',
    {
      ttml: '<view id="r" bindtap="go" bindtouchstart="go" bindtouchend="go">xx</view>',
      js: 'Page({ go(event) { log.push(event.type); } });',
      steps: [['tap', '#r']],
    },
    "log.join() === 'touchstart,touchend,tap'",
  ),
  ttml(
    'target is what was touched, currentTarget who listens, each with its data and id',
    {
      ttml: '<view id="o" data-a="1" bindtap="go"><view id="i" data-b="{{ {k: 2} }}">xx</view></view>',
      js: 'Page({ go(event) { log.push(event.target.id, event.currentTarget.id, event.currentTarget.dataset.a, event.target.dataset.b.k); } });',
      steps: [['tap', '#i']],
    },
    "log.join() === 'i,o,1,2'",
  ),
  tt(
    'a query is decoded once, keeps empty and repeated names, and a fragment of Chinese',
    {
      pages: ['pages/b/b'],
      files: b('Page({ onLoad(query) { log.push(JSON.stringify(query)); } });'),
      steps: [
        [
          'run',
          "tt.navigateTo({ url: '/$folder/pages/b/b?a=' + encodeURIComponent('https://x.y/?q=1&r=中') + '&e=&n' })",
        ],
      ],
    },
    "(() => { const q = JSON.parse(log[0]); return q.a === 'https%3A%2F%2Fx.y%2F%3Fq%3D1%26r%3D%E4%B8%AD' || q.a === 'https://x.y/?q=1&r=中'; })()",
  ),
  tt(
    'redirectTo replaces the page, reLaunch leaves one, navigateBack by more than there are',
    {
      pages: ['pages/b/b'],
      js: "Page({ onUnload() { log.push('gone'); } });",
      files: b(),
      steps: [
        ['run', "tt.redirectTo({ url: '/$folder/pages/b/b' })"],
        ['run', "tt.navigateTo({ url: '/$folder/pages/b/b?n=1' })"],
        ['run', "tt.navigateTo({ url: '../b/b?n=2' })"],
        ['run', 'log.push(getCurrentPages().length)'],
        ['run', 'tt.navigateBack({ delta: 9 })'],
        ['run', 'log.push(getCurrentPages().length)'],
      ],
    },
    "log.join() === 'gone,3,1' || log.join() === 'gone,4,1'",
  ),
  tt(
    'onPageScroll tells where the page is, pageScrollTo goes to an element',
    {
      ttml: '<view style="height:1500px"/><view id="t" style="height:1500px"/>',
      js: 'Page({ onPageScroll(event) { log.push(event.scrollTop); } });',
      steps: [['run', "tt.pageScrollTo({ selector: '#t', duration: 0 })"]],
    },
    'log.at(-1) === 1500',
  ),
  tt(
    'a query gives rects, fields, scroll places and the viewport in one list',
    {
      ttml: '<view id="r" data-k="v" style="width:50px;height:20px"/><scroll-view id="s" scroll-y style="height:40px"><view style="height:200px"/></scroll-view>',
      js: "Page({ onReady() { const query = tt.createSelectorQuery(); query.select('#r').boundingClientRect(); query.selectAll('.none').boundingClientRect(); query.select('#s').scrollOffset(); query.selectViewport().scrollOffset(); query.select('#r').fields({ id: true, dataset: true, size: true, computedStyle: ['width'] }); query.exec((all) => log.push(JSON.stringify(all))); } });",
    },
    "(() => { const [r, none, s, v, f] = JSON.parse(log[0]); return r.width === 50 && none.length === 0 && s.scrollTop === 0 && v.scrollTop === 0 && f.id === 'r' && f.dataset.k === 'v' && f.height === 20 && f.width; })() !== false",
  ),
  tt(
    'timers run in order, and one that is cleared does not',
    {
      js: "Page({ onLoad() { const off = setTimeout(() => log.push('never'), 1); setTimeout(() => log.push('b'), 20); setTimeout((x) => log.push(x), 1, 'a'); clearTimeout(off); let n = 0; const t = setInterval(() => { n += 1; if (n === 2) { clearInterval(t); log.push('i2'); } }, 30); } });",
    },
    "log.join() === 'a,b,i2'",
  ),
  tt(
    'an API of callbacks gives nothing back, without them it gives a promise',
    {
      js: "Page({ onLoad() { log.push(typeof tt.setStorage({ key: 'k', data: 1, success() {} })); tt.getStorage({ key: 'k' }).then((got) => log.push(got.data)); tt.getStorage({ key: 'zz' }).catch((error) => log.push(error.errMsg)); } });",
    },
    "log.length === 3 && log.includes(1) && log[0] !== 'function'",
  ),
  app(
    'App hears of errors and of promises that nobody catches',
    {
      appJs:
        "App({ onError(error) { log.push('e' + /boom/.test(error)); }, onUnhandledRejection({ reason }) { log.push('r' + reason.message); } });",
      js: "Page({ onLoad() { setTimeout(() => { throw new Error('boom'); }); Promise.reject(new Error('lost')); } });",
    },
    "log.includes('etrue') && log.includes('rlost')",
  ),
  app(
    'App hears of a page that is not there at the start',
    {
      appJs: 'App({ onPageNotFound(page) { log.push(page.path, page.query.a, page.isEntryPage); } });',
      query: '?page=%2Fpages%2Fzz%2Fzz%3Fa%3D1',
      ttml: '<view id="r">first</view>',
    },
    "log.join() === 'pages/zz/zz,1,true' && text('#r') === 'first'",
  ),
  app(
    'require of a folder, of json, with and without an extension, and in circles',
    {
      project: {},
      js: "const one = require('./lib'); const two = require('./lib/index.js'); log.push(one === two, require('./d').a, require('./d.json').b, require('./x').late()); Page({});",
      files: {
        'pages/a/lib/index.js': 'module.exports = {};',
        'pages/a/d.js': 'exports.a = 1;',
        'pages/a/d.json': '{"b":2}',
        'pages/a/x.js':
          "exports.early = 1; const y = require('./y'); exports.late = () => y.seen() + exports.early;",
        'pages/a/y.js': "const x = require('./x'); exports.seen = () => x.early;",
      },
    },
    "log.join() === 'true,1,2,2'",
  ),
  app(
    'globalData of the app, changed by one page, read by another',
    {
      appJs: 'App({ globalData: { n: 1 } });',
      pages: ['pages/b/b'],
      js: 'Page({ onLoad() { getApp().globalData.n = 2; } });',
      files: b('Page({ onLoad() { log.push(getApp().globalData.n); } });'),
      steps: [['run', "tt.navigateTo({ url: '/pages/b/b' })"]],
    },
    'log[0] === 2',
  ),
  tags(
    'scroll-view: scroll-into-view, scroll-top from data, upper and lower thresholds',
    {
      ttml: '<scroll-view id="s" scroll-y style="height:100px" scroll-into-view="{{to}}" bindscroll="go" bindscrolltolower="low" lower-threshold="30"><view tt:for="{{10}}" id="i{{item}}" style="height:50px"/></scroll-view>',
      js: "Page({ data: { to: '' }, go(event) { this.top = event.detail.scrollTop; }, low() { log.push('low'); }, onReady() { this.setData({ to: 'i5' }, () => setTimeout(() => { log.push(this.top); this.setData({ to: 'i9' }); }, 300)); } });",
    },
    "log[0] === 250 && log.includes('low')",
  ),
  tags(
    'swiper: circular goes on from the last to the first, and current-item-id chooses',
    {
      ttml: '<swiper id="s" circular current="{{2}}" autoplay interval="100" duration="10" bindchange="go"><swiper-item tt:for="{{3}}" item-id="p{{item}}">{{item}}</swiper-item></swiper>',
      js: 'Page({ go(event) { log.push(event.detail.current + event.detail.source); } });',
    },
    "log[0] === '0autoplay'",
  ),
  tags(
    'label taps its control once, disabled ones not at all',
    {
      ttml: '<label id="l"><checkbox-group bindchange="go"><checkbox value="1"/><text id="t">word</text></checkbox-group></label><label id="m"><radio-group bindchange="go"><radio disabled value="2"/></radio-group><text id="u">no</text></label>',
      js: 'Page({ go(event) { log.push(event.detail.value); } });',
      steps: [
        ['tap', '#t'],
        ['tap', '#u'],
        ['frames', 3],
      ],
    },
    "log.length === 1 && log[0].join() === '1'",
  ),
];
