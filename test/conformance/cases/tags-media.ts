import { casesOf } from '../case';

const tags = casesOf('tags');
const note = (...names: string[]): string =>
  `Page({ ${names.map((name) => `${name}(event) { log.push(event.type, event.detail); }`).join(', ')} });`;
/** A film of one picture, 16 by 16, made by hand once. */
const WAV = 'data:audio/wav;base64,UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA==';

export const cases = [
  tags(
    'a picture that does not come shows nothing, and comes when its address is right',
    {
      ttml: '<image id="r" src="{{src}}" binderror="lost"/>',
      js: 'Page({ data: { src: "/none.png" }, lost() { log.push("lost"); this.setData({ src: "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" }); } });',
    },
    "log[0] === 'lost' && css('#r > *', 'opacity') === '1' && !q('#r > [failed]')",
  ),
  tags(
    'a picture that does not come is no torn one',
    { ttml: '<image id="r" src="/none.png"/>' },
    "css('#r > *', 'opacity') === '0'",
  ),
  tags(
    'video plays on a real video element and tells its events',
    {
      ttml: `<video id="x" src="${WAV}" bindplay="t" bindended="t" bindloadedmetadata="t" bindtimeupdate="t"/>`,
      js: `Page({ onReady() { tt.createVideoContext('x').play(); }, t(event) { log.push(event.type); } });`,
    },
    "['play', 'ended', 'loadedmetadata', 'timeupdate'].every((type) => log.includes(type))",
  ),
  tags(
    'a video that cannot be played says so and fires error',
    { ttml: '<video id="x" src="/none.mp4" binderror="t"/>', js: note('t') },
    "log[0] === 'error' && q('#x').textContent.includes('/none.mp4')",
  ),
  tags(
    'a video context goes to full screen and back',
    {
      ttml: '<video id="x" bindfullscreenchange="t"/>',
      js: "Page({ onReady() { const v = tt.createVideoContext('x'); v.requestFullScreen({ direction: 90 }); v.exitFullScreen(); }, t(event) { log.push(event.detail.fullScreen, event.detail.direction); } });",
    },
    "log[0] === true && log[1] === 'horizontal' && log[2] === false",
  ),
  tags(
    'controls, loop, muted and object-fit of a video',
    { ttml: '<video id="x" src="/a.mp4" controls="{{false}}" loop muted object-fit="cover"/>' },
    "(() => { const v = q('#x video'); return !v.controls && v.loop && v.muted && v.style.objectFit === 'cover'; })()",
  ),
  tags(
    'a video takes its default size',
    { ttml: '<video id="x"/>' },
    "box('#x').width === 300 && box('#x').height === 225",
  ),
  tags(
    'a video context of no video is a problem',
    { js: "Page({ onReady() { tt.createVideoContext('none').play(); } });" },
    "problems('none').length === 1",
  ),
  tags(
    'a map draws markers, lines, areas and circles',
    {
      ttml: '<map id="x" latitude="{{1}}" longitude="{{2}}" markers="{{m}}" polyline="{{p}}" circles="{{c}}" polygons="{{a}}"/>',
      js: "Page({ data: { m: [{ id: 7, latitude: 1, longitude: 2, title: 'M1' }], p: [{ points: [{ latitude: 1, longitude: 2 }, { latitude: 1.001, longitude: 2.001 }], color: '#ff0000' }], c: [{ latitude: 1, longitude: 2, radius: 100 }], a: [{ points: [{ latitude: 1, longitude: 2 }, { latitude: 1.001, longitude: 2 }, { latitude: 1, longitude: 2.001 }] }] } });",
    },
    "!!q('#x [data-marker=\"7\"]') && !!q('#x polyline') && !!q('#x circle') && !!q('#x polygon')",
  ),
  tags(
    'a tap on a marker is told with its id and opens its callout',
    {
      ttml: '<map latitude="{{1}}" longitude="{{2}}" markers="{{m}}" bindmarkertap="t" bindcallouttap="t" bindtap="t"/>',
      js: `Page({ data: { m: [{ id: 7, latitude: 1, longitude: 2, callout: { content: 'hello' } }] }, t(event) { log.push(event.type, event.detail.markerId); } });`,
      steps: [
        ['tap', '[data-marker="7"] .sign'],
        ['tap', '[data-marker="7"] .callout'],
      ],
    },
    "log.join() === 'markertap,7,callouttap,7'",
  ),
  tags(
    'a callout with display ALWAYS is there from the start',
    {
      ttml: '<map id="x" latitude="{{1}}" longitude="{{2}}" markers="{{m}}"/>',
      js: "Page({ data: { m: [{ id: 7, latitude: 1, longitude: 2, callout: { content: 'hello', display: 'ALWAYS' } }] } });",
    },
    "q('#x .callout')?.textContent === 'hello'",
  ),
  tags(
    'a tap on a map says which place it is',
    {
      ttml: '<map id="x" latitude="{{30}}" longitude="{{120}}" bindtap="t"/>',
      js: note('t'),
      steps: [['tap', '#x']],
    },
    'Math.abs(log[1].latitude - 30) < 0.001 && Math.abs(log[1].longitude - 120) < 0.001',
  ),
  tags(
    'a map that is dragged tells regionchange, begin and end',
    {
      ttml: '<map id="x" latitude="{{30}}" longitude="{{120}}" bindregionchange="t"/>',
      js: note('t'),
      steps: [['drag', '#x', 60, 0]],
    },
    "log[1]?.type === 'begin' && log[3]?.type === 'end' && log[3].causedBy === 'drag' && log[3].centerLocation.longitude < 120",
  ),
  tags(
    'a map context gives centre, region and scale, and moves',
    {
      ttml: '<map id="x" latitude="{{30}}" longitude="{{120}}" scale="{{10}}"/>',
      js: "Page({ async onReady() { const m = tt.createMapContext('x'); const c = await m.getCenterLocation(); const r = await m.getRegion(); const s = await m.getScale(); await m.moveToLocation({ latitude: 31, longitude: 121 }); const d = await m.getCenterLocation(); log.push(c.latitude, r.northeast.latitude > 30, s.scale, d.longitude); } });",
    },
    "log.join() === '30,true,10,121'",
  ),
  tags(
    'places and pixels of a map context are each other’s reverse',
    {
      ttml: '<map id="x" latitude="{{30}}" longitude="{{120}}"/>',
      js: "Page({ async onReady() { const m = tt.createMapContext('x'); const at = await m.mapToScreen({ latitude: 30, longitude: 120 }); const p = await m.screenToMap(at); log.push(Math.round(at.x), Math.round(at.y), Math.round(p.latitude * 1000)); } });",
    },
    'log[0] === 150 && (log[1] === 112 || log[1] === 113) && log[2] === 30000',
  ),
  tags(
    'translateMarker moves a marker and says when it has arrived',
    {
      ttml: '<map id="x" latitude="{{30}}" longitude="{{120}}" markers="{{m}}"/>',
      js: "Page({ data: { m: [{ id: 1, latitude: 30, longitude: 120 }] }, onReady() { tt.createMapContext('x').translateMarker({ markerId: 1, destination: { latitude: 30.001, longitude: 120 }, duration: 20, animationEnd: () => log.push('end') }); } });",
    },
    "log[0] === 'end'",
  ),
  tags(
    'include-points makes a map show them all',
    {
      ttml: '<map id="x" include-points="{{p}}"/>',
      js: "Page({ data: { p: [{ latitude: 30, longitude: 120 }, { latitude: 31, longitude: 121 }] }, onReady() { setTimeout(async () => { const c = await tt.createMapContext('x').getCenterLocation(); log.push(c.latitude, c.longitude); }, 50); } });",
    },
    "log.join() === '30.5,120.5'",
  ),
  tags(
    'a map fires updated when it is drawn',
    { ttml: '<map bindupdated="t"/>', js: note('t') },
    "log[0] === 'updated'",
  ),
  tags(
    'web-view opens neither the simulator itself nor a path without a server',
    {
      ttml: '<web-view tt:for="{{l}}" tt:key="*this" class="x" src="{{item}}" bindload="t" binderror="t"/>',
      js: 'Page({ t({ type }) { log.push(type); } });',
      steps: [
        [
          'run',
          "page().setData({ l: ['/program.js', 'a.html', `${location.origin}/frame.html`, `${document.documentElement.dataset.shellOrigin}/`] })",
        ],
      ],
    },
    "log.join() === 'error,error,error,error' && all('.x iframe').every((frame) => frame.hidden)",
  ),
  tags(
    'web-view tells error of a page that does not answer',
    { ttml: '<web-view id="x" src="http://127.0.0.1:1/x.html" binderror="t"/>', js: note('t') },
    "log[0] === 'error' && q('#x').textContent.includes('127.0.0.1:1')",
  ),
  tags(
    'web-view names a page of another machine and opens none',
    { ttml: '<web-view id="x" src="https://shop.example.com/a" binderror="t"/>', js: note('t') },
    "log[0] === 'error' && q('#x').textContent.includes('shop.example.com') && q('#x iframe').hidden",
  ),
  ...[
    'camera',
    'live-player',
    'live-pusher',
    'aweme-data',
    'contact-button',
    'rate-button',
    'aweme-user-card',
    'like',
    'ad',
    'ad-custom',
    'rtc-room',
    'comment-list',
  ].map((name) =>
    tags(
      `${name} is a box that says what it stands for`,
      { ttml: `<${name} id="x"/>` },
      `box('#x').height > 20 && q('#x').textContent.includes('<${name}>')`,
    ),
  ),
  ...[
    'match-media',
    'share-element',
    'root-portal',
    'page-container',
    'navigation-bar',
    'editor',
    'official-account',
    'audio',
    'scroll-x-view',
    'sticky-header',
    'video-player',
    'native-slot',
    'keyboard-accessory',
  ].map((name) =>
    tags(
      `${name} is said not to be a tag of Douyin, and its content is shown`,
      { ttml: `<${name} id="x"><view id="in">inside</view></${name}>` },
      `q('#x').textContent.includes('<${name}>') && box('#in').height > 0`,
    ),
  ),
  tags(
    'camera tells initdone by itself and what a person fires',
    {
      ttml: '<camera bindinitdone="t" bindscancode="t"/>',
      js: note('t'),
      steps: [['tap', '[data-fires=scancode]']],
    },
    "log.includes('initdone') && log.includes('scancode')",
  ),
  tags(
    'live-player tells what a person fires',
    {
      ttml: '<live-player bindstatechange="t"/>',
      js: note('t'),
      steps: [['tap', '[data-fires=statechange]']],
    },
    "log[0] === 'statechange' && log[1].code === 2004",
  ),
  tags(
    'ad is loaded by itself, and a person may have it fail',
    {
      ttml: '<ad unit-id="x" bindload="t" binderror="t"/>',
      js: note('t'),
      steps: [['tap', '[data-fires=error]']],
    },
    "log[0] === 'load' && log[2] === 'error' && log[3].errCode === 1004",
  ),
  tags(
    'image loads with its size and fails with an error',
    {
      ttml: '<image src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%223%22 height=%222%22/%3E" bindload="t"/><image src="/none.png" binderror="t"/>',
      js: note('t'),
    },
    "log.includes('load') && log.includes('error') && log[log.indexOf('load') + 1].width === 3",
  ),
  tags(
    'image with widthFix takes the height of its picture',
    {
      ttml: '<image id="x" mode="widthFix" style="width:100px" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2240%22 height=%2220%22/%3E"/>',
    },
    "box('#x').height === 50",
  ),
  tags(
    'image and canvas take their default sizes',
    { ttml: '<image id="i"/><canvas id="c"/>' },
    "box('#i').width === 320 && box('#i').height === 240 && box('#c').width === 300 && box('#c').height === 150",
  ),
];
