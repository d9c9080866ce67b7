/**
 * The signatures of the application: of tt.requestOrder's data, and of requests to the platform (jsapi
 * §2.4).
 */
import { createSign, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SCHEME, SIGNED_METHOD, SIGNED_URI } from '../src/contract/jsapi/authorization';
import type { OrderDraft, SignedOrder } from '../src/ports/merchant';

/** Who signs. */
export interface Signer {
  appId: string;
  /** The application's RSA key of 2048 bits or more; its public half is uploaded at the console. */
  privateKey: KeyObject;
  /** Version of that public key at the console. @default 1 */
  keyVersion?: number;
  /** ms since 1970. */
  now: number;
}

/** What is signed of a request: five lines, each with its end. */
export const authorizationText = (
  method: string,
  uri: string,
  timestamp: string,
  nonce: string,
  body: string,
): string => `${method}\n${uri}\n${timestamp}\n${nonce}\n${body}\n`;

/**
 * `byteAuthorization` for tt.requestOrder, or the header `Byte-Authorization` of a request to the platform.
 * @param body exactly as it is sent: a JSON text that is made again may differ
 */
export const authorize = (method: string, uri: string, body: string, by: Signer): string => {
  const timestamp = String(Math.floor(by.now / 1000));
  const nonce = randomBytes(16).toString('hex');
  const signature = createSign('RSA-SHA256')
    .update(authorizationText(method, uri, timestamp, nonce, body))
    .sign(by.privateKey, 'base64');
  return `${SCHEME}appid=${by.appId},nonce_str=${nonce},timestamp=${timestamp},key_version=${by.keyVersion ?? 1},signature=${signature}`;
};

/** What the platform's list of generic goods says about what is sold (jsapi §2.2). */
export interface SkuKind {
  type: number;
  tagGroupId: string;
}

/** What an order may carry beside the draft. */
export interface OrderMore {
  /** Gets the payment callback in place of the configured address. */
  payNotifyUrl?: string;
  payExpireSeconds?: number;
  /** Page that shows the order. @default pages/order/order */
  path?: string;
}

/**
 * Signs an order for tt.requestOrder (jsapi §2.2). The draft is taken as it is: check it before (`createShop`
 * does).
 */
export const signOrder = (
  draft: OrderDraft,
  outOrderNo: string,
  sku: SkuKind,
  by: Signer,
  { path = 'pages/order/order', ...more }: OrderMore = {},
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
        ...sku,
      },
    ],
    outOrderNo,
    totalAmount: draft.totalAmount,
    orderEntrySchema: { path, params },
    ...more,
  });
  return { data, byteAuthorization: authorize(SIGNED_METHOD, SIGNED_URI, data, by), outOrderNo };
};
