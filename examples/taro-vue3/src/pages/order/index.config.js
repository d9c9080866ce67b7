export default definePageConfig({
  navigationBarTitleText: '订单',
  usingComponents: {
    'pay-button-sdk': 'microapp-trade-kit/pay-button/index',
    'consume-card-sdk': 'microapp-trade-kit/consume-card/index',
  },
})
