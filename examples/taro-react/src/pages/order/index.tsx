import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import type { ApplyRefundDetail, HandlerEvent } from 'microapp-trade-kit'
import { MERCHANT, STATES } from '../../shop'

interface Order {
  state: string
  refundableQuantity: number
  refunds: string[]
}

const applyRefund = ({ detail }: HandlerEvent<ApplyRefundDetail>) => Promise.resolve({ outOrderNo: detail.orderId })

/** What the bar's button does: 0 pays, 1 asks for a refund. */
const statusOf = ({ state, refundableQuantity }: Order) =>
  state === 'unpaid' ? 0 : state === 'paid' && refundableQuantity > 0 ? 1 : -1

export default function OrderPage() {
  const { no = '' } = useRouter().params
  const [order, setOrder] = useState<Order>()
  const [event, setEvent] = useState('')
  const [error, setError] = useState('')

  const loaded = (answer: Order) => {
    setOrder(answer)
    setError('')
  }
  const failed = (reason: string) => setError(`订单加载失败：${reason}`)
  const refresh = () =>
    Taro.request<Order>({ url: `${MERCHANT}/order`, data: { outOrderNo: no } }).then(
      ({ statusCode, data }) => (statusCode === 200 ? loaded(data) : failed(`HTTP ${statusCode}`)),
      ({ errMsg }: { errMsg: string }) => failed(errMsg),
    )
  useDidShow(() => void refresh())
  const on = (name: string) => ({ detail }: HandlerEvent<object>) => {
    setEvent(`${name} ${JSON.stringify(detail)}`)
    void refresh()
  }

  if (!order) return <View className='card'>{error || '正在加载…'}</View>
  const status = statusOf(order)
  return (
    <View>
      <View className='card'>
        <View id='state' className='name'>{STATES[order.state]}</View>
        <View className='quiet'>订单号 {no}</View>
      </View>
      {order.state === 'paid' && (
        <View className='codes'>
          <consume-card-sdk
            order-id={no}
            onConsume={on('consume')}
            onApplyrefund={applyRefund}
            onRefund={on('refund')}
            onError={on('error')}
          />
        </View>
      )}
      {(status >= 0 || order.refunds.length > 0 || error || event) && <View className='card'>
        {status >= 0 && (
          <pay-button-sdk
            mode={1}
            order-status={status}
            order-id={no}
            onApplyrefund={applyRefund}
            onPay={on('pay')}
            onRefund={on('refund')}
            onError={on('error')}
          />
        )}
        {order.refunds.map((id) => (
          <pay-button-sdk key={id} mode={1} order-status={2} refund-id={id} onError={on('error')} />
        ))}
        <View id='event' className='quiet'>{error || event}</View>
      </View>}
    </View>
  )
}
