export default definePageConfig({
  navigationBarTitleText: '退款详情',
  usingComponents: {
    'refund-detail': 'microapp-trade-kit/refund-detail/index',
  },
})
