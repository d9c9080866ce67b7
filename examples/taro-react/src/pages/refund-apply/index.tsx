import { useRouter } from '@tarojs/taro'

export default function Page() {
  const { session = '' } = useRouter().params
  return <refund-apply session={session} />
}
