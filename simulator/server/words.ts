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
