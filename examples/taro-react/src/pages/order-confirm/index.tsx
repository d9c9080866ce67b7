import { useRouter } from '@tarojs/taro'

export default function Page() {
  const { session = '' } = useRouter().params
  return <order-confirm session={session} />
}
