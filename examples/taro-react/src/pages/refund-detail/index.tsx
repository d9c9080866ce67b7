import { useRouter } from '@tarojs/taro'

export default function Page() {
  const { session = '', refundId = '' } = useRouter().params
  return <refund-detail session={session} refund-id={refundId} />
}
