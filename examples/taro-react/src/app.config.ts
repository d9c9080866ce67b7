export default defineAppConfig({
  pages: ['pages/goods/index', 'pages/order/index', 'pages/order-confirm/index', 'pages/refund-apply/index', 'pages/refund-detail/index'],
  window: { navigationBarTitleText: '小店', backgroundColor: '#f5f5f7' },
})
