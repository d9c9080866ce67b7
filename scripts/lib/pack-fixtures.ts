/** The scratch mini-program of `npm run test:pack`: what the README tells a user to write. */
export const APP_FILES: Record<string, string> = {
  'app.json': JSON.stringify({
    pages: ['pages/goods/index', 'pages/order-confirm/index'],
    window: { navigationBarTitleText: 'scratch' },
    usingComponents: { 'pay-button-sdk': 'microapp-trade-kit/pay-button/index' },
  }),
  'app.js': `require('microapp-trade-kit/auto');
const { setup } = require('microapp-trade-kit');
setup({ merchant: { baseUrl: '/merchant' }, pages: { orderConfirm: '/pages/order-confirm/index' } });
App({});
`,
  'project.config.json': JSON.stringify({ appid: 'ttscratch0000000000', miniprogramRoot: './' }),
  'pages/goods/index.json': '{}',
  'pages/goods/index.ttml': `<pay-button-sdk mode="{{2}}" goods-id="{{goodsId}}" goods-type="{{1}}" bind:getgoodsinfo="getGoodsInfo"
  bind:placeorder="placeOrder" bind:pay="onPay" bind:error="onError" />
<text id="error">{{error}}</text>
`,
  'pages/goods/index.js': `Page({
  data: { goodsId: '7301245789012345678', error: '' },
  getGoodsInfo() {
    return Promise.resolve({ minLimits: 1, maxLimits: 5 });
  },
  placeOrder() {
    return Promise.resolve();
  },
  onPay() {},
  onError({ detail }) {
    this.setData({ error: detail.errNo + ' ' + detail.errMsg });
  },
});
`,
  'pages/order-confirm/index.json': JSON.stringify({
    navigationBarTitleText: '提交订单',
    usingComponents: { 'order-confirm': 'microapp-trade-kit/order-confirm/index' },
  }),
  'pages/order-confirm/index.ttml': '<order-confirm session="{{session}}" />\n',
  'pages/order-confirm/index.js': `Page({
  data: { session: '' },
  onLoad({ session }) {
    this.setData({ session });
  },
});
`,
};

/**
 * Loads the package in plain Node with the few globals of a mini-program, and prints what it found as JSON.
 */
export const LOADER = `const [, , folder, ...names] = process.argv;
global.tt = {};
global.getApp = () => undefined;
let registered;
global.Component = (options) => (registered = options);
global.Page = global.App = global.Behavior = () => undefined;
const exported = require(folder);
const components = {};
for (const name of names) {
  registered = {};
  require(folder + '/' + name + '/index');
  components[name] = Object.keys(registered);
}
require(folder + '/auto');
const functions = (module) => Object.keys(module).filter((key) => typeof module[key] === 'function');
console.log(JSON.stringify({ exports: functions(exported), components }));
`;

/** Prints the functions of `<package>/sandbox`. */
export const SANDBOX_LOADER = `global.tt = {};
const sandbox = require(process.argv[2] + '/sandbox');
console.log(JSON.stringify(Object.keys(sandbox).filter((key) => typeof sandbox[key] === 'function').sort()));
`;

/** A mini-program in TypeScript that uses the package, without the platform's typings. */
export const CONSUMER = `import 'microapp-trade-kit/auto';
import { setup, withReply, type PayDetail, type RefundDetail } from 'microapp-trade-kit';
import { sandboxPorts } from 'microapp-trade-kit/sandbox';

setup({ merchant: { baseUrl: 'https://shop.example.com/merchant' }, pages: { orderConfirm: '/pages/order-confirm/index' } });
const address = { baseUrl: 'http://127.0.0.1:5201', token: 'printed' };
setup(sandboxPorts(address));
// @ts-expect-error a number is no address
setup({ merchant: { baseUrl: 1 } });

export const handlers = { placeOrder: withReply(() => Promise.resolve()) };

// README's own onPay and onRefund: status tells the shapes apart.
export function onPay({ detail }: { detail: PayDetail }): string {
  if (detail.status === 'success' && detail.result.code === 0) return detail.outOrderNo;
  return detail.status === 'fail' ? detail.result.errMsg : '';
}
export const refundOf = (detail: RefundDetail): string =>
  detail.status === 'success' ? detail.result.outRefundNo : detail.result.errMsg;
// @ts-expect-error which shape it is has to be asked first
export const unasked = (detail: PayDetail): number => detail.result.code;
// @ts-expect-error a payment has no such status
export const misspelt = (detail: PayDetail): boolean => detail.status === 'paid';
`;
