import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../eventually';
import { useTagPages } from './tag-page';

const open = useTagPages();

const ROWS = '<view tt:for="{{8}}" id="row-{{index}}" style="height: 100px">{{index}}</view>';

/** Moves one finger from a point along a way, in steps, and lifts it. */
async function drag(
  page: Page,
  from: { x: number; y: number },
  way: { x: number; y: number },
): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const at = (part: number): { x: number; y: number } => ({
    x: from.x + way.x * part,
    y: from.y + way.y * part,
  });
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] });
  for (const part of [0.25, 0.5, 0.75, 1])
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(part)] });
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

const scrollTop = (page: Page): Promise<number> =>
  page.locator('tt-scroll-view').evaluate((element) => element.scrollTop);

test('a scroll-view tells each edge once per visit, with its direction', async () => {
  const { page, noted, waitFor } = await open({
    ttml: `<scroll-view scroll-y style="height: 200px" bindscrolltolower="note" bindscrolltoupper="note" bindscroll="note">${ROWS}</scroll-view>`,
  });
  const scrollTo = (top: number): Promise<void> =>
    page.locator('tt-scroll-view').evaluate((element, to) => element.scrollTo(0, to), top);
  await scrollTo(570);
  assert.deepEqual((await waitFor('scrolltolower')).detail, { direction: 'bottom' });
  await scrollTo(580);
  await waitFor('scroll', 2);
  await scrollTo(0);
  assert.deepEqual((await waitFor('scrolltoupper')).detail, { direction: 'top' });
  assert.equal((await noted('scrolltolower')).length, 1);
  const { detail } = (await noted('scroll'))[0]!;
  assert.deepEqual([detail.scrollTop, detail.scrollHeight, detail.deltaY], [570, 800, -570]);
});

test('thresholds widen the edges, across as well', async () => {
  const { page, noted, waitFor } = await open({
    ttml: `<scroll-view scroll-x lower-threshold="300" style="width: 200px; white-space: nowrap" bindscrolltolower="note" bindscroll="note"><view tt:for="{{8}}" style="display: inline-block; width: 100px">{{index}}</view></scroll-view>`,
  });
  const scrollTo = (left: number): Promise<void> =>
    page.locator('tt-scroll-view').evaluate((element, to) => element.scrollTo(to, 0), left);
  await scrollTo(200);
  await waitFor('scroll');
  assert.deepEqual(await noted('scrolltolower'), []);
  await scrollTo(310);
  assert.deepEqual((await waitFor('scrolltolower')).detail, { direction: 'right' });
});

test('scroll-top and scroll-into-view scroll, also at the first render', async () => {
  const { page, setData, waitFor } = await open({
    ttml: `<scroll-view scroll-y scroll-top="{{top}}" scroll-into-view="{{into}}" style="height: 200px" bindscroll="note">${ROWS}</scroll-view>`,
    data: { top: 50, into: '' },
  });
  await waitFor('scroll');
  assert.equal(await scrollTop(page), 50);
  await setData({ into: 'row-4' });
  await waitFor('scroll', 2);
  assert.equal(await scrollTop(page), 400);
  await setData({ top: 120 });
  await waitFor('scroll', 3);
  assert.equal(await scrollTop(page), 120);
});

test('a pull past the threshold refreshes, a shorter one is given up', async () => {
  const { page, noted, waitFor, setData } = await open({
    ttml: `<scroll-view scroll-y refresher-enabled refresher-triggered="{{on}}" style="height: 300px" bindrefresherrefresh="note" bindrefresherabort="note" bindrefresherrestore="note">${ROWS}</scroll-view>`,
    data: { on: false },
  });
  await drag(page, { x: 100, y: 50 }, { x: 0, y: 40 });
  await waitFor('refresherabort');
  assert.deepEqual(await noted('refresherrefresh'), []);
  await drag(page, { x: 100, y: 50 }, { x: 0, y: 150 });
  await waitFor('refresherrefresh');
  await setData({ on: true });
  await setData({ on: false });
  await waitFor('refresherrestore');
});

const SWIPER = (attributes: string): string =>
  `<swiper ${attributes} style="height: 100px" duration="50" bindchange="note" bindanimationfinish="note"><swiper-item tt:for="{{n}}" item-id="item-{{index}}"><view>page {{index}}</view></swiper-item></swiper>`;
const LEFT = { x: -150, y: 0 };
const RIGHT = { x: 150, y: 0 };
const ON_SWIPER = { x: 190, y: 50 };

test('a swipe turns a swiper, and its end stops it', async () => {
  const { page, waitFor, noted } = await open({ ttml: SWIPER('indicator-dots'), data: { n: 2 } });
  await drag(page, ON_SWIPER, LEFT);
  assert.deepEqual((await waitFor('change')).detail, {
    current: 1,
    currentItemId: 'item-1',
    source: 'touch',
  });
  await waitFor('animationfinish');
  assert.equal(await page.getByText('page 1').evaluate((element) => element.getBoundingClientRect().left), 0);
  await drag(page, ON_SWIPER, LEFT);
  await waitFor('animationfinish', 2);
  assert.equal((await noted('change')).length, 1);
  await eventually(async () => assert.equal(await page.locator('.tt-swiper-dot').count(), 2));
});

for (const n of [2, 3, 5]) {
  test(`a circular swiper of ${n} turns past both ends the short way`, async () => {
    const { page, waitFor } = await open({ ttml: SWIPER('circular'), data: { n } });
    await drag(page, ON_SWIPER, RIGHT);
    assert.equal((await waitFor('change')).detail.current, n - 1);
    await waitFor('animationfinish');
    await drag(page, ON_SWIPER, LEFT);
    assert.equal((await waitFor('change', 2)).detail.current, 0);
  });
}

test('a swiper follows its current property and tells so without a source', async () => {
  const { page, setData, waitFor } = await open({ ttml: SWIPER('current="{{c}}"'), data: { n: 3, c: 0 } });
  await setData({ c: 2 });
  assert.deepEqual((await waitFor('change')).detail, { current: 2, currentItemId: 'item-2', source: '' });
  await waitFor('animationfinish');
  assert.deepEqual(
    await page.locator('tt-swiper-item').evaluateAll((all) => all.map((item) => (item as HTMLElement).inert)),
    [true, true, false],
  );
});

test('autoplay turns by itself and starts over at the end', async () => {
  const { waitFor } = await open({ ttml: SWIPER('autoplay interval="200"'), data: { n: 2 } });
  assert.deepEqual((await waitFor('change')).detail, {
    current: 1,
    currentItemId: 'item-1',
    source: 'autoplay',
  });
  assert.equal((await waitFor('change', 2)).detail.current, 0);
});

test('items that come later are found', async () => {
  const { page, setData, waitFor } = await open({ ttml: SWIPER(''), data: { n: 1 } });
  await setData({ n: 3 });
  await drag(page, ON_SWIPER, LEFT);
  assert.equal((await waitFor('change')).detail.current, 1);
});

test('a movable view stays inside its area', async () => {
  const { page, noted, waitFor } = await open({
    ttml: '<movable-area style="width: 200px; height: 200px"><movable-view direction="horizontal" style="width: 50px; height: 50px" bindchange="note"/></movable-area>',
  });
  await drag(page, { x: 25, y: 25 }, { x: 300, y: 40 });
  await waitFor('change');
  assert.deepEqual((await noted('change')).at(-1)!.detail, { x: 150, y: 0, source: 'touch' });
});

test('a caught touchmove holds what it lies in, and nothing within that scrolls by itself', async () => {
  const block = (id: string, inner = '', style = ''): string =>
    `<view id="${id}" catchtouchmove="note" style="height: 100px; ${style}">${inner}</view>`;
  const scroller = (id: string, inner: string): string =>
    `<scroll-view scroll-y id="${id}" style="height: 100px">${inner}</scroll-view>`;
  const long = `<textarea id="long" value="{{lines}}" style="width: 200px; height: 100px"/>`;
  const { page, waitFor } = await open({
    data: { lines: 'line\n'.repeat(40) },
    ttml:
      block('held') +
      block('written', long) +
      block('outer', scroller('moves', '<view style="height: 600px"/>')) +
      scroller('still', block('inner', '', 'height: 600px')) +
      '<view id="free" style="height: 2000px" bindtouchend="note"/>',
  });
  const swipe = async (id: string): Promise<void> => {
    const { x, y } = (await page.locator(`#${id}`).boundingBox())!;
    await drag(page, { x: x + 50, y: y + 80 }, { x: 0, y: -60 });
  };
  const topOf = (selector: string): Promise<number> =>
    page.locator(selector).evaluate((element) => element.scrollTop);
  await swipe('held');
  await swipe('moves');
  await swipe('long');
  await swipe('still');
  for (const selector of ['#moves', '#long textarea'])
    await eventually(async () => assert.ok((await topOf(selector)) > 0, selector));
  assert.deepEqual([await topOf('.sim-page'), await topOf('#still')], [0, 0]);
  await swipe('free');
  await waitFor('touchend');
  await eventually(async () => assert.ok((await topOf('.sim-page')) > 0));
});

test('a field within what catches touches and taps takes the focus', async () => {
  const { page, waitFor } = await open({
    ttml: '<view catchtouchstart="note" catchtouchend="note" catchtap="note"><input bindfocus="note"/></view>',
  });
  await page.locator('input').tap();
  await waitFor('tap');
  await waitFor('focus');
});
