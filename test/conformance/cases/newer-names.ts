/** What the official demo and documents have and the typings have not. */
import { casesOf } from '../case';

const tt = casesOf('tt');
const onReady = (body: string): string => `Page({ data: {}, onReady() { ${body} } });`;
const onCanvas = (body: string): { ttml: string; js: string } => ({
  ttml: '<canvas id="c" type="2d" style="width:60px;height:40px"/><view id="out">{{width}}</view>',
  js: onReady(`const page = this;
    tt.createSelectorQuery().select('#c').node().exec(([{ node: canvas }]) => { const context = canvas.getContext('2d'); ${body} });`),
});

export const cases = [
  tt(
    'getEnterOptionsSync is what the app was entered with',
    { js: onReady('const { path, query } = tt.getEnterOptionsSync(); log.push(path, typeof query)') },
    "log.join() === [tt.getLaunchOptionsSync().path, 'object'].join() && tt.canIUse('getEnterOptionsSync')",
  ),
  tt(
    'getDeviceInfoSync tells of the device at once',
    { js: onReady('log.push(tt.getDeviceInfoSync())') },
    "log[0].model === tt.getSystemInfoSync().model && ['abi', 'deviceAbi', 'brand', 'system', 'platform', 'CPUType', 'memorySize'].every((name) => typeof log[0][name] === 'string') && typeof log[0].benchmarkLevel === 'number'",
  ),
  tt(
    'a page keeps its canvas and its context in its data, and draws with them',
    onCanvas(
      "page.setData({ canvas, context, width: canvas.width }, () => { const { data } = page; data.context.fillStyle = 'red'; data.context.fillRect(0, 0, 60, 40); log.push(data.canvas === canvas, data.context === context, typeof data.canvas.requestAnimationFrame) })",
    ),
    "log.join() === 'true,true,function' && q('#out').innerText === '60' && q('tt-canvas canvas').getContext('2d').getImageData(5, 5, 1, 1).data[0] === 255 && problems().every(({ level }) => level !== 'error')",
  ),
  tt(
    'a canvas is told as JSON without an end to come to',
    onCanvas('log.push(JSON.stringify({ canvas, context }))'),
    'log[0] === \'{"canvas":{},"context":{}}\' && problems().length === 0',
  ),
  tt(
    'a map answers for overlays, and says that nothing is drawn of them',
    {
      ttml: '<map id="m" style="height:200px"/>',
      js: onReady(
        "const map = tt.createMapContext('m'); for (const name of ['addGroundOverlay', 'updateGroundOverlay', 'removeGroundOverlay', 'setLocMarkerIcon', 'setCenterOffset', 'openMapApp']) map[name]({ fail: ({ errMsg }) => log.push(errMsg) })",
      ),
    },
    "log.length === 6 && log.every((errMsg) => /^MapContext\\.\\w+:fail not simulated/.test(errMsg)) && problems('not simulated').length === 6",
  ),
  tt(
    'an object that nothing stands for has methods that the typings do not know, and no others',
    {
      js: onReady(
        "const media = tt.createMediaRecorder({}, {}); media.onStart(() => undefined); media.onStop(() => undefined); media.resume(); const live = tt.createLivePlayerContext('l'); live.pause(); live.setWaterMark({ enable: true, fail: () => log.push('failed') }); log.push(typeof live.colour, typeof live.toJSON, typeof live.then)",
      ),
    },
    "log.join() === 'undefined,undefined,undefined,failed' && problems('createMediaRecorder.onStart').length === 1 && problems().every(({ level }) => level === 'warning')",
  ),
];
