import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../eventually';
import { useTagPages } from './tag-page';

const open = useTagPages();

test('an input tells value and cursor once for each key', async () => {
  const { page, noted, problems } = await open({
    ttml: '<view bindinput="note"><input id="i" bindinput="note" bindfocus="note" bindblur="note" bindconfirm="note"/></view>',
  });
  await page.locator('input').pressSequentially('ab');
  await page.locator('input').press('Enter');
  assert.deepEqual(
    (await noted()).map(({ type, id, detail }) => [type, id, detail.value, detail.cursor]),
    [
      ['focus', 'i', '', undefined],
      ['input', 'i', 'a', 1],
      ['input', 'i', 'ab', 2],
      ['confirm', 'i', 'ab', undefined],
      ['blur', 'i', 'ab', 2],
    ],
  );
  assert.deepEqual(await problems(), []);
});

test('what an input handler returns replaces what was typed', async () => {
  const { page } = await open({
    ttml: '<input bindinput="shout"/>',
    members: 'shout(e) { return e.detail.value.toUpperCase() }',
  });
  await page.locator('input').pressSequentially('abc');
  await eventually(async () => assert.equal(await page.locator('input').inputValue(), 'ABC'));
});

test('setting the value to what the program had before still takes the text back', async () => {
  const { page, setData } = await open({ ttml: '<input value="{{v}}"/>', data: { v: '' } });
  await page.locator('input').pressSequentially('typed');
  await setData({ v: '' });
  await eventually(async () => assert.equal(await page.locator('input').inputValue(), ''));
});

test('maxlength counts, -1 does not, and the default is 140', async () => {
  const { page } = await open({
    ttml: '<input id="a" maxlength="3"/><input id="b" maxlength="-1"/><input id="c"/>',
  });
  const long = 'x'.repeat(200);
  for (const id of ['a', 'b', 'c']) await page.locator(`#${id} input`).fill(long);
  assert.deepEqual(
    await page
      .locator('input')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value.length)),
    [3, 200, 140],
  );
});

for (const [type, typed, kept] of [
  ['number', '1a2.3', '12.3'],
  ['digit', '1a2.3', '12.3'],
  ['idcard', '11a0X', '110X'],
] as const) {
  test(`type ${type} takes only what its keyboard has`, async () => {
    const { page } = await open({ ttml: `<input type="${type}"/>` });
    await page.locator('input').pressSequentially(typed);
    await eventually(async () => assert.equal(await page.locator('input').inputValue(), kept));
  });
}

test('the placeholder wears the class of the page, in both spellings, and goes when there is text', async () => {
  const { page } = await open({
    ttml: '<input placeholder="甲" placeholder-class="soft"/><textarea placeholder="乙" placeholderClass="soft" placeholder-style="font-weight: 700"/>',
    ttss: '.soft { color: rgb(1, 2, 3); }',
  });
  for (const word of ['甲', '乙']) {
    assert.equal(
      await page.getByText(word, { exact: true }).evaluate((element) => getComputedStyle(element).color),
      'rgb(1, 2, 3)',
    );
  }
  assert.equal(
    await page.getByText('乙', { exact: true }).evaluate((element) => getComputedStyle(element).fontWeight),
    '700',
  );
  await page.locator('textarea').fill('text');
  assert.equal(await page.getByText('乙', { exact: true }).isVisible(), false);
});

test('focus and disabled follow the data', async () => {
  const { page, setData } = await open({
    ttml: '<input focus="{{f}}" disabled="{{d}}"/>',
    data: { f: false, d: false },
  });
  const focused = (): Promise<boolean> =>
    page
      .locator('input')
      .evaluate((element) => element === (element.getRootNode() as ShadowRoot).activeElement);
  await setData({ f: true });
  assert.equal(await focused(), true);
  await setData({ f: false });
  assert.equal(await focused(), false);
  await setData({ d: true });
  await eventually(async () => assert.equal(await page.locator('input').isDisabled(), true));
});

test('a label names and focuses its input', async () => {
  const { page } = await open({ ttml: '<label>姓名<input/></label>' });
  await page.getByText('姓名').tap({ position: { x: 5, y: 5 } });
  const field = page.getByRole('textbox', { name: '姓名' });
  await field.waitFor();
  assert.equal(
    await field.evaluate((element) => element === (element.getRootNode() as ShadowRoot).activeElement),
    true,
  );
});

for (const spelling of ['auto-height', 'autoHeight']) {
  test(`a textarea with ${spelling} grows with its lines and tells how many there are`, async () => {
    const { page, noted } = await open({ ttml: `<textarea ${spelling} bindlinechange="note"/>` });
    const height = (): Promise<number> =>
      page.locator('tt-textarea').evaluate((element) => (element as HTMLElement).offsetHeight);
    await page.locator('textarea').fill('one');
    const low = await height();
    await page.locator('textarea').fill('one\ntwo\nthree');
    assert.ok((await height()) > 2 * low);
    assert.equal((await noted('linechange')).at(-1)!.detail.lineCount, 3);
  });
}

test('a two-way binding writes what is typed into the data', async () => {
  const { page } = await open({
    ttml: '<input model:value="{{v}}"/><view id="echo">{{v}}</view>',
    data: { v: '' },
  });
  await page.locator('input').pressSequentially('hi');
  await eventually(async () => assert.equal(await page.locator('#echo').innerText(), 'hi'));
});
