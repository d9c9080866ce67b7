/** The two refund pages of a test's mini-program. Each holds one component of the kit and nothing else. */
export const APPLY = 'pages/apply/index';
export const DETAIL = 'pages/detail/index';

export const REFUND_PAGES: Record<string, string> = {
  [`${APPLY}.json`]: '{}',
  [`${APPLY}.ttml`]: '<refund-apply session="{{session}}" />',
  [`${APPLY}.js`]: "Page({ data: { session: '' }, onLoad({ session }) { this.setData({ session }); } });",
  [`${DETAIL}.json`]: '{}',
  [`${DETAIL}.ttml`]: '<refund-detail session="{{session}}" refund-id="{{refundId}}" />',
  [`${DETAIL}.js`]:
    "Page({ data: { session: '', refundId: '' }, onLoad({ session = '', refundId = '' }) { this.setData({ session, refundId }); } });",
  'a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
