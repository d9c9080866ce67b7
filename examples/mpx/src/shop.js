/**
 * Where the shop's own server answers. In the simulator that is the sandbox; on a device write the https
 * address of your server, and list it among the request domains (docs/server.md).
 */
export const MERCHANT = '/merchant'

/** Goods that the sandbox knows; yours come from your server. */
export const GOODS = [
  { id: '7301245789012345678', name: '麻辣鸳鸯火锅四人餐', price: '198.00' },
  { id: '7301245789012345679', name: '招牌珍珠奶茶双杯券', price: '19.90' },
]

export const ORDER_PAGE = '/pages/order/index'

/** The pages that the kit opens. */
export const PAGES = {
  orderConfirm: '/pages/order-confirm/index',
  refundApply: '/pages/refund-apply/index',
  refundDetail: '/pages/refund-detail/index',
}

/** What an order's state is called on its page. */
export const STATES = { unpaid: '待支付', processing: '支付处理中', paid: '已支付', closed: '已关闭' }
