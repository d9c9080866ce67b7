import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { HandlerEvent, PayDetail, TradeError } from 'microapp-trade-kit'
import { GOODS, ORDER_PAGE, PAGES } from '../../shop'

const getGoodsInfo = () => Promise.resolve({ minLimits: 1, maxLimits: 6, validation: { phoneNumber: { required: false } } })
const placeOrder = () => Taro.login()
const openOrder = (no: string) => Taro.navigateTo({ url: `${ORDER_PAGE}?no=${encodeURIComponent(no)}` })

export default function Goods() {
  const [message, setMessage] = useState('')
  const [orderNo, setOrderNo] = useState('')

  const onPay = ({ detail }: HandlerEvent<PayDetail>) => {
    setOrderNo(detail.outOrderNo)
    const paid = detail.status === 'success' && detail.result.code === 0
    setMessage(paid ? '支付成功' : '还没有支付')
    const pages = Taro.getCurrentPages()
    const top = `/${pages[pages.length - 1].route}`
    if (paid && top === PAGES.orderConfirm) Taro.navigateBack()
  }
  const onError = ({ detail }: HandlerEvent<TradeError>) => setMessage(`${detail.errNo} ${detail.errMsg}`)

  return (
    <View>
      {GOODS.map(({ id, name, price }) => (
        <View className='card' key={id}>
          <View className='name'>{name}</View>
          <View className='price'>¥{price}</View>
          <pay-button-sdk
            mode={2}
            goods-id={id}
            goods-type={1}
            onGetgoodsinfo={getGoodsInfo}
            onPlaceorder={placeOrder}
            onPay={onPay}
            onError={onError}
          />
        </View>
      ))}
      {message && (
        <View className='card'>
          <View id='message' className='quiet'>{message}</View>
          {orderNo && <View id='open-order' className='link' onClick={() => openOrder(orderNo)}>查看订单</View>}
        </View>
      )}
    </View>
  )
}
