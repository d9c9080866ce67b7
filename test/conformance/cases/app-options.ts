/** Each option of app.json and of a page's JSON, row by row: what it does, seen. */
import { casesOf, component } from '../case';

const option = casesOf('app.json');
const other = (json = '{}', js = 'Page({});', words = 'B'): Record<string, string> => ({
  'pages/b/b.ttml': `<view id="b">${words}</view>`,
  'pages/b/b.js': js,
  'pages/b/b.json': json,
});
const two = { pages: ['pages/b/b'] };
const LIST = [
  { pagePath: 'pages/a/a', text: 'A' },
  { pagePath: 'pages/b/b', text: 'B' },
];
const element = "q('.sim-page')";
const toB = ['run', "tt.navigateTo({ url: '/pages/b/b' })"] as ['run', string];
const TITLE = "text('.nav-title')";
const BAR = "getComputedStyle(q('.screen')).backgroundColor";
const WORDS = "getComputedStyle(q('.navigation-bar')).color";
const scrolled = (left: number): ['run', string] => [
  'run',
  `(${element}.scrollTop = ${element}.scrollHeight - ${element}.clientHeight - ${left}, new Promise((done) => setTimeout(done, 80)))`,
];

export const cases = [
  option(
    'navigationBarTitleText of the app is the title of a page that has none',
    { shell: true, app: { window: { navigationBarTitleText: 'App' } } },
    `${TITLE} === 'App'`,
  ),
  option(
    'navigationBarTitleText of a page is its title, and the app’s is back on the next page',
    {
      shell: true,
      ...two,
      app: { window: { navigationBarTitleText: 'App' } },
      json: { navigationBarTitleText: 'Own' },
      files: other(),
      steps: [toB],
    },
    `${TITLE} === 'App'`,
  ),
  option(
    'an empty navigationBarTitleText of a page hides the title of the app',
    {
      shell: true,
      app: { window: { navigationBarTitleText: 'App', navigationBarBackgroundColor: '#112233' } },
      json: { navigationBarTitleText: '' },
    },
    `${BAR} === 'rgb(17, 34, 51)' && ${TITLE} === ''`,
  ),
  option(
    'navigationBarBackgroundColor of the app, and of a page',
    {
      shell: true,
      ...two,
      app: { window: { navigationBarBackgroundColor: '#112233' } },
      files: other('{"navigationBarBackgroundColor":"#445566"}'),
      steps: [toB],
    },
    `${BAR} === 'rgb(68, 85, 102)'`,
  ),
  option(
    'navigationBarTextStyle: white words',
    { shell: true, app: { window: { navigationBarTextStyle: 'white', navigationBarTitleText: 'x' } } },
    `${WORDS} === 'rgb(255, 255, 255)'`,
  ),
  option(
    'navigationBarTextStyle: black words of a page over white ones of the app',
    {
      shell: true,
      app: { window: { navigationBarTextStyle: 'white', navigationBarBackgroundColor: '#010203' } },
      json: { navigationBarTextStyle: 'black' },
    },
    `${BAR} === 'rgb(1, 2, 3)' && ${WORDS} === 'rgb(22, 24, 35)'`,
  ),
  option(
    'navigationStyle custom of the app: no title, the capsule stays, the page has the whole screen',
    {
      shell: true,
      app: { window: { navigationStyle: 'custom', navigationBarTitleText: 'App' } },
    },
    "!q('.nav-title') && !!q('.capsule') && q('iframe').clientHeight === q('.screen').clientHeight",
  ),
  option(
    'navigationStyle default of a page over custom of the app',
    {
      shell: true,
      app: { window: { navigationStyle: 'custom', navigationBarTitleText: 'App' } },
      json: { navigationStyle: 'default' },
    },
    `${TITLE} === 'App' && q('iframe').clientHeight < q('.screen').clientHeight`,
  ),
  option(
    'pageOrientation of a page turns the phone, and back',
    {
      shell: true,
      ...two,
      files: other('{"pageOrientation":"landscape"}'),
      steps: [toB],
    },
    "q('.screen').clientWidth > q('.screen').clientHeight",
  ),
  option(
    'pageOrientation of the app is that of every page',
    { shell: true, app: { window: { pageOrientation: 'landscape' } } },
    "q('.screen').clientWidth > q('.screen').clientHeight",
  ),
  option(
    'backgroundTextStyle colours the dots of the refresh',
    {
      json: { enablePullDownRefresh: true, backgroundTextStyle: 'light', backgroundColor: '#000000' },
      steps: [['run', 'tt.startPullDownRefresh()']],
    },
    "css('.sim-pull', 'color') === 'rgb(255, 255, 255)'",
  ),
  option(
    'backgroundColorTop of the app and of a page colours what a pull uncovers',
    {
      app: { window: { backgroundColorTop: '#010203' } },
      json: { enablePullDownRefresh: true },
      steps: [['run', 'tt.startPullDownRefresh()']],
    },
    "css('.sim-pull', 'backgroundColor') === 'rgb(1, 2, 3)'",
  ),
  option(
    'backgroundTextStyle is dark of itself, and setBackgroundTextStyle changes it',
    {
      json: { enablePullDownRefresh: true },
      steps: [
        ['run', 'tt.startPullDownRefresh()'],
        ['run', "log.push(css('.sim-pull', 'color'))"],
        ['run', "tt.setBackgroundTextStyle({ textStyle: 'light' })"],
      ],
    },
    "log[0] !== 'rgb(255, 255, 255)' && css('.sim-pull', 'color') === 'rgb(255, 255, 255)'",
  ),
  option(
    'enablePullDownRefresh false of a page over true of the app',
    {
      app: { window: { enablePullDownRefresh: true } },
      json: { enablePullDownRefresh: false },
      ttml: '<view id="r" style="height:300px">x</view>',
      js: "Page({ onPullDownRefresh() { log.push('pulled'); } });",
      steps: [
        ['drag', '#r', 0, 250],
        ['frames', 3],
      ],
    },
    'log.length === 0',
  ),
  option(
    'onReachBottomDistance is 50 of itself',
    {
      ttml: '<view style="height:3000px"/>',
      js: "Page({ onReachBottom() { log.push('end'); } });",
      steps: [scrolled(60), ['run', 'log.push(1)'], scrolled(40)],
    },
    "log.join() === '1,end'",
  ),
  option(
    'onReachBottomDistance 0 waits for the very end',
    {
      json: { onReachBottomDistance: 0 },
      ttml: '<view style="height:3000px"/>',
      js: "Page({ onReachBottom() { log.push('end'); } });",
      steps: [scrolled(5), ['run', 'log.push(1)'], scrolled(0)],
    },
    "log.join() === '1,end'",
  ),
  option(
    'onReachBottom comes once at an end, and again after the list has grown',
    {
      ttml: '<view style="height:{{h}}px"/>',
      js: "Page({ data: { h: 2000 }, onReachBottom() { log.push('end'); this.setData({ h: this.data.h + 1000 }); } });",
      steps: [scrolled(0), scrolled(0)],
    },
    "log.join() === 'end,end'",
  ),
  option(
    'backgroundColor of the app is under every page',
    { app: { window: { backgroundColor: '#102030' } }, ...two, files: other(), steps: [toB] },
    `getComputedStyle(${element}).backgroundColor === 'rgb(16, 32, 48)'`,
  ),
  option(
    'tabBar: colours of words, of the chosen one and of the bar, and its line',
    {
      shell: true,
      ...two,
      app: {
        tabBar: {
          color: '#111111',
          selectedColor: '#ff0000',
          backgroundColor: '#00ff00',
          borderStyle: 'white',
          list: LIST,
        },
      },
      files: other(),
    },
    "(() => { const [a, b] = all('.tab-bar button'); const bar = getComputedStyle(q('.tab-bar')); return getComputedStyle(a).color === 'rgb(255, 0, 0)' && getComputedStyle(b).color === 'rgb(17, 17, 17)' && bar.backgroundColor === 'rgb(0, 255, 0)' && bar.borderTopColor === 'rgb(255, 255, 255)'; })()",
  ),
  option(
    'tabBar: borderStyle is black of itself',
    { shell: true, ...two, app: { tabBar: { list: LIST } }, files: other() },
    "(() => { const [, r, g, b] = /(\\d+), (\\d+), (\\d+)/.exec(getComputedStyle(q('.tab-bar')).borderTopColor); return +r < 60 && +g < 60 && +b < 60 && getComputedStyle(q('.tab-bar')).borderTopWidth !== '0px'; })()",
  ),
  option(
    'tabBar: pictures, and the picture of the chosen one',
    {
      shell: true,
      ...two,
      app: {
        tabBar: {
          list: [
            { ...LIST[0], iconPath: 'i/a.svg', selectedIconPath: '/i/s.svg' },
            { ...LIST[1], iconPath: 'i/b.svg', selectedIconPath: 'i/s.svg' },
          ],
        },
      },
      files: {
        ...other(),
        ...Object.fromEntries(
          ['a', 'b', 's'].map((name) => [
            `i/${name}.svg`,
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
          ]),
        ),
      },
    },
    "all('.tab-bar img').map((img) => new URL(img.src).pathname).join() === '/i/s.svg,/i/b.svg'",
  ),
  option(
    'onTabItemTap hears of a tap on its item',
    {
      shell: true,
      ...two,
      app: { tabBar: { list: LIST } },
      files: other(
        '{}',
        'Page({ onTabItemTap(item) { tt.setNavigationBarTitle({ title: JSON.stringify(item) }); } });',
      ),
      steps: [['tap', '.tab-bar button:nth-child(2)']],
    },
    `(() => { const got = JSON.parse(${TITLE}); return got.index === 1 && got.pagePath === 'pages/b/b' && got.text === 'B'; })()`,
  ),
  option(
    'tabBar: one item is too few, and that is told',
    { app: { tabBar: { list: LIST.slice(0, 1) } } },
    "problems().some(({ file, code }) => file === 'app.json' && code === 'tab-count-low')",
  ),
  option(
    'tabBar: six items are too many, and that is told',
    {
      pages: ['p1', 'p2', 'p3', 'p4', 'p5'],
      app: {
        tabBar: {
          list: [
            LIST[0],
            ...['p1', 'p2', 'p3', 'p4', 'p5'].map((pagePath) => ({ pagePath, text: pagePath })),
          ],
        },
      },
      files: Object.fromEntries(
        ['p1', 'p2', 'p3', 'p4', 'p5'].flatMap((name) => [
          [`${name}.ttml`, 'x'],
          [`${name}.js`, 'Page({});'],
        ]),
      ),
    },
    "problems().some(({ file, code }) => file === 'app.json' && code === 'tab-count')",
  ),
  option(
    'tabBar: an item that is no page of the program is told',
    { ...two, app: { tabBar: { list: [LIST[0], { pagePath: 'pages/zz/zz', text: 'Z' }] } }, files: other() },
    "problems('pages/zz/zz').some(({ file }) => file === 'app.json')",
  ),
  option(
    'navigateTo does not go to a page of the tab bar, switchTab goes nowhere else',
    {
      pages: ['pages/b/b', 'pages/c/c'],
      app: { tabBar: { list: LIST } },
      files: { ...other(), 'pages/c/c.ttml': 'c', 'pages/c/c.js': 'Page({});' },
      steps: [
        ['run', "tt.navigateTo({ url: '/pages/b/b' }).catch((error) => log.push(error.errMsg))"],
        ['run', "tt.switchTab({ url: '/pages/c/c' }).catch((error) => log.push(error.errMsg))"],
      ],
    },
    "log.length === 2 && log[0].startsWith('navigateTo:fail') && log[1].startsWith('switchTab:fail') && getCurrentPages().length === 1",
  ),
  ...(['downloadFile', 'uploadFile', 'connectSocket'] as const).map((api) =>
    option(
      `networkTimeout.${api} of app.json ends it`,
      {
        app: { networkTimeout: { [api]: 1 } },
        // No route of the server keeps an upload waiting; a rule does.
        files: {
          'trade-sim.mock/slow.json':
            '[{ "api": "uploadFile", "match": { "url": "*/slow" }, "delay": 600000, "answer": "" }]',
        },
        js: `Page({ onLoad() {
  const fail = (error) => log.push(error.errMsg);
  if ('${api}' === 'connectSocket') tt.connectSocket({ url: location_ws(), fail });
  else if ('${api}' === 'uploadFile') {
    const filePath = tt.env.USER_DATA_PATH + '/u.txt';
    tt.getFileSystemManager().writeFileSync(filePath, 'x', 'utf8');
    tt.uploadFile({ url: '/slow', filePath, name: 'f', fail });
  } else tt.downloadFile({ url: '/__events', fail });
} });
function location_ws() { return 'ws://127.0.0.1:9/none'; }`,
      },
      "/^\\w+:fail/.test(log[0]) && (log[0].includes('timeout') || log[0].startsWith('connectSocket'))",
    ),
  ),
  option(
    'permission: what the app says of a scope is asked with it',
    {
      app: { permission: { 'scope.userLocation': { desc: 'To find shops near you' } } },
      query: '?consent=ask',
      js: 'Page({ onReady() { tt.getLocation({ fail() {} }); } });',
    },
    "all('dialog').some((dialog) => dialog.textContent.includes('To find shops near you'))",
  ),
  option(
    'navigateToMiniProgramAppIdList: another mini-program is told, and one of the list is not',
    {
      app: { navigateToMiniProgramAppIdList: ['tt1111111111111111'] },
      js: "Page({ onReady() { for (const appId of ['tt1111111111111111', 'tt2222222222222222']) tt.navigateToMiniProgram({ appId, fail: (error) => log.push(error.errMsg) }); } });",
    },
    "log.length === 1 && log[0].startsWith('navigateToMiniProgram:fail')",
  ),
  option(
    'subpackages in small letters, with a name and a slash at the end of its root',
    {
      app: { subpackages: [{ root: 'pkg/', name: 'p', pages: ['x/x'] }] },
      files: { 'pkg/x/x.ttml': '<view id="b">X</view>', 'pkg/x/x.js': 'Page({});' },
      steps: [['run', "tt.navigateTo({ url: '/pkg/x/x?a=1' })"]],
    },
    "text('#b') === 'X' && page().options.a === '1'",
  ),
  option(
    'an independent subpackage that requires a file of the main package is told at its line',
    {
      app: { subPackages: [{ root: 'pkg', independent: true, pages: ['x/x'] }] },
      files: {
        'pkg/x/x.ttml': 'x',
        'pkg/x/x.js': "const one = 1;\nconst u = require('../../u.js');\nPage({});",
        'u.js': 'exports.v = 1;',
      },
    },
    "problems().some(({ file, line }) => file === 'pkg/x/x.js' && line === 2)",
  ),
  option(
    'a file of the main package that requires one of a subpackage is told at its line',
    {
      app: { subPackages: [{ root: 'pkg', pages: ['x/x'] }] },
      js: "const one = 1;\nconst u = require('../../pkg/u.js');\nPage({});",
      files: { 'pkg/x/x.ttml': 'x', 'pkg/x/x.js': 'Page({});', 'pkg/u.js': 'exports.v = 1;' },
    },
    "problems().some(({ file, line }) => file === 'pages/a/a.js' && line === 2)",
  ),
  option(
    'preloadRule: a package or page that is not there is told',
    {
      app: {
        subPackages: [{ root: 'pkg', name: 'p', pages: ['x/x'] }],
        preloadRule: {
          'pages/a/a': { network: 'all', packages: ['p', 'nowhere'] },
          'pages/q/q': { packages: ['pkg'] },
        },
      },
      files: { 'pkg/x/x.ttml': 'x', 'pkg/x/x.js': 'Page({});' },
    },
    "problems('nowhere').some(({ file }) => file === 'app.json') && problems('pages/q/q').some(({ file }) => file === 'app.json') && problems().length === 2",
  ),
  option(
    'usingComponents of a page are before those of the app',
    {
      app: { usingComponents: { g: '/components/g/g' } },
      json: { usingComponents: { g: '/components/h/h' } },
      ttml: '<g id="r"/>',
      files: { ...component('g', 'app'), ...component('h', 'page') },
    },
    "text('#r') === 'page'",
  ),
  option(
    'usingComponents of the app are in components, too',
    {
      app: { usingComponents: { g: '/components/g/g' } },
      json: { usingComponents: { h: '/components/h/h' } },
      ttml: '<h id="r"/>',
      files: { ...component('g', 'inner'), ...component('h', '<g/>') },
    },
    "text('#r') === 'inner'",
  ),
  option(
    'theme.json reaches navigation bar and tab bar',
    {
      shell: true,
      ...two,
      app: {
        darkmode: true,
        themeLocation: 'theme.json',
        window: { navigationBarBackgroundColor: '@nav' },
        tabBar: { backgroundColor: '@tab', list: LIST },
      },
      query: '?theme=dark',
      files: {
        ...other(),
        'theme.json': '{"light":{"nav":"#ffffff","tab":"#ffffff"},"dark":{"nav":"#102030","tab":"#405060"}}',
      },
    },
    `${BAR} === 'rgb(16, 32, 48)' && css('.tab-bar', 'backgroundColor') === 'rgb(64, 80, 96)'`,
  ),
  option(
    'without darkmode the theme is light whatever the phone has',
    {
      app: { themeLocation: 'theme.json', window: { backgroundColor: '@bg' } },
      query: '?theme=dark',
      files: { 'theme.json': '{"light":{"bg":"#010101"},"dark":{"bg":"#020202"}}' },
    },
    `getComputedStyle(${element}).backgroundColor === 'rgb(1, 1, 1)' && tt.getSystemInfoSync().theme === 'light'`,
  ),
  option(
    'resolveAlias',
    {
      app: { resolveAlias: { '@lib/*': '/lib2/*' } },
      js: "log.push(require('@lib/u').v); Page({});",
      files: { 'lib2/u.js': 'exports.v = 5;' },
    },
    'log[0] === 5',
  ),
  option(
    'workers: a worker of the folder runs',
    {
      app: { workers: 'workers' },
      js: "Page({ onLoad() { const w = tt.createWorker('workers/w.js'); w.onMessage((m) => log.push(m.n)); w.postMessage({ n: 1 }); } });",
      files: { 'workers/w.js': 'worker.onMessage((m) => worker.postMessage({ n: m.n + 1 }));' },
    },
    'log[0] === 2',
  ),
  option(
    'documented options that have nothing to do here are taken without a word',
    {
      app: {
        cookie: { enableStore: true },
        component2: true,
        referrerPolicy: { policy: 'origin' },
        usePrivacyCheck: true,
        debug: true,
        lazyCodeLoading: 'requiredComponents',
        window: {
          backgroundColorTop: '#ffffff',
        },
      },
    },
    'problems().length === 0',
  ),
  option(
    'options that a device may show, and nothing here, are told',
    {
      app: { window: { backgroundColorBottom: '#ffffff', disableSwipeBack: true, transparentTitle: 'none' } },
    },
    "problems().length === 3 && problems().every(({ code, file }) => code === 'not-shown' && file === 'app.json')",
  ),
  option(
    'a page that is listed twice is told and opens',
    { app: { pages: ['pages/a/a', 'pages/a/a'] }, ttml: '<view id="r">x</view>' },
    "text('#r') === 'x' && problems().some(({ code }) => code === 'page-twice')",
  ),
  option(
    'an option of a wrong type does not stop the program',
    {
      app: {
        window: 'x',
        tabBar: { list: 'y' },
        networkTimeout: 5,
        permission: [],
        subPackages: {},
        usingComponents: [],
        preloadRule: 1,
        entryPagePath: 7,
      },
      ttml: '<view id="r">x</view>',
    },
    "text('#r') === 'x' && ['window', 'tabBar.list', 'networkTimeout', 'permission', 'subPackages', 'preloadRule', 'entryPagePath'].every((key) => problems(`\"${key}\" cannot be`).some(({ file }) => file === 'app.json'))",
  ),
  option(
    'a value that a page’s JSON cannot have is told at its line',
    {
      json: { enablePullDownRefresh: 'true', onReachBottomDistance: '50', navigationStyle: 'none' },
      app: {},
    },
    "['enablePullDownRefresh', 'onReachBottomDistance', 'navigationStyle'].every((key) => problems(key).some(({ file, line }) => file === 'pages/a/a.json' && line === 1))",
  ),
];
