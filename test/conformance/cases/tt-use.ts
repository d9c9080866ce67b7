import { casesOf } from '../case';

const tt = casesOf('tt');
/** A page whose onLoad runs a body; `log` is what the expectation looks at. */
const onReady = (body: string): { js: string } => ({ js: `Page({ onReady() { ${body} } });` });
const asyncReady = (body: string): { js: string } => ({ js: `Page({ async onReady() { ${body} } });` });

export const cases = [
  // Shapes
  tt(
    'env is there without a call',
    onReady('log.push(tt.env.USER_DATA_PATH, tt.env.VERSION)'),
    "log[0].startsWith('ttfile://') && typeof log[1] === 'string'",
  ),
  tt(
    'performance keeps marks and tells an observer',
    onReady(`
    tt.performance.createObserver((list) => log.push('told', list[0].name)).observe({ entryTypes: ['mark'] });
    tt.performance.mark('begin'); log.push(tt.performance.getEntriesByName('begin').length)`),
    "log.join() === 'told,begin,1'",
  ),
  tt(
    'getExtConfigSync gives an object, canIPutStuffOverComponent a verdict',
    onReady(
      "log.push(typeof tt.getExtConfigSync(), tt.getExtConfigSync().then, tt.canIPutStuffOverComponent('video').res)",
    ),
    "log[0] === 'object' && log[1] === undefined && log[2] === true",
  ),
  tt(
    'every name of the typings is there in its shape',
    {},
    "['createCloud', 'getWifiList', 'onLazyLoadError', 'prerenderVideo', 'preloadDrawAd', 'submitEcCustomGoods'].every((name) => typeof tt[name] === 'function')",
  ),
  tt(
    'an API that is not simulated fails with its reason and is told at its place',
    asyncReady('try { await tt.getWifiList(); } catch (error) { log.push(error.errMsg); }'),
    "/^getWifiList:fail not simulated/.test(log[0]) && problems('getWifiList').some((problem) => problem.line === 1 && problem.level === 'warning')",
  ),
  tt(
    'a name that only looks like an API is a recorded stub',
    onReady("tt.disableUserScreenRecord(); log.push('goes on')"),
    "log[0] === 'goes on' && calls('disableUserScreenRecord').length === 1 && problems('disableUserScreenRecord').length === 1",
  ),
  tt(
    'a name that nothing knows and a program asks for first is called without a word',
    onReady(
      "if (tt.getRenderMode) tt.getRenderMode(); const { enableFirst } = tt; if (typeof tt.enableFirst === 'function') enableFirst(); tt.enableSecond(); log.push('goes on')",
    ),
    "log[0] === 'goes on' && calls('getRenderMode').length === 1 && problems('getRenderMode').length === 0 && problems('enableFirst').length === 0 && problems('enableSecond').length === 1",
  ),
  tt(
    'names of other platforms are absent, and looking for them is no problem',
    onReady(
      "log.push(['getWindowInfo','getAppBaseInfo','getDeviceInfo','getAccountInfoSync'].map((name) => typeof tt[name]).join())",
    ),
    "log[0] === 'undefined,undefined,undefined,undefined' && problems().length === 0",
  ),
  tt(
    'a field that a program puts on tt is its own',
    onReady('tt.myField = 5; log.push(tt.myField, tt.webpackJsonp)'),
    'log[0] === 5 && log[1] === undefined',
  ),
  tt(
    'createCloud answers a call with fail',
    onReady(
      "tt.createCloud({ envID: 'x' }).callContainer({ path: '/x', fail: (error) => log.push(error.errMsg) })",
    ),
    '/^createCloud.callContainer:fail/.test(log[0])',
  ),
  tt(
    'canIUse knows what is there and what is not',
    onReady(
      "log.push(tt.canIUse('getUpdateManager'), tt.canIUse('getFileSystemManager'), tt.canIUse('createIntersectionObserver'), tt.canIUse('getWifiList'), tt.canIUse('getWindowInfo'), tt.canIUse('button.open-type'))",
    ),
    "log.join() === 'true,true,true,false,false,true'",
  ),
  tt(
    'await of a failing API rejects',
    asyncReady(
      'try { await tt.setScreenBrightness({ value: 9 }); } catch (error) { log.push(error.errMsg); }',
    ),
    '/^setScreenBrightness:fail/.test(log[0])',
  ),

  // Network
  tt(
    'connectSocket gives its task at once, with and without callbacks',
    onReady(
      "log.push(typeof tt.connectSocket({ url: 'ws://127.0.0.1:1', fail() {} }).onOpen, typeof tt.connectSocket({ url: 'ws://127.0.0.1:1' }).send)",
    ),
    "log.join() === 'function,function'",
  ),
  tt(
    'connectSocket tells of an address where nobody listens',
    onReady(
      "const task = tt.connectSocket({ url: 'ws://127.0.0.1:1' }); task.onError((error) => log.push(error.errMsg)); task.onClose(() => log.push('closed'))",
    ),
    'log.length === 2 && /fail/.test(log[0])',
  ),
  tt(
    'connectSocket does not reach other machines',
    onReady("tt.connectSocket({ url: 'wss://shop.example.com/x', fail: (error) => log.push(error.errMsg) })"),
    '/^connectSocket:fail offline/.test(log[0])',
  ),
  tt(
    'request gives the answer when it is awaited, and has the task methods at once',
    asyncReady(
      "const task = tt.request({ url: '/program.js', dataType: 'text' }); log.push(typeof task.abort); const answer = await task; log.push(answer.statusCode, typeof answer.data)",
    ),
    "log.join() === 'function,200,string'",
  ),
  tt(
    'request with callbacks gives a task that can be aborted',
    onReady("tt.request({ url: '/__events', fail: (error) => log.push(error.errMsg) }).abort()"),
    "log[0] === 'request:fail abort'",
  ),
  tt(
    'request tells the headers before the body',
    onReady(
      "const task = tt.request({ url: '/program.js', success: () => log.push('done') }); task.onHeadersReceived((got) => log.push(typeof got.header['content-type']))",
    ),
    "log.join() === 'string,done'",
  ),
  tt(
    'downloadFile tells its progress',
    onReady(
      "tt.downloadFile({ url: '/program.js', success: (got) => log.push('done', got.tempFilePath) }).onProgressUpdate((made) => log.push(made.totalBytesWritten > 0 && made.progress <= 100))",
    ),
    "log[0] === true && log.includes('done')",
  ),
  tt(
    'networkTimeout of app.json ends a request',
    {
      app: { networkTimeout: { request: 50 } },
      ...onReady("tt.request({ url: '/__events', fail: (error) => log.push(error.errMsg) })"),
    },
    "log[0] === 'request:fail timeout'",
  ),
  tt(
    'onNetworkStatusChange hears of going offline',
    {
      ...onReady('tt.onNetworkStatusChange((state) => log.push(state.isConnected, state.networkType))'),
      steps: [['run', "dispatchEvent(new Event('offline'))"]],
    },
    'log.length === 2',
  ),

  // Files
  tt(
    'the file system writes and reads back, by callback and synchronously',
    onReady(`
    const fs = tt.getFileSystemManager(); const path = tt.env.USER_DATA_PATH + '/a.json';
    fs.writeFile({ filePath: path, data: JSON.stringify({ a: 1 }), encoding: 'utf8', success: () => {
      log.push(JSON.parse(fs.readFileSync(path, 'utf8')).a);
      fs.readFile({ filePath: path, encoding: 'utf8', success: (got) => log.push(got.data) });
    } })`),
    `log.join() === '1,{"a":1}'`,
  ),
  tt(
    'a synchronous file function throws, a callback one fails',
    onReady(`
    const fs = tt.getFileSystemManager();
    try { fs.accessSync(tt.env.USER_DATA_PATH + '/none'); } catch (error) { log.push(error.message); }
    fs.access({ path: tt.env.USER_DATA_PATH + '/none', fail: (error) => log.push(error.errMsg) })`),
    '/^accessSync:fail no such file/.test(log[0]) && /^access:fail no such file/.test(log[1])',
  ),
  tt(
    'folders, names, sizes, moves and removals of files',
    onReady(`
    const fs = tt.getFileSystemManager(); const dir = tt.env.USER_DATA_PATH + '/d';
    fs.mkdirSync(dir + '/e', true); fs.writeFileSync(dir + '/f', 'abc', 'utf8'); fs.appendFileSync(dir + '/f', 'd', 'utf8');
    log.push(fs.readdirSync(dir).join('+'), fs.statSync(dir + '/f').size, fs.statSync(dir).isDirectory());
    fs.renameSync(dir + '/f', dir + '/g'); fs.copyFileSync(dir + '/g', dir + '/h'); fs.unlinkSync(dir + '/g');
    log.push(fs.readdirSync(dir).join('+'));
    try { fs.rmdirSync(dir); } catch (error) { log.push(/not empty/.test(error.message)); }
    fs.rmdirSync(dir, true); try { fs.statSync(dir); } catch (error) { log.push('gone'); }`),
    "log.join() === 'e+f,4,true,e+h,true,gone'",
  ),
  tt(
    'bytes and encodings of files',
    onReady(`
    const fs = tt.getFileSystemManager(); const path = tt.env.USER_DATA_PATH + '/b';
    fs.writeFileSync(path, new Uint8Array([104, 105]).buffer);
    log.push(fs.readFileSync(path, 'utf8'), fs.readFileSync(path, 'base64'), fs.readFileSync(path, 'hex'), fs.readFileSync(path).byteLength, fs.readFileSync(path, 'utf8', 1, 1))`),
    "log.join() === 'hi,aGk=,6869,2,i'",
  ),
  tt(
    'nothing can be written outside of the own folder',
    onReady(
      "try { tt.getFileSystemManager().writeFileSync('/pages/a/a.js', 'x', 'utf8'); } catch (error) { log.push(error.message); } try { tt.getFileSystemManager().writeFileSync(tt.env.USER_DATA_PATH + '/../../x', 'x', 'utf8'); } catch (error) { log.push(error.message); }",
    ),
    'log.length === 2 && log.every((message) => /permission denied/.test(message))',
  ),
  tt(
    'a picture of the own files is shown',
    {
      ttml: '<image id="x" src="{{src}}" bindload="loaded"/>',
      js: `Page({ data: { src: '' }, onReady() { const path = tt.env.USER_DATA_PATH + '/p.png'; tt.getFileSystemManager().writeFileSync(path, 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'); this.setData({ src: path }); }, loaded(event) { log.push(event.detail.width); } });`,
    },
    'log[0] === 1',
  ),

  // What a person answers
  tt(
    'authorize, getSetting and a refusal',
    {
      query: '?consent=refuse',
      ...asyncReady(
        "log.push(JSON.stringify((await tt.getSetting()).authSetting)); try { await tt.authorize({ scope: 'scope.userLocation' }); } catch (error) { log.push(error.errMsg); } log.push((await tt.getSetting()).authSetting['scope.userLocation']); try { await tt.getLocation({}); } catch (error) { log.push(error.errMsg); }",
      ),
    },
    "log.join('|') === '{}|authorize:fail auth deny|false|getLocation:fail auth deny'",
  ),
  tt(
    'a person is asked for the place and may refuse it',
    {
      query: '?consent=ask',
      ...onReady('tt.getLocation({ fail: (error) => log.push(error.errMsg) })'),
      steps: [['tap', '[data-consent=refuse]']],
    },
    "log[0] === 'getLocation:fail auth deny'",
  ),
  tt(
    'a scope refused can be allowed in the settings',
    {
      query: '?consent=ask',
      js: "Page({ onReady() { tt.getLocation({ fail: () => tt.openSetting({ success: () => tt.getLocation({ success: () => log.push('allowed') }) }) }); } });",
      steps: [
        ['tap', '[data-consent=refuse]'],
        ['tap', '[data-scope]'],
        ['tap', '[data-setting=close]'],
      ],
    },
    "log[0] === 'allowed'",
  ),
  tt(
    'getUserProfile can be refused',
    {
      query: '?consent=refuse',
      ...onReady('tt.getUserProfile({ fail: (error) => log.push(error.errMsg) })'),
    },
    "log[0] === 'getUserProfile:fail auth deny'",
  ),
  tt(
    'requestSubscribeMessage answers for each template',
    onReady("tt.requestSubscribeMessage({ tmplIds: ['a', 'b'], success: (got) => log.push(got.a, got.b) })"),
    "log.join() === 'accept,accept'",
  ),
  tt(
    'requestSubscribeMessage lets a person choose',
    {
      query: '?consent=ask',
      ...onReady(
        "tt.requestSubscribeMessage({ tmplIds: ['a', 'b'], success: (got) => log.push(got.a, got.b) })",
      ),
      steps: [
        ['tap', '[data-template=a]'],
        ['tap', '[data-consent=allow]'],
      ],
    },
    "log.join() === 'reject,accept'",
  ),
  tt(
    'scanCode takes what a person types',
    {
      ...onReady('tt.scanCode({ success: (got) => log.push(got.result) })'),
      steps: [
        ['type', '[data-scan=text]', 'abc'],
        ['tap', '[data-scan=take]'],
      ],
    },
    "log[0] === 'abc'",
  ),
  tt(
    'scanCode can be cancelled',
    {
      ...onReady('tt.scanCode({ fail: (error) => log.push(error.errMsg) })'),
      steps: [['tap', '[data-scan=cancel]']],
    },
    "log[0] === 'scanCode:fail cancel'",
  ),
  tt(
    'navigateToMiniProgram leaves and comes back',
    {
      app: { navigateToMiniProgramAppIdList: ['tt1'] },
      js: "Page({ onReady() { tt.navigateToMiniProgram({ appId: 'tt1', success: () => log.push('left') }); }, onHide() { log.push('hide'); }, onShow() { log.push('show'); } });",
      steps: [['tap', '[data-away=back]']],
    },
    "log.join() === 'show,hide,left,show'",
  ),

  // What a device opens over the page
  tt(
    'previewImage shows a viewer that goes on to the next picture',
    {
      ...onReady("tt.previewImage({ urls: ['/images/a.png', '/images/b.png'] })"),
      steps: [['tap', '[data-preview=next]']],
    },
    "!!q('.sim-preview img') && q('.sim-preview img').src.endsWith('b.png')",
  ),
  tt(
    'openLocation shows the place',
    onReady("tt.openLocation({ latitude: 30, longitude: 120, name: 'N' })"),
    "[...document.querySelectorAll('.sim-place input')].some((input) => input.value === 'N')",
  ),
  tt(
    'makePhoneCall shows the number',
    onReady("tt.makePhoneCall({ phoneNumber: '10086' })"),
    "document.querySelector('.sim-phone-call')?.textContent.includes('10086')",
  ),
  tt(
    'saveImageToPhotosAlbum refuses without the scope',
    {
      query: '?consent=refuse',
      ...onReady(
        "tt.saveImageToPhotosAlbum({ filePath: 'data:image/png;base64,iVBORw0KGgo=', fail: (error) => log.push(error.errMsg) })",
      ),
    },
    "log[0] === 'saveImageToPhotosAlbum:fail auth deny'",
  ),
  tt(
    'saveImageToPhotosAlbum fails for a file that is not there',
    onReady(
      "tt.saveImageToPhotosAlbum({ filePath: '/images/none.png', fail: (error) => log.push(error.errMsg) })",
    ),
    '/no such file/.test(log[0])',
  ),
  tt(
    'a share button shows the card of the page',
    {
      ttml: '<button id="x" open-type="share">x</button>',
      js: "Page({ onShareAppMessage(given) { log.push(given.from); return { title: 'T', path: '/p?a=1', success: () => log.push('sent') }; } });",
      steps: [
        ['tap', '#x'],
        ['tap', 'button[data-share=send]'],
      ],
    },
    "log.join() === 'button,sent'",
  ),
  tt(
    'a share card can be cancelled',
    {
      ...onReady("tt.shareAppMessage({ title: 'T', fail: (error) => log.push(error.errMsg) })"),
      steps: [['tap', '[data-share=cancel]']],
    },
    "log[0] === 'shareAppMessage:fail cancel'",
  ),
  tt(
    'a toast shows the sign of success, of failure, a picture, or none',
    onReady("tt.showToast({ title: 'B', icon: 'success', duration: 60000 })"),
    "!!q('.sim-toast [data-icon=success]')",
  ),
  tt(
    'a toast shows the picture that it is given',
    onReady("tt.showToast({ title: 'B', image: '/images/x.png', duration: 60000 })"),
    "q('.sim-toast img')?.getAttribute('src').endsWith('x.png')",
  ),
  tt(
    'a toast without a sign shows its words only',
    onReady("tt.showToast({ title: 'B', icon: 'none', duration: 60000 })"),
    "q('.sim-toast')?.textContent === 'B' && !q('.sim-toast .sim-toast-icon')",
  ),

  // Objects
  tt(
    'a rewarded ad is loaded, shown and watched',
    asyncReady(
      "const ad = tt.createRewardedVideoAd({ adUnitId: 'u' }); ad.onClose((end) => log.push('closed', end.isEnded)); await ad.load(); await ad.show(); log.push('shown')",
    ),
    "log.join() === 'shown,closed,true'",
  ),
  tt(
    'a rewarded ad may be closed early',
    {
      query: '?consent=ask',
      ...onReady(
        "const ad = tt.createRewardedVideoAd({ adUnitId: 'u' }); ad.onClose((end) => log.push(end.isEnded)); ad.show()",
      ),
      steps: [['tap', '[data-ad=closed]']],
    },
    'log[0] === false',
  ),
  tt(
    'a rewarded ad may fail',
    {
      query: '?consent=ask',
      ...onReady(
        "const ad = tt.createRewardedVideoAd({ adUnitId: 'u' }); ad.onError((error) => log.push(typeof error.errCode)); ad.show()",
      ),
      steps: [['tap', '[data-ad=failed]']],
    },
    "log[0] === 'number'",
  ),
  tt(
    'an interstitial ad gives promises and is closed',
    asyncReady(
      "const ad = tt.createInterstitialAd({ adUnitId: 'u' }); ad.onClose(() => log.push('closed')); await ad.load(); await ad.show(); log.push('shown')",
    ),
    "log.join() === 'shown,closed'",
  ),
  tt(
    'an ad without a unit fails, by promise and by event',
    asyncReady(
      "const ad = tt.createRewardedVideoAd({}); ad.onError(() => log.push('event')); try { await ad.show(); } catch (error) { log.push('rejected'); }",
    ),
    "log.includes('event') && log.includes('rejected')",
  ),
  tt(
    'the update manager says that there is no newer version',
    onReady('tt.getUpdateManager().onCheckForUpdate((got) => log.push(got.hasUpdate))'),
    'log[0] === false',
  ),
  tt(
    'the update manager offers a newer version',
    {
      query: '?update=ready',
      ...onReady(
        "const m = tt.getUpdateManager(); m.onCheckForUpdate((got) => log.push(got.hasUpdate)); m.onUpdateReady(() => log.push('ready'))",
      ),
    },
    "log.join() === 'true,ready'",
  ),
  tt(
    'an inner audio context plays and tells its state',
    onReady(
      "const a = tt.createInnerAudioContext(); a.onPlay(() => log.push('play', a.paused)); a.onPause(() => log.push('pause')); a.src = 'data:audio/wav;base64,UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA=='; log.push(typeof a.duration, a.currentTime, a.paused); a.play()",
    ),
    "log.slice(0, 3).join() === 'number,0,true' && log.includes('play')",
  ),
  tt(
    'an inner audio context fails for a sound that is not there',
    onReady(
      "const a = tt.createInnerAudioContext(); a.onError((error) => log.push(typeof error.errMsg)); a.src = '/none.mp3'; a.play()",
    ),
    "log.includes('string')",
  ),
  tt(
    'the background audio plays as soon as it has a source',
    onReady(
      "const m = tt.getBackgroundAudioManager(); m.title = 'T'; m.onError((error) => log.push('error')); m.src = '/none.mp3'",
    ),
    "log.includes('error')",
  ),
  tt(
    'the recorder starts, pauses, goes on and gives a file',
    onReady(
      "const r = tt.getRecorderManager(); r.onStart(() => { log.push('start'); r.pause(); }); r.onPause(() => { log.push('pause'); r.resume(); }); r.onResume(() => { log.push('resume'); r.stop(); }); r.onStop((got) => log.push(typeof got.tempFilePath)); r.start({ duration: 5000 })",
    ),
    "log.join() === 'start,pause,resume,string'",
  ),
  tt(
    'createAnimation records steps with their options',
    onReady(
      'const a = tt.createAnimation({ duration: 100 }); a.opacity(0.5).rotate(45).step().width(10).step({ duration: 50 }); const { actions } = a.export(); log.push(actions.length, actions[0].animates.length, actions[1].option.transition.duration, a.export().actions.length)',
    ),
    "log.join() === '2,2,50,0'",
  ),
  tt(
    'the animation attribute moves a view and a tag with behaviour',
    {
      ttml: '<view id="a" animation="{{m}}" style="width:10px;height:10px"/><image id="b" animation="{{m}}" style="width:10px;height:10px"/>',
      js: 'Page({ data: { m: null }, onReady() { this.setData({ m: tt.createAnimation({ duration: 10 }).translateX(50).step().export() }); } });',
    },
    "css('#a', 'transform').includes(', 50,') && css('#b', 'transform').includes(', 50,')",
  ),
  tt(
    'a transform of an animation leaves out what it takes no more values of',
    {
      ttml: '<view id="a" animation="{{m}}" style="width:10px;height:10px"/>',
      js: 'Page({ data: { m: null }, onReady() { this.setData({ m: tt.createAnimation({ duration: 5 }).rotate(0, 0).scale(3).translate(5, 6, 7).skew(0, 0).step().export() }); } });',
    },
    "css('#a', 'transform') === 'matrix(3, 0, 0, 3, 15, 18)'",
  ),
  tt(
    'steps of an animation run one after the other',
    {
      ttml: '<view id="a" animation="{{m}}" style="width:10px;height:10px"/>',
      js: 'Page({ data: { m: null }, onReady() { this.setData({ m: tt.createAnimation({ duration: 5 }).opacity(0.5).step().width(40).step().export() }); } });',
    },
    "css('#a', 'opacity') === '0.5' && css('#a', 'width') === '40px'",
  ),
  tt(
    'this.animate plays key frames and calls back, clearAnimation takes them off',
    {
      ttml: '<view id="a">x</view>',
      js: "Page({ onReady() { this.animate('#a', [{ opacity: 1 }, { opacity: 0.2 }], 20, () => { log.push('end'); this.clearAnimation('#a', () => log.push('cleared')); }); } });",
    },
    "log.join() === 'end,cleared' && css('#a', 'opacity') === '1'",
  ),
  tt(
    'a canvas node makes pictures and frames, and draws',
    {
      ttml: '<canvas id="c" type="2d" style="width:100px;height:100px"/>',
      js: "Page({ onReady() { tt.createSelectorQuery().select('#c').node((got) => { const c = got.node; const p = c.getContext('2d'); p.fillStyle = '#f00'; p.fillRect(0, 0, 10, 10); log.push(typeof c.createImage().src, p.getImageData(1, 1, 1, 1).data[0]); c.requestAnimationFrame(() => log.push('frame')); }).exec(); } });",
    },
    "log.join() === 'string,255,frame'",
  ),
  tt(
    'createCanvasContext draws on the canvas with that canvas-id',
    {
      ttml: '<canvas canvas-id="c" style="width:100px;height:100px"/>',
      js: "Page({ onReady() { const c = tt.createCanvasContext('c'); c.setFillStyle('#f00'); c.fillRect(0, 0, 90, 90); c.draw(false, () => log.push('drawn')); } });",
    },
    "log[0] === 'drawn' && q('tt-canvas canvas').getContext('2d').getImageData(50, 50, 1, 1).data[0] === 255 && q('tt-canvas canvas').width === 100",
  ),
  tt(
    'what is drawn a moment before its canvas comes is drawn, in its order',
    {
      ttml: '<canvas tt:if="{{on}}" canvas-id="c" style="width:100px;height:100px"/>',
      js: "Page({ data: { on: false }, onReady() { const c = tt.createCanvasContext('c'); for (const colour of ['red', 'blue']) { c.setFillStyle(colour); c.fillRect(0, 0, 100, 100); c.draw(false, () => log.push(colour)); } this.setData({ on: true }); } });",
    },
    "log.join() === 'red,blue' && q('tt-canvas canvas').getContext('2d').getImageData(50, 50, 1, 1).data[2] === 255 && problems().length === 0",
  ),
  tt(
    'a map that comes a moment later answers',
    {
      ttml: '<map tt:if="{{on}}" id="m" latitude="30" longitude="120" style="width:100px;height:100px"/>',
      js: "Page({ data: { on: false }, onReady() { tt.createMapContext('m').getScale({ complete: ({ errMsg }) => log.push(errMsg) }); this.setData({ on: true }); } });",
    },
    '/:ok$/.test(log[0]) && problems().length === 0',
  ),
  tt(
    'a canvas context measures text and has gradients',
    {
      ttml: '<canvas canvas-id="c"/>',
      js: "Page({ onReady() { const c = tt.createCanvasContext('c', this); c.setFontSize(20); const g = c.createLinearGradient(0, 0, 10, 0); g.addColorStop(0, '#00f'); c.setFillStyle(g); c.fillRect(0, 0, 5, 5); c.draw(); log.push(c.measureText('x').width > 5); } });",
    },
    "log[0] === true && q('tt-canvas canvas').getContext('2d').getImageData(0, 0, 1, 1).data[2] > 200",
  ),
  tt(
    'a canvas context without its canvas is a problem',
    onReady("tt.createCanvasContext('none').draw()"),
    "problems('canvas-id').length > 0",
  ),
  tt(
    'canvasToTempFilePath gives a file that can be shown',
    {
      ttml: '<canvas canvas-id="c"/>',
      js: "Page({ onReady() { tt.canvasToTempFilePath({ canvasId: 'c', destWidth: 30, destHeight: 20, success: (got) => tt.getImageInfo({ src: got.tempFilePath, success: (info) => log.push(info.width, info.height) }) }); } });",
    },
    "log.join() === '30,20'",
  ),
  tt(
    'createOffscreenCanvas measures and draws',
    onReady(
      "const c = tt.createOffscreenCanvas(50, 50); log.push(c.width, typeof c.getContext('2d').measureText('x').width)",
    ),
    "log.join() === '50,number'",
  ),
  tt(
    'touches of a canvas have x and y',
    {
      ttml: '<view style="height:20px"/><canvas id="x" bindtouchstart="t" style="margin-left:10px"/>',
      js: 'Page({ t(event) { log.push(event.touches[0].x, event.changedTouches[0].y); } });',
      steps: [['tap', '#x']],
    },
    "log.join() === '150,75'",
  ),
  tt(
    'an accelerometer that is started tells its values until it is stopped',
    onReady('tt.onAccelerometerChange((got) => { log.push(got.z); tt.stopAccelerometer(); })'),
    'log[0] === -1',
  ),

  // Intersections
  tt(
    'an intersection observer tells of what is seen at once',
    {
      ttml: '<view class="z" style="height:10px" data-k="v" id="i">x</view>',
      ...onReady(
        "tt.createIntersectionObserver().relativeToViewport().observe('.z', (got) => log.push(got.intersectionRatio, got.id, got.dataset.k))",
      ),
    },
    "log.join() === '1,i,v'",
  ),
  tt(
    'an intersection observer is silent until something comes into view',
    {
      ttml: '<view style="height:2000px"/><view class="z" style="height:10px">x</view>',
      ...onReady(
        "this.createIntersectionObserver().relativeToViewport().observe('.z', (got) => log.push(got.intersectionRatio > 0))",
      ),
      steps: [
        ['frames', 3],
        ['run', "log.push('scroll')"],
        ['run', "q('.sim-page').scrollTop = 5000"],
      ],
    },
    "log.join() === 'scroll,true'",
  ),
  tt(
    'margins of an intersection observer may name one side',
    {
      ttml: '<view style="height:700px"/><view class="z" style="height:10px">x</view>',
      ...onReady(
        "tt.createIntersectionObserver().relativeToViewport({ bottom: 100 }).observe('.z', (got) => log.push(got.intersectionRatio))",
      ),
    },
    'log[0] === 1',
  ),
  tt(
    'an intersection observer of a scroll-view',
    {
      ttml: '<scroll-view scroll-y class="box" style="height:100px"><view class="z" style="height:10px">x</view></scroll-view>',
      ...onReady(
        "this.createIntersectionObserver().relativeTo('.box').observe('.z', (got) => log.push(got.intersectionRatio))",
      ),
    },
    'log[0] === 1',
  ),
  tt(
    'observeAll observes each match',
    {
      ttml: '<view class="z" style="height:9px"/><view class="z" style="height:9px"/>',
      ...onReady(
        "tt.createIntersectionObserver({ observeAll: true }).relativeToViewport().observe('.z', () => log.push(1))",
      ),
    },
    'log.length === 2',
  ),
  tt(
    'reportAnalytics does not fail',
    onReady("log.push(tt.reportAnalytics('event', { a: 1 }))"),
    'log[0] === undefined && log.length === 1 && problems().length === 0',
  ),
  tt(
    'a worker runs its script and answers',
    {
      app: { workers: 'workers' },
      files: {
        'workers/index.js':
          "const { twice } = require('./twice'); worker.onMessage((got) => worker.postMessage({ n: twice(got.n) }));",
        'workers/twice.js': 'exports.twice = (n) => n * 2;',
      },
      ...onReady(
        "const w = tt.createWorker('workers/index.js'); w.onMessage((got) => { log.push(got.n); w.terminate(); }); w.postMessage({ n: 21 })",
      ),
    },
    'log[0] === 42',
  ),
  tt(
    'a cookie that a browser sends for nobody is told, once a server',
    asyncReady(
      "for (let n = 0; n < 2; n += 1) await tt.request({ url: 'http://127.0.0.1:1/', header: { Cookie: 'a=1', 'x-own': '1' } }).catch(() => log.push('no'));",
    ),
    "log.length === 2 && problems('Cookie').length === 1 && problems('x-own').length === 0",
  ),
];
