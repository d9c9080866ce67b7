import { casesOf } from '../case';

const tags = casesOf('tags');
const note = (...names: string[]): string =>
  `Page({ ${names.map((name) => `${name}(event) { log.push(event.type, event.detail); }`).join(', ')} });`;

export const cases = [
  tags(
    'button getPhoneNumber gives a code beside the sealed data',
    {
      ttml: '<button id="x" open-type="getPhoneNumber" bindgetphonenumber="t">x</button>',
      js: note('t'),
      steps: [['tap', '#x']],
    },
    "log[1]?.errMsg === 'getPhoneNumber:ok' && typeof log[1].code === 'string' && typeof log[1].encryptedData === 'string'",
  ),
  tags(
    'button getPhoneNumber can be refused',
    {
      query: '?consent=ask',
      ttml: '<button id="x" open-type="getPhoneNumber" bindgetphonenumber="t">x</button>',
      js: note('t'),
      steps: [
        ['tap', '#x'],
        ['tap', '[data-consent=refuse]'],
      ],
    },
    "log[1]?.errMsg === 'getPhoneNumber:fail auth deny' && log[1].code === undefined",
  ),
  tags(
    'button openSetting tells what is allowed',
    {
      ttml: '<button id="x" open-type="openSetting" bindopensetting="t">x</button>',
      js: note('t'),
      steps: [['tap', '#x']],
    },
    "log[0] === 'opensetting' && typeof log[1].authSetting === 'object'",
  ),
  tags(
    'button opens a profile and joins a group',
    {
      ttml: '<button id="a" open-type="openAwemeUserProfile" data-aweme-id="1" bindopenawemeuserprofile="t">a</button><button id="b" open-type="joinGroup" group-id="1" bindjoingroup="t">b</button>',
      js: note('t'),
      steps: [
        ['tap', '#a'],
        ['tap', '#b'],
      ],
    },
    "log.includes('openawemeuserprofile') && log.includes('joingroup')",
  ),
  tags(
    'an attribute without a value turns a switch on, and is no text or number',
    {
      ttml: '<input id="i" value placeholder disabled /><textarea id="t" value maxlength auto-focus /><slider id="s" value show-value /><form><input id="n" name value="a" /></form>',
    },
    "q('#i input').value === '' && q('#i input').disabled && !q('#i').textContent.includes('true') && q('#t textarea').value === '' && q('#s').textContent.trim() === '0'",
  ),
  tags(
    'what is placed in a scroll-view goes along with it, and the view may be placed itself',
    {
      ttml: '<scroll-view id="s" scroll-y scroll-top="30" style="height: 50px; margin-top: 20px"><view style="height: 500px"><view id="p" style="position: absolute; top: 40px">p</view></view></scroll-view><scroll-view id="f" class="f" scroll-y>f</scroll-view>',
      ttss: '.f { position: fixed; top: 7px; height: 9px; }',
    },
    "Math.abs(box('#p').top - box('#s').top - 10) < 1 && getComputedStyle(q('#f')).position === 'fixed'",
  ),
  tags(
    'a disabled button has no tap',
    {
      ttml: '<button id="x" disabled bindtap="t">x</button><button id="y" bindtap="t">y</button>',
      js: note('t'),
      steps: [
        ['tap', '#x'],
        ['tap', '#y'],
      ],
    },
    'log.length === 2',
  ),
  tags(
    'the page style wins over the look of a button',
    {
      ttml: '<button id="x" class="c">x</button>',
      ttss: '.c { background-color: #ff0000; } button::after { border: none; }',
    },
    "css('#x', 'backgroundColor') === 'rgb(255, 0, 0)'",
  ),
  tags(
    'hover-class is on while a finger is down',
    {
      ttml: '<view id="x" hover-class="h" style="height:50px">x</view>',
      ttss: '.h { color: #ff0000; }',
      steps: [['hold', '#x']],
    },
    "css('#x', 'color') === 'rgb(255, 0, 0)'",
  ),
  tags(
    'input number keeps digits only',
    { ttml: '<input id="x" type="number"/>', steps: [['type', '#x', '1a2']] },
    "q('#x input').value === '12'",
  ),
  tags(
    'input digit keeps a point, idcard an X, password is hidden',
    {
      ttml: '<input id="a" type="digit"/><input id="b" type="idcard"/><input id="c" password/>',
      steps: [
        ['type', '#a', '1.x2'],
        ['type', '#b', '12Xy'],
      ],
    },
    "q('#a input').value === '1.2' && q('#b input').value === '12X' && q('#c input').type === 'password'",
  ),
  tags(
    'what an input handler returns takes the place of the text',
    {
      ttml: '<input id="x" bindinput="t"/>',
      js: 'Page({ t() { return "Z"; } });',
      steps: [['type', '#x', 'a']],
    },
    "q('#x input').value === 'Z'",
  ),
  tags(
    'input tells focus with the height of the keyboard, and keyboardheightchange',
    {
      ttml: '<input id="x" bindfocus="t" bindkeyboardheightchange="t"/>',
      js: note('t'),
      steps: [['tap', '#x input']],
    },
    "log[log.indexOf('focus') + 1]?.height > 0 && log[log.indexOf('keyboardheightchange') + 1]?.height > 0",
  ),
  tags(
    'input confirms by Enter and loses focus',
    {
      ttml: '<input id="x" bindconfirm="t" bindblur="t"/>',
      js: note('t'),
      steps: [
        ['type', '#x', 'a'],
        ['press', 'Enter'],
      ],
    },
    "log.includes('confirm') && log.includes('blur')",
  ),
  tags(
    'input cuts at maxlength',
    { ttml: '<input id="x" maxlength="{{3}}"/>', steps: [['type', '#x', 'abcdef']] },
    "q('#x input').value === 'abc'",
  ),
  tags(
    'a placeholder stands where the text will, within the padding of its field',
    {
      ttml: '<input id="x" placeholder="P" style="padding: 4px 30px 12px; height: 60px"/><textarea id="y" placeholder="P" style="padding: 7px 20px"/>',
    },
    "['#x', '#y'].every((at) => { const words = document.createRange(); words.selectNodeContents([...q(at).querySelectorAll('*')].find((e) => e.textContent === 'P' && !e.children.length)); const [text, field] = [words.getBoundingClientRect(), q(at).querySelector('input, textarea').getBoundingClientRect()]; return text.left === field.left && text.top > field.top - 3 && text.bottom <= field.bottom; })",
  ),
  tags(
    'input shows placeholder-class while it is empty',
    { ttml: '<input id="x" placeholder="P" placeholder-class="p"/>', ttss: '.p { color: #ff0000; }' },
    "[...all('#x *')].some((element) => getComputedStyle(element).color === 'rgb(255, 0, 0)')",
  ),
  tags(
    'textarea with auto-height grows and tells linechange',
    {
      ttml: '<textarea id="x" auto-height bindlinechange="t"/>',
      js: note('t'),
      steps: [['type', '#x', 'a\nb\nc']],
    },
    "log[0] === 'linechange' && log[1].lineCount > 1",
  ),
  tags(
    'textarea tells its input with the cursor',
    { ttml: '<textarea id="x" bindinput="t"/>', js: note('t'), steps: [['type', '#x', 'ab']] },
    "log.at(-1)?.value === 'ab' && log.at(-1).cursor === 2",
  ),
  tags(
    'switch, checkbox-group and radio-group tell change',
    {
      ttml: '<switch id="s" bindchange="t"/><checkbox-group bindchange="t"><checkbox id="c" value="1"/></checkbox-group><radio-group bindchange="t"><radio id="r" value="2"/></radio-group>',
      js: note('t'),
      steps: [
        ['tap', '#s'],
        ['tap', '#c'],
        ['tap', '#r'],
      ],
    },
    "log.length === 6 && log[1].value === true && log[3].value[0] === '1' && log[5].value === '2'",
  ),
  tags(
    'tags that are taken out again in the frame in which they came',
    {
      ttml: '<block tt:if="{{on}}"><label><checkbox value="1"/>a</label><scroll-view scroll-y scroll-top="{{9}}" scroll-into-view="x"/><picker-view value="{{[0]}}"><picker-view-column><view>1</view></picker-view-column></picker-view></block>',
      js: 'Page({ data: { on: true }, onReady() { this.setData({ on: false }); } });',
      steps: [['frames', 3]],
    },
    'problems().length === 0',
  ),
  tags(
    'label with for and label around a control',
    {
      ttml: '<checkbox-group bindchange="t"><label id="l" for="c">go</label><checkbox id="c" value="1"/><label id="m"><checkbox value="2"/>in</label></checkbox-group>',
      js: note('t'),
      steps: [
        ['tap', '#l'],
        ['tap', '#m'],
      ],
    },
    "log[1]?.value.join() === '1' && log[3]?.value.join() === '1,2'",
  ),
  tags(
    'form collects its named fields and resets them',
    {
      ttml: '<form bindsubmit="t" bindreset="t"><input name="a" value="1"/><switch name="b"/><slider name="c" value="30"/><picker name="d" range="{{[1]}}" value="0"><view>p</view></picker><button id="x" form-type="submit">x</button><button id="y" form-type="reset">y</button></form>',
      js: note('t'),
      steps: [
        ['tap', '#x'],
        ['tap', '#y'],
      ],
    },
    "log[1]?.value.a === '1' && log[1].value.c === 30 && log[2] === 'reset' && q('input').value === ''",
  ),
  tags(
    'slider changes by a tap on its middle',
    { ttml: '<slider id="x" bindchange="t" style="width:300px"/>', js: note('t'), steps: [['tap', '#x']] },
    "log[0] === 'change' && log[1].value > 30 && log[1].value < 70",
  ),
  tags(
    'picker of each mode opens',
    { ttml: '<picker id="x" mode="region"><view>p</view></picker>', steps: [['tap', '#x']] },
    "!!document.querySelector('dialog')",
  ),
  tags(
    'picker of dates honours start and end',
    {
      ttml: '<picker id="x" mode="date" start="2020-01-01" end="2021-01-01" value="2020-05-05"><view>p</view></picker>',
      steps: [['tap', '#x']],
    },
    "(() => { const words = [...document.querySelectorAll('dialog *')].filter((e) => !e.children.length).map((e) => e.textContent); return words.some((w) => w.includes('2020')) && !words.some((w) => w.includes('2019') || w.includes('2022')); })()",
  ),
  tags(
    'picker tells change with the index that was chosen',
    {
      ttml: '<picker id="x" range="{{[\'a\', \'b\']}}" value="{{1}}" bindchange="t"><view>p</view></picker>',
      js: note('t'),
      steps: [
        ['tap', '#x'],
        ['run', "[...document.querySelectorAll('dialog button')].at(-1).click()"],
      ],
    },
    "log[0] === 'change' && log[1].value === 1",
  ),
  tags(
    'progress that is active tells activeend',
    { ttml: '<progress percent="{{5}}" active duration="{{2}}" bindactiveend="t"/>', js: note('t') },
    "log[0] === 'activeend'",
  ),
  tags(
    'progress shows its percentage',
    { ttml: '<progress id="x" percent="{{40}}" show-info/>' },
    "q('#x').textContent.includes('40%')",
  ),
  tags(
    'movable-view follows a finger and tells change',
    {
      ttml: '<movable-area style="width:300px;height:300px"><movable-view id="x" direction="all" bindchange="t" style="width:50px;height:50px">x</movable-view></movable-area>',
      js: note('t'),
      steps: [['drag', '#x', 60, 0]],
    },
    "log.includes('change') && box('#x').left > 40",
  ),
  tags(
    'movable-view stays in its area',
    {
      ttml: '<movable-area style="width:100px;height:100px"><movable-view id="x" direction="all" style="width:50px;height:50px">x</movable-view></movable-area>',
      steps: [['drag', '#x', 200, 0]],
    },
    "Math.round(box('#x').right) === 100",
  ),
  tags(
    'movable-view scales by scale-value and tells scale',
    {
      ttml: '<movable-area style="width:300px;height:300px"><movable-view id="x" scale scale-value="{{s}}" bindscale="t" style="width:50px;height:50px">x</movable-view></movable-area>',
      js: 'Page({ data: { s: 1 }, onReady() { this.setData({ s: 2 }); }, t(event) { log.push(event.detail.scale); } });',
    },
    "box('#x').width === 100 && log[0] === 2",
  ),
  tags(
    'movable-view tells the direction of its first move',
    {
      ttml: '<movable-area style="width:300px;height:300px"><movable-view id="x" direction="all" bindhtouchmove="t" bindvtouchmove="t" style="width:50px;height:50px">x</movable-view></movable-area>',
      js: note('t'),
      steps: [['drag', '#x', 60, 0]],
    },
    "log[0] === 'htouchmove'",
  ),
  tags(
    'swiper goes on by itself and says so',
    {
      ttml: '<swiper autoplay interval="{{100}}" duration="{{20}}" bindchange="t"><swiper-item>a</swiper-item><swiper-item>b</swiper-item></swiper>',
      js: note('t'),
    },
    "log[1]?.source === 'autoplay'",
  ),
  tags(
    'swiper shows the item that the data says',
    {
      ttml: '<swiper current="{{c}}" duration="{{20}}"><swiper-item id="a">a</swiper-item><swiper-item id="b">b</swiper-item></swiper>',
      js: 'Page({ data: { c: 0 }, onReady() { this.setData({ c: 1 }); } });',
    },
    "Math.abs(box('#b').left) < 5",
  ),
  tags(
    'swiper is 150 px high',
    { ttml: '<swiper id="x"><swiper-item>a</swiper-item></swiper>' },
    "box('#x').height === 150",
  ),
  tags(
    'scroll-view tells scrolltolower and scrolls a child into view',
    {
      ttml: '<scroll-view id="x" scroll-y scroll-into-view="{{to}}" style="height:100px" bindscrolltolower="t"><view style="height:900px"/><view id="end">e</view></scroll-view>',
      js: "Page({ data: { to: '' }, onReady() { this.setData({ to: 'end' }); }, t(event) { log.push(event.type); } });",
    },
    "log[0] === 'scrolltolower'",
  ),
  tags(
    'navigator goes to a page by a relative address',
    {
      ttml: '<navigator id="x" url="../b/b">x</navigator>',
      pages: ['pages/b/b'],
      files: { 'pages/b/b.ttml': '<view id="b">B</view>', 'pages/b/b.js': 'Page({});' },
      steps: [['tap', '#x']],
    },
    "page().route.endsWith('pages/b/b')",
  ),
  tags(
    'rich-text draws marks and tables, and no scripts',
    {
      ttml: '<rich-text id="x" nodes="<b>a</b><table><tr><td>1</td></tr></table><script>log.push(1)</script><iframe></iframe>"/>',
    },
    "!!q('#x b') && !!q('#x td') && !q('#x script') && !q('#x iframe') && log.length === 0",
  ),
  tags(
    'rich-text takes nodes as objects',
    {
      ttml: '<rich-text id="x" nodes="{{n}}"/>',
      js: "Page({ data: { n: [{ name: 'p', children: [{ type: 'text', text: 'hi' }] }] } });",
    },
    "q('#x p')?.textContent === 'hi'",
  ),
  tags(
    'open-data, icon and cover-view are drawn',
    {
      ttml: '<open-data id="o" type="userNickName"/><icon id="i" type="success"/><cover-view id="c">abc</cover-view>',
    },
    "q('#o').textContent.length > 0 && box('#i').width > 0 && box('#c').height > 0",
  ),
  tags(
    'icon without a type of its own is what the sheet puts before it',
    {
      ttml: '<icon id="i" class="f"/><icon id="u" class="f" type="shop"/><icon id="s" type="success"/>',
      ttss: '.f { font-size: 16px; line-height: 20px; } .f::before { content: "A"; }',
    },
    `!q('#i svg') && !q('#u svg') && box('#i').height === 20 && box('#u').height === 20 &&
      box('#i').width < 20 && box('#s').width === 24 && box('#s').height === 24`,
  ),
  tags(
    'text decode shows what is bound without its references, whatever it changes to',
    {
      ttml: '<text id="a" decode>{{t}}</text><text id="b" decode="{{on}}">{{t}}</text><text id="c">{{t}}</text>',
      js: "Page({ data: { t: 'x', on: true }, onReady() { this.setData({ t: 'a&lt;b&nbsp;&amp;gt;&apos;&copy;' }); setTimeout(() => this.setData({ on: false }), 1); } });",
    },
    `text('#a') === "a<b\\u00a0&gt;'&copy;" && text('#b') === text('#c') && text('#c') === 'a&lt;b&nbsp;&amp;gt;&apos;&copy;'`,
  ),
  tags(
    'text stays on one line where its parent says nowrap, still breaks at a line break, and wraps in a button',
    {
      ttml: '<view class="n"><text id="a">{{t}}</text></view><view class="n"><text id="b">x{{n}}y</text></view><view class="n"><text id="s" space="nbsp">{{t}}</text></view><view class="w"><text id="w">{{t}}</text></view><button class="w"><text id="k">{{t}}</text></button><text id="c">x</text>',
      js: String.raw`Page({ data: { t: 'one two three four five six', n: '\n' } });`,
      ttss: '.n, .w { width: 80px; } .n { white-space: nowrap; }',
    },
    `text('#a') !== '' && box('#a').height === box('#c').height && box('#s').height === box('#c').height &&
      box('#b').height > 1.5 * box('#c').height && box('#w').height > 1.5 * box('#c').height &&
      box('#k').height > 1.5 * box('#c').height`,
  ),
  tags(
    'a backslash and an n in the text of a template break its line',
    {
      ttml: '<text id="a">one\\ntwo{{"\\\\n"}}</text><view id="b">one\\ntwo</view><text id="c">x</text><text id="d">\\n</text>',
    },
    "text('#d') === '\\n' && text('#a') === 'one\\ntwo\\\\n' && text('#b').includes('\\\\n') && box('#a').height > box('#c').height",
  ),
  tags(
    'text that is selectable can be selected, other text cannot',
    { ttml: '<text id="a" selectable>a</text><text id="b">b</text>' },
    "css('#a', 'userSelect') !== 'none' && css('#b', 'userSelect') === 'none'",
  ),
  tags(
    'text keeps line breaks, and spaces where it is told to',
    {
      ttml: '<view><text id="r">{{s}}</text></view><text id="s" space="nbsp">a   b</text>',
      js: 'Page({ data: { s: "a\\nb\\nc" } });',
      ttss: '#r { display: inline-block; }',
    },
    "box('#r').height > 30 && /pre/.test(css('#s', 'whiteSpace'))",
  ),
  tags(
    'text in text stays in the line',
    { ttml: '<text id="a">x<text id="b">y</text></text>' },
    "css('#b', 'display') === 'inline' && q('#a').textContent === 'xy'",
  ),
  tags(
    'html tags are boxes and lines as in html',
    {
      ttml: '<div id="d">a</div><span id="s">b</span><h1 id="h">c</h1><ul id="u"><li>x</li></ul><p id="p">p</p>',
    },
    "['#d', '#h', '#u', '#p'].every((one) => css(one, 'display') === 'block') && css('#s', 'display') === 'inline'",
  ),
  tags(
    'page-meta styles the page',
    { ttml: '<page-meta page-style="background-color: #ff0000"/><view>x</view>' },
    "all('tt-page').concat(all('.sim-page')).some((element) => getComputedStyle(element).backgroundColor === 'rgb(255, 0, 0)')",
  ),
];
