import type { FindingWords } from './shape';

/** What may be wrong with a sheet. */
export const STYLE_FINDINGS = {
  'style-syntax': {
    level: 'error',
    message: { en: '%{reason}', zh: '样式无法解析：%{reason}' },
    fix: {
      en: 'Look for a missing brace, colon or semicolon here or in the rule before; the sheet is left out until it parses.',
      zh: '请检查此处或前一条规则是否缺少花括号、冒号或分号；解析成功前整个样式文件不生效。',
    },
  },
  'style-failed': {
    level: 'error',
    message: { en: 'the sheet cannot be compiled: %{reason}', zh: '样式文件无法编译：%{reason}' },
    fix: {
      en: 'Write rules one after the other, not within one another; the sheet is left out until then.',
      zh: '请把规则并列书写，不要层层嵌套；在此之前该样式文件不生效。',
    },
  },
  'style-import-syntax': {
    level: 'error',
    message: { en: 'cannot read @import %{text}', zh: '无法识别 @import %{text}' },
    fix: { en: 'Write @import "./file.ttss";', zh: '请写成 @import "./file.ttss";' },
  },
  'style-import-remote': {
    level: 'warning',
    message: { en: '@import "%{url}" is remote and is left out', zh: '@import "%{url}" 是远程地址，已忽略' },
    fix: { en: 'Copy the sheet into the mini-program.', zh: '请把样式文件复制到小程序中。' },
  },
  'style-import-missing': {
    level: 'error',
    message: { en: 'cannot find @import "%{url}"', zh: '找不到 @import "%{url}"' },
    fix: {
      en: 'Name a sheet of this program, from here (./file.ttss) or from its root (/file.ttss).',
      zh: '请填写本小程序中的样式文件：相对当前文件（./file.ttss）或相对根目录（/file.ttss）。',
    },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'style-name': {
    level: 'warning',
    message: {
      en: 'the class or id "%{name}" begins with a digit: no device takes the rule',
      zh: '类名或 id “%{name}”以数字开头：真机不会采用这条规则',
    },
    fix: {
      en: 'Begin it with a letter, here and in the template.',
      zh: '请改为以字母开头，模板中也一并修改。',
    },
  },
  'style-comment': {
    level: 'error',
    message: {
      en: 'a comment that begins with // is none in TTSS: the rule behind it, or the whole sheet, is lost',
      zh: 'TTSS 中没有 // 注释：其后的规则或整个样式表会失效',
    },
    fix: { en: 'Write /* … */.', zh: '请写成 /* … */。' },
  },
  'style-selector': {
    level: 'error',
    message: {
      en: 'cannot read selector "%{text}": %{reason}',
      zh: '无法识别选择器“%{text}”：%{reason}',
    },
    fix: {
      en: 'Write a selector of classes, tags and #ids, such as .card .title; the rule is left out.',
      zh: '请使用类、标签或 #id 选择器，例如 .card .title；该规则不生效。',
    },
  },
  'style-wide': {
    level: 'warning',
    message: {
      en: 'tag, id and attribute selectors in a component reach elements outside of it',
      zh: '组件中的标签、id 和属性选择器会影响组件之外的元素',
    },
    fix: { en: 'Use class selectors in components.', zh: '组件中请使用类选择器。' },
  },
  'style-keyframes': {
    level: 'warning',
    message: {
      en: '@keyframes %{name} stands in %{other} with other steps; in a page the two are one name, and the later one is played for both',
      zh: '%{other} 中也有步骤不同的 @keyframes %{name}；同一页面中两者是同一个名字，后写的会用于两处',
    },
    fix: { en: 'Give one of the two another name.', zh: '请给其中一个换个名字。' },
  },
  'style-plugin': {
    level: 'warning',
    message: {
      en: '%{extension} is compiled here, but project.config.json does not ask for it',
      zh: '此处会编译 %{extension}，但 project.config.json 没有启用它',
    },
    fix: {
      en: 'Add "%{plugin}" to setting.useCompilerPlugins: without it the IDE leaves the sheet out.',
      zh: '请在 setting.useCompilerPlugins 中加入“%{plugin}”，否则开发者工具会忽略该样式文件。',
    },
  },
  'style-foreign': {
    level: 'warning',
    message: {
      en: 'a sheet that ends in %{extension} belongs to another platform, and is not read',
      zh: '以 %{extension} 结尾的样式文件属于其他平台，不会读取',
    },
    fix: { en: 'Rename it to %{name}.ttss.', zh: '请重命名为 %{name}.ttss。' },
  },
} as const satisfies Record<string, FindingWords>;
