/** A shop redeems at the counter of the shell while the customer's card is open on the phone beside it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { codes, states } from '../../unit/sandbox/coupon-kit';
import { buy } from '../../unit/sandbox/refund-kit';
import { Shop } from '../demo/shop';

const FILES = {
  'app.json': JSON.stringify({
    pages: ['pages/order/index'],
    usingComponents: { 'consume-card-sdk': 'microapp-trade-kit/consume-card/index' },
  }),
  'app.js': `import { setup } from 'microapp-trade-kit';
import 'microapp-trade-kit/auto';
setup({ merchant: { baseUrl: '/merchant' }, pages: {} });
App({});
`,
  'pages/order/index.json': '{}',
  'pages/order/index.ttml': `<consume-card-sdk order-id="{{no}}" bind:consume="onConsume" /><view id="told">{{told}}</view>`,
  'pages/order/index.js': `Page({
  data: { no: '', told: '' },
  onLoad({ no }) { this.setData({ no }); },
  onConsume({ detail }) { this.setData({ told: this.data.told + '[' + detail.orderId + ']' }); },
});
`,
};

const told = (phone: FrameLocator, text: string): Promise<void> =>
  phone.locator('#told').getByText(text, { exact: true }).waitFor();

test('[CC-CONSUME-01] the card on the phone follows what the shop redeems and undoes beside it, without a reload', async () => {
  const shop = await Shop.open({ files: FILES });
  try {
    const order = await buy(shop.sandbox, 2);
    const shell = await shop.visitShell();
    await shell.goto(`${shop.url}/?page=${encodeURIComponent(`/pages/order/index?no=${order.outOrderNo}`)}`);
    const phone = shell.frameLocator('iframe');
    await phone.getByText('2份可用').waitFor();
    await phone.getByRole('button', { name: '查看券码' }).click();
    await shell.getByRole('button', { name: '商家核销' }).click();
    const [{ code }] = await codes(shop.sandbox, order);
    await shell.getByLabel('券码或二维码里的链接').fill(code);
    await shell.getByRole('button', { name: '识别' }).click();
    await shell.getByRole('button', { name: '核销 1 份' }).click();
    await shell.getByText('验券成功 1 份').waitFor();
    await told(phone, `[${order.outOrderNo}]`);
    assert.deepEqual(await states(shop.sandbox, order), ['redeemed', 'usable']);
    await phone.getByText('已核销').first().waitFor();
    await shell.getByRole('button', { name: `撤销尾号 ${code.slice(-4)} 的核销` }).click();
    await phone.getByText('已核销').first().waitFor({ state: 'detached' });
    await told(phone, `[${order.outOrderNo}]`);
  } finally {
    await shop.close();
  }
});
