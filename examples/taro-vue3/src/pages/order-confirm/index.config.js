export default definePageConfig({
  navigationBarTitleText: '提交订单',
  usingComponents: {
    'order-confirm': 'microapp-trade-kit/order-confirm/index',
  },
})
