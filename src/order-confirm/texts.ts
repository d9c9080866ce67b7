/** Every text that a shop's user reads on 提单页. */
export const TEXTS = {
  title: '确认订单',
  lost: '订单信息已失效,请返回后重新下单',
  busy: '这笔订单正在支付中',
  phoneNeeded: '请填写手机号',
  phoneIllegal: '手机号格式不正确',
  pay: '立即支付',
  payAgain: '继续支付',
  submitting: '正在提交订单…',
  confirming: '正在确认支付结果…',
  paid: '支付成功',
};
