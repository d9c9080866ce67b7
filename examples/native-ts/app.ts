// First, so that handlers may simply return promises.
import 'microapp-trade-kit/auto';
import { setup } from 'microapp-trade-kit';
import { MERCHANT } from './config';

setup({
  merchant: { baseUrl: MERCHANT },
  pages: {
    orderConfirm: '/pages/order-confirm/index',
    refundApply: '/pages/refund-apply/index',
    refundDetail: '/pages/refund-detail/index',
  },
});

App({});
