import { wordsHere } from '../say';

const zh = {
  scan: {
    title: '扫码核销',
    label: '券码或二维码里的链接',
    hint: '粘贴顾客出示的内容，或在下面点选一个券码。',
    go: '识别',
    busy: '正在识别…',
    malformed: '这不是券码：应为 12 到 16 位数字，或二维码里的链接',
  },
  prepared: {
    order: '订单号',
    legend: '要核销的券',
    code: (tail: string) => `尾号 ${tail}`,
    until: (text: string) => `${text} 前有效`,
    left: (usable: number, total: number) => `剩 ${usable} 次，共 ${total} 次`,
    times: (tail: string) => `尾号 ${tail} 核销次数`,
    timesUnit: (count: number) => `${count} 次`,
    redeem: (count: number) => `核销 ${count} 份`,
    busy: '正在核销…',
    cancel: '取消',
  },
  results: {
    done: (count: number) => `验券成功 ${count} 份`,
    refused: (tail: string, text: string, code: number) => `尾号 ${tail}：${text}（${code}）`,
    undone: (tail: string) => `尾号 ${tail} 已撤销核销`,
  },
  codes: {
    title: '最近订单的券码',
    none: '还没有券码：买一单并支付后，这里会出现它的券码。',
    pick: '扫描券码',
    left: (usable: number) => `剩 ${usable} 次`,
    states: {
      usable: '可用',
      redeemed: '已核销',
      refunding: '退款中',
      refunded: '已退款',
      refundFailed: '退款失败，可用',
      expired: '已过期',
      notStarted: '未到可用时间',
    } as Record<string, string>,
  },
  redemptions: {
    title: '核销记录',
    none: '还没有核销记录',
    columns: { code: '券码', goods: '商品与门店', time: '核销时间', action: '操作' },
    undo: '撤销',
    undoOf: (tail: string) => `撤销尾号 ${tail} 的核销`,
    undone: '已撤销',
    late: '超过 1 小时',
  },
  loading: '正在读取…',
  unavailable: (reason: string) => `读取券码失败：${reason}`,
  retry: '重试',
};

const en: typeof zh = {
  scan: {
    title: 'Scan and redeem',
    label: 'Code, or the link of a QR code',
    hint: 'Paste what the customer shows, or pick a code below.',
    go: 'Read',
    busy: 'Reading…',
    malformed: 'This is not a code: 12 to 16 digits, or the link of a QR code',
  },
  prepared: {
    order: 'Order number',
    legend: 'Codes to redeem',
    code: (tail) => `ending in ${tail}`,
    until: (text) => `valid until ${text}`,
    left: (usable, total) => `uses left: ${usable} of ${total}`,
    times: (tail) => `Uses of the code ending in ${tail}`,
    timesUnit: (count) => `× ${count}`,
    redeem: (count) => `Redeem (${count})`,
    busy: 'Redeeming…',
    cancel: 'Cancel',
  },
  results: {
    done: (count) => `Redeemed: ${count}`,
    refused: (tail, text, code) => `Code ending in ${tail}: ${text} (${code})`,
    undone: (tail) => `Taken back: code ending in ${tail}`,
  },
  codes: {
    title: 'Codes of the latest orders',
    none: 'No codes yet: buy and pay, and the codes appear here.',
    pick: 'Scan a code',
    left: (usable) => `uses left: ${usable}`,
    states: {
      usable: 'usable',
      redeemed: 'redeemed',
      refunding: 'being refunded',
      refunded: 'refunded',
      refundFailed: 'refund failed, usable',
      expired: 'expired',
      notStarted: 'not usable yet',
    } as Record<string, string>,
  },
  redemptions: {
    title: 'Redemptions',
    none: 'Nothing was redeemed yet',
    columns: { code: 'Code', goods: 'Goods and shop', time: 'Time', action: 'Action' },
    undo: 'Take back',
    undoOf: (tail) => `Take back the redemption of the code ending in ${tail}`,
    undone: 'taken back',
    late: 'over an hour ago',
  },
  loading: 'Loading…',
  unavailable: (reason) => `The codes cannot be read: ${reason}`,
  retry: 'Try again',
};

/** Every word of the redeem panel. */
export const words = wordsHere({ zh, en });
