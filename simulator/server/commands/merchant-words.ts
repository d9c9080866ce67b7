/**
 * What `check-merchant` prints, in Chinese. The sandbox says it in English, for whoever calls it from a test;
 * a sentence stands here by its English one, or by its form where it names a value.
 */
import type { Language } from '../../words/language';
import type { Words } from '../../words/table';
import { WIRE_FIXES, WIRE_FORMS } from './wire-words';

/** How a line begins. */
export const rows = {
  'merchant-ok': { en: 'ok   ', zh: '通过 ' },
  'merchant-fail': { en: 'FAIL ', zh: '失败 ' },
} as const satisfies Words;

/** Names of the checks. */
const CHECKS: Readonly<Record<string, string>> = {
  'GET /goods: goods of the library': 'GET /goods：商品库的商品',
  'GET /goods: unknown goods are refused': 'GET /goods：拒绝不存在的商品',
  'GET /goods: a question without goodsId is refused': 'GET /goods：拒绝没有 goodsId 的询问',
  'GET /ability: whether money can be taken': 'GET /ability：能否收款',
  'GET /ability: a goodsType that does not exist is refused': 'GET /ability：拒绝不存在的 goodsType',
  "GET /subject: the merchant's name": 'GET /subject：商户名称',
  'GET /marketing: what is taken off, and by which lines': 'GET /marketing：优惠多少、由哪几项组成',
  'GET /order: an unknown number is refused': 'GET /order：拒绝不存在的单号',
  'GET /refund: an unknown number is refused': 'GET /refund：拒绝不存在的单号',
  'GET /coupons: an unknown number is refused': 'GET /coupons：拒绝不存在的单号',
  'GET /order/latest: null when there is none since then': 'GET /order/latest：此后没有订单时返回 null',
  'POST /sign: data and byteAuthorization for tt.requestOrder':
    'POST /sign：tt.requestOrder 所需的 data 与 byteAuthorization',
  'POST /sign: a draft without goods is refused': 'POST /sign：拒绝没有商品的草稿',
  'callback: one that was changed after it was signed is refused': '回调：拒绝签名后被改动的',
  'callback: one without signature is refused': '回调：拒绝没有签名的',
  'callback: one with characters behind its signature is refused': '回调：拒绝签名后多出字符的',
  'callback: one that was signed two days ago is refused': '回调：拒绝两天前签名的',
  'callback pre_create_order: a price that is not yours is refused':
    '回调 pre_create_order：拒绝不是你定的价格',
  'callback pre_create_order: answered with your order number': '回调 pre_create_order：返回你的订单号',
  'callback pre_create_order: a second one has the same number': '回调 pre_create_order：第二次返回同一单号',
  'callback pre_create_order: the same one again, with the same signature, is answered as before':
    '回调 pre_create_order：同一签名重发，应答与之前相同',
  'GET /order: the order, unpaid, with its amounts and units': 'GET /order：未支付的订单及其金额与份数',
  'GET /order/latest: finds the order by its goods': 'GET /order/latest：按商品找到订单',
  'callback payment: a forged one pays nothing': '回调 payment：伪造的不算支付',
  'callback payment: SUCCESS makes the order paid': '回调 payment：SUCCESS 使订单变为已支付',
  'callback payment: a second one is acknowledged and changes nothing':
    '回调 payment：第二次照常应答，不改变任何内容',
  'callback payment: a late CANCEL leaves a paid order paid':
    '回调 payment：迟到的 CANCEL 不影响已支付的订单',
  'callback pre_create_refund: answered with your refund number': '回调 pre_create_refund：返回你的退款单号',
  'callback pre_create_refund: a second one has the same number':
    '回调 pre_create_refund：第二次返回同一单号',
  'GET /refund: the refund under way, with its amount': 'GET /refund：进行中的退款及其金额',
  'callback refund: SUCCESS ends the refund': '回调 refund：SUCCESS 结束退款',
  'callback refund: a later FAIL changes nothing': '回调 refund：之后的 FAIL 不改变任何内容',
};

/** What to do. */
const FIXES: Readonly<Record<string, string>> = {
  'Answer as docs/merchant.md says.': '请按 docs/zh/merchant.md 应答。',
  'Answer HTTP 200, or name goods that you sell: --goods-id, --goods-type, --price.':
    '请返回 HTTP 200，或指定你在售的商品：--goods-id、--goods-type、--price。',
  'Answer with the goods that were asked for.': '请返回被询问的商品。',
  'It is the sum of the lines.': '它应等于各项之和。',
  'Answer null.': '请返回 null。',
  'data is the JSON text of the order, passed on byte for byte; it holds the outOrderNo of the answer.':
    'data 是订单的 JSON 文本，须逐字节传递；其中的 outOrderNo 与应答一致。',
  'SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…':
    '请写成：SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…',
  'Answer HTTP 200.': '请返回 HTTP 200。',
  'Answer HTTP 200 with JSON.': '请返回 HTTP 200 与 JSON。',
  'Answer null, as JSON text: null.': '请以 JSON 文本返回 null。',
  'Answer with JSON, as a JSON library writes it.': '请用 JSON 库生成应答。',
  'Send the object itself, not its text once more.': '请直接发送对象本身，不要再转成文本。',
  'Answer with the price in 分.': '价格请以分为单位返回。',
  'These are 元: send 分, a hundred times as much.': '这是元：请发送分，即乘以一百。',
  'A list with nothing in it is [].': '没有内容的列表请返回 []。',
  'A page came: mend the address, or let what is asked in without a login.':
    '返回的是网页：请改正地址，或让这个询问无需登录即可访问。',
  'Let it in: a phone sends no Origin and no cookie. If it wants a session, bring one: --header "<name>: <value>".':
    '请放行：手机不发送 Origin，也不发送 cookie。需要会话时请带上：--header "<名称>: <值>"。',
  'Mend the address, or answer this question there.': '请改正地址，或在该地址应答这个询问。',
  'Answer with JSON, and nothing around it.': '请只返回 JSON，前后不要有其他内容。',
  'Answer HTTP 4xx with {"errMsg": "…"} when you reject the parameters or know no such thing.':
    '拒绝参数或查无此物时，请返回 HTTP 4xx 与 {"errMsg": "…"}。',
  'Answer HTTP 200 with {"err_no": 0, "err_tips": "success"} once you have booked it.':
    '入账后请返回 HTTP 200 与 {"err_no": 0, "err_tips": "success"}。',
  'Verify Byte-Signature over "<timestamp>\\n<nonce>\\n<raw body>\\n" with the platform key before you read the body.':
    '请先用平台公钥对 "<timestamp>\\n<nonce>\\n<原始 body>\\n" 校验 Byte-Signature，再读取 body。',
  'Mend the check above that should have given it.': '请先修好上面本应给出它的检查项。',
  'Take the signature only as standard base64 writes it: decoders skip what is none.':
    '只接受标准 base64 写法的签名：解码器会跳过多余字符。',
  'Compare Byte-Timestamp, in seconds, with your clock: an hour is long enough for every repetition.':
    '请将 Byte-Timestamp（秒）与本机时钟比较：一小时足以覆盖所有重试。',
  'Take prices from your own list: what a page says of them can be changed. Or name yours: --price.':
    '价格请以自己的记录为准：页面传来的可以被改。或用 --price 指定你的价格。',
  'Answer HTTP 200 with {"err_no": 0, "data": {"out_order_no": "…"}}; trade-sim keys prints the key to verify with.':
    '请返回 HTTP 200 与 {"err_no": 0, "data": {"out_order_no": "…"}}；验签公钥由 trade-sim keys 打印。',
  'Name the address that takes your callbacks: --callback <url>.': '请指定接收回调的地址：--callback <url>。',
  'Name goods that you sell: --goods-id, --goods-type, --price.':
    '请指定你在售的商品：--goods-id、--goods-type、--price。',
  'One order_id is one order, however often it is sent: look it up before you make a number.':
    '同一个 order_id 只对应一笔订单，无论发来几次：生成单号前请先查找。',
  'A callback that you took may come again as it is: answer it as before, and book nothing.':
    '已处理的回调可能原样重发：请按之前应答，不要再次入账。',
  'Answer from what pre_create_order told you.': '请按 pre_create_order 传来的内容返回。',
  'Each unit of item_order_info_list is one item order.': 'item_order_info_list 中每一份对应一个商品单。',
  'Answer the newest order of these goods with createTime at or after since.':
    '请返回该商品 createTime 不早于 since 的最新订单。',
  'Book a payment only after its signature was verified.': '验签通过后才能入账。',
  'The payment callback decides whether an order is paid.': '订单是否已支付由 payment 回调决定。',
  'Settle an order once.': '一笔订单只入账一次。',
  'Callbacks may arrive in any order: what is settled stays settled.':
    '回调可能乱序到达：已有结果的不再改变。',
  'Answer HTTP 200 with {"err_no": 0, "data": {"out_refund_no": "…"}}; without a number the refund is stuck.':
    '请返回 HTTP 200 与 {"err_no": 0, "data": {"out_refund_no": "…"}}；没有单号退款会卡住。',
  'One refund_id is one refund: look it up before you make a number.':
    '同一个 refund_id 只对应一笔退款：生成单号前请先查找。',
  '1 is refunding, until the refund callback comes.': '收到 refund 回调之前为 1（退款中）。',
  'It is refund_total_amount, in 分.': '它等于 refund_total_amount，单位分。',
  'List the refund numbers of an order, the newest first.': '请列出订单的退款单号，最新的在前。',
  'A unit under refund is set aside.': '退款中的份数不再可退。',
  'SUCCESS is 98, FAIL is 99.': 'SUCCESS 为 98，FAIL 为 99。',
  'What is settled stays settled.': '已有结果的不再改变。',
};

/** Sentences that name a value. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  ...WIRE_FORMS,
  [/^JSON as text: ([^]*)$/, '是 JSON 文本的字符串：$1'],
  [/^an empty answer$/, '应答是空的'],
  [/^no JSON at: ([^]*)$/, '此处不是 JSON：$1'],
  [/^the JSON stops after (\d+) characters: ([^]*)$/, 'JSON 在 $1 个字符后中断：$2'],
  [/^HTTP (\d+) without errMsg$/, '返回了 HTTP $1，没有 errMsg'],
  [/^no JSON: ([^]*)$/, '不是 JSON：$1'],
  [
    /^What (\w+) is answered with is in docs\/merchant\.md and openapi\.json\.$/,
    '$1 的应答格式见 docs/zh/merchant.md 与 openapi.json。',
  ],
  [/^no errMsg in ([^]*)$/, '其中没有 errMsg：$1'],
  [/^the answer is ([^]*), not ([^]*)$/, '应答是 $1，应为 $2'],
  [/^the order is ([^]*), not ([^]*)$/, '订单变成了 $1，应保持 $2'],
  [/^the number of itemOrders is ([^]*), not ([^]*)$/, 'itemOrders 的个数是 $1，应为 $2'],
  [/^(.+) in data is ([^]*), not ([^]*)$/, 'data 中的 $1 是 $2，应为 $3'],
  [/^(.+) of the order is ([^]*), not ([^]*)$/, '订单的 $1 是 $2，应为 $3'],
  [/^(\S+) is ([^]*), not ([^]*)$/, '$1 是 $2，应为 $3'],
  [/^byteAuthorization has another form$/, 'byteAuthorization 的格式不对'],
  [/^it was taken$/, '它被接受了'],
  [/^there is no order number to look at$/, '没有可查的订单号'],
  [/^there is no refund number to look at$/, '没有可查的退款单号'],
  [/^refused: ([^]*)$/, '被拒绝：$1'],
  [/^HTTP (\d+) at (\S+)$/, '$2 返回 HTTP $1'],
  [/^HTTP (\d+)\s?([^]*)$/, '返回了 HTTP $1 $2'],
  [/^the answer should be ([^]*), but got ([^]*)$/, '应答应为 $1，却是 $2'],
  [/^(\S+) should be ([^]*), but got ([^]*)$/, '$1 应为 $2，却是 $3'],
  [/^(\S+) is missing$/, '缺少 $1'],
];

/** Mistakes that the contract's check recognises. */
const MISTAKES: Readonly<Record<string, string>> = {
  'yuan as text: send 分, as a number': '像是文本形式的元：请发送数字，单位分',
  'a number in quotes': '数字加了引号',
  'a date as text: send ms since 1970': '日期文本：请发送 1970 年以来的毫秒数',
  'NaN: reckoned with something that is no number': 'NaN：用了不是数字的值来计算',
  'too many digits for ms: micro- or nanoseconds': '位数太多：像是微秒或纳秒',
  'seconds: send ms': '像是秒：请发送毫秒',
  'yuan: send 分': '像是元：请发送分',
  'what is taken off is positive, too': '优惠金额也是正数',
  'leave out what is not there': '没有的字段请省略',
  'a Date: send its getTime()': 'Date：请发送 getTime() 的值',
  'send it as text: long numbers lose digits': '请发送文本：过长的数字会丢失位数',
  'send true or false': '请发送 true 或 false',
  'a page instead of JSON: a wrong address, or a login before it':
    '返回的是网页而不是 JSON：地址不对，或需要先登录',
  'JSON as text: send the value itself': 'JSON 文本：请发送值本身',
  'a list, also of one': '即使只有一项也应是列表',
};

function mistakeIn(text: string): string {
  const [, called = '', instead = ''] = /^it is called (.+), not (.+)$/.exec(text) ?? [];
  if (called !== '') return `应叫 ${called}，而不是 ${instead}`;
  const [, wrapper = ''] = /^answer with what is in (\w+), without the object around it$/.exec(text) ?? [];
  return wrapper === '' ? (MISTAKES[text] ?? text) : `请直接返回 ${wrapper} 中的内容，外面不要再包一层`;
}

/** What stands in a sentence by its form. */
function formIn(text: string): string {
  const [, sentence = text, mistake] =
    /^(.+ should be .+, but got .+?)(?: \(([^()]+(?:\(\))?[^()]*)\))?$/.exec(text) ?? [];
  const form = FORMS.find(([pattern]) => pattern.test(sentence));
  const said = form ? sentence.replace(form[0], form[1]).trim() : sentence;
  return mistake === undefined ? said : `${said}（${mistakeIn(mistake)}）`;
}

/** One sentence of a check in a language; what is not known stays as it came. */
export function merchantIn(language: Language, text: string): string {
  if (language === 'en') return text;
  const known = CHECKS[text] ?? FIXES[text] ?? WIRE_FIXES[text];
  if (known !== undefined) return known;
  // Several fields may be wrong at once.
  return text.split('; ').map(formIn).join('；');
}
