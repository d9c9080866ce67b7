import { casesOf, component, using } from '../case';

const ttss = casesOf('ttss');
const RED = 'rgb(255, 0, 0)';
const styled = (
  sheet: string,
  markup = '<view id="r" class="r">x</view>',
  more: Record<string, unknown> = {},
): object => ({
  ttml: markup,
  ttss: sheet,
  ...more,
});
const isRed = (selector = '#r'): string => `css('${selector}', 'color') === '${RED}'`;
const other = { 'pages/b/b.ttml': '<view id="s" class="r">y</view>', 'pages/b/b.js': 'Page({});' };

export const cases = [
  ttss(
    'rpx: 750 are the width of the window',
    styled('.r { width: 750rpx; height: 1.5rpx; }'),
    "box('#r').width === 375 && box('#r').height === 0.75",
  ),
  ttss(
    'rpx in calc, negative, in short forms and in capitals',
    styled('.r { width: calc(100% - 20rpx); margin: -10rpx 0 0 20RPX; }'),
    "box('#r').width === 365 && css('#r', 'marginTop') === '-5px' && css('#r', 'marginLeft') === '10px'",
  ),
  ttss(
    'the page selector',
    styled('page { background: #ff0000; height: 100%; } .r { height: 100%; }'),
    "css('tt-page, .sim-page', 'backgroundColor') !== '' && box('#r').height > 600",
  ),
  ttss('page as a part of a selector', styled('page .r { color: #ff0000; }'), isRed()),
  ttss(
    'tag, id and attribute selectors',
    styled(
      'text { color: #ff0000; } #i { color: #ff0000; } [data-x] { color: #ff0000; }',
      '<text id="r">x</text><view id="i">y</view><view id="d" data-x="1">z</view>',
    ),
    `${isRed('#r')} && ${isRed('#i')} && ${isRed('#d')}`,
  ),
  ttss(
    'attributes of tags: type and disabled',
    styled('button[type=primary] { color: #ff0000; }', '<button id="r" type="primary">x</button>'),
    isRed(),
  ),
  ttss(
    'first-child, last-child, nth-child and not',
    styled(
      '.c:first-child { color: #ff0000; } .c:not(.k) { top: 1px; }',
      '<view><view id="r" class="c">a</view><view class="c k">b</view></view>',
    ),
    `${isRed()} && css('#r', 'top') === '1px'`,
  ),
  ttss(
    'counting children: odd, 3n + 1, last two, of a type',
    styled(
      '.c:nth-child(odd) { color: #ff0000; } .c:nth-child(3n + 1) { top: 1px; } ' +
        '.c:nth-last-child(-n + 2) { left: 2px; } text:nth-of-type(2n) { right: 3px; }',
      '<view><view id="r" class="c">a</view><text id="s" class="c">b</text><text id="u" class="c">c</text></view>',
    ),
    `${isRed()} && !(${isRed('#s')}) && css('#r', 'top') === '1px' && css('#s', 'top') === 'auto' &&
      css('#r', 'left') === 'auto' && css('#s', 'left') === '2px' && css('#u', 'right') === '3px'`,
  ),
  ttss(
    'siblings',
    styled('.a + .b { color: #ff0000; }', '<view class="a">x</view><view id="r" class="b">y</view>'),
    isRed(),
  ),
  ttss(
    'content before and after',
    styled('.r::before { content: "b"; }'),
    "getComputedStyle(q('#r'), '::before').content === '\"b\"'",
  ),
  ttss(
    'media queries and supports',
    styled(
      '@media (min-width: 100px) { .r { color: #ff0000; } } @supports (display: grid) { .r { top: 1px; } }',
    ),
    `${isRed()} && css('#r', 'top') === '1px'`,
  ),
  ttss(
    'the lines of newer CSS: nesting, gap, grid, clamp',
    styled(
      '.r { display: grid; gap: 3px; & .in { color: #ff0000; } }',
      '<view id="g" class="r"><view id="r" class="in">x</view></view>',
    ),
    `${isRed()} && css('#g', 'rowGap') === '3px'`,
  ),
  ttss(
    'keyframes of the page play',
    styled('@keyframes k { from { opacity: 0.3; } to { opacity: 0.3; } } .r { animation: k 9s; }'),
    "css('#r', 'opacity') === '0.3'",
  ),
  ttss(
    'import of a file, relative and absolute',
    styled('@import "./x.ttss"; @import "/lib/y.ttss";', undefined, {
      files: { 'pages/a/x.ttss': '.r { color: #ff0000; }', 'lib/y.ttss': '.r { top: 1px; }' },
    }),
    `${isRed()} && css('#r', 'top') === '1px'`,
  ),
  ttss(
    'an import that is missing is told, and the rest holds',
    styled('@import "./none.ttss";\n.r { color: #ff0000; }'),
    `${isRed()} && problems('none.ttss').length > 0`,
  ),
  ttss(
    'a mistake in a sheet is told with its line',
    styled('.r { color: #ff0000; }\n.s { color: }}'),
    "problems().some(({ line, file }) => line === 2 && file.endsWith('.ttss'))",
  ),
  ttss(
    'a class of a component is its own',
    {
      json: using('c'),
      ttml: '<view id="r" class="k">x</view><c/>',
      files: component('c', '<view class="k">y</view>', 'Component({})', { ttss: '.k { color: #ff0000; }' }),
    },
    `!(${isRed()})`,
  ),
  ttss(
    'a class of the page does not reach into a component',
    {
      json: using('c'),
      ttml: '<c/>',
      ttss: '.k { color: #ff0000; }',
      files: component('c', '<view id="r" class="k">y</view>'),
    },
    `!(${isRed()})`,
  ),
  ttss(
    ':host styles the component itself',
    {
      json: using('c'),
      ttml: '<c id="r"/>',
      files: component('c', 'x', 'Component({})', { ttss: ':host { color: #ff0000; display: block; }' }),
    },
    isRed(),
  ),
  ttss(
    'apply-shared lets the page in',
    {
      json: using('c'),
      ttml: '<c/>',
      ttss: '.k { color: #ff0000; }',
      files: component(
        'c',
        '<view id="r" class="k">y</view>',
        "Component({ options: { styleIsolation: 'apply-shared' } })",
      ),
    },
    isRed(),
  ),
  ttss(
    'shared reaches out to the page',
    {
      json: using('c'),
      ttml: '<view id="r" class="k">x</view><c/>',
      files: component('c', 'y', "Component({ options: { styleIsolation: 'shared' } })", {
        ttss: '.k { color: #ff0000; }',
      }),
    },
    isRed(),
  ),
  ttss(
    'external classes',
    {
      json: using('c'),
      ttml: '<c my-class="k"/>',
      ttss: '.k { color: #ff0000; }',
      files: component(
        'c',
        '<view id="r" class="my-class">y</view>',
        "Component({ externalClasses: ['my-class'] })",
      ),
    },
    isRed(),
  ),
  ttss(
    'addGlobalClass lets the sheet of the app in',
    {
      appTtss: '.k { color: #ff0000; }',
      json: using('c'),
      ttml: '<c/>',
      files: component(
        'c',
        '<view id="r" class="k">y</view>',
        'Component({ options: { addGlobalClass: true } })',
      ),
    },
    isRed(),
  ),
  ttss(
    'keyframes of one name in two components are one, the later ones, and that is told',
    {
      json: using('c', 'd'),
      ttml: '<c/><d/>',
      files: {
        ...component('c', '<view id="r" class="k">x</view>', 'Component({})', {
          ttss: '@keyframes k { from, to { opacity: 0.3; } } .k { animation: k 9s; }',
        }),
        ...component('d', '<view id="s" class="k">x</view>', 'Component({})', {
          ttss: '@keyframes k { from, to { opacity: 0.6; } } .k { animation: k 9s; }',
        }),
      },
    },
    "css('#r', 'opacity') === '0.6' && css('#s', 'opacity') === '0.6' && problems('@keyframes k').length === 1",
  ),
  ttss(
    'the sheet of a page is gone when another one is shown',
    {
      ttml: '<view class="r">x</view>',
      ttss: '.r { color: #ff0000; }',
      pages: ['pages/b/b'],
      files: other,
      steps: [['run', "tt.navigateTo({ url: '/$folder/pages/b/b' })"]],
    },
    `css('#s', 'color') !== '${RED}'`,
  ),
  ttss(
    'the sheet of a shared component does not reach the next page',
    {
      json: using('c'),
      ttml: '<c/>',
      pages: ['pages/b/b'],
      files: {
        ...other,
        ...component('c', 'y', "Component({ options: { styleIsolation: 'shared' } })", {
          ttss: '.r, view { color: #ff0000; }',
        }),
      },
      steps: [['run', "tt.redirectTo({ url: '/$folder/pages/b/b' })"]],
    },
    `css('#s', 'color') !== '${RED}'`,
  ),
  ttss(
    'fixed things stand at the edge of the window',
    styled('.r { position: fixed; right: 0; bottom: 0; left: 0; height: 50px; }'),
    "Math.round(box('#r').bottom) === 667",
  ),
  ttss('100vh is the height of the window', styled('.r { height: 100vh; }'), "box('#r').height === 667"),
  ttss(
    'fonts from data',
    styled(
      '@font-face { font-family: f; src: url(data:font/woff2;base64,d09GMgABAAAAAADcAAoAAAAAAggAAACWAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmAALAocKjIBNgIkAwgLBgAEIAUGByAbKQHIxB7Hc6cpLm5zSZ4o8jz/+/+e2fecmTv3gz4o4AFAYYHFBhZVqLJGuxqhgRFRogQUoAgBXVgYW1hYQoMJLC0BYVZ0AVZAAAA=) ; } .r { font-family: f; }',
    ),
    "css('#r', 'fontFamily') === 'f'",
  ),
  ttss(
    'a sheet in scss',
    {
      ttss: undefined,
      files: { 'pages/a/a.scss': '$c: #ff0000; .r { &.s { color: $c; } }' },
      ttml: '<view id="r" class="r s">x</view>',
      project: { setting: { useCompilerPlugins: ['sass'] } },
    },
    isRed(),
  ),
  ttss(
    'a sheet in less',
    {
      files: { 'pages/a/a.less': '@c: #ff0000; .r { &.s { color: @c; } }' },
      ttml: '<view id="r" class="r s">x</view>',
      project: { setting: { useCompilerPlugins: ['less'] } },
    },
    isRed(),
  ),
];
