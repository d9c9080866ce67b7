/** Every text that a developer reads on the phone. iOS shows about 18 characters of a choice. */
export const TEXTS = {
  paid: '支付成功',
  cancelled: '取消支付',
  failed: '支付失败',
  timedOut: '支付超时',
  closed: '关闭收银台',
  more: '更多…',
  unknown: '结果未知（5 秒后到账）',
  unknownUnpaid: '结果未知（没有付款）',
  broken: '支付失败（10000）',
  weChatNotStarted: '无法启动微信（10001）',
  weChatMissing: '未安装微信（10002）',
  unopened: '收银台打不开',
  login: '登录沙箱账号',
  noLogin: '暂不登录',
};
