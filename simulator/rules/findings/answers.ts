import type { FindingWords } from './shape';

/** JSON is what `tt.request` reads unless it is told otherwise. */
const WRITE_JSON = {
  en: 'Let the server write it with its JSON library (JSON.stringify, json.dumps, json_encode), and nothing around it.',
  zh: '请让服务端用 JSON 库生成（JSON.stringify、json.dumps、json_encode），前后不要有其他内容。',
};

/** What came where JSON was to come. `name` is the address. */
export const ANSWER_FINDINGS = {
  'answer-page': {
    level: 'warning',
    message: {
      en: '%{name} answers with %{kind}, not JSON (HTTP %{status}): it begins with %{shown}',
      zh: '%{name} 返回的是 %{kind}，不是 JSON（HTTP %{status}），开头是 %{shown}',
    },
    fix: {
      en: "Is the address that of the API? A web page comes from a wrong path or port, a login, or a server that failed (its log says why). For a page on purpose, pass dataType: 'text'.",
      zh: "请把地址改成接口的地址：路径或端口写错、需要登录、服务端出错（看它的日志）时，返回的都是网页。确实要网页时，请传 dataType: 'text'。",
    },
  },
  'answer-charset': {
    level: 'warning',
    message: {
      en: "%{name}: the answer's bytes cannot be read as UTF-8, they look like %{charset}: %{shown}",
      zh: '%{name} 的应答无法按 UTF-8 读取，看起来是 %{charset}：%{shown}',
    },
    fix: {
      en: 'Let the server write UTF-8 (Content-Type: application/json; charset=utf-8), whatever its database or files use: phones read nothing else.',
      zh: '请让服务端输出 UTF-8（Content-Type: application/json; charset=utf-8），数据库或文件用别的编码时先转换：手机只按 UTF-8 读取。',
    },
  },
  'answer-cut': {
    level: 'warning',
    message: {
      en: '%{name}: the answer ends after %{bytes} bytes %{reason}: %{shown}',
      zh: '%{name} 的应答在第 %{bytes} 字节处中断，%{reason}：%{shown}',
    },
    fix: {
      en: 'Let the server send it whole: Content-Length counts bytes, not characters; look in its log for an error while it wrote, and at limits of the proxy before it.',
      zh: '请让服务端完整发送：Content-Length 是字节数，不是字符数；并查看它的日志（输出途中报错）和前面代理的大小限制。',
    },
  },
  'answer-value': {
    level: 'warning',
    message: {
      en: '%{name}: the answer has %{value} at %{line}:%{column}, which JSON does not know',
      zh: '%{name} 的应答在 %{line}:%{column} 处有 %{value}，JSON 中没有这个值',
    },
    fix: {
      en: 'Write null, true, false or a finite number there. NaN comes from a sum with an absent value; None and True from printing a Python object: use json.dumps(…, allow_nan=False).',
      zh: '此处只能写 null、true、false 或有限的数字。NaN 多由缺失的值参与计算得来；None、True 是直接输出了 Python 对象，请用 json.dumps(…, allow_nan=False)。',
    },
  },
  'answer-quotes': {
    level: 'warning',
    message: {
      en: '%{name}: the answer has single quotes at %{line}:%{column}: JSON has double ones only',
      zh: '%{name} 的应答在 %{line}:%{column} 处用了单引号，JSON 只有双引号',
    },
    fix: WRITE_JSON,
  },
  'answer-bom': {
    level: 'warning',
    message: {
      en: '%{name}: a byte order mark (EF BB BF) stands before the JSON',
      zh: '%{name} 的 JSON 前面有字节顺序标记（BOM，EF BB BF）',
    },
    fix: {
      en: 'Save the server\'s source and template files as "UTF-8 without BOM": some phones give the program a text in place of the object.',
      zh: '请把服务端的源码和模板文件保存为“UTF-8 无 BOM”：有的手机会把它当作字符串而不是对象交给小程序。',
    },
  },
  'answer-jsonp': {
    level: 'warning',
    message: {
      en: '%{name} answers with JSONP: a call of %{callback}(…) around the JSON',
      zh: '%{name} 返回的是 JSONP：JSON 外面包着 %{callback}(…)',
    },
    fix: {
      en: 'Leave the parameter that asks for it (often "callback") out of the request: a mini-program needs no JSONP, as it has no same-origin rule.',
      zh: '请去掉请求中的回调参数（常叫 callback）：小程序没有同源限制，不需要 JSONP。',
    },
  },
  'answer-packed': {
    level: 'warning',
    message: {
      en: '%{name}: the answer is compressed (%{kind}), and no Content-Encoding says so',
      zh: '%{name} 的应答是压缩过的（%{kind}），但没有 Content-Encoding 说明',
    },
    fix: {
      en: 'Let the server say Content-Encoding: gzip where it compresses, or send the text itself. Twice compressed (by the program and by its proxy) looks the same.',
      zh: '服务端压缩时请加上 Content-Encoding: gzip，或直接发送原文。程序和代理各压缩一次也会这样。',
    },
  },
  'answer-empty': {
    level: 'warning',
    message: {
      en: '%{name} answers with an empty body (HTTP %{status})',
      zh: '%{name} 返回了空内容（HTTP %{status}）',
    },
    fix: {
      en: 'Let the server send JSON, {} or null where there is nothing to say: the program gets an empty text. A handler that forgets to answer with its value looks like this.',
      zh: '请让服务端返回 JSON，没有内容时返回 {} 或 null：现在小程序拿到的是空字符串。处理函数忘了返回结果时就会这样。',
    },
  },
  'answer-behind': {
    level: 'warning',
    message: {
      en: '%{name}: more stands behind the JSON, at %{line}:%{column}: %{shown}',
      zh: '%{name} 的 JSON 后面（%{line}:%{column}）还有内容：%{shown}',
    },
    fix: {
      en: 'Answer once, and end there: two answers in a row, a line of the log or a debug print make the whole a text.',
      zh: '请只输出一次应答：连续输出两次、夹带日志或调试输出，都会让整个应答变成字符串。',
    },
  },
  'answer-before': {
    level: 'warning',
    message: {
      en: '%{name}: something stands before the JSON: %{shown}',
      zh: '%{name} 的 JSON 前面还有内容：%{shown}',
    },
    fix: {
      en: 'Take it out: a warning or a debug print of the server (PHP: display_errors = Off), or a prefix against hijacking, makes the whole a text.',
      zh: '请去掉它：服务端的警告或调试输出（PHP 请设 display_errors = Off）、防劫持前缀，都会让整个应答变成字符串。',
    },
  },
  'answer-syntax': {
    level: 'warning',
    message: {
      en: '%{name}: the answer stops being JSON at %{line}:%{column}, at %{shown}',
      zh: '%{name} 的应答从 %{line}:%{column} 起不是 JSON：%{shown}',
    },
    fix: WRITE_JSON,
  },
  'answer-text': {
    level: 'warning',
    message: {
      en: '%{name} answers with plain text, not JSON: %{shown}',
      zh: '%{name} 返回的是普通文本，不是 JSON：%{shown}',
    },
    fix: {
      en: "Let the server answer with JSON; if the text is meant, pass dataType: 'text'.",
      zh: "请让服务端返回 JSON；如果要的就是文本，请传 dataType: 'text'。",
    },
  },
  'answer-type': {
    level: 'warning',
    message: {
      en: '%{name}: the body is JSON, and Content-Type says %{type}',
      zh: '%{name} 的内容是 JSON，Content-Type 却是 %{type}',
    },
    fix: {
      en: 'It is read as JSON all the same. Write Content-Type: application/json; charset=utf-8, for proxies and tools go by it.',
      zh: '仍会按 JSON 读取。请写 Content-Type: application/json; charset=utf-8，代理和工具以它为准。',
    },
  },
} as const satisfies Record<string, FindingWords>;
