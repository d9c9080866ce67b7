import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../eventually';
import { useTagPages } from './tag-page';

const open = useTagPages();

test('a selector picker opens a dialog, turns by keys and tells the index', async () => {
  const { page, noted } = await open({
    ttml: `<picker range="{{range}}" range-key="name" value="{{1}}" bindchange="note" bindcancel="note" aria-label="水果"><view>选择</view></picker>`,
    data: { range: [{ name: '苹果' }, { name: '香蕉' }, { name: '葡萄' }] },
  });
  await page.getByRole('button', { name: '水果' }).tap();
  const dialog = page.getByRole('dialog', { name: '水果' });
  await eventually(async () =>
    assert.equal(await dialog.getByRole('option', { selected: true }).innerText(), '香蕉'),
  );
  await dialog.getByRole('listbox').press('ArrowDown');
  await dialog.getByText('确定').tap();
  assert.deepEqual((await noted('change'))[0]!.detail, { value: 2 });
  assert.equal(await dialog.count(), 0);
  await page.getByRole('button', { name: '水果' }).press('Enter');
  await dialog.press('Escape');
  assert.equal((await noted('cancel')).length, 1);
  assert.equal((await noted('change')).length, 1);
});

test('a multiSelector tells each turned column, and new columns show while it is open', async () => {
  const { page, noted } = await open({
    ttml: '<picker mode="multiSelector" range="{{range}}" value="{{value}}" bindcolumnchange="turn" bindchange="note"><view>选择</view></picker>',
    data: { range: [['水果', '蔬菜'], ['苹果']], value: [0, 0] },
    members:
      "turn(e) { this.note(e); if (e.detail.column === 0) this.setData({ range: [['水果', '蔬菜'], ['白菜', '萝卜']], value: [e.detail.value, 0] }) },",
  });
  await page.getByText('选择').tap();
  await page.getByRole('listbox').nth(0).press('ArrowDown');
  assert.deepEqual((await noted('columnchange'))[0]!.detail, { column: 0, value: 1 });
  await page.getByRole('option', { name: '萝卜' }).click();
  await page.getByText('确定').tap();
  assert.deepEqual((await noted('change'))[0]!.detail, { value: [1, 1] });
});

for (const [mode, attributes, value] of [
  ['date', 'value="2026-03-31" start="2026-01-01" end="2026-12-31"', '2026-02-28'],
  ['time', 'value="09:30"', '08:30'],
] as const) {
  test(`a ${mode} picker tells a ${mode}`, async () => {
    const { page, noted } = await open({
      ttml: `<picker mode="${mode}" ${attributes} bindchange="note"><view>选择</view></picker>`,
    });
    await page.getByText('选择').tap();
    await page.getByRole('listbox', { name: mode === 'date' ? '月' : '时' }).press('ArrowUp');
    await page.getByText('确定').tap();
    assert.equal((await noted('change'))[0]!.detail.value, value);
  });
}

test('a picker that is disabled does not open', async () => {
  const { page } = await open({ ttml: '<picker disabled range="{{[1, 2]}}"><view>选择</view></picker>' });
  await page.getByText('选择').tap({ force: true });
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('a scrolled wheel settles on an option', async () => {
  const { page, noted } = await open({
    ttml: '<picker range="{{[0, 1, 2, 3, 4]}}" bindchange="note"><view>选择</view></picker>',
  });
  await page.getByText('选择').tap();
  await page.getByRole('listbox').evaluate((wheel) => (wheel.scrollTop = 120));
  await page.locator('[role=option][aria-selected=true]', { hasText: '3' }).waitFor();
  await page.getByText('确定').tap();
  assert.equal((await noted('change'))[0]!.detail.value, 3);
});

test('a picker-view shows its value and tells where a column comes to rest', async () => {
  const { page, waitFor } = await open({
    ttml: `<picker-view value="{{[1, 0]}}" style="height: 170px" bindchange="note" bindpickstart="note" bindpickend="note"><picker-view-column><view tt:for="{{5}}">a{{index}}</view></picker-view-column><picker-view-column><view tt:for="{{5}}">b{{index}}</view></picker-view-column></picker-view>`,
  });
  const column = page.locator('tt-picker-view-column');
  await page.waitForFunction(() => {
    const tree = document.querySelector('.sim-page')!.shadowRoot!;
    return tree.querySelector('tt-picker-view-column')!.scrollTop === 34;
  });
  await column.nth(1).evaluate((element) => (element.scrollTop = 3 * 34));
  assert.deepEqual((await waitFor('change')).detail, { value: [1, 3] });
  await waitFor('pickstart');
  await waitFor('pickend');
});
