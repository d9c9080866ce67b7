import assert from 'node:assert/strict';
import test from 'node:test';
import { world } from '../kit/world';
import { page } from './page';

test('report 12: a field that holds no quantity is not ordered from: the user is told the bounds, and nothing is sent', async () => {
  const outside = world();
  const shown = await page(outside, { minLimits: 2, maxLimits: 5 });
  await shown.fill({ quantity: 3 });
  await shown.fill({ typed: 0 });
  await shown.submit();
  assert.deepEqual([outside.orders.length, outside.toasts], [0, ['请填写购买数量：2-5']]);
  assert.equal(shown.data.quantity, 3, 'what was chosen before stays');
  await shown.fill({ quantity: 99 });
  assert.equal(shown.data.quantity, 5);
  await shown.submit();
  assert.equal(outside.orders[0]!.goodsList![0]!.quantity, 5);
});

test('a phone number is sent as it is dialled, and one that is none is not sent', async () => {
  const outside = world();
  const shown = await page(outside, { phoneRequired: true });
  for (const phone of ['000000', '1380013800', '13800138000138', '  ']) {
    await shown.fill({ phone });
    await shown.submit();
  }
  assert.deepEqual(outside.toasts, [
    '手机号格式不正确',
    '手机号格式不正确',
    '手机号格式不正确',
    '请填写手机号',
  ]);
  await shown.fill({ phone: '+86 １３８-0013-8000' });
  await shown.submit();
  assert.equal(outside.orders[0]!.contactInfo!.phoneNumber, '13800138000');
});

test('report 23: name and note hold as many characters as they say, emojis too, and never half of one', async () => {
  const outside = world();
  const shown = await page(outside);
  await shown.fill({ contact: '😀'.repeat(31) });
  await shown.submit();
  await shown.fill({ contact: '😀'.repeat(30), note: '😀'.repeat(101) });
  await shown.submit();
  assert.deepEqual([outside.toasts, outside.orders.length], [['联系人最多 30 个字', '备注最多 100 个字'], 0]);
  await shown.fill({ note: '😀'.repeat(99) + '\ud83d' });
  await shown.submit();
  assert.deepEqual(
    [outside.orders[0]!.contactInfo!.contactName, outside.orders[0]!.note],
    ['😀'.repeat(30), '😀'.repeat(99)],
  );
});
