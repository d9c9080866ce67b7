import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import type { ApplyRefundDetail, HandlerEvent } from 'microapp-trade-kit'
import { MERCHANT } from '../../shop'

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

  const refresh = () =>
    Taro.request<Order>({ url: `${MERCHANT}/order`, data: { outOrderNo: no } }).then(({ data }) => setOrder(data))
  useDidShow(() => void refresh())
  const on = (name: string) => ({ detail }: HandlerEvent<object>) => {
    setEvent(`${name} ${JSON.stringify(detail)}`)
    void refresh()
  }

  if (!order) return <View className='card'>正在加载…</View>
  const status = statusOf(order)
  return (
    <View>
      <View className='card'>
        <View id='state' className='name'>{order.state}</View>
        <View className='quiet'>{no}</View>
      </View>
      {order.state === 'paid' && (
        <consume-card-sdk
          order-id={no}
          onConsume={on('consume')}
          onApplyrefund={applyRefund}
          onRefund={on('refund')}
          onError={on('error')}
        />
      )}
      <View className='card'>
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
        <View id='event' className='quiet'>{event}</View>
      </View>
    </View>
  )
}
