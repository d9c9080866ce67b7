/** What the fields of 提单页 and 退款申请页 show is what is sent, and never half a character. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { attempt } from '../../../src/session/visits';
import { order, refundable, settled, world } from '../kit/world';
import { page as applyPage } from '../refund-apply/page';
import { openPage, page } from './page';

const HALF = '\ud83d';

for (const field of ['phone', 'contact', 'note'] as const) {
  test(`half an emoji typed into ${field} of 提单页 is taken out of the field, also when it is typed again`, async () => {
    const outside = world();
    const shown = await page(outside);
    for (let times = 0; times < 2; times++) {
      const before = shown.sets.length;
      await shown.fill({ [field]: `1${HALF}` });
      // Written as it is, and then without: the host sets the field when the value changes.
      const written = shown.sets.slice(before).map((set) => set[field]);
      assert.deepEqual(
        written.filter((text) => text !== undefined),
        [`1${HALF}`, '1'],
      );
    }
    await shown.fill({ [field]: '' });
    await shown.fill({ [field]: '😀' });
    assert.equal(shown.data[field], '1', 'a whole character is left to the field');
  });
}

test('half an emoji typed into 退款说明 is taken out of the field, and the rest is sent', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  const shown = await applyPage();
  await shown.fill({ note: `坏${HALF}了😀`, reasons: [101] });
  assert.equal(shown.data.note, '坏了😀');
  await shown.submit();
  assert.equal(outside.applications[0]?.refundInfo.note, '坏了😀');
});

test('a visit of an earlier life of the app shows in its fields what it would send', async () => {
  const outside = world({ merchant: { findOrder: () => Promise.resolve(null) } });
  outside.outcomes.push(new Promise(() => undefined));
  const before = await page(outside);
  await before.fill({ quantity: 2, phone: '13800000000', contact: '小王', note: '少冰' });
  await before.submit();
  before.machine.stop();
  outside.restart();
  const after = await openPage(outside, { session: before.session.id });
  const { phone, contact, note, quantity } = after.data;
  assert.deepEqual(
    { phone, contact, note, quantity },
    { phone: '13800000000', contact: '小王', note: '少冰', quantity: 2 },
  );
  after.send('SUBMIT');
  await settled();
  assert.deepEqual(outside.orders[1]?.contactInfo, { phoneNumber: '13800000000', contactName: '小王' });
});

test('a phone number that the app finds after the order was made changes neither the order nor the field', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(order()) } });
  let found: ((result: { phoneNumber: string }) => void) | undefined;
  outside.app.getPhoneNumber = ({ success }) => void (found = success);
  outside.outcomes.push({ kind: 'cashier', code: 4, orderId: 'dy-1', outOrderNo: 'out-1' });
  const shown = await page(outside);
  shown.machine.send('PHONE', { iv: 'iv', encryptedData: 'data' });
  await shown.submit();
  found!({ phoneNumber: '13800000000' });
  await settled();
  assert.deepEqual([shown.data.locked, shown.data.phone], [true, '']);
});

for (const result of [undefined, null, {}, { phoneNumber: 13800000000 }] as never[]) {
  test(`a getPhoneNumber that succeeds with ${JSON.stringify(result)} leaves the field as it is`, async () => {
    const outside = world();
    let ended = false;
    outside.app.getPhoneNumber = ({ success }) => {
      success(result);
      ended = true;
    };
    const shown = await page(outside);
    await shown.fill({ phone: '139' });
    shown.machine.send('PHONE', { iv: 'iv', encryptedData: 'data' });
    await settled();
    assert.deepEqual([ended, shown.machine.context.form.phone], [true, '139']);
  });
}

test('a visit that is being paid in another page is not begun again', async () => {
  const outside = world();
  const shown = await page(outside);
  attempt(outside.platform, shown.session);
  const other = await openPage(outside, { session: shown.session.id });
  assert.equal(other.data.message, '这笔订单正在支付中');
});
