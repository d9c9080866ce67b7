import { casesOf, component, using } from '../case';

const ttml = casesOf('ttml');
/** A page whose `#r` shows something. */
const shows = (inside: string, data = '{}', more: Record<string, unknown> = {}): object => ({
  ttml: `<view id="r">${inside}</view>`,
  js: `Page({ data: ${data} });`,
  ...more,
});
const says = (words: string): string =>
  `text('#r').replace(/\\s+/g, ' ').trim() === ${JSON.stringify(words)}`;

export const cases = [
  ttml(
    'if, elif and else',
    shows(
      '<text tt:if="{{n==1}}">a</text><text tt:elif="{{n==2}}">b</text><text tt:else>c</text>',
      '{ n: 2 }',
    ),
    says('b'),
  ),
  ttml(
    'the same directives with a hyphen',
    shows(
      '<text tt-if="{{n==1}}">a</text><text tt-elif="{{n==2}}">b</text><text tt-else>c</text>' +
        '<text tt-for="{{l}}" tt-for-item="x" tt-for-index="i" tt-key="id">{{i}}{{x.id}}</text>',
      '{ n: 3, l: [{ id: "a" }, { id: "b" }] }',
    ),
    says('c0a1b'),
  ),
  ttml(
    'values without quotes, with spaces around the equals sign and a slash behind',
    {
      ttml: '<view id=r tt:if={{o}} class={{o ? "x" : \'y\'}} style=width:90px data-k = 1 bindtap=t><text tt:for={{l}} tt:key=id>{{item}}</text></view><input id=i value=abc/><progress id=p percent = {{n}} show-info /><image src=../b/c.png /><view id="z" data-l=5>end</view>',
      js: "Page({ data: { o: true, n: 40, l: ['a', 'b'] }, t(event) { log.push(event.currentTarget.dataset.k); } });",
      steps: [['tap', '#r']],
    },
    "text('#r') === 'ab' && box('#r').width === 90 && q('#r').className.endsWith('x') && log[0] === '1' && q('#i input').value === 'abc' && text('#p').includes('40%') && q('img').src.endsWith('b/c.png') && text('#z') === 'end' && q('#z').parentElement !== q('#i')",
  ),
  ttml(
    'for over a list with names for item and index',
    shows(
      '<text tt:for="{{l}}" tt:for-item="x" tt:for-index="i" tt:key="id">{{i}}{{x.id}}</text>',
      '{ l: [{ id: "a" }, { id: "b" }] }',
    ),
    says('0a1b'),
  ),
  ttml('for over a number', shows('<text tt:for="{{3}}" tt:key="*this">{{item}}</text>'), says('012')),
  ttml(
    'for over an object',
    shows('<text tt:for="{{o}}">{{index}}={{item}};</text>', '{ o: { a: 1, b: 2 } }'),
    says('a=1;b=2;'),
  ),
  ttml('for over nothing renders nothing', shows('<text tt:for="{{none}}">x</text>end'), says('end')),
  ttml(
    'for in for, through blocks',
    shows(
      '<block tt:for="{{[\'a\',\'b\']}}" tt:for-item="x"><text tt:for="{{[1,2]}}" tt:for-item="y">{{x}}{{y}}</text></block>',
    ),
    says('a1a2b1b2'),
  ),
  ttml(
    'for and if on one tag: the condition sees the item',
    shows('<text tt:for="{{[1,2]}}" tt:if="{{item>1}}">{{item}}</text>'),
    says('2'),
  ),
  ttml(
    'a key with braces is taken as no key',
    shows('<text tt:for="{{[1,2]}}" tt:key="{{item}}">{{item}}</text>'),
    says('12'),
  ),
  ttml(
    'wx: directives work',
    shows('<text wx:for="{{[\'a\',\'b\']}}" wx:key="*this">{{item}}</text>'),
    says('ab'),
  ),
  ttml(
    'expressions: choice, arithmetic, members, indexes',
    shows("{{a?'y':'n'}}-{{1+2}}-{{l[1]}}-{{l.length}}-{{!a}}-{{n||'none'}}", '{ a: 1, l: ["a", "b"] }'),
    says('y-3-b-2-false-none'),
  ),
  ttml(
    'names with letters beyond ASCII, of data, members, loops and what is given to a template',
    shows(
      '{{数量+1}} {{店.名}} {{数量.toFixed(1)}} ' +
        '<text tt:for="{{列表}}" tt:for-item="项" tt:for-index="第">{{第}}{{项.价}}{{"元"}}</text>' +
        '<template name="行"><text>{{标题}}</text></template><template is="行" data="{{标题, 店}}"/>',
      '{ 数量: 2, 店: { 名: "甲" }, 列表: [{ 价: 5 }, { 价: 6 }], 标题: "题" }',
    ),
    says('3 甲 2.0 05元16元题'),
  ),
  ttml('a method of a text', shows('{{"ab".toUpperCase()}}'), says('AB')),
  ttml('a method of a number: toFixed', shows('{{price.toFixed(2)}}', '{ price: 3 }'), says('3.00')),
  ttml(
    'methods of a list: join, includes, slice',
    shows('{{l.join("+")}} {{l.includes(2)}} {{l.slice(1).length}}', '{ l: [1, 2] }'),
    says('1+2 true 1'),
  ),
  ttml('a function of the data is called', shows('{{f(3)}}', '{ f(x) { return x + 1; } }'), says('4')),
  ttml('optional chaining and nullish values', shows('{{a?.b}}{{a ?? "none"}}', '{ a: null }'), says('none')),
  ttml('a member of nothing is empty and no error', shows('[{{a.b.c}}]', '{}'), says('[]')),
  ttml('a template string', shows('{{`x${n}`}}', '{ n: 1 }'), says('x1')),
  ttml(
    'an expression that throws is empty, is told with its line, and the page goes on',
    {
      ttml: '<view id="r">\n[{{ o.f() }}]</view><view id="s">rest</view>',
      js: 'Page({ data: { o: { f: 5 } } });',
    },
    "text('#s') === 'rest' && text('#r').trim() === '[]' && problems().some(({ line }) => line === 2)",
  ),
  ttml(
    'objects are spread into template data',
    {
      ttml: '<template name="t"><view id="r">{{a}}-{{b}}</view></template><template is="t" data="{{...o,b:2}}"/>',
      js: 'Page({ data: { o: { a: 1 } } });',
    },
    says('1-2'),
  ),
  ttml(
    'a template chosen by an expression',
    {
      ttml: '<template name="a">A</template><template name="b">B</template><view id="r"><template is="{{t}}"/></view>',
      js: 'Page({ data: { t: "b" } });',
    },
    says('B'),
  ),
  ttml(
    'a template that uses itself',
    {
      ttml: '<template name="n">{{t.v}}<block tt:if="{{t.c}}">,<template is="n" data="{{t:t.c}}"/></block></template><view id="r"><template is="n" data="{{t}}"/></view>',
      js: 'Page({ data: { t: { v: 1, c: { v: 2, c: { v: 3 } } } } });',
    },
    says('1,2,3'),
  ),
  ttml(
    'import brings templates, by a relative path',
    {
      ttml: '<import src="./t.ttml"/><view id="r"><template is="x" data="{{n:1}}"/></view>',
      files: { 'pages/a/t.ttml': '<template name="x">hi{{n}}</template>' },
    },
    says('hi1'),
  ),
  ttml(
    'import without an extension, by an absolute path',
    {
      ttml: '<import src="/lib/t"/><view id="r"><template is="x"/></view>',
      files: { 'lib/t.ttml': '<template name="x">hi</template>' },
    },
    says('hi'),
  ),
  ttml(
    'an import does not bring the imports of its file',
    {
      ttml: '<import src="./b.ttml"/><view id="r"><template is="c"/></view>',
      files: {
        'pages/a/b.ttml': '<import src="./c.ttml"/><template name="b">B</template>',
        'pages/a/c.ttml': '<template name="c">C</template>',
      },
    },
    says(''),
  ),
  ttml(
    'files that import each other',
    {
      ttml: '<import src="./b.ttml"/><view id="r"><template is="b"/></view>',
      files: {
        'pages/a/b.ttml': '<import src="./c.ttml"/><template name="b">1</template>',
        'pages/a/c.ttml': '<import src="./b.ttml"/><template name="c">2</template>',
      },
    },
    says('1'),
  ),
  ttml(
    'include puts a file in its place, with the data of the page',
    {
      ttml: '<view id="r"><include src="./i.ttml"/></view>',
      js: 'Page({ data: { n: 1 } });',
      files: { 'pages/a/i.ttml': 'inc{{n}}' },
    },
    says('inc1'),
  ),
  ttml(
    'a circular include is told, and the page is there',
    {
      ttml: '<view id="r">x<include src="./b.ttml"/></view>',
      files: {
        'pages/a/b.ttml': 'B<include src="./c.ttml"/>',
        'pages/a/c.ttml': 'C<include src="./b.ttml"/>',
      },
    },
    "!!q('#r') && __tradeSim.problems.some(({ message }) => /include/.test(message))",
  ),
  ttml('entities and numeric entities', shows('&lt;&amp;&gt; &#215;&#x41;'), says('<&> ×A')),
  ttml('comments are not shown', shows('a<!-- <view>{{x}} -->b'), says('ab')),
  ttml('tags may close themselves', { ttml: '<view/><image src="/a.png"/><view id="r">x</view>' }, says('x')),
  ttml(
    'default and named slots',
    {
      json: using('s'),
      ttml: '<s id="r"><view slot="n">n</view>d</s>',
      files: component(
        's',
        '<view>[<slot name="n"/>][<slot/>]</view>',
        'Component({ options: { multipleSlots: true } })',
      ),
    },
    says('[n][d]'),
  ),
  ttml(
    'a slot in a loop is filled once, the first time',
    {
      json: using('s'),
      ttml: '<s id="r">x</s>',
      files: component('s', '<view tt:for="{{[1,2]}}">[<slot/>]</view>'),
    },
    says('[x][]'),
  ),
  ttml(
    'model: keeps an input and the data the same',
    {
      ttml: '<input id="i" model:value="{{v}}"/><view id="r">{{v}}</view>',
      js: "Page({ data: { v: '' } });",
      steps: [['type', '#i', 'hey']],
    },
    says('hey'),
  ),
  ttml(
    'model: on a property of a component',
    {
      json: using('c'),
      ttml: '<c model:val="{{v}}"/><view id="r">{{v}}</view>',
      js: 'Page({ data: { v: 1 } });',
      files: component(
        'c',
        '<view/>',
        'Component({ properties: { val: Number }, lifetimes: { ready() { this.setData({ val: 9 }); } } })',
      ),
    },
    says('9'),
  ),
  ttml(
    'bind bubbles, catch stops',
    {
      ttml: '<view bindtap="out"><view catch:tap="mid"><view id="r" bind:tap="inn">x</view></view></view>',
      js: "Page({ inn() { log.push('in'); }, mid() { log.push('mid'); }, out() { log.push('out'); } });",
      steps: [['tap', '#r']],
    },
    "log.join() === 'in,mid'",
  ),
  ttml(
    'capture comes before bind, and capture-catch stops',
    {
      ttml: '<view capture-bind:tap="cap"><view id="r" bindtap="inn">x</view></view><view capture-catch:tap="stop"><view id="s" bindtap="inn">y</view></view>',
      js: "Page({ inn() { log.push('in'); }, cap() { log.push('cap'); }, stop() { log.push('stop'); } });",
      steps: [
        ['tap', '#r'],
        ['tap', '#s'],
      ],
    },
    "log.join() === 'cap,in,stop'",
  ),
  ttml(
    'of mut-binds only the innermost runs',
    {
      ttml: '<view mut-bind:tap="out"><view id="r" mut-bind:tap="inn">x</view></view>',
      js: "Page({ inn() { log.push('in'); }, out() { log.push('out'); } });",
      steps: [['tap', '#r']],
    },
    "log.join() === 'in'",
  ),
  ttml(
    'dataset: hyphens become capitals, capitals become small, objects stay',
    {
      ttml: '<view id="r" data-a-b="{{1}}" data-cD="x" data-o="{{ {k:1} }}" bindtap="t">x</view>',
      js: 'Page({ t(event) { log.push(event.currentTarget.dataset); } });',
      steps: [['tap', '#r']],
    },
    "log[0]?.aB === 1 && log[0].cd === 'x' && log[0].o.k === 1",
  ),
  ttml(
    'marks of the way are collected on the event',
    {
      ttml: '<view mark:a="1"><view id="r" mark:b="2" bindtap="t">x</view></view>',
      js: 'Page({ t(event) { log.push(event.mark); } });',
      steps: [['tap', '#r']],
    },
    "log[0]?.a === '1' && log[0].b === '2'",
  ),
  ttml(
    'a tap tells where it was, with touches and time',
    {
      ttml: '<view id="r" bindtap="t">x</view>',
      js: 'Page({ t(event) { log.push(event); } });',
      steps: [['tap', '#r']],
    },
    "typeof log[0]?.detail.x === 'number' && log[0].changedTouches.length === 1 && typeof log[0].timeStamp === 'number'",
  ),
  ttml(
    'a handler named by an expression',
    {
      ttml: '<view id="r" bindtap="{{h}}">x</view>',
      js: "Page({ data: { h: 'y' }, y() { log.push('y'); } });",
      steps: [['tap', '#r']],
    },
    "log[0] === 'y'",
  ),
  ttml(
    'hidden takes a tag away, and false does not',
    { ttml: '<view id="r" hidden="{{true}}">x</view><view id="s" hidden="{{false}}">x</view>' },
    "css('#r', 'display') === 'none' && css('#s', 'display') === 'block'",
  ),
  ttml(
    'class and style by expressions, rpx in style',
    {
      ttml: '<view id="r" class="a {{n?\'b\':\'\'}}" style="width:{{200}}rpx">x</view>',
      js: 'Page({ data: { n: 1 } });',
      ttss: '.b { color: #ff0000; }',
    },
    "box('#r').width === 100 && css('#r', 'color') === 'rgb(255, 0, 0)'",
  ),
  ttml(
    'class as a list; a style that is an object is told',
    {
      ttml: '<view id="r" class="{{[\'a\',\'b\']}}" style="{{s}}">x</view>',
      js: "Page({ data: { s: { color: '#00ff00' } } });",
      ttss: '.b { color: #ff0000; }',
    },
    "css('#r', 'color') === 'rgb(255, 0, 0)' && problems('style').length > 0",
  ),
  ttml(
    'an unclosed tag is told with its line',
    { ttml: '<view id="r">\n<view>\n</view>' },
    "problems().some(({ line, level }) => line !== undefined && level === 'error')",
  ),
  ttml(
    'a broken expression is told with its line',
    { ttml: '<view id="r">\n{{ a + }}\n</view>' },
    'problems().some(({ line }) => line === 2)',
  ),
  ttml(
    'a stray closing tag is told with its line',
    { ttml: '<view id="r">a</view>\n</block>' },
    'problems().some(({ line }) => line === 2)',
  ),
  ttml(
    'a component whose file is missing is told, and the page is there',
    { json: { usingComponents: { zz: '/components/zz/zz' } }, ttml: '<view id="r">x</view><zz/>' },
    "text('#r') === 'x' && problems('zz').length > 0",
  ),
  ttml(
    'an undeclared custom tag is told',
    { ttml: '<van-cell title="a">x</van-cell>' },
    "problems('van-cell').length > 0",
  ),
  ttml(
    'a handler that the page does not have is told when it is wanted',
    { ttml: '<view id="r" bindtap="nope">x</view>', steps: [['tap', '#r']] },
    "problems('nope').length > 0",
  ),
  ttml(
    'directives of other platforms are told',
    { ttml: '<view a:if="{{true}}">x</view>' },
    'problems().length > 0',
  ),
  ttml(
    'generics are filled by the user of a component',
    {
      json: using('c', 'g'),
      ttml: '<c id="r" generic:sel="g"/>',
      files: {
        ...component('c', '<sel/>', 'Component({})', { json: { componentGenerics: { sel: true } } }),
        ...component('g', 'GEN'),
      },
    },
    says('GEN'),
  ),
  ttml(
    'generics have a default',
    {
      json: using('c'),
      ttml: '<c id="r"/>',
      files: {
        ...component('c', '<sel/>', 'Component({})', {
          json: { componentGenerics: { sel: { default: '/components/g/g' } } },
        }),
        ...component('g', 'GEN'),
      },
    },
    says('GEN'),
  ),
  ttml(
    'a generic that nobody gives a component for shows nothing, and the page goes on',
    {
      json: using('c'),
      ttml: '<c id="r"/>',
      files: component('c', 'a<sel/>b', 'Component({})', { json: { componentGenerics: { sel: true } } }),
    },
    says('ab'),
  ),
  ttml(
    'a slot shows what stands in it while nobody gives it anything',
    {
      json: using('c'),
      ttml: '<view id="r"><c/>|<c><text slot="head">H</text></c>|<c><text tt:if="{{on}}" slot="head">X</text></c></view>',
      js: 'Page({ data: { on: true }, onReady() { this.setData({ on: false }); } });',
      files: component(
        'c',
        '<slot name="head"><text>{{own}}</text></slot>',
        'Component({ options: { multipleSlots: true }, data: { own: "D" } })',
      ),
    },
    "box('#r').height > 0 && q('#r').innerText.replace(/\\s+/g, '') === 'D|H|D'",
  ),
  ttml(
    'the content of a slot under a condition, in a list and with nothing but a comment',
    {
      json: using('c'),
      ttml: '<view id="r"><c/></view>',
      files: component(
        'c',
        '<slot tt:if="{{no}}" name="a"><text>A</text></slot><slot tt:else name="b"><text>B</text></slot><slot name="e"><!-- nothing --></slot><slot>{{own}}</slot>',
        'Component({ options: { multipleSlots: true }, data: { own: "T", no: false } })',
      ),
    },
    "q('#r').innerText.replace(/\\s+/g, '') === 'BT' && problems().length === 0",
  ),
  ttml(
    'componentPlaceholder is taken without a word',
    {
      json: { ...using('c'), componentPlaceholder: { c: 'view' } },
      ttml: '<c id="r"/>',
      files: component('c', 'x'),
    },
    "text('#r') === 'x' && problems().length === 0",
  ),
  ttml(
    'a component that uses itself',
    {
      json: using('c'),
      ttml: '<c id="r" n="{{3}}"/>',
      files: component(
        'c',
        '{{n}}<c tt:if="{{n>1}}" n="{{n-1}}"/>',
        'Component({ properties: { n: Number } })',
        { json: { usingComponents: { c: './c' } } },
      ),
    },
    says('321'),
  ),
  ttml(
    'what a handler of a script returns does not stop an event',
    {
      json: using('c'),
      ttml: '<view bindtap="t"><view id="r" bindtap="no">a</view></view><view bind:go="t"><c id="s" bind:go="no"/></view>',
      files: component(
        'c',
        '<view id="u" bindtap="go">b</view>',
        'Component({ methods: { go() { this.triggerEvent("go", {}, { bubbles: true }); } } })',
      ),
      js: 'Page({ no() { return false; }, t({ type }) { log.push(type); } });',
      steps: [
        ['tap', '#r'],
        ['tap', '#u'],
      ],
    },
    "log.join() === 'tap,go'",
  ),
  ttml(
    'a component that contains itself is told once with its chain and its line, and the page goes on',
    {
      json: using('c', 'd', 'e'),
      ttml: '<view id="r">shown</view><c/><d open="{{true}}"/><e depth="{{3}}"/>',
      files: {
        ...component('c', '<view>c</view>\n<c/><c/>', undefined, { json: using('c') }),
        ...component(
          'd',
          '<view tt:if="{{open}}">\n\n<f open="{{open}}"/></view>',
          'Component({ properties: { open: Boolean } })',
          { json: using('f') },
        ),
        ...component('f', '<d open="{{open}}"/>', 'Component({ properties: { open: Boolean } })', {
          json: using('d'),
        }),
        ...component(
          'e',
          '<view class="leaf">{{depth}}</view><e tt:if="{{depth > 0}}" depth="{{depth - 1}}"/>',
          'Component({ properties: { depth: Number } })',
          { json: using('e') },
        ),
      },
    },
    "text('#r') === 'shown' && problems('contains itself').map(({ file, line }) => file.split('/').pop() + line).sort().join() === 'c.ttml2,f.ttml1' && problems('Maximum').length === 0 && /c > .*c/.test(problems('contains itself')[0].message)",
  ),
  ttml(
    'an include in a loop, in a loop of its own and in what a slot hands out sees the names there',
    {
      ttml: '<view id="r"><block tt:for="{{l}}" tt:for-index="i"><include src="./part.ttml"/></block><include tt:for="{{l}}" tt:for-index="i" src="./part.ttml"></include><include src="./part.ttml"/></view>',
      js: 'Page({ data: { l: [1, 2], i: 9, item: 3 }, add() { this.setData({ l: [4] }); } });',
      files: {
        'pages/a/part.ttml':
          '<sjs module="m">module.exports = { f: function (x) { return x * 2; } };</sjs><include src="./inner.ttml"/><text>{{m.f(item)}};</text>',
        'pages/a/inner.ttml': '<text>{{i}}.{{item.toFixed(1)}}=</text>',
      },
      steps: [['run', 'page().add()']],
    },
    "text('#r') === '0.4.0=8;0.4.0=8;9.3.0=6;' || text('#r')",
  ),
];
