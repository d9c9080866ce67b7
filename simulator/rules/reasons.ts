import type { Language } from '../words/language';

/**
 * What the compilers of other people say, in Chinese: of scripts (esbuild), templates (glass-easel), sheets
 * (PostCSS, Sass, Less) and JSON. What is not here is shown as it came.
 */
const REASONS: readonly (readonly [RegExp, string])[] = [
  // templates
  [/^unexpected character inside expression$/, '表达式中有多余的字符'],
  [/^unexpected character$/, '多余的字符'],
  [/^missing expression end$/, '表达式没有以 }} 结束'],
  [/^illegal entity$/, '不合法的字符实体'],
  [/^incomplete tag$/, '标签不完整'],
  [/^invalid end tag$/, '结束标签没有对应的开始标签'],
  [/^illegal name prefix$/, '名称前缀不合法'],
  [/^invalid attribute prefix$/, '属性前缀不合法'],
  [/^invalid attribute name$/, '属性名不合法'],
  [/^invalid attribute value$/, '属性值不合法'],
  [/^invalid attribute$/, '这里不能写这个属性'],
  [/^duplicated attribute$/, '属性重复'],
  [/^duplicated name$/, '名称重复'],
  [/^avoid uppercase letters$/, '不要使用大写字母'],
  [/^unexpected whitespace$/, '多余的空白'],
  [/^missing attribute value$/, '属性缺少值'],
  [/^data bindings are not allowed for this attribute$/, '这个属性不能使用数据绑定'],
  [/^not a valid identifier.*$/, '不是合法的标识符'],
  [/^child nodes are not allowed for this element$/, '这个标签不能有子节点'],
  [/^illegal escape sequence$/, '不合法的转义'],
  [/^incomplete condition expression$/, '条件表达式不完整'],
  [/^unmatched bracket$/, '方括号不成对'],
  [/^unmatched parenthesis$/, '圆括号不成对'],
  [/^missing module name$/, '缺少 module 名称'],
  [/^missing source path$/, '缺少 src 路径'],
  [/^this syntax has not been supported yet$/, '不支持这种写法'],
  [/^the expression is empty$/, '表达式为空'],
  // JSON
  [/^expected JSON, found (.+)$/, '应为 JSON，却是 $1'],
  [/^a number that JSON does not allow$/, 'JSON 不允许的数字写法'],
  [/^expected a key in double quotes, found (.+)$/, '应为双引号中的键名，却是 $1'],
  [/^expected a value, found (.+)$/, '应为一个值，却是 $1'],
  [/^expected ("[:,]")(?: or ("[}\]]"))?, found (.+)$/, '应为 $1 $2，却是 $3'],
  [/^expected the end of the file, found (.+)$/, '文件应到此结束，却是 $1'],
  [/^a comment that is not closed$/, '注释没有结束'],
  [/^a string that is not closed$/, '字符串没有结束'],
  [/^a number that has no end$/, '数字不完整'],
  [/^a \\u escape that JSON does not allow$/, 'JSON 不允许的 \\u 转义'],
  [/^an escape that JSON does not allow$/, 'JSON 不允许的转义'],
  [/^a character that JSON does not allow$/, 'JSON 不允许的字符'],
  [/^nested in more than (\d+) levels$/, '嵌套超过 $1 层'],
  // answers of servers
  [/^within a character$/, '断在一个字符中间'],
  [/^in the middle of a text$/, '断在字符串中间'],
  [/^in the middle of a list$/, '断在数组中间'],
  [/^in the middle of an object$/, '断在对象中间'],
  [/^in the middle of a value$/, '断在一个值中间'],
  // scripts
  [/^Expected (.+) but found (.+)$/, '此处应为 $1，却是 $2'],
  [/^Unexpected end of file.*$/, '文件意外结束'],
  [/^Unexpected (.+)$/, '多余的 $1'],
  [/^Unterminated string literal$/, '字符串没有结束'],
  [/^Unterminated template literal$/, '模板字符串没有结束'],
  [/^Unterminated regular expression$/, '正则表达式没有结束'],
  [/^The symbol (.+) has already been declared$/, '$1 重复声明'],
  [/^Cannot assign to (.+) because it is a constant$/, '$1 是常量，不能赋值'],
  [/^Could not resolve "(.+)"$/, '找不到 "$1"'],
  [/^Top-level await is .*$/, '这里不能使用顶层 await'],
  [/^Expression "?(.+?)"? ?is .*$/, '表达式 $1 不能写在这里'],
  [/^Invalid regular expression: (.*)$/, '正则表达式不合法：$1'],
  [/^Invalid (.+)$/, '不合法的 $1'],
  [/^"(.+)" lies outside of the program$/, '“$1”在小程序之外'],
  [/^not done after ([\d.]+) s$/, '$1 秒内没有完成'],
  [
    /^(.+): a loop or a recursion in it, or in what it imports, has no end$/,
    '$1：其中或它引入的文件里有不会结束的循环或递归',
  ],
  [/^a recursion in it has no end$/, '其中的递归不会结束'],
  [/^Syntax error: (.*)$/, '语法错误：$1'],
  // sheets
  [/^Unclosed block$/, '花括号没有关闭'],
  [/^Unknown word(.*)$/, '无法识别的内容$1'],
  [/^Unclosed (comment|string|bracket|quote)$/, '没有关闭：$1'],
  [/^expected "(.+)"\.?$/, '应为 $1'],
  [/^Undefined variable\.?$/, '变量没有定义'],
];

/** A reason in the words of a language. */
export function reasonIn(language: Language, reason: string): string {
  if (language === 'en') return reason;
  const known = REASONS.find(([pattern]) => pattern.test(reason));
  return known ? reason.replace(known[0], known[1]).replaceAll('the end of the file', '文件末尾') : reason;
}
