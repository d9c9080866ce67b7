import { casesOf, component } from '../case';

const app = casesOf('app.json');
const other = (words = 'B', js = 'Page({});'): Record<string, string> => ({
  'pages/b/b.ttml': `<view id="b">${words}</view>`,
  'pages/b/b.js': js,
});
const TABS = {
  list: [
    { pagePath: 'pages/a/a', text: 'A' },
    { pagePath: 'pages/b/b', text: 'B' },
  ],
};
const element = "q('.sim-page')";

export const cases = [
  app(
    'entryPagePath opens first',
    { app: { entryPagePath: 'pages/b/b' }, pages: ['pages/b/b'], files: other() },
    "page().route === 'pages/b/b'",
  ),
  app(
    'pages of a subpackage',
    {
      app: { subPackages: [{ root: 'pkg', pages: ['x/x'] }] },
      files: { 'pkg/x/x.ttml': '<view id="b">X</view>', 'pkg/x/x.js': 'Page({});' },
      steps: [['run', "tt.navigateTo({ url: '/pkg/x/x' })"]],
    },
    "text('#b') === 'X'",
  ),
  app(
    'components of app.json are everywhere',
    { app: { usingComponents: { g: '/components/g/g' } }, ttml: '<g id="r"/>', files: component('g', 'G') },
    "text('#r') === 'G'",
  ),
  app(
    'onReachBottomDistance of the app',
    {
      app: { window: { onReachBottomDistance: 200 } },
      ttml: '<view style="height:3000px"/>',
      js: "Page({ onReachBottom() { log.push('end'); } });",
      steps: [['run', `${element}.scrollTop = 3000 - 667 - 150`]],
    },
    "log[0] === 'end'",
  ),
  app(
    'onReachBottomDistance of a page',
    {
      json: { onReachBottomDistance: 200 },
      ttml: '<view style="height:3000px"/>',
      js: "Page({ onReachBottom() { log.push('end'); } });",
      steps: [['run', `${element}.scrollTop = 3000 - 667 - 150`]],
    },
    "log[0] === 'end'",
  ),
  app(
    'pulling a page down refreshes it',
    {
      json: { enablePullDownRefresh: true },
      ttml: '<view id="r" style="height:300px">x</view>',
      js: "Page({ onPullDownRefresh() { log.push('pulled'); } });",
      steps: [['drag', '#r', 0, 250]],
    },
    "log[0] === 'pulled' && !!q('.sim-pull')",
  ),
  app(
    'a short pull refreshes nothing',
    {
      json: { enablePullDownRefresh: true },
      ttml: '<view id="r" style="height:300px">x</view>',
      js: "Page({ onPullDownRefresh() { log.push('pulled'); } });",
      steps: [
        ['drag', '#r', 0, 60],
        ['frames', 3],
      ],
    },
    "log.length === 0 && !q('.sim-pull')",
  ),
  app(
    'a pull refreshes no page that has it off',
    {
      ttml: '<view id="r" style="height:300px">x</view>',
      js: "Page({ onPullDownRefresh() { log.push('pulled'); } });",
      steps: [
        ['drag', '#r', 0, 250],
        ['frames', 3],
      ],
    },
    'log.length === 0',
  ),
  app(
    'the refresh stays until it is stopped',
    {
      json: { enablePullDownRefresh: true },
      js: 'Page({});',
      steps: [
        ['run', 'tt.startPullDownRefresh()'],
        ['frames', 3],
        ['run', "log.push(!!q('.sim-pull'))"],
        ['run', 'tt.stopPullDownRefresh()'],
      ],
    },
    "log[0] === true && !q('.sim-pull')",
  ),
  app(
    'enablePullDownRefresh of the app',
    {
      app: { window: { enablePullDownRefresh: true } },
      js: "Page({ onPullDownRefresh() { log.push('pulled'); } });",
      steps: [['run', 'tt.startPullDownRefresh()']],
    },
    "log[0] === 'pulled'",
  ),
  app(
    'backgroundColor of a page',
    { json: { backgroundColor: '#ff0000' } },
    `getComputedStyle(${element}).backgroundColor === 'rgb(255, 0, 0)'`,
  ),
  app(
    'backgroundColorContent of the app lies over its backgroundColor',
    { app: { window: { backgroundColor: '#ff0000', backgroundColorContent: '#00ff00' } } },
    `getComputedStyle(${element}).backgroundColor === 'rgb(0, 255, 0)'`,
  ),
  app(
    'disableScroll of the app',
    { app: { window: { disableScroll: true } } },
    `getComputedStyle(${element}).overflowY === 'hidden'`,
  ),
  app(
    'disableScroll of a page',
    { json: { disableScroll: true } },
    `getComputedStyle(${element}).overflowY === 'hidden'`,
  ),
  app(
    'a page may take back an option of the app',
    { app: { window: { disableScroll: true } }, json: { disableScroll: false } },
    `getComputedStyle(${element}).overflowY === 'auto'`,
  ),
  app(
    'darkmode: the theme of the phone, and a listener',
    { app: { darkmode: true }, query: '?theme=dark' },
    "tt.getSystemInfoSync().theme === 'dark'",
  ),
  app(
    'theme.json gives colours their values',
    {
      app: { darkmode: true, themeLocation: 'theme.json', window: { backgroundColor: '@bg' } },
      query: '?theme=dark',
      files: { 'theme.json': '{"light":{"bg":"#ffffff"},"dark":{"bg":"#102030"}}' },
    },
    `getComputedStyle(${element}).backgroundColor === 'rgb(16, 32, 48)'`,
  ),
  app(
    'networkTimeout, lazyCodeLoading, sitemapLocation and preloadRule are taken without a word',
    {
      app: {
        lazyCodeLoading: 'requiredComponents',
        sitemapLocation: 'sitemap.json',
        networkTimeout: { request: 1000 },
        preloadRule: {},
      },
    },
    'problems().length === 0',
  ),
  app(
    'the scene of the launch can be chosen',
    { query: '?scene=1001' },
    "tt.getLaunchOptionsSync().scene === '1001'",
  ),
  app(
    'a page can be opened first, with its query',
    {
      pages: ['pages/b/b'],
      query: `?page=${encodeURIComponent('/pages/b/b?id=1')}`,
      files: other('B', 'Page({ onLoad(query) { log.push(query.id); } });'),
    },
    "log[0] === '1' && tt.getLaunchOptionsSync().query.id === '1'",
  ),
  app(
    'a tab bar of its own is shown, and pages reach it by getTabBar',
    {
      app: { tabBar: { custom: true, ...TABS } },
      pages: ['pages/b/b'],
      js: 'Page({ onShow() { log.push(!!this.getTabBar()); this.getTabBar().setData({ on: 1 }); } });',
      files: {
        ...other(),
        'custom-tab-bar/index.json': '{"component":true}',
        'custom-tab-bar/index.ttml': '<view id="bar">CT{{on}}</view>',
        'custom-tab-bar/index.js': 'Component({ data: { on: 0 } });',
      },
    },
    "log[0] === true && text('#bar') === 'CT1'",
  ),
  app(
    'switchTab keeps the pages of the tabs',
    {
      app: { tabBar: TABS },
      pages: ['pages/b/b'],
      js: "Page({ onLoad() { log.push('load'); } });",
      files: other(),
      steps: [
        ['run', "tt.switchTab({ url: '/pages/b/b' })"],
        ['run', "tt.switchTab({ url: '/pages/a/a' })"],
      ],
    },
    "log.join() === 'load'",
  ),
  app(
    'badges and dots of the tab bar',
    {
      app: { tabBar: TABS },
      pages: ['pages/b/b'],
      files: other(),
      steps: [['run', "tt.setTabBarBadge({ index: 0, text: '5' }).then((got) => log.push(got.errMsg))"]],
    },
    "log[0] === 'setTabBarBadge:ok'",
  ),
  app(
    'a page that is listed and missing is told, and the others are there',
    { pages: ['pages/none/none'], app: {}, ttml: '<view id="r">x</view>' },
    "text('#r') === 'x' && problems('pages/none/none').length > 0",
  ),
  app(
    'a page json with a mistake is told with its line, and the page is there',
    { ttml: '<view id="r">x</view>', files: { 'pages/a/a.json': '{"usingComponents":{' } },
    "text('#r') === 'x' && problems().some(({ line }) => line !== undefined)",
  ),
  app(
    'an app.json with comments is told and taken',
    { ttml: '<view id="r">x</view>', files: { 'app.json': '{\n// c\n"pages": ["pages/a/a",]\n}' } },
    "text('#r') === 'x' && problems().some(({ file }) => file === 'app.json')",
  ),
  app('a key that is misspelt is told', { json: { navigationBarTitletext: 'x' } }, 'problems().length > 0'),
  app(
    'navigateTo to a page that is not listed fails',
    {
      js: "Page({ onLoad() { tt.navigateTo({ url: '/pages/zz/zz', fail: (error) => log.push(error.errMsg) }); } });",
    },
    '/not found/.test(log[0])',
  ),
  app(
    'ten pages may be open',
    {
      steps: [
        [
          'run',
          "(async () => { for (let i = 0; i < 11; i += 1) await tt.navigateTo({ url: '/$folder/pages/a/a' }).catch((error) => log.push(error.errMsg)); })()",
        ],
      ],
    },
    'log.length === 2 && getCurrentPages().length === 10',
  ),
  app(
    'typescript pages',
    {
      js: null,
      ttml: '<view id="r">{{n}}</view>',
      project: { setting: { useCompilerPlugins: ['typescript'] } },
      files: {
        'pages/a/a.ts':
          "import { f } from '../../u';\ninterface D { n: number }\nPage<D, {}>({ data: { n: f(3) as number } });",
        'u.ts': 'export const f = (x: number): number => x + 4;',
      },
    },
    "text('#r') === '7'",
  ),
  app(
    'paths of tsconfig',
    {
      js: null,
      ttml: '<view id="r">{{n}}</view>',
      project: {},
      files: {
        'pages/a/a.ts': "import { f } from '@/u';\nPage({ data: { n: f(3) } });",
        'u.ts': 'export const f = (x: number): number => x + 4;',
        'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"@/*":["./*"]}}}',
      },
    },
    "text('#r') === '7'",
  ),
  app(
    'a package built into miniprogram_npm',
    {
      project: {},
      js: "log.push(require('dd')); Page({});",
      files: { 'miniprogram_npm/dd/index.js': 'module.exports = 1;' },
    },
    'log[0] === 1',
  ),
  app(
    'json by require',
    { js: "log.push(require('./d.json').a); Page({});", project: {}, files: { 'pages/a/d.json': '{"a":1}' } },
    'log[0] === 1',
  ),
  app(
    'require.async of a subpackage',
    {
      app: { subPackages: [{ root: 'pkg', pages: ['x/x'] }] },
      js: "Page({ onLoad() { require.async('../../pkg/u.js').then((got) => log.push(got.v)); } });",
      files: { 'pkg/u.js': 'exports.v = 1;', 'pkg/x/x.ttml': 'x', 'pkg/x/x.js': 'Page({});' },
    },
    'log[0] === 1',
  ),
  app(
    'a computed require',
    {
      project: {},
      js: "const name = 'one'; log.push(require('./lib/' + name + '.js').v); Page({});",
      files: { 'pages/a/lib/one.js': 'exports.v = 1;' },
    },
    'log[0] === 1',
  ),
  app(
    'import and module.exports in one file, and scripts that require each other',
    {
      project: {},
      js: "import { a } from './m'; log.push(a); Page({});",
      files: {
        'pages/a/m.js': "import x from './n';\nmodule.exports = { a: x + 1 };",
        'pages/a/n.js': 'export default 2',
      },
    },
    'log[0] === 3',
  ),
  app(
    'a script that cannot be read is told with its line',
    { js: 'Page({\n onLoad( {\n})' },
    "problems().some(({ line, file }) => line !== undefined && file.endsWith('.js'))",
  ),
  app(
    'global is there, window and document are not',
    {
      js: 'Page({ onLoad() { log.push(typeof global, typeof window, typeof document, typeof localStorage, typeof fetch); } });',
    },
    "log.join() === 'object,undefined,undefined,undefined,undefined'",
  ),
  app(
    'reading a name that a mini-program lacks is told at its place',
    { js: 'Page({\n  onLoad() {\n    document.title;\n  },\n});' },
    "problems('document').some(({ line }) => line === 3)",
  ),
  app(
    'pages of the official trade plug-in open, what is not ours says what it stands for',
    {
      app: {
        pages: [
          'pages/a/a',
          'ext://microapp-trade-plugin/order-confirm',
          'ext://microapp-trade-plugin/trade-order-detail',
        ],
      },
      steps: [['run', "tt.navigateTo({ url: 'ext://microapp-trade-plugin/trade-order-detail?orderId=1' })"]],
    },
    "getCurrentPages().length === 2 && (q('.sim-page').textContent + all('*').map((e) => e.textContent).join()).includes('trade-order-detail')",
  ),
  app(
    'components of official plug-ins that are not ours say what they stand for',
    {
      project: {},
      json: { usingComponents: { 'sale-card': 'tt0123456789abcdef01://sale-card' } },
      ttml: '<sale-card id="x"/>',
    },
    "q('#x').textContent.includes('tt0123456789abcdef01://sale-card') && problems().length === 1 && problems()[0].level === 'warning'",
  ),
  app(
    "the industry SDK's video-player is a box of the size it is given, with its events, and no fault",
    {
      project: {},
      files: { 'package.json': '{"industrySDK":true}' },
      json: { usingComponents: { 'video-player': 'ext://industry/video-player' } },
      ttml: '<video-player id="x" class="screen" album-id="1" episode-id="2" bindgetsource="got" bindtimeupdate="at"/>',
      ttss: '.screen { width: 200px; height: 300px; }',
      js: 'Page({ got(e) { log.push(e.type); }, at(e) { log.push(e.detail.duration); } });',
      steps: [['tap', '#x [data-event="timeupdate"]']],
    },
    "log.join() === 'getsource,60' && box('#x').height === 300 && box('#x').width === 200 && problems().length === 0",
  ),
];
