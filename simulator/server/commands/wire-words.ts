/** What `check-merchant` prints of an answer that did not come, or not whole, in Chinese. */

/** What to do. */
export const WIRE_FIXES: Readonly<Record<string, string>> = {
  'Start your server, or mend the port in the address.': '请启动你的服务端，或改正地址中的端口。',
  'Mend the name in the address.': '请改正地址中的主机名。',
  'Mend the address, or the network and its firewall.': '请改正地址，或检查网络与防火墙。',
  'Phones refuse it, too: take one of a known authority. To check here only, name its file in NODE_EXTRA_CA_CERTS.':
    '手机同样会拒绝：请使用受信任机构签发的证书。只在本机检查时，可用 NODE_EXTRA_CA_CERTS 指定证书文件。',
  'Write http:// in the address, or let the server speak TLS.': '地址请写 http://，或让服务端启用 TLS。',
  'Look at it with curl -v: another protocol, or a header that contradicts another one, such as two Content-Length.':
    '请用 curl -v 查看：可能是别的协议，或有互相矛盾的响应头，例如两个 Content-Length。',
  "Look into your server's log for why it closed it. If it speaks TLS there, write https:// in the address.":
    '请在服务端日志中查看为何断开。若该端口使用 TLS，地址请写 https://。',
  'End the answer, and let Content-Length name no more bytes than are sent.':
    '请结束应答；Content-Length 不要大于实际发送的字节数。',
  'Leave Content-Encoding out, or compress what it names.': '请去掉 Content-Encoding，或按它所写的方式压缩。',
  'Send the answer whole: as many bytes as Content-Length says, or the last chunk.':
    '请把应答发送完整：字节数与 Content-Length 一致，或发出最后一个分块。',
  'Answer without a redirect. If a login stands before it, bring a session along: --header "<name>: <value>".':
    '请不要重定向。若需要登录，请带上会话：--header "<名称>: <值>"。',
  'Send the text itself, or say Content-Encoding: gzip where Accept-Encoding asked for it.':
    '请直接发送文本；仅当 Accept-Encoding 要求时才用 gzip，并写明 Content-Encoding: gzip。',
  'Write UTF-8 without it: JSON has none.': '请写成不带 BOM 的 UTF-8：JSON 不含 BOM。',
  'Write JSON as UTF-8, whatever Content-Type says: GBK and Windows-1252 are not read.':
    'JSON 请用 UTF-8 编码，无论 Content-Type 怎么写：不识别 GBK 与 Windows-1252。',
  'Content-Length counts bytes, not characters: send the answer whole.':
    'Content-Length 按字节而不是按字符计：请把应答发送完整。',
  'Answer with what was asked for only, and end the answer.': '请只返回所询问的内容，并结束应答。',
  'Compress only where Accept-Encoding of the request asks for it.':
    '仅当请求的 Accept-Encoding 要求时才压缩。',
};

/** Sentences that name a value. */
export const WIRE_FORMS: readonly (readonly [RegExp, string])[] = [
  [/^no answer within ([\d.]+) s$/, '$1 秒内没有应答'],
  [/^no answer \(([^]*)\)$/, '没有应答（$1）'],
  [/^nothing listens there \((\w+)\)$/, '那里没有程序在监听（$1）'],
  [/^no such host \((\w+)\)$/, '没有这个主机（$1）'],
  [/^the host cannot be reached \((\w+)\)$/, '无法连接该主机（$1）'],
  [/^its certificate is not trusted \((\w+)\)$/, '它的证书不受信任（$1）'],
  [/^it does not speak TLS there \((\w+)\)$/, '那里不是 TLS（$1）'],
  [/^what came is no HTTP answer \((\w+)\)$/, '收到的不是 HTTP 应答（$1）'],
  [/^the connection was closed without an answer \((\w+)\)$/, '连接被关闭，没有应答（$1）'],
  [/^the answer had not ended after ([\d.]+) s$/, '应答在 $1 秒后仍未结束'],
  [
    /^Content-Encoding is (\S+), but the body is not \(([^]*)\)$/,
    'Content-Encoding 是 $1，而正文并非如此（$2）',
  ],
  [/^the answer stopped in the middle \(([^]*)\)$/, '应答中途断开（$1）'],
  [/^the answer stops within a character, after (\d+) bytes$/, '应答在 $1 个字节后、一个字符中间断开'],
  [/^HTTP (\d+), a redirect to nowhere$/, '返回了 HTTP $1，一个没有目标的重定向'],
  [/^HTTP (\d+), a redirect to (\S+)$/, '返回了 HTTP $1，重定向到 $2'],
  [/^the body is gzip, and no Content-Encoding says so$/, '正文是 gzip，却没有写 Content-Encoding'],
  [/^the body begins with a byte order mark$/, '正文以字节顺序标记（BOM）开头'],
  [/^the body is not UTF-8: ([^]*)$/, '正文不是 UTF-8：$1'],
  [/^the answer is longer than (\d+) MB$/, '应答超过 $1 MB'],
  [/^the body is compressed \((\S+)\), and nobody asked for it$/, '正文被压缩（$1），而请求并未要求'],
  [/^Let (\S+) answer at once, and work on afterwards\.$/, '请让 $1 立即应答，其余工作之后再做。'],
  [/^Start your server, and let it answer (\S+)\.$/, '请启动你的服务端，并让它应答 $1。'],
  [
    /^Name the address that it leads to, or answer at (\S+) itself: a callback is not sent on\.$/,
    '请填写它所指向的地址，或直接在 $1 应答：回调不会跟随重定向。',
  ],
];
