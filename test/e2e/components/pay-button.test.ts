import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import {
  goodsPage,
  HOTPOT,
  openOrderPage,
  readyButton,
  receivedBy,
  routesOf,
  Shop,
  submitButton,
} from '../demo/shop';

const GALLERY = 'pages/gallery/index';

let shop: Shop;
let page: Page;
before(async () => {
  shop = await Shop.open();
  page = await shop.visit({ page: `/${GALLERY}` });
  await sample('sold-out').getByText('已售罄').waitFor();
});
after(() => shop.close());

const stage = (id: string): Locator => page.locator(`#sample-${id}`);
/** The button's own box in that sample of the gallery. */
const sample = (id: string): Locator => stage(id).locator('[role=button]');
const style = (element: Locator, ...names: string[]): Promise<string[]> =>
  element.evaluate(
    (one, wanted) => wanted.map((name) => getComputedStyle(one).getPropertyValue(name)),
    names,
  );
const LOOK = ['background-color', 'color', 'border-top-left-radius'];

describe('texts', () => {
  const TEXTS: [rule: string, id: string, text: string][] = [
    ['PB-SHELF-01', 'soon', '即将开始'],
    ['PB-SHELF-02', 'on-sale', '立即抢购'],
    ['PB-SHELF-03', 'ended', '已结束'],
    ['PB-SHELF-04', 'sold-out', '已售罄'],
    ['PB-SHELF-06', 'own', '立即抢购'],
    ['PB-STATUS-04', 'ordered-0', '继续支付'],
    ['PB-STATUS-05', 'ordered-1', '申请退款'],
    ['PB-STATUS-06', 'ordered-2', '退款中'],
    ['PB-STATUS-06', 'ordered-3', '退款成功'],
    ['PB-STATUS-06', 'ordered-4', '退款失败'],
  ];
  for (const [rule, id, text] of TEXTS) {
    test(`[${rule}] ${id}: ${text}`, async () => assert.equal((await sample(id).innerText()).trim(), text));
  }

  test('[PB-SHELF-05] [PB-SHELF-11] a tap on closed goods does nothing: no event, no page', async () => {
    const before = await receivedBy(page);
    for (const id of ['soon', 'ended', 'sold-out']) {
      await eventually(async () => assert.equal(await sample(id).getAttribute('aria-disabled'), 'true'));
      await sample(id).tap({ force: true });
    }
    assert.deepEqual([await receivedBy(page), await routesOf(page)], [before, [GALLERY]]);
  });

  test('[PB-SHELF-09] [PB-SHELF-10] on a page left open 即将开始 turns into 立即抢购 and that into 已结束', async () => {
    const flash = '7301245789012345682';
    const left = await shop.visit();
    await left.clock.install();
    await shop.start(left, goodsPage(flash));
    await left.getByRole('button', { name: '即将开始' }).waitFor();
    const { saleStart = 0, saleEnd = 0 } = shop.sandbox.catalogue.find(flash) ?? {};
    // Server and phone together: a phone that is ahead alone asks the server, and is told better.
    const pass = async (ms: number): Promise<void> => {
      await shop.sandbox.advance(ms);
      await left.clock.fastForward(ms);
    };
    await pass(saleStart - shop.sandbox.clock.now() + 1000);
    await readyButton(left).waitFor();
    await pass(saleEnd - saleStart);
    await left.getByRole('button', { name: '已结束' }).waitFor();
    await left.context().close();
  });
});

describe('what the official button lacks', () => {
  test('text, and a slot in its place', async () => {
    await eventually(async () => assert.equal((await sample('text').innerText()).trim(), '马上抢'));
    await eventually(async () => assert.match(await sample('slot').innerText(), /限时\s*¥198 抢/));
  });

  test('size: large takes the whole width, mini has smaller text; all can be hit with a finger', async () => {
    const widthOf = async (element: Locator): Promise<number> => (await element.boundingBox())?.width ?? 0;
    assert.equal(await widthOf(sample('large')), await widthOf(stage('large')));
    assert.ok((await widthOf(sample('mini'))) < (await widthOf(sample('normal'))));
    assert.deepEqual(await style(sample('mini'), 'font-size'), ['14px']);
    for (const id of ['normal', 'large', 'mini', 'plain', 'no-style', 'long']) {
      await eventually(async () => assert.ok(((await sample(id).boundingBox())?.height ?? 0) >= 44, id));
    }
  });

  test('type plain is outlined', async () => {
    assert.deepEqual(await style(sample('plain'), 'background-color', 'color', 'border-top-color'), [
      'rgb(255, 255, 255)',
      'rgb(216, 30, 67)',
      'rgb(216, 30, 67)',
    ]);
  });

  test('disabled and loading look it, say it, and take no tap', async () => {
    const before = await receivedBy(page);
    await eventually(async () =>
      assert.equal(await sample('disabled').getAttribute('aria-disabled'), 'true'),
    );
    assert.deepEqual(await style(sample('disabled'), 'background-color'), ['rgb(235, 235, 239)']);
    await eventually(async () => assert.equal(await sample('loading').getAttribute('aria-busy'), 'true'));
    assert.equal(await sample('loading').locator('[class*=spinner]').count(), 1);
    for (const id of ['disabled', 'loading']) await sample(id).tap({ force: true });
    assert.deepEqual([await receivedBy(page), await routesOf(page)], [before, [GALLERY]]);
  });

  test('a pressed button shows that it is', async () => {
    const target = sample('on-sale');
    const filter = async (): Promise<string> => (await style(target, 'filter'))[0] ?? '';
    assert.equal(await filter(), 'none');
    await target.evaluate((element) => {
      const touch = new Touch({ identifier: 1, target: element, clientX: 0, clientY: 0 });
      element.dispatchEvent(
        new TouchEvent('touchstart', {
          bubbles: true,
          composed: true,
          touches: [touch],
          changedTouches: [touch],
        }),
      );
    });
    assert.equal(await filter(), 'brightness(0.9)');
    await target.evaluate((element) =>
      element.dispatchEvent(new TouchEvent('touchcancel', { bubbles: true, composed: true })),
    );
    assert.equal(await filter(), 'none');
  });

  test('CSS variables colour, round and letter it', async () => {
    assert.deepEqual(await style(sample('variables'), ...LOOK, 'font-family'), [
      'rgb(11, 107, 79)',
      'rgb(255, 255, 255)',
      '44px',
      'serif',
    ]);
    assert.deepEqual(await style(sample('plain-variables'), ...LOOK.slice(0, 2)), [
      'rgb(238, 246, 242)',
      'rgb(11, 107, 79)',
    ]);
  });

  test('external classes of the page reach button, label and the disabled button', async () => {
    assert.deepEqual(await style(sample('classes'), 'background-color', 'border-top-left-radius'), [
      'rgb(27, 79, 168)',
      '44px',
    ]);
    assert.notEqual((await style(sample('classes').locator('tt-text'), 'letter-spacing'))[0], 'normal');
    assert.deepEqual(await style(sample('disabled-class'), 'border-top-style'), ['dashed']);
  });

  test('no-style leaves nothing but the page’s own classes', async () => {
    assert.deepEqual(await style(sample('no-style'), 'background-color', 'color', 'padding-left'), [
      'rgba(0, 0, 0, 0)',
      'rgb(27, 79, 168)',
      '0px',
    ]);
  });
});

describe('the app’s theme', () => {
  test('[TP-THEME-04] without one: #FE2C55, white, 8rpx, on the button and on 提单页', async () => {
    const plain = await shop.visitGoods(HOTPOT);
    const look = ['rgb(254, 44, 85)', 'rgb(255, 255, 255)', '4px'];
    assert.deepEqual(await style(readyButton(plain), ...LOOK), look);
    await openOrderPage(plain);
    assert.deepEqual(await style(submitButton(plain), ...LOOK), look);
    await plain.context().close();
  });

  test('[TP-THEME-01] [TP-THEME-02] [TP-THEME-03] getThemeConfig colours and rounds the button and 提单页’s', async () => {
    const themed = await shop.visit({ page: '/pages/settings/index' });
    await themed.getByRole('switch', { name: '应用主题' }).tap();
    await shop.start(themed, goodsPage(HOTPOT));
    await readyButton(themed).waitFor();
    const look = ['rgb(11, 107, 79)', 'rgb(255, 255, 255)', '22px'];
    assert.deepEqual(await style(readyButton(themed), ...LOOK), look);
    await openOrderPage(themed);
    assert.deepEqual(await style(submitButton(themed), ...LOOK), look);
    await themed.context().close();
  });
});
