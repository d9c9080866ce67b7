import { tradeComponent, typedIn } from '../../src/connect/component';
import { orderConfirmParts } from '../../src/order-confirm/component';
import { TEXTS } from '../../src/order-confirm/texts';

type Input = { detail: unknown };

/** 提单页: a page by itself (`onLoad` has its query), or inside a page of yours that passes `session` on. */
tradeComponent(orderConfirmParts, {
  page: true,
  properties: {
    /** The query value `session` of the page's url. */
    session: { type: String, value: '' },
    /** Direct entry without a button: the goods' id. */
    goodsId: { type: String, value: '' },
    /** Direct entry without a button: the goods' type. */
    goodsType: { type: Number, value: 1 },
  },
  texts: TEXTS,
  touches: {
    onQuantity: ({ detail }: { detail: { value: number; cut?: boolean } }) => [
      detail.cut ? 'CUT' : 'FILL',
      // Not (yet) a quantity: what was chosen before stays, and cannot be sent.
      detail.value > 0 ? { quantity: detail.value } : { typed: 0 },
    ],
    onPhone: ({ detail }: Input) => typedIn(detail, (phone) => ['FILL', { phone }]),
    onContact: ({ detail }: Input) => typedIn(detail, (contact) => ['FILL', { contact }]),
    onNote: ({ detail }: Input) => typedIn(detail, (note) => ['FILL', { note }]),
    onPhoneNumber({ detail }: { detail: { iv?: string; encryptedData?: string } }) {
      const { iv = '', encryptedData } = detail;
      return encryptedData ? ['PHONE', { iv, encryptedData }] : undefined;
    },
    onSubmit: () => ['SUBMIT'],
    onRetry: () => ['RETRY'],
  },
});
