/** The reference merchant's orders of tt.requestOrder. */
import type { OrderMore, Signer, SkuKind } from '../../server/index';
import { signOrder as sign } from '../../server/index';
import type { OrderDraft, SignedOrder } from '../../src/ports/merchant';

/** Generic goods of the platform's list: content recharge and its trade-rule group. */
export const sku: SkuKind = { type: 401, tagGroupId: 'tag_group_7272625659888041996' };

export const signOrder = (
  draft: OrderDraft,
  outOrderNo: string,
  by: Signer,
  more: OrderMore = {},
): SignedOrder => sign(draft, outOrderNo, sku, by, more);
