export default definePageConfig({
  navigationBarTitleText: '商品',
  usingComponents: {
    'pay-button-sdk': 'microapp-trade-kit/pay-button/index',
  },
})
