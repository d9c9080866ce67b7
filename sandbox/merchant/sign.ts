/** Signs an order for tt.requestOrder with the application's private key (jsapi §2.2, §2.4). */
import { createSign, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SCHEME } from '../../src/contract/jsapi/authorization';
import type { OrderDraft, SignedOrder } from '../../src/ports/merchant';
import { authorizationText } from '../jsapi/authorization';

/** Generic goods of the platform's list: content recharge and its trade-rule group. */
const goodsType = 401;
const tagGroupId = 'tag_group_7272625659888041996';

export const signOrder = (
  draft: OrderDraft,
  outOrderNo: string,
  by: { now: number; appId: string; privateKey: KeyObject; keyVersion?: number },
  more: { payNotifyUrl?: string; payExpireSeconds?: number } = {},
): SignedOrder => {
  const params = JSON.stringify({ outOrderNo });
  const data = JSON.stringify({
    skuList: [
      {
        skuId: draft.goodsId,
        price: draft.price,
        quantity: draft.quantity,
        title: draft.goodsName,
        imageList: [draft.goodsPhoto],
        type: goodsType,
        tagGroupId,
      },
    ],
    outOrderNo,
    totalAmount: draft.totalAmount,
    orderEntrySchema: { path: 'pages/order/order', params },
    ...more,
  });
  const timestamp = String(Math.floor(by.now / 1000));
  const nonce = randomBytes(16).toString('hex');
  const signature = createSign('RSA-SHA256')
    .update(authorizationText(timestamp, nonce, data))
    .sign(by.privateKey, 'base64');
  const byteAuthorization = `${SCHEME}appid=${by.appId},nonce_str=${nonce},timestamp=${timestamp},key_version=${by.keyVersion ?? 1},signature=${signature}`;
  return { data, byteAuthorization, outOrderNo };
};
