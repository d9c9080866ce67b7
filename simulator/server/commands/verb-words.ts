/** What the commands that run a sandbox, or speak to one, say: what each does, its options, its answers. */
import type { Words } from '../../words/table';

/** What the commands do. */
export const summaries = {
  sandbox: {
    en: 'Runs the trade platform alone, without a mini-program: for a server, or for tests. Its console is at its URL.',
    zh: '单独运行交易平台，不需要小程序：供服务端或测试使用。控制台就在打印的地址上。',
  },
  buy: {
    en: 'Makes an order in a running sandbox, pays for it, and shows the callbacks that it came to.',
    zh: '在运行中的沙箱里下单并支付，并显示由此产生的回调。',
  },
  pay: {
    en: "Ends the cashier of an unpaid order, by Douyin's number or the developer's.",
    zh: '结束未支付订单的收银台，订单用抖音单号或开发者单号指定。',
  },
  refund: {
    en: "Applies for a refund in the user's place; the merchant's server is asked as on the phone.",
    zh: '代替用户申请退款；和手机上一样会询问商户服务端。',
  },
  redeem: {
    en: 'Redeems codes of a paid order in the place of a shop, by its number or by a code; or takes it back.',
    zh: '代替门店核销已支付订单的券码，用单号或券码指定；也可撤销核销。',
  },
  orders: {
    en: 'Lists the orders of a running sandbox, newest first, or those that a number or a name finds.',
    zh: '列出运行中沙箱的订单，最新的在前；或按单号、名称查找。',
  },
  listen: {
    en: 'Prints what happens in a running sandbox as it happens, one line each: calls, steps of the ledger, callbacks.',
    zh: '实时打印运行中沙箱里发生的事，每件一行：调用、账本流转、回调。',
  },
  resend: {
    en: 'Sends a callback once more, past every switch and scenario: by its id, or the newest of an order.',
    zh: '把一个回调再发一次，不受开关和场景影响：用回调编号指定，或取某订单最新的一个。',
  },
  faults: {
    en: 'Shows or sets what goes wrong with the callbacks of one type on their way, until it is set off.',
    zh: '显示或设置某类回调在路上出什么问题，直到关闭为止。',
  },
  scenario: {
    en: 'Chooses scenarios in a running sandbox, several with commas between them: trade-sim scenario pay.failed,callback.lost --set lost=1.',
    zh: '在运行中的沙箱里选择场景，多个用逗号分隔：trade-sim scenario pay.failed,callback.lost --set lost=1。',
  },
  trigger: {
    en: 'Chooses scenarios in a running sandbox: the earlier name of "trade-sim scenario".',
    zh: '在运行中的沙箱里选择场景：是 "trade-sim scenario" 的旧名。',
  },
  clock: {
    en: 'Shows the clock of a running sandbox, or moves it on with everything that falls due on the way.',
    zh: '显示运行中沙箱的时钟，或把它拨快，途中到期的事都会发生。',
  },
  reset: {
    en: 'Empties the books of a running sandbox and fills its shelves; keys, numbers and the clock stay.',
    zh: '清空运行中沙箱的账本并补满货架；密钥、编号和时钟保留。',
  },
  export: {
    en: 'Writes the whole state of a running sandbox to a file, keys excepted, or prints it.',
    zh: '把运行中沙箱的全部状态（密钥除外）写入文件，或打印出来。',
  },
  import: {
    en: 'Replaces the whole state of a running sandbox by an exported one, or changes nothing.',
    zh: '用导出的状态替换运行中沙箱的全部状态，否则什么都不变。',
  },
  keys: {
    en: "Prints the platform's public key, what your server verifies callbacks with, and what it calls the platform with.",
    zh: '打印平台公钥、你的服务端验证回调所需的信息，以及它调用平台所需的信息。',
  },
} as const satisfies Words;

/** What the options mean. */
export const options = {
  url: {
    en: 'address of the sandbox, on this machine (http://127.0.0.1:5200/)',
    zh: '沙箱在本机上的地址（http://127.0.0.1:5200/）',
  },
  json: { en: 'print the answer as JSON', zh: '以 JSON 打印结果' },
  quiet: {
    en: 'print no purchases, callbacks and errors as they happen',
    zh: '不实时打印购买、回调和错误',
  },
  'no-types': {
    en: "do not ask the program's own TypeScript for type errors",
    zh: '不用项目自带的 TypeScript 检查类型',
  },
  'dev-quiet': {
    en: 'print no purchases, callbacks and problems of the program as they happen',
    zh: '不实时打印购买、回调和小程序的问题',
  },
  db: {
    en: "file of the sandbox's ledger, or :memory: (.trade-sim/ledger.db)",
    zh: '沙箱账本的文件，或 :memory:（.trade-sim/ledger.db）',
  },
  'app-id': {
    en: 'app id of the mini-program (that of the sandbox)',
    zh: '小程序的 app id（默认为沙箱自带的）',
  },
  'forward-to': {
    en: 'send callbacks to your own server instead of the reference merchant',
    zh: '把回调发给你自己的服务端，而不是参考商户',
  },
  'allow-remote': { en: 'let --forward-to name another machine', zh: '允许 --forward-to 指向其他机器' },
  merging: {
    en: 'how far the app is merged into life service, 融合 (none)',
    zh: '小程序与生活服务融合的程度（none）',
  },
  'several-skus': { en: 'accept orders of several skus', zh: '接受多个 sku 的订单' },
  ticket: {
    en: 'sku that is a ticket outside the POI library',
    zh: '不在 POI 库中的门票 sku',
  },
  goods: {
    en: 'JSON list of goods of your own that the sandbox sells (docs/sandbox.md)',
    zh: '沙箱要卖的自有商品，JSON 列表（docs/zh/sandbox.md）',
  },
  quantity: { en: 'units (the least that can be bought)', zh: '份数（默认为最小可购数量）' },
  outcome: {
    en: 'how the cashier ends; open: it is left open (paid)',
    zh: '收银台怎样结束；open：不结束（paid）',
  },
  'pay-outcome': { en: 'how it ends (paid)', zh: '怎样结束（paid）' },
  discount: { en: 'taken off the sum, in fen (0)', zh: '从总价减去的金额，单位分（0）' },
  channel: { en: 'how it is paid for (douyin)', zh: '支付方式（douyin）' },
  legacy: {
    en: 'an order of trade template 1.0, which is refunded by amount',
    zh: '交易模板 1.0 的订单，按金额退款',
  },
  merged: {
    en: 'an order of the chain that is merged into life service (融合)',
    zh: '生活服务融合链路的订单',
  },
  'one-scenario': { en: 'scenarios for this order only', zh: '只对这个订单生效的场景' },
  'refund-quantity': { en: 'units (all that are left)', zh: '份数（默认为剩余全部）' },
  amount: {
    en: 'fen, of an order of trade template 1.0 (all that is left)',
    zh: '金额，单位分，仅限交易模板 1.0 的订单（默认为剩余全部）',
  },
  reason: { en: 'why (no longer wanted, in Chinese)', zh: '原因（不想要了）' },
  audit: {
    en: "the merchant's decision, at once (left to the merchant)",
    zh: '立即给出商户的审核结论（默认由商户决定）',
  },
  'deny-message': { en: 'why it is refused', zh: '拒绝的原因' },
  'redeem-count': { en: 'how many of the codes (1)', zh: '核销几个码（1）' },
  undo: {
    en: 'what is named is a verify id: take that redemption back, within the hour',
    zh: '给出的是 verify id：在一小时内撤销这次核销',
  },
  state: { en: 'only these; refund: those with one', zh: '只列这些；refund：有退款的' },
  limit: { en: 'at most so many (20)', zh: '最多列几条（20）' },
  kind: { en: 'only of this kind', zh: '只看这一类' },
  'of-order': { en: "only of this order, by Douyin's number", zh: '只看这个订单，用抖音单号' },
  text: { en: 'only what has this text in its line', zh: '只看行内含有这段文字的' },
  all: { en: 'begin with what is still kept of before', zh: '先打印还保留着的以前的记录' },
  'lines-count': { en: 'end after so many lines', zh: '打印这么多行后结束' },
  'newest-of': {
    en: "the order whose newest callback is meant, by Douyin's number",
    zh: '取哪个订单最新的回调，用抖音单号',
  },
  type: { en: 'only of this type, such as payment', zh: '只取这一类，例如 payment' },
  drop: { en: 'lose the first deliveries of each', zh: '每个回调的前几次投递丢失' },
  duplicate: { en: 'bring each so many times more', zh: '每个回调多送几次' },
  delay: { en: 'put the first delivery off, such as 1m', zh: '推迟第一次投递，例如 1m' },
  reorder: { en: 'let the next callback go first', zh: '让下一个回调先走' },
  'faults-off': { en: 'set everything off, for this type or for all', zh: '全部关闭，只关这一类或所有类' },
  set: {
    en: "changes the scenario's answer; the value is JSON, or else text",
    zh: '修改场景的返回；值为 JSON，否则按文本处理',
  },
  'scenario-off': { en: 'chooses none', zh: '不选任何场景' },
  'scenario-list': { en: 'lists the scenarios', zh: '列出所有场景' },
  advance: {
    en: 'by so long, such as 30s, 5m, 1h30m, 3d; forward only',
    zh: '拨快多久，例如 30s、5m、1h30m、3d；只能向前',
  },
  to: {
    en: 'to a moment, such as 2026-12-01T08:00:00+08:00, or in ms',
    zh: '拨到某个时刻，例如 2026-12-01T08:00:00+08:00，或毫秒数',
  },
  skew: { en: "how far the phone's clock is ahead", zh: '手机时钟快多少' },
  'keys-db': {
    en: 'file of the sandbox, which need not run (.trade-sim/ledger.db)',
    zh: '沙箱的文件，沙箱不必在运行（.trade-sim/ledger.db）',
  },
  running: { en: 'ask the sandbox that runs, at --url', zh: '询问正在运行的沙箱，地址见 --url' },
  upload: {
    en: "your application's public key (PEM), for the sandbox that runs: prints its key_version",
    zh: '把你的应用公钥（PEM）上传到运行中的沙箱：打印它的 key_version',
  },
  server: {
    en: 'print also what your server calls with: app secret, SALT, Token',
    zh: '同时打印你的服务端调用所需的：app secret、SALT、Token',
  },
} as const satisfies Words;

/** Answers, and what was asked wrongly. */
export const answers = {
  'url-wrong': {
    en: '--url %{text}: the address of a sandbox or simulator on this machine, e.g. http://127.0.0.1:5200/.',
    zh: '--url %{text}：请填写本机沙箱或模拟器的地址，例如 http://127.0.0.1:5200/。',
  },
  nobody: {
    en: 'No simulator answers at %{url}: start one with "trade-sim sandbox" or "trade-sim dev <dir>", or say where it is with --url.',
    zh: '%{url} 没有沙箱应答：请用 "trade-sim sandbox" 或 "trade-sim dev <dir>" 启动，或用 --url 指明地址。',
  },
  'no-sandbox': {
    en: 'HTTP %{status} at %{url}: is that a sandbox?',
    zh: '%{url} 返回 HTTP %{status}：那里是沙箱吗？',
  },
  'no-events': {
    en: 'HTTP %{status}: no sandbox has its events there.',
    zh: 'HTTP %{status}：那里没有沙箱的事件流。',
  },
  ended: {
    en: 'The sandbox at %{url} has ended: start it again, then listen again.',
    zh: '%{url} 的沙箱已结束：请重新启动它，再重新监听。',
  },
  code: { en: 'code %{code}', zh: '结果码 %{code}' },
  callback: { en: 'callback %{id}', zh: '回调 %{id}' },
  refund: { en: 'refund %{id}', zh: '退款 %{id}' },
  'verify-id': { en: 'verify id %{id}', zh: 'verify id：%{id}（核销编号）' },
  'taken-back': { en: 'taken back  %{id}', zh: '已撤销  %{id}' },
  more: { en: '… and %{count} more', zh: '…… 另有 %{count} 条' },
  'name-callback': {
    en: 'Name a callback, or an order with --order. Usage: %{usage}',
    zh: '请指定一个回调，或用 --order 指定订单。用法：%{usage}',
  },
  'no-callback': {
    en: 'The order has no callback yet.',
    zh: '这个订单还没有回调。',
  },
  'no-callback-of': {
    en: 'The order has no callback %{type} yet.',
    zh: '这个订单还没有 %{type} 回调。',
  },
  'name-fault': {
    en: 'Name one of %{types} to set, and no --off. Usage: %{usage}',
    zh: '请指定要设置的类型（%{types} 之一），且不要同时用 --off。用法：%{usage}',
  },
  none: { en: 'none', zh: '没有选择场景' },
  'name-scenario': {
    en: 'Name a scenario to choose, or pass --off or --list. --help shows what %{name} takes.',
    zh: '请指定要选择的场景，或用 --off、--list。--help 说明 %{name} 的参数。',
  },
  'set-form': {
    en: '--set %{text}: write <path>=<value>, e.g. --set lost=1.',
    zh: '--set %{text}：请写成 <path>=<value>，例如 --set lost=1。',
  },
  'list-scenarios': {
    en: '%{problem}. "trade-sim %{name} --list" lists the scenarios.',
    zh: '%{problem}。"trade-sim %{name} --list" 列出所有场景。',
  },
  expect: { en: '%{about} Expect %{event}.', zh: '%{about}预期：%{event}。' },
  'expect-error': { en: 'bind:error %{errNo}', zh: 'bind:error %{errNo} 事件' },
  'expect-pay': { en: 'bind:pay with code %{code}', zh: 'bind:pay，code 为 %{code}' },
  'expect-nothing': { en: 'no event', zh: '没有事件' },
  'moment-form': {
    en: '--to %{text}: a moment, such as 2026-12-01T08:00:00+08:00, or in ms.',
    zh: '--to %{text}：请填写时刻，例如 2026-12-01T08:00:00+08:00，或毫秒数。',
  },
  'move-once': {
    en: '--advance or --to, not both. Usage: %{usage}',
    zh: '--advance 与 --to 只能用一个。用法：%{usage}',
  },
  phone: { en: 'on the phone %{time}', zh: '手机上是 %{time}' },
  reset: { en: 'reset', zh: '已重置' },
  written: { en: '%{file}  %{bytes} bytes', zh: '%{file}  %{bytes} 字节' },
  'export-failed': {
    en: 'export %{file}: %{problem}. Name a file that can be written.',
    zh: 'export %{file}：%{problem}。请指定可写入的文件。',
  },
  'import-failed': {
    en: 'import %{file}: %{problem}. Name a file that "trade-sim export" wrote.',
    zh: 'import %{file}：%{problem}。请指定由 "trade-sim export" 写出的文件。',
  },
  imported: { en: 'imported, its clock is at %{time}', zh: '已导入，它的时钟是 %{time}' },
  'key-unread': {
    en: '--upload %{file}: %{problem}. Name a file with a public key (PEM).',
    zh: '--upload %{file}：%{problem}。请指定公钥文件（PEM）。',
  },
  'db-running': {
    en: '--db is for a sandbox that does not run. Usage: %{usage}',
    zh: '--db 用于没有运行的沙箱。用法：%{usage}',
  },
} as const satisfies Words;

/** What is wrong with the file of `--goods`, and what to do about it. */
export const goodsFile = {
  line: { en: '--goods %{place}: %{wrong}. %{fix}', zh: '--goods %{place}：%{wrong}。%{fix}' },
  'no-file': { en: 'there is no such file', zh: '没有这个文件' },
  'not-file': { en: 'it is a folder, a pipe or a device', zh: '它是文件夹、管道或设备' },
  'no-access': { en: 'it may not be read', zh: '没有读取权限' },
  'link-loop': { en: 'its links lead in a circle', zh: '链接成环' },
  'too-large': { en: 'it has more than 16 MB', zh: '超过 16 MB' },
  'not-utf8': { en: 'it is not written in UTF-8', zh: '不是 UTF-8 编码' },
  comment: { en: 'a comment, which JSON does not have', zh: 'JSON 没有注释' },
  comma: { en: 'a comma with nothing behind it', zh: '逗号之后没有内容' },
  twice: { en: 'a key that the object has already', zh: '对象中重复的键' },
  'name-file': { en: 'Name a JSON file with a list of goods.', zh: '请指定含有商品数组的 JSON 文件。' },
  'give-access': { en: 'Give read access to it.', zh: '请给予读取权限。' },
  fewer: { en: 'Leave goods out.', zh: '请减少商品。' },
  'save-utf8': { en: 'Save it as UTF-8.', zh: '请以 UTF-8 保存。' },
  'correct-json': {
    en: 'Put keys and texts in double quotes, one comma between two items, and close each bracket.',
    zh: '请给键名和文本加双引号，两项之间写一个逗号，括号成对。',
  },
  remove: { en: 'Remove it.', zh: '请删除。' },
  'remove-one': { en: 'Remove one of the two.', zh: '请删除其中之一。' },
  'add-field': { en: 'Add it.', zh: '请补上。' },
  'rename-field': {
    en: 'Remove it, or write the name of a field in docs/sandbox.md, Goods of your own.',
    zh: '请删除，或改用 docs/zh/sandbox.md“自己的商品”中的字段名。',
  },
  'correct-value': {
    en: 'Write such a value in its place; docs/sandbox.md has an example of each field.',
    zh: '请写成这样的值；各字段的例子见 docs/zh/sandbox.md。',
  },
} as const satisfies Words;
