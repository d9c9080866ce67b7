import type { Words } from '../../words/table';

/** What the first screen says. */
export const words = {
  title: { en: 'Try it: four things in five minutes', zh: '上手：五分钟做完四件事' },
  done: { en: 'done', zh: '已完成' },
  open: { en: 'to do', zh: '待完成' },
  'all-done': {
    en: 'All four are done. What happens next in your shop is told below, step by step.',
    zh: '四件事都做完了。之后小店里发生的每一步都会显示在下面。',
  },
  again: { en: 'Show the steps', zh: '显示步骤' },
  buy: { en: 'Buy', zh: '买一单' },
  'buy-how': {
    en: 'Tap the pay button of a page in the phone, submit the order and pay in the cashier.',
    zh: '在手机里点击页面上的支付按钮，提交订单，并在收银台付款。',
  },
  fail: { en: 'Let a payment fail', zh: '让支付失败' },
  'fail-how': {
    en: 'Choose a failure and buy once more: the timeline names the code, its cause and what helps.',
    zh: '选一个失败场景再买一次：时间线会给出错误码、原因和处理办法。',
  },
  'fail-do': { en: 'Let the next payment fail', zh: '让下一次支付失败' },
  redeem: { en: 'Redeem', zh: '核销' },
  'redeem-how': {
    en: 'Pick a code of the paid order at the counter and redeem it, as the shop does.',
    zh: '在「核销」面板点选已支付订单的券码，像门店一样核销。',
  },
  'redeem-do': { en: 'Open the counter', zh: '打开核销面板' },
  refund: { en: 'Refund', zh: '退款' },
  'refund-how': {
    en: 'Apply on the page of an order in the phone; then agree or refuse here, under Orders.',
    zh: '在手机的订单页申请退款，再到「订单」面板同意或拒绝。',
  },
  'refund-do': { en: 'Open the orders', zh: '打开订单面板' },
  follow: { en: 'What happens', zh: '正在发生' },
  docs: { en: 'Documentation', zh: '文档' },
  'docs-button': { en: 'Pay button', zh: '支付按钮' },
  'docs-server': { en: 'Server interfaces', zh: '服务端接口' },
  'docs-card': { en: 'Codes', zh: '券码' },
  'docs-apis': { en: 'Trade APIs', zh: '交易接口' },
  'new-tab': { en: '(opens in a new tab)', zh: '（在新标签页打开）' },
} as const satisfies Words;
