import type { Words } from '../words/table';

/** What the command line says by itself; findings have a table of their own (simulator/rules/findings). */
export const words = {
  'folder-missing': {
    en: '%{dir}: no such folder. Name the folder of a mini-program.',
    zh: '%{dir}：没有这个文件夹。请指定小程序所在的文件夹。',
  },
  'app-json-missing': {
    en: '%{file}: no such file. A mini-program has an app.json; set "miniprogramRoot" in project.config.json if it lies in a sub-folder.',
    zh: '%{file}：没有这个文件。小程序需要 app.json；如果它在子文件夹中，请在 project.config.json 中设置“miniprogramRoot”。',
  },
  usage: { en: 'Usage: %{usage}', zh: '用法：%{usage}' },
  'usage-all': { en: 'Usage:', zh: '用法：' },
  'lang-help': {
    en: "  --lang <zh|en>  language of what is printed, and of the shell (the terminal's and the browser's)",
    zh: '  --lang <zh|en>  输出与模拟器界面的语言（默认跟随终端与浏览器）',
  },
  example: { en: 'Example: trade-sim %{example}', zh: '示例：trade-sim %{example}' },
  'no-command': {
    en: 'No command. Commands: %{names}; --help shows what each takes.',
    zh: '没有命令。可用命令：%{names}；--help 说明各自的参数。',
  },
  'unknown-command': {
    en: 'No command %{name}. Commands: %{names}; --help shows what each takes.',
    zh: '没有命令 %{name}。可用命令：%{names}；--help 说明各自的参数。',
  },
  'option-unknown': {
    en: '%{option}: no such option; it has %{known}. Usage: %{usage}',
    zh: '%{option}：没有这个选项；可用选项：%{known}。用法：%{usage}',
  },
  'option-value': {
    en: '%{option}: a value is missing, or one is given where none is taken. Usage: %{usage}',
    zh: '%{option}：缺少值，或给了不该有的值。用法：%{usage}',
  },
  'option-port': {
    en: '%{option} %{text}: a port is a number from 0 (any) to 65535.',
    zh: '%{option} %{text}：端口应为 0（任意）到 65535 的数字。',
  },
  'option-span': {
    en: '%{option} %{text}: a span of time, such as 30s, 5m, 2h or 3d.',
    zh: '%{option} %{text}：请填写时长，例如 30s、5m、2h 或 3d。',
  },
  'option-whole': {
    en: '%{option} %{text}: a whole number from %{least} on.',
    zh: '%{option} %{text}：请填写不小于 %{least} 的整数。',
  },
  'option-one': {
    en: '%{option} %{text}: one of %{known}.',
    zh: '%{option} %{text}：请填写 %{known} 之一。',
  },
  'option-lang': { en: '--lang %{text}: zh or en.', zh: '--lang %{text}：请填写 zh 或 en。' },
  'option-lib': {
    en: '--lib %{text}: a version such as 2.51.0.',
    zh: '--lib %{text}：请填写版本号，例如 2.51.0。',
  },
  'option-both': {
    en: '--json and --sarif: choose one of the two.',
    zh: '--json 与 --sarif 只能选一个。',
  },
  'check-clean': { en: '%{dir}: nothing found.', zh: '%{dir}：没有发现问题。' },
  'check-sum': { en: 'errors: %{errors}, warnings: %{warnings}', zh: '错误：%{errors}，警告：%{warnings}' },
  'level-error': { en: 'error', zh: '错误' },
  'level-warning': { en: 'warning', zh: '警告' },
  'dev-warnings': {
    en: 'warnings: %{count}; "trade-sim check" lists them',
    zh: '警告：%{count}；用 "trade-sim check" 查看',
  },
} as const satisfies Words;
