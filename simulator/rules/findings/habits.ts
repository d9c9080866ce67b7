import type { FindingWords } from './shape';

/** What looks right, and does nothing. */
export const HABIT_FINDINGS = {
  'page-path': {
    level: 'error',
    message: { en: 'page "%{url}" is not written as a page is', zh: '页面“%{url}”的写法不对' },
    fix: {
      en: 'Write "%{path}": from the root, without a slash before it.',
      zh: '请写“%{path}”：从根目录开始，前面没有斜杠。',
    },
  },
  'tab-incomplete': {
    level: 'error',
    message: {
      en: 'item %{index} of the tab bar has no "%{key}"',
      zh: 'tabBar 的第 %{index} 项没有“%{key}”',
    },
    fix: { en: 'Add "%{key}": "%{example}" to it.', zh: '请在其中添加 "%{key}": "%{example}"。' },
  },
  'window-value': {
    level: 'error',
    message: { en: '"%{key}" cannot be %{value}', zh: '“%{key}”不能是 %{value}' },
    fix: { en: 'Write %{wanted}.', zh: '请写 %{wanted}。' },
  },
  'project-key-unknown': {
    level: 'warning',
    message: { en: '"%{name}" is no setting of a project', zh: '“%{name}”不是项目配置项' },
    fix: { en: 'Take it out, or correct its name.', zh: '请去掉，或改正名称。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'attribute-foreign': {
    level: 'error',
    message: {
      en: '%{name} belongs to pages of the web: nothing reads it here',
      zh: '%{name} 是网页的写法，这里不起作用',
    },
    fix: { en: 'Write %{instead}.', zh: '请写 %{instead}。' },
  },
  'key-binding': {
    level: 'warning',
    message: {
      en: '%{name}="%{value}" names no field of the items',
      zh: '%{name}="%{value}" 不是列表项的字段名',
    },
    fix: { en: 'Write %{name}="%{field}", without braces.', zh: '请写 %{name}="%{field}"，不带花括号。' },
  },
  'handler-call': {
    level: 'error',
    message: {
      en: '%{event}="%{value}" calls nothing: a handler is the name of a method',
      zh: '%{event}="%{value}" 不会调用任何方法：这里只能写方法名',
    },
    fix: {
      en: 'Write %{event}="%{name}", and hand values over as data-id="{{…}}", which the event has in currentTarget.dataset.',
      zh: '请写 %{event}="%{name}"，参数用 data-id="{{…}}" 传递，在事件的 currentTarget.dataset 中读取。',
    },
  },
  'template-unknown': {
    level: 'warning',
    message: {
      en: 'no template has the name "%{name}": nothing is shown',
      zh: '没有名为“%{name}”的模板，什么也不会显示',
    },
    fix: {
      en: 'Write <template name="%{name}">, or import the file that has it.',
      zh: '请写 <template name="%{name}">，或 import 它所在的文件。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'page-methods': {
    level: 'error',
    message: {
      en: 'Page() has no "methods": what is in it is called by nothing',
      zh: 'Page() 没有“methods”：其中的函数不会被调用',
    },
    fix: {
      en: 'Put its functions directly into Page({ … }).',
      zh: '请把其中的函数直接写在 Page({ … }) 里。',
    },
  },
  'lifetime-foreign': {
    level: 'error',
    message: {
      en: '"%{name}" is no lifetime of a component: it is never called',
      zh: '“%{name}”不是组件的生命周期，不会被调用',
    },
    fix: { en: 'Write %{instead} in its place.', zh: '请改写 %{instead}。' },
  },
  'definition-missing': {
    level: 'error',
    message: {
      en: 'the script calls neither Page() nor Component()',
      zh: '脚本既没有调用 Page()，也没有调用 Component()',
    },
    fix: { en: 'Write %{kind}({ … }) in it.', zh: '请在其中写 %{kind}({ … })。' },
  },
  'definition-kind': {
    level: 'error',
    message: { en: 'a component is defined by Page()', zh: '组件用 Page() 定义了' },
    fix: {
      en: 'Write Component({ … }), and its functions into "methods".',
      zh: '请写 Component({ … })，函数放到“methods”里。',
    },
  },
  'option-unknown': {
    level: 'error',
    message: { en: '%{call}: option "%{name}" is not known', zh: '%{call}：没有选项“%{name}”' },
    fix: { en: 'Take it out, or correct its name.', zh: '请去掉，或改正名称。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'method-unknown': {
    level: 'error',
    message: { en: 'this.%{name}() is not there', zh: '没有 this.%{name}()' },
    fix: { en: 'Correct its name, or add the function.', zh: '请改正名称，或添加这个函数。' },
    near: { en: 'Did you mean this.%{near}()?', zh: '是否想写 this.%{near}()？' },
  },
  'setup-option': {
    level: 'error',
    message: { en: 'setup(): option "%{name}" is not known', zh: 'setup()：没有选项“%{name}”' },
    fix: { en: 'Take it out, or correct its name.', zh: '请去掉，或改正名称。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'style-unit': {
    level: 'warning',
    message: {
      en: '%{value} has no unit that there is: the line is left out',
      zh: '%{value} 的单位不存在，这一行不生效',
    },
    fix: { en: 'Write rpx, px or another unit of CSS.', zh: '请写 rpx、px 或其他 CSS 单位。' },
    near: { en: 'Did you mean %{near}?', zh: '是否想写 %{near}？' },
  },
} as const satisfies Record<string, FindingWords>;
