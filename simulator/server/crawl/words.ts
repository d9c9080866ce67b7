import type { Words } from '../../words/table';

/** What `crawl` prints of its own. */
export const words = {
  'verdict-ok': { en: 'ok     ', zh: '正常   ' },
  'verdict-error': { en: 'ERROR  ', zh: '错误   ' },
  'verdict-empty': { en: 'empty  ', zh: '空白   ' },
  'verdict-server': { en: 'server ', zh: '缺服务 ' },
  'verdict-options': { en: 'options', zh: '缺参数 ' },
  content: { en: 'content', zh: '有内容' },
  nothing: { en: 'nothing to be seen', zh: '什么也没有显示' },
  printed: { en: 'console.error said: %{text}', zh: 'console.error 打印了：%{text}' },
  late: { en: 'did not come up in time', zh: '没有按时打开' },
  more: { en: 'further errors: %{count}', zh: '其余错误：%{count}' },
  missing: { en: 'not simulated: %{names}', zh: '模拟器未实现：%{names}' },
  consequence: { en: 'without an answer or option: %{error}', zh: '没有应答或参数时：%{error}' },
  'went-to': { en: 'it went on to %{page}', zh: '跳转到了 %{page}' },
  'opened-with': { en: 'opened with ?%{query}', zh: '打开时带 ?%{query}' },
  'missed-options': {
    en: 'it asks for options that it was opened without: %{names} (--query gives them)',
    zh: '打开时缺少参数：%{names}（可用 --query 给出）',
  },
  asks: { en: 'asks %{servers}', zh: '请求了 %{servers}' },
  sum: {
    en: 'pages: %{pages}; ok: %{ok}, with errors: %{errors}, empty: %{empty}, in want of a server: %{server}, of options: %{options}',
    zh: '页面：%{pages}；正常：%{ok}，有错误：%{errors}，空白：%{empty}，缺少服务端：%{server}，缺少参数：%{options}',
  },
  'sum-program': { en: '; errors in files of the program: %{count}', zh: '；程序文件中的错误：%{count}' },
} as const satisfies Words;
