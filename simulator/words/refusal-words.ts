/**
 * What the sandbox refuses, for readers of either language. It says so in English, as its HTTP answers have
 * one form for everybody; a text stands here by its form. What the platform itself says is quoted.
 */
import type { Language } from './language';

type Form = readonly [pattern: RegExp, chinese: string];

/** What a value should be. */
const WANTED: readonly Form[] = [
  [/^given$/, '给出'],
  [/^(?:a )?string$/, '文本'],
  [/^(?:a )?number$/, '数字'],
  [/^integer$/, '整数'],
  [/^(?:an? )?(?:object|JSON object)$/, '对象'],
  [/^(?:an? )?(?:array|list)$/, '数组'],
  [/^boolean$/, 'true 或 false'],
  [/^integer from (\S+) to (\S+)$/, '$1 到 $2 的整数'],
  [/^integer, (\S+) to (\S+)$/, '$1 到 $2 的整数'],
  [/^a whole number from (\S+) to (\S+)$/, '$1 到 $2 的整数'],
  [/^bytes from (\S+) to (\S+)$/, '$1 到 $2 字节'],
  [/^(\S+) to (\S+) bytes$/, '$1 到 $2 字节'],
  [/^length from (\S+) to (\S+)$/, '$1 到 $2 项'],
  [/^(\d+) to (\d+)$/, '$1 到 $2'],
  [/^at most (\d+)$/, '不超过 $1'],
  [/^at most (\d+) bytes$/, '不超过 $1 字节'],
  [/^at most ten years ahead, as the clock moves forward only$/, '最多十年之后：时钟只能向前'],
  [/^>= (\S+)$/, '不小于 $1'],
  [/^<= (\S+)$/, '不大于 $1'],
  [/^with not (?:more|longer) than (\d+) (?:characters|items)$/, '不超过 $1 个'],
  [/^with not (?:fewer|shorter) than (\d+) (?:characters|items)$/, '不少于 $1 个'],
  [/^one of (.*)$/, '以下之一：$1'],
  [/^made of (.*)$/, '由这些字段组成：$1'],
  [/^a version$/, '版本号'],
  [/^an id of its own$/, '不与别的重复的 id'],
  [/^one that the order does not block$/, '订单没有禁用的渠道'],
  [/^RSA of at least (\d+) bits$/, '至少 $1 位的 RSA 公钥'],
  [/^an exponent of at least (\d+)$/, '指数至少为 $1'],
  [/^names and indices with dots between$/, '用点分隔的名称与序号'],
  [/^without a dot, or inside body, patch or validity$/, '不带点，或位于 body、patch、validity 之内'],
  [/^a code of (\S+) \((.*)\)$/, '$1 的错误码（$2）'],
  [/^a code above 0$/, '大于 0 的错误码'],
  [/^an https? (?:or https )?URL$/, 'http 或 https 地址'],
  [/^without control characters$/, '不含控制字符的文本'],
  [/^text of whole characters$/, '没有残缺字符的文本'],
  [/^letters, digits, "_" and "-", 64 at most$/, '字母、数字、“_”与“-”，最多 64 个'],
];

const REFUSED: readonly Form[] = [
  [/^no order (\S+)$/, '没有订单 $1'],
  [/^no item order (\S+)$/, '没有商品单 $1'],
  [/^no payment (\S+)$/, '没有支付单 $1'],
  [/^no refund (\S+)$/, '没有退款单 $1'],
  [/^no scenario (.+)$/, '没有场景 $1'],
  [/^no callback (\d+)$/, '没有编号为 $1 的回调'],
  [/^no callback (.+): there are (.*)$/, '没有回调类型 $1，可用：$2'],
  [/^no switch (.+): there are (.*)$/, '没有开关 $1，可用：$2'],
  [/^no table (.+)$/, '没有数据表 $1'],
  [
    /^no goods (.+): GET \/merchant\/catalogue lists what is sold, --goods adds your own$/,
    '没有商品 $1：GET /merchant/catalogue 列出在售商品，--goods 可添加自己的商品',
  ],
  [/^no goods (.+)$/, '没有商品 $1'],
  [/^(\S+) is no field of goods; there are (.*)$/, '$1 不是商品的字段，可用：$2'],
  [/^no route (.+)$/, '没有接口 $1'],
  [/^unknown API (.+): known are (.*)$/, '没有 API $1，可用：$2'],
  [/^the order is (\w+) and cannot be paid$/, '订单状态为 $1，不能支付'],
  [/^the refund is (\w+) and cannot be audited$/, '退款状态为 $1，不能审核'],
  [/^the refund is (\w+) and cannot be withdrawn$/, '退款状态为 $1，不能撤回'],
  [/^(.+) is (\w+) and cannot become (\w+)$/, '$1 的状态为 $2，不能变为 $3'],
  [/^the order has a payment in progress$/, '订单正在支付中'],
  [
    /^the order has no code that can be redeemed: it is not paid, or its goods have no Douyin codes$/,
    '订单没有可核销的券码：尚未支付，或商品没有抖音码',
  ],
  [
    /^legacy goes with no scenario: choose one for everything first$/,
    '旧版订单不能带场景：请先为全局选择场景',
  ],
  [
    /^amount is for legacy orders: an order of today is refunded by quantity$/,
    '金额只用于旧版订单：现在的订单按份数退款',
  ],
  [/^the clock moves forward only: it is (\d+)$/, '时钟只能向前：现在是 $1'],
  [/^advanceMs or to, not both$/, 'advanceMs 与 to 只能给一个'],
  [
    /^advanceMs, to or skewMs must be given: the clock moves forward only$/,
    '需要给出 advanceMs、to 或 skewMs：时钟只能向前',
  ],
  [/^give orderId or attempt$/, '请给出 orderId 或 attempt'],
  [/^name or names must be given: null or \[\] chooses none$/, '需要给出 name 或 names：null 或 [] 表示不选'],
  [/^(.+) fits (.+): write <name>:(.+)$/, '$1 同时适用于 $2：请写成 <场景>:$3'],
  [/^(.+) fits none of (.+)$/, '$1 不适用于 $2'],
  [/^(.+) is not among (.+)$/, '$1 不在 $2 之中'],
  [/^(.+) is not percent-encoded text$/, '$1 不是百分号编码的文本'],
  [/^(.+) should be path=value$/, '$1 应写成 路径=值'],
  [
    /^at most (\d+) scenarios in at most (\d+) characters can be chosen$/,
    '最多选择 $1 个场景，总长不超过 $2 个字符',
  ],
  [
    /^(\S+): the page itself makes it happen; there is nothing to set$/,
    '$1：由页面自己造成，没有可设置的内容',
  ],
  [/^format must be (.+): this is no export of a sandbox$/, 'format 应为 $1：这不是沙箱的导出文件'],
  [
    /^version must be (\d+): export again from a sandbox of the same version as this one$/,
    'version 应为 $1：请用与此相同版本的沙箱重新导出',
  ],
  [
    /^time and openedAt must be ms since 1970, up to the year 9999$/,
    'time 与 openedAt 应为 1970 年以来的毫秒数，不晚于 9999 年',
  ],
  [/^the digest does not fit: the document was cut or edited$/, '摘要不符：文件被截断或修改过'],
  [/^(\S+) must be a list of rows$/, '$1 应为由行组成的数组'],
  [/^(\S+) must be an object$/, '$1 应为对象'],
  [/^(\S+) must be a text, and no key$/, '$1 应为文本，且不是密钥'],
  [/^(\S+) must be a whole number$/, '$1 应为整数'],
  [/^(\S+) must be the JSON text of (.+)$/, '$1 应为 $2 的 JSON 文本'],
  [/^(\S+) must be (.+)$/, '$1 应为 $2'],
  [/^(\S+) has columns that the table does not have$/, '$1 有数据表没有的列'],
  [
    /^publicKey is a private key: keep it on your server, and upload what `(.+)` makes of it$/,
    'publicKey 是私钥：请留在服务端，上传由 `$1` 得到的公钥',
  ],
  [/^publicKey should be an RSA public key in PEM form$/, 'publicKey 应为 PEM 格式的 RSA 公钥'],
  [/^publicKey is the platform's, [^]*$/, 'publicKey 是平台验证回调用的公钥：请上传你的应用自己的公钥'],
  [/^publicKey is uploaded already: its key_version is (\d+)$/, 'publicKey 已上传过：它的 key_version 是 $1'],
  [/^the body is nested deeper than (\d+) levels$/, '内容嵌套超过 $1 层'],
  [/^(Host|Origin) (.+) is not this (?:machine|sandbox)$/, '$1 $2 不是本机'],
  [
    /^cannot forward callbacks to (.+): no address\. Write it as (.+)$/,
    '不能把回调转发到 $1：不是地址，请写成 $2 的形式',
  ],
  [/^cannot forward callbacks to (.+): http or https only$/, '不能把回调转发到 $1：只支持 http 或 https'],
  [
    /^cannot forward callbacks to (.+): leave the user name out, the signature says who sends$/,
    '不能把回调转发到 $1：请去掉用户名，签名说明是谁发送的',
  ],
  [
    /^cannot forward callbacks to (.+): only addresses of this machine are allowed\. [^]*$/,
    '不能把回调转发到 $1：只允许本机地址。请用 127.0.0.1，或用 --allow-remote 允许其他地址',
  ],
  [
    /^cannot open the sandbox file (.+): the sandbox file is of a newer version \((\d+), this one knows (\d+)\): [^]*$/,
    '无法打开沙箱文件 $1：它来自更新的版本（$2，当前支持 $3）：请升级，或删除它',
  ],
  [
    /^cannot open the sandbox file (.+): it is the database of another program: [^]*$/,
    '无法打开沙箱文件 $1：它是其他程序的数据库：请用 --db 指定别的文件',
  ],
  [/^ENOENT: no such file or directory, open '(.+)'$/, '没有这个文件：$1'],
  [/^((?:Unexpected|Expected|Bad|Unterminated|No number) [^]*JSON[^]*)$/, '不是合法的 JSON（$1）'],
  [/^Origin (.+) is no mini-program$/, 'Origin $1 不是小程序'],
  [
    /^this simulator has the sandbox itself: [^]*$/,
    '这个模拟器自己就有沙箱：请在这里从 setup() 中去掉 microapp-trade-kit/sandbox',
  ],
  [/^no session: pass the token that trade-sim dev printed$/, '没有会话：请传入 trade-sim dev 打印的 token'],
  [
    /^the token is wrong or has been used: POST \/sandbox\/pairing on the computer gives a new one$/,
    'token 不对或已经用过：在电脑上 POST /sandbox/pairing 可得到新的',
  ],
  [/^cannot open the sandbox file (.+?): ([^]*)$/, '无法打开沙箱文件 $1：$2'],
];

const inForm = (forms: readonly Form[], text: string): string | undefined => {
  const form = forms.find(([pattern]) => pattern.test(text));
  return form && text.replace(form[0], form[1]);
};

const WHOLES: Readonly<Record<string, string>> = {
  'the body': '请求内容',
  'the query': '查询参数',
  'the path': '路径',
};

/** The text in Chinese, where its form is known. */
function chineseOf(text: string): string | undefined {
  const known = inForm(REFUSED, text);
  if (known !== undefined) return known;
  const [, field, wanted = '', got = ''] = /^([^:]+) should be ([^]*), but got ([^]*)$/.exec(text) ?? [];
  if (field !== undefined) {
    const absent = wanted === 'given' && got === 'nothing';
    return `${WHOLES[field] ?? field} 应为${inForm(WANTED, wanted) ?? wanted}，却是 ${absent ? '空' : got}`;
  }
  // What is wrong inside something that has a name.
  const [, name = '', inside = ''] = /^([\w.-]+): ([^]+)$/.exec(text) ?? [];
  const said = name === '' ? undefined : chineseOf(inside);
  return said && `${name}：${said}`;
}

/** A refusal in a language; what is not known stays as it came. */
export const refusalIn = (language: Language, text: string): string =>
  (language === 'zh' ? chineseOf(text) : undefined) ?? text;
