import { casesOf, component, using } from '../case';

const comp = casesOf('component');
/** A page with one component `c`. */
const one = (
  js: string,
  markup = '<c id="c"/>',
  more: Record<string, unknown> = {},
  template = 'x',
): object => ({
  json: using('c'),
  ttml: markup,
  files: component('c', template, js),
  ...more,
});

export const cases = [
  comp(
    'hidden, role and a label on a component that has no such property are its host’s',
    {
      json: using('c', 'd'),
      ttml: '<c id="a" hidden="{{h}}"/><c id="b" hidden="{{!h}}" role="note" aria-label="n"/><d id="d" hidden="{{h}}"/>',
      js: 'Page({ data: { h: true } });',
      files: {
        ...component('c', '<view>x</view>', 'Component({})'),
        ...component(
          'd',
          '<view>{{hidden}}</view>',
          'Component({ properties: { hidden: Boolean }, attached() { log.push(this.properties.hidden); } })',
        ),
      },
    },
    `box('#a').height === 0 && box('#b').height > 0 && box('#d').height > 0 && log[0] === true && problems().length === 0 &&
      q('#b').getAttribute('role') === 'note' && q('#b').getAttribute('aria-label') === 'n'`,
  ),
  comp(
    'a method that is called with nothing before the dot is the page’s or component’s own',
    one(
      "Component({ data: { n: 1 }, methods: { take() { log.push('c' + this.data.n); } }, ready() { setTimeout(this.take, 1); } })",
      '<c/>',
      {
        js: "function Kind() { this.kind = 'k'; } Kind.member = 'm'; Page({ data: { n: 2 }, Kind, onReady() { setTimeout(this.take, 1); Promise.resolve('p').then(this.take); [1].forEach(this.take); ({ success: this.take }).success('s'); this.take.call({ data: { n: 9 }, setData() {} }, 'other'); log.push(new this.Kind().kind + this.Kind.member); }, take(x) { log.push(String(x) + this.data.n); } });",
      },
    ),
    "['c1', '12', 's2', 'other9', 'km', 'p2', 'undefined2'].every((one) => log.includes(one)) || log",
  ),
  comp(
    'a query in an object of a framework that has the numbers of an instance',
    {
      json: using('c'),
      ttml: '<view class="z" style="width: 90px">p</view><c/>',
      files: component(
        'c',
        '<view class="z" style="width: 30px">i</view>',
        'Component({ lifetimes: { ready() { const { __nodeId__, __webviewId__ } = this; const own = { __nodeId__, __webviewId__, name: "vue" }; tt.createSelectorQuery().in(own).select(".z").boundingClientRect((rect) => log.push(rect.width)).exec(); tt.createSelectorQuery().in({}).select(".z").boundingClientRect((rect) => log.push(rect.width)).exec(); } } })',
      ),
    },
    "log.join() === '30,90' && problems('.in(this)').length === 1",
  ),
  comp(
    'a query that does not look into the component with what it asks for says so',
    {
      json: using('c'),
      ttml: '<view class="p">p</view><c/>',
      files: component(
        'c',
        '<view class="z">i</view><input/>',
        'Component({ ready() { for (const name of [".z", ".p", ".field", ".none"]) tt.createSelectorQuery().select(name).boundingClientRect((rect) => log.push(name + !!rect)).exec(); this.createSelectorQuery().select(".z").boundingClientRect((rect) => log.push("own" + !!rect)).exec(); } })',
      ),
    },
    "log.join() === '.zfalse,.ptrue,.fieldfalse,.nonefalse,owntrue' && problems('where this query does not look').length === 1 && problems('does not look')[0].message.includes('components/c') && problems('does not look')[0].line === 1",
  ),
  comp(
    'the page is among the open ones while its components are created',
    {
      json: using('c'),
      ttml: '<c/>',
      pages: ['pages/b/b'],
      files: {
        ...component(
          'c',
          'x',
          'Component({ created() { this.at = getCurrentPages(); }, attached() { const pages = getCurrentPages(); log.push(this.at.length === pages.length, this.at.at(-1) === pages.at(-1), this.at.at(-1).route, pages.length); } })',
        ),
        'pages/b/b.json': JSON.stringify(using('c')),
        'pages/b/b.ttml': '<c/>',
        'pages/b/b.js': 'Page({ created() {} });',
      },
      js: "Page({ onReady() { log.push(getCurrentPages().length); tt.navigateTo({ url: '../b/b' }); } });",
    },
    "log.length === 9 && log[0] && log[1] && log[2].endsWith('pages/a/a') && log[5] && log[6] && log[7].endsWith('pages/b/b') && log[8] === log[3] + 1 && log[4] === log[3]",
  ),
  comp(
    'created, attached, ready and detached, in this order',
    one(
      "Component({ lifetimes: { created() { log.push('created'); }, attached() { log.push('attached'); }, ready() { log.push('ready'); }, detached() { log.push('detached'); } } })",
      '<c tt:if="{{n}}"/>',
      { js: 'Page({ data: { n: 1 }, onReady() { setTimeout(() => this.setData({ n: 0 }), 30); } });' },
    ),
    "log.join() === 'created,attached,ready,detached'",
  ),
  comp(
    'lifetimes outside of lifetimes',
    one("Component({ attached() { log.push('a'); }, ready() { log.push('r'); } })"),
    "log.join() === 'a,r'",
  ),
  comp(
    'lifetimes.error hears of what a lifetime throws',
    one(
      "Component({ lifetimes: { attached() { throw new Error('boom'); }, error(error) { log.push(String(error.message || error)); } } })",
    ),
    "log[0]?.includes('boom')",
  ),
  comp(
    'lifetimes.moved when a list is sorted',
    one("Component({ lifetimes: { moved() { log.push('m'); } } })", '<c tt:for="{{l}}" tt:key="*this"/>', {
      js: 'Page({ data: { l: [1, 2] }, onReady() { this.setData({ l: [2, 1] }); } });',
    }),
    'log.length > 0',
  ),
  comp(
    'pageLifetimes show and hide',
    one(
      "Component({ pageLifetimes: { show() { log.push('show'); }, hide() { log.push('hide'); } } })",
      '<c/>',
      {
        pages: ['pages/b/b'],
        steps: [
          ['run', "tt.navigateTo({ url: '/$folder/pages/b/b' })"],
          ['run', 'tt.navigateBack()'],
        ],
        files: {
          ...component(
            'c',
            'x',
            "Component({ pageLifetimes: { show() { log.push('show'); }, hide() { log.push('hide'); } } })",
          ),
          'pages/b/b.ttml': 'b',
          'pages/b/b.js': 'Page({});',
        },
      },
    ),
    "log.join() === 'show,hide,show'",
  ),
  comp(
    'observers of several fields, of a path, of all',
    one(
      "Component({ data: { a: 1, b: 1, o: { x: 1 } }, observers: { 'a,b'() { log.push('ab'); }, 'o.x'() { log.push('o.x'); }, '**'() { log.push('**'); } }, lifetimes: { attached() { this.setData({ a: 2, 'o.x': 3 }); } } })",
    ),
    "['ab', 'o.x', '**'].every((name) => log.includes(name))",
  ),
  comp(
    'observers of what lies deeper and of an item',
    one(
      "Component({ data: { o: { x: { y: 1 } }, arr: [1] }, observers: { 'o.**'() { log.push('o'); }, 'arr[0]'() { log.push('arr'); } }, lifetimes: { attached() { this.setData({ 'o.x.y': 3, 'arr[0]': 2 }); } } })",
    ),
    "log.includes('o') && log.includes('arr')",
  ),
  comp(
    'the observer of a property hears its first value, by function or by name',
    one(
      "Component({ properties: { v: { type: Number, value: 0, observer(now) { log.push(now); } }, w: { type: Number, value: 0, observer: 'onW' } }, methods: { onW(now) { log.push('w', now); } } })",
      '<c v="{{5}}" w="{{6}}"/>',
    ),
    "log.includes(5) && log.includes('w') && log.includes(6)",
  ),
  comp(
    'an observer that names no method is no error',
    one(
      "Component({ properties: { v: { type: Number, value: 0, observer: 'nope' } } })",
      '<c id="c" v="{{5}}"/>',
    ),
    "text('#c') === 'x' && problems().every(({ level }) => level !== 'error')",
  ),
  comp(
    'properties take the type that they declare',
    one(
      'Component({ properties: { s: String, n: Number, b: Boolean }, lifetimes: { attached() { log.push(this.data.s, this.data.n, this.data.b); } } })',
      '<c s="{{5}}" n="7" b/>',
    ),
    "log[0] === '5' && log[1] === 7 && log[2] === true",
  ),
  comp(
    'a function as the value of a property',
    one(
      'Component({ properties: { f: null }, lifetimes: { attached() { log.push(typeof this.data.f); } } })',
      '<c f="{{f}}"/>',
      { js: 'Page({ data: { f() {} } });' },
    ),
    "log[0] === 'function'",
  ),
  comp(
    'a property called dataset, like other reserved names, harms nothing',
    one(
      'Component({ properties: { dataset: Object, id: String, is: String }, lifetimes: { attached() { log.push(this.data.dataset.k); } } })',
      '<c id="c" dataset="{{ {k:1} }}"/>',
    ),
    "log[0] === 1 && text('#c') === 'x'",
  ),
  comp(
    'behaviors bring data, methods and lifetimes, nested',
    one(
      "const b1 = Behavior({ lifetimes: { attached() { log.push('b1'); } }, methods: { m() { log.push('m'); } } }); const b2 = Behavior({ behaviors: [b1], lifetimes: { attached() { log.push('b2'); } } }); Component({ behaviors: [b2], lifetimes: { attached() { log.push('c'); this.m(); } } })",
    ),
    "log.join() === 'b1,b2,c,m'",
  ),
  comp(
    'behaviors of a page',
    {
      js: "const b = Behavior({ data: { q: 1 }, methods: { bm() { log.push('bm'); } } }); Page({ behaviors: [b], onLoad() { this.bm(); } });",
    },
    "log[0] === 'bm'",
  ),
  comp(
    'definitionFilter of a behavior',
    one(
      "const b = Behavior({ definitionFilter(definition) { log.push('filter'); definition.data = { ...definition.data, z: 1 }; } }); Component({ behaviors: [b], lifetimes: { attached() { log.push(this.data.z); } } })",
    ),
    "log[0] === 'filter' && log[1] === 1",
  ),
  comp(
    'tt://component-export decides what selectComponent gives',
    one("Component({ behaviors: ['tt://component-export'], export() { return { ex: 1 }; } })"),
    "page().selectComponent('#c')?.ex === 1",
  ),
  comp(
    'tt://form-field makes a component a field of a form',
    one(
      "Component({ behaviors: ['tt://form-field'] })",
      '<form bindsubmit="s"><c name="f" value="v"/><button id="b" form-type="submit">x</button></form>',
      { js: 'Page({ s(event) { log.push(event.detail.value.f); } });', steps: [['tap', '#b']] },
    ),
    "log[0] === 'v'",
  ),
  comp(
    'relations of parent and child are linked',
    {
      json: using('p', 'k'),
      ttml: '<p><k/></p>',
      files: {
        ...component(
          'p',
          '<slot/>',
          "Component({ relations: { '../k/k': { type: 'child', linked() { log.push('linked'); } } }, lifetimes: { ready() { log.push(this.getRelationNodes('../k/k').length); } } })",
        ),
        ...component('k', 'x', "Component({ relations: { '../p/p': { type: 'parent' } } })"),
      },
    },
    "log.includes('linked') && log.includes(1)",
  ),
  comp(
    'relations by the target’s behavior are linked',
    {
      json: using('p', 'k'),
      ttml: '<p><k/></p>',
      files: {
        'lib/b.js': 'module.exports = { bp: Behavior({}), bk: Behavior({}) };',
        ...component(
          'p',
          '<slot/>',
          "const { bp, bk } = require('../../lib/b'); Component({ behaviors: [bp], relations: { k: { type: 'descendant', target: bk, linked() { log.push('linked'); } } } })",
        ),
        ...component(
          'k',
          'x',
          "const { bp, bk } = require('../../lib/b'); Component({ behaviors: [bk], relations: { p: { type: 'ancestor', target: bp } } })",
        ),
      },
    },
    "log.includes('linked')",
  ),
  comp(
    'pureDataPattern keeps fields out of the template',
    one(
      'Component({ options: { pureDataPattern: /^_/ }, data: { _x: 1 }, observers: { _x(value) { log.push(value); } }, lifetimes: { attached() { this.setData({ _x: 2 }); } } })',
      '<c id="c"/>',
      {},
      '[{{_x}}]',
    ),
    "log.includes(2) && text('#c') === '[]'",
  ),
  comp(
    'virtualHost: no element of its own',
    one(
      "Component({ options: { virtualHost: true }, externalClasses: ['class'] })",
      '<view id="w"><c class="k"/></view>',
      { ttss: '.k { color: #ff0000; }' },
      '<view id="z" class="class">x</view>',
    ),
    "css('#z', 'color') === 'rgb(255, 0, 0)' && q('#z').parentElement.id === 'w'",
  ),
  comp(
    'virtualHost: contexts find what is in the component, a canvas at its top, too',
    one(
      "Component({ options: { virtualHost: true }, ready() { for (const id of ['in', 'top']) { const drawn = tt.createCanvasContext(id, this); drawn.fillRect(0, 0, 9, 9); drawn.draw(false, () => log.push(id)); } tt.createMapContext('m', this).getScale({ success: ({ scale }) => log.push(scale) }); } })",
      '<c/>',
      {},
      '<canvas canvas-id="top"/><view tt:if="{{true}}"><canvas canvas-id="in"/></view><map id="m" scale="7" latitude="30" longitude="120"/>',
    ),
    "log.length === 3 && log.includes('in') && log.includes('top') && log.includes(7) && problems().length === 0",
  ),
  comp(
    'selectComponent, selectAllComponents and >>>',
    {
      json: using('p', 'k'),
      ttml: '<p id="p"/><k class="k"/><k class="k"/>',
      files: {
        ...component('p', '<k id="k"/>', 'Component({})', { json: using('k') }),
        ...component('k', 'x'),
      },
    },
    "!!page().selectComponent('#p') && page().selectAllComponents('.k').length === 2 && !!page().selectComponent('#p >>> #k')",
  ),
  comp(
    'selectOwnerComponent',
    {
      json: using('p'),
      ttml: '<p id="p"/>',
      files: {
        ...component('p', '<k id="k"/>', "Component({ data: { n: 'p' } })", { json: using('k') }),
        ...component(
          'k',
          'x',
          'Component({ lifetimes: { ready() { log.push(this.selectOwnerComponent().data.n); } } })',
        ),
      },
    },
    "log[0] === 'p'",
  ),
  comp(
    'a component knows its page, path, id and dataset',
    one(
      'Component({ lifetimes: { attached() { log.push(this.getPageId(), this.is, this.id, this.dataset.k); } } })',
      '<c id="c" data-k="v"/>',
    ),
    "!!log[0] && log[1].endsWith('components/c/c') && log[2] === 'c' && log[3] === 'v'",
  ),
  comp(
    'triggerEvent bubbles, crosses components and is captured',
    one(
      "Component({ lifetimes: { ready() { this.triggerEvent('e', {}, { bubbles: true, composed: true, capturePhase: true }); } } })",
      '<view capture-bind:e="cap" bind:e="out"><c bind:e="own"/></view>',
      { js: "Page({ cap() { log.push('cap'); }, own() { log.push('own'); }, out() { log.push('out'); } });" },
    ),
    "log.join() === 'cap,own,out'",
  ),
  comp(
    'a selector query in a component, and one through components',
    {
      json: using('c'),
      ttml: '<view id="a"><view class="b">x</view></view><c id="c"/>',
      files: component(
        'c',
        '<view class="z">x</view>',
        "Component({ lifetimes: { ready() { this.createSelectorQuery().select('.z').boundingClientRect((rect) => log.push(rect.width > 0)).exec(); } } })",
      ),
      js: "Page({ onReady() { tt.createSelectorQuery().select('#a .b').boundingClientRect().select('#c >>> .z').boundingClientRect().exec((found) => log.push(found.filter(Boolean).length)); } });",
    },
    'log.includes(true) && log.includes(2)',
  ),
  comp(
    'fields of a selector query',
    {
      ttml: '<scroll-view id="a" scroll-y data-k="v" style="height:10px">x</scroll-view>',
      js: "Page({ onReady() { tt.createSelectorQuery().select('#a').fields({ dataset: true, size: true, rect: true, scrollOffset: true, properties: ['scrollY'], computedStyle: ['height'] }).exec(([found]) => log.push(found)); } });",
    },
    "log[0]?.dataset.k === 'v' && log[0].scrollY === true && log[0].height !== undefined && log[0].scrollTop === 0",
  ),
  comp(
    'an intersection observer of a component',
    one(
      "Component({ lifetimes: { ready() { this.createIntersectionObserver().relativeToViewport().observe('.z', (got) => log.push(got.intersectionRatio)); } } })",
      '<c/>',
      {},
      '<view class="z">x</view>',
    ),
    'log[0] > 0',
  ),
  comp(
    'setUpdatePerformanceListener hears of updates',
    one(
      'Component({ lifetimes: { attached() { this.setUpdatePerformanceListener({}, (got) => log.push(typeof got.updateStartTimestamp)); this.setData({ a: 1 }); } } })',
    ),
    "log[0] === 'number'",
  ),
  comp(
    'groupSetData',
    one(
      'Component({ data: { a: 1 }, lifetimes: { attached() { this.groupSetData(() => this.setData({ a: 2 })); log.push(this.data.a); } } })',
    ),
    'log[0] === 2',
  ),
  comp(
    'setData by paths calls back when it is drawn',
    {
      ttml: '<view id="r">{{o.l[0].v}}</view>',
      js: "Page({ data: { o: { l: [{ v: 1 }] } }, onLoad() { this.setData({ 'o.l[0].v': 9 }, () => log.push(this.data.o.l[0].v, q('#r')?.textContent)); } });",
    },
    "log[0] === 9 && text('#r') === '9'",
  ),
  comp(
    'setData hands over a copy',
    {
      js: 'Page({ onLoad() { const o = { a: 1 }; this.setData({ o }); o.a = 2; log.push(this.data.o.a); } });',
    },
    'log[0] === 1',
  ),
  comp(
    'setData of a function is told',
    { js: 'Page({ onLoad() { this.setData({ f() {} }); } });' },
    'problems().length > 0',
  ),
  comp(
    'setData of undefined goes on',
    {
      ttml: '<view id="r">[{{x}}]</view>',
      js: 'Page({ data: { x: 1 }, onLoad() { this.setData({ x: undefined }); } });',
    },
    "text('#r') === '[]'",
  ),
  comp(
    'a page keeps its own fields, and knows its route and options',
    { js: 'Page({ x: { y: 5 }, onLoad() { log.push(this.x.y, this.route, typeof this.options); } });' },
    "log[0] === 5 && log[1].endsWith('pages/a/a') && log[2] === 'object'",
  ),
  comp(
    'a page made by Component()',
    {
      query: '?page=/pages/a/a?k=1',
      json: { component: true },
      js: "Component({ properties: { k: String }, methods: { onLoad(query) { log.push('load' + query.k); }, onShow() { log.push('show'); } } });",
    },
    "log.join() === 'load1,show'",
  ),
  comp(
    'an async onLoad that rejects is told with its line',
    { js: 'Page({\n  async onLoad() {\n    await 1;\n    throw new Error("boom");\n  },\n});' },
    "problems('boom').some(({ line }) => line === 4)",
  ),
  comp(
    'an option of Component that is misspelt is told',
    one('Component({ lifetime: { attached() {} } })'),
    'problems().length > 0',
  ),
  comp(
    'a component whose json lacks component: true is told',
    { json: using('c'), ttml: '<c/>', files: { ...component('c', 'x'), 'components/c/c.json': '{}' } },
    'problems().length > 0',
  ),
  comp(
    'a script that throws takes its own page only',
    {
      js: 'throw new Error("boom");',
      pages: ['pages/b/b'],
      files: { 'pages/b/b.ttml': '<view id="b">B</view>', 'pages/b/b.js': 'Page({});' },
      steps: [['run', "tt.navigateTo({ url: '/$folder/pages/b/b' })"]],
    },
    "text('#b') === 'B' && problems('boom').length > 0",
  ),
  comp(
    'a component with the name of a box or of a stand-in looks like a component',
    {
      json: using('header', 'navigation-bar'),
      ttml: '<header id="h"/><navigation-bar id="n"/>',
      files: { ...component('header', 'H'), ...component('navigation-bar', 'N') },
    },
    "text('#h') === 'H' && text('#n') === 'N' && css('#h', 'display') === 'inline' && css('#n', 'borderTopStyle') === 'none'",
  ),
];
