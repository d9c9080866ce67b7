/** What an engine or a JSAPI says of a failure, explained to a reader of the other language. */
import { meaningOf } from '../words/event-words';
import type { Language } from '../words/language';

/** The engine's commonest sentences in Chinese; what follows is quoted behind it. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^(.+) is not defined$/, '没有定义 $1'],
  [/^Cannot read propert(?:y|ies) of (undefined|null)(?: \(reading '(.*)'\))?$/, '$1 没有属性“$2”'],
  [/^Cannot set propert(?:y|ies) of (undefined|null)(?: \(setting '(.*)'\))?$/, '不能给 $1 设置属性“$2”'],
  [/^(.+) is not a function(?: or its return value is not iterable)?$/, '$1 不是函数'],
  [/^(.+) is not a constructor$/, '$1 不是构造函数'],
  [/^(.+) is not iterable(?:.*)$/, '$1 不能遍历'],
  [/^Assignment to constant variable\.?$/, '给常量赋了值'],
  [/^Cannot access '(.+)' before initialization$/, '在声明之前使用了 $1'],
  [/^Maximum call stack size exceeded$/, '调用层数超过上限，可能在无限递归'],
  [/^Converting circular structure to JSON[^]*$/, '对象包含它自己，不能转成 JSON'],
  [/^(?:Unexpected .+ in JSON.*|Unexpected end of JSON input|.+ is not valid JSON)$/, '不是合法的 JSON'],
  [/^Invalid array length$/, '数组长度不合法'],
  [
    /^Cannot destructure property '(.+)' of '(.+)' as it is (undefined|null)\.?$/,
    '$2 是 $3，不能从中取出“$1”',
  ],
  [/^Cannot convert undefined or null to object$/, '不能把 undefined 或 null 当作对象'],
  [/^Cannot assign to read only property '(.+)'.*$/, '属性“$1”是只读的'],
];

/** What an errMsg of the simulator's own says behind `<api>:fail `; of requests, above all. */
const FAILED: readonly (readonly [RegExp, string])[] = [
  [
    /offline: "(.+)" is not mapped\. Start with --map (\S+?=\S+), write a mock rule, or .*$/,
    '“$1”没有映射：请用 --map $2 启动，或写一条模拟规则，或用 --allow-remote 允许访问其他机器',
  ],
  [
    /offline: the simulator reaches .* addresses only, not "([^"]*)".*$/,
    '模拟器只访问相对地址、本机地址和已映射的地址，“$1”不在其中：请用 --map 映射，或写一条模拟规则',
  ],
  [
    /"(.+)" is an address inside this network: map it to reach it \(--map\)$/,
    '“$1”是内网地址：请用 --map 映射后访问',
  ],
  [
    /"(.+)" is the simulator itself: map to the port of your own server$/,
    '“$1”是模拟器自己：请映射到你的服务端端口',
  ],
  [/"(.+)" is no protocol of the web$/, '“$1”不是网络协议'],
  [
    /nothing listens at (.+): start your server, or correct its address$/,
    '$1 没有服务在监听：请启动你的服务端，或改正地址',
  ],
  [/nothing answers at (.+)$/, '$1 没有应答：请启动服务端，或改正地址'],
  [/there is no host "(.+)"$/, '没有主机“$1”：请核对拼写，或用 --map 映射到你的服务端'],
  [/(\S+) closed the connection without an answer$/, '$1 没有应答就关闭了连接'],
  [/(\S+) does not answer in HTTP \((.+)\)$/, '$1 的应答不是 HTTP（$2）'],
  [/(\S+) redirects to "(.+)", which is no address$/, '$1 重定向到“$2”，这不是地址'],
  [/(\S+) redirects in a circle$/, '$1 循环重定向'],
  [
    /the answer broke off: its Content-Encoding says (\S+), .*$/,
    '应答中断：Content-Encoding 写的是 $1，内容却不是；或服务端中途停止',
  ],
  [
    /the answer broke off: .*$/,
    '应答中断：服务端中途停止，或 Content-Encoding 与内容不符，或超过模拟器的上限',
  ],
  [/the answer broke off$/, '应答中断'],
  [/method "(.+)" is not supported$/, '不支持方法“$1”'],
  [
    /header "(.+)" has a (?:name|sign) that HTTP does not allow.*$/,
    '请求头“$1”含有 HTTP 不允许的字符：请先编码',
  ],
  [/(the request|the answer) is larger than (\d+) MB, the simulator's limit$/, '超过模拟器的上限 $2 MB'],
  [/the dev server does not answer: is it still running\?$/, '开发服务器没有应答：它是否还在运行？'],
  [/invalid url "(.*)"$/, '地址“$1”不合法'],
  [/network is offline$/, '网络已断开（“运行条件”面板中的网络）'],
  [/timeout$/, '超时'],
  [/abort(?:ed)?$/, '请求被中止'],
  [/not simulated: a device may answer here, the simulator cannot$/, '模拟器没有实现：请在真机上验证'],
  [/page "(.+)" is not found.*$/, '没有页面“$1”：请改用 app.json 中列出的路径，或在其中列出它'],
  [
    /module "(.+)" is not in the mini-program$/,
    '小程序中没有模块“$1”：路径应相对当前文件（./x）或根目录（/x）',
  ],
  [/(\w+)\(\) was called outside the script of a page or component$/, '$1() 只能在页面或组件的脚本中调用'],
];

const HAN = /[\u3400-\u9fff]/;

/** What was thrown stays as it is, so that it can be searched for; its meaning goes before or behind it. */
export function errorIn(language: Language, error: string): string {
  if (language === 'en') {
    const meaning = HAN.test(error) ? meaningOf(error) : undefined;
    return meaning === undefined ? error : `${error} (${meaning})`;
  }
  const known = SAID.find(([pattern]) => pattern.test(error));
  if (known) return `${error.replace(known[0], known[1])}（${error}）`;
  const failed = FAILED.map(([pattern, said]) => [pattern.exec(error), pattern, said] as const).find(
    ([match]) => match,
  );
  if (!failed) return error;
  const [match, pattern, said] = failed;
  return `${(match?.[0] ?? '').replace(pattern, said)}（${error}）`;
}
