import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../eventually';
import { useTagPages } from './tag-page';

const open = useTagPages();

test('a button taps by finger, Enter and Space, and a disabled one not at all', async () => {
  const { page, noted } = await open({
    ttml: '<view id="around" bindtap="note"><button id="on" bindtap="note">买</button></view><button id="off" disabled bindtap="note">停</button>',
  });
  await page.locator('#on').tap();
  await page.locator('#on').press('Enter');
  await page.locator('#on').press(' ');
  assert.deepEqual(
    (await noted('tap')).map(({ id }) => id),
    ['on', 'around', 'on', 'around', 'on', 'around'],
  );
  await page.locator('#off').tap({ force: true });
  assert.equal((await noted('tap')).length, 6);
  await eventually(async () =>
    assert.equal(await page.getByRole('button', { name: '停' }).getAttribute('aria-disabled'), 'true'),
  );
  await eventually(async () => assert.equal(await page.locator('#off').getAttribute('tabindex'), '-1'));
});

test('the page style wins over the look of a primary button', async () => {
  const { page } = await open({
    ttml: '<button class="own" type="primary">x</button>',
    ttss: '.own { background-color: rgb(1, 2, 3); }',
  });
  assert.equal(
    await page.locator('tt-button').evaluate((element) => getComputedStyle(element).backgroundColor),
    'rgb(1, 2, 3)',
  );
});

test('open-type getPhoneNumber gives the same encrypted data on every tap', async () => {
  const { page, noted } = await open({
    ttml: '<button open-type="getPhoneNumber" bindgetphonenumber="note">手机号</button>',
  });
  await page.locator('tt-button').tap();
  await page.locator('tt-button').tap();
  const [first, second] = await noted('getphonenumber');
  assert.deepEqual(first, second);
  assert.equal(first!.detail.errMsg, 'getPhoneNumber:ok');
  assert.ok(first!.detail.encryptedData && first!.detail.iv && first!.detail.code);
});

test('open-type share asks the page what to share', async () => {
  const { page } = await open({
    ttml: '<button id="s" data-goods="7" open-type="share">分享</button>',
    members: "onShareAppMessage(options) { getApp().shared = options; return { title: 't' } }",
  });
  await page.locator('#s').tap();
  const shared = await page.evaluate(
    () => (globalThis as unknown as { getApp(): { shared: unknown } }).getApp().shared,
  );
  assert.deepEqual(shared, { from: 'button', target: { id: 's', dataset: { goods: '7' } } });
});

test('a form collects its named fields and resets them', async () => {
  const { page, noted } = await open({
    ttml: `<form bindsubmit="note" bindreset="note"><input name="who" value="李"/><textarea name="what" value="话"/><switch name="on" checked/><slider name="many" value="30" min="10"/>
<checkbox-group name="boxes"><checkbox value="a" checked/><checkbox value="b"/><checkbox value="c" checked/></checkbox-group><radio-group name="one"><radio value="x"/><radio value="y" checked/></radio-group>
<picker name="fruit" range="{{['苹果', '香蕉']}}" value="1"><view>水果</view></picker><input value="nameless"/><button formType="submit">提交</button><button form-type="reset">清空</button></form>`,
  });
  await page.getByText('提交').tap();
  const submitted = { who: '李', what: '话', on: true, many: 30, boxes: ['a', 'c'], one: 'y', fruit: 1 };
  assert.deepEqual((await noted('submit'))[0]!.detail.value, submitted);
  await page.getByText('清空').tap();
  assert.equal((await noted('reset')).length, 1);
  await page.getByText('提交').tap();
  assert.deepEqual((await noted('submit'))[1]!.detail.value, {
    who: '',
    what: '',
    on: false,
    many: 10,
    boxes: [],
    one: '',
    fruit: 0,
  });
});

test('a switch tells its new state, and its role and state can be read', async () => {
  const { page, noted } = await open({
    ttml: '<switch bindchange="note" aria-label="通知"/><switch id="off" disabled bindchange="note"/>',
  });
  const control = page.getByRole('switch', { name: '通知' });
  await control.tap();
  await eventually(async () => assert.equal(await control.getAttribute('aria-checked'), 'true'));
  await control.press(' ');
  await page.locator('#off').tap({ force: true });
  assert.deepEqual(
    (await noted('change')).map(({ detail }) => detail.value),
    [true, false],
  );
});

test('checkboxes tell their group all that is chosen, through labels too', async () => {
  const { page, noted } = await open({
    ttml: '<checkbox-group bindchange="note"><label><checkbox value="a"/>甲</label><label for="b">乙</label><checkbox id="b" value="b"/></checkbox-group>',
  });
  await page.getByText('甲').tap();
  await page.getByText('乙').tap();
  await page.locator('tt-checkbox').first().tap();
  assert.deepEqual(
    (await noted('change')).map(({ detail }) => detail.value),
    [['a'], ['a', 'b'], ['b']],
  );
  assert.equal(await page.getByRole('checkbox', { name: '甲' }).count(), 1);
});

test('radios exclude each other, by finger and by arrow keys', async () => {
  const { page, noted } = await open({
    ttml: '<radio-group bindchange="note"><label><radio value="a" checked/>甲</label><label><radio value="b"/>乙</label><label><radio value="c" disabled/>丙</label></radio-group>',
  });
  await page.getByText('乙').tap();
  await page.locator('tt-radio').nth(1).press('ArrowDown');
  assert.deepEqual(
    (await noted('change')).map(({ detail }) => detail.value),
    ['b', 'a'],
  );
  assert.deepEqual(
    await page.locator('tt-radio').evaluateAll((all) => all.map((one) => one.getAttribute('aria-checked'))),
    ['true', 'false', 'false'],
  );
});

test('a slider tells changing and change, and moves by keys', async () => {
  const { page, noted } = await open({
    ttml: '<slider value="50" step="5" bindchange="note" bindchanging="note" aria-label="音量"/>',
  });
  const slider = page.getByRole('slider', { name: '音量' });
  await slider.press('ArrowRight');
  assert.deepEqual(
    (await noted()).map(({ type, detail }) => [type, detail.value]),
    [
      ['changing', 55],
      ['change', 55],
    ],
  );
});

test('a navigator opens its page and is a link', async () => {
  const { page } = await open({ ttml: '<navigator url="/pages/b/b">去</navigator>' });
  await page.getByRole('link', { name: '去' }).press('Enter');
  await page.getByText('second page').waitFor();
});

test('aria attributes, role and hidden of any tag reach the page and leave it again', async () => {
  const { page, setData } = await open({
    ttml: '<icon type="{{t}}" aria-label="{{l}}"/><image role="presentation" hidden="{{h}}" src=""/><progress percent="40" ariaLabel="下载"/>',
    data: { t: 'warn', l: '注意', h: true },
  });
  await eventually(async () =>
    assert.equal(await page.locator('tt-icon').getAttribute('aria-label'), '注意'),
  );
  await eventually(async () =>
    assert.equal(await page.locator('tt-image').getAttribute('role'), 'presentation'),
  );
  assert.equal(await page.locator('tt-image').isVisible(), false);
  await eventually(async () =>
    assert.equal(await page.getByRole('progressbar', { name: '下载' }).getAttribute('aria-valuenow'), '40'),
  );
  await setData({ h: false, l: '停' });
  await eventually(async () => assert.equal(await page.locator('tt-image').isVisible(), true));
  await eventually(async () => assert.equal(await page.locator('tt-icon').getAttribute('aria-label'), '停'));
});
