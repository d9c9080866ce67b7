export default definePageConfig({
  navigationBarTitleText: '申请退款',
  usingComponents: {
    'refund-apply': 'microapp-trade-kit/refund-apply/index',
  },
})
