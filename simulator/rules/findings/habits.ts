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
    fix: { en: 'Take it out: nothing reads it.', zh: '请去掉：没有地方会读取它。' },
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
    fix: { en: 'Take it out: nothing reads it.', zh: '请去掉：没有地方会读取它。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'method-unknown': {
    level: 'error',
    message: { en: 'this.%{name}() is not there', zh: '没有 this.%{name}()' },
    fix: {
      en: 'Add %{name}() { … } to the page or component.',
      zh: '请在页面或组件中添加 %{name}() { … }。',
    },
    near: { en: 'Did you mean this.%{near}()?', zh: '是否想写 this.%{near}()？' },
  },
  'setup-option': {
    level: 'error',
    message: { en: 'setup(): option "%{name}" is not known', zh: 'setup()：没有选项“%{name}”' },
    fix: { en: 'Take it out: nothing reads it.', zh: '请去掉：没有地方会读取它。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'attribute-value': {
    level: 'warning',
    message: {
      en: '<%{tag}>: %{name}="%{value}" is none of the words that it takes',
      zh: '<%{tag}>：%{name} 不支持“%{value}”',
    },
    fix: { en: 'Write one of %{words}.', zh: '请写 %{words} 之一。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'data-unknown': {
    level: 'warning',
    message: {
      en: '{{%{name}}}: neither the data nor a setData of %{script} has "%{name}", so that nothing is shown',
      zh: '{{%{name}}}：%{script} 的 data 和 setData 中都没有“%{name}”，不会显示任何内容',
    },
    fix: {
      en: 'Add "%{name}" to its data, or correct the name here.',
      zh: '请在 data 中添加“%{name}”，或改正此处的名称。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'observer-unknown': {
    level: 'warning',
    message: {
      en: 'observers: "%{name}" is neither a property nor data, so that it is never called',
      zh: 'observers：“%{name}”既不是属性也不是 data，不会被触发',
    },
    fix: {
      en: 'Declare %{name} under properties or data, or observe a name that is there.',
      zh: '请在 properties 或 data 中声明 %{name}，或监听其中已有的名称。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'sjs-member': {
    level: 'warning',
    message: { en: '%{name} is not exported by its SJS module', zh: 'SJS 模块没有导出 %{name}' },
    fix: {
      en: 'Add it to module.exports of the module, or correct the name.',
      zh: '请在模块的 module.exports 中添加，或改正名称。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'export-missing': {
    level: 'error',
    message: { en: '"%{spec}" exports no "%{name}"', zh: '“%{spec}”没有导出“%{name}”' },
    fix: {
      en: 'Export it there, or correct the name here.',
      zh: '请在那里导出它，或改正此处的名称。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'file-missing': {
    level: 'warning',
    message: { en: 'there is no file %{path}', zh: '没有文件 %{path}' },
    fix: {
      en: 'Add the file, or correct the path: "%{text}" is read from this file, and "/…" from the root.',
      zh: '请添加该文件，或改正路径：“%{text}”相对当前文件，“/…”相对根目录。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'property-type-text': {
    level: 'warning',
    message: {
      en: "the type of a property is '%{name}' as a text, which is no type",
      zh: "属性的 type 写成了文本 '%{name}'，不是类型",
    },
    fix: {
      en: 'Write the constructor without quotes: String, Number, Boolean, Array, Object or null.',
      zh: '请写构造函数，不带引号：String、Number、Boolean、Array、Object 或 null。',
    },
  },
  'arrow-this': {
    level: 'error',
    message: {
      en: '"%{name}" is an arrow function, in which "this" is not the %{kind}',
      zh: '“%{name}”是箭头函数，其中的 this 不是 %{kind} 实例',
    },
    fix: { en: 'Write %{name}() { … }.', zh: '请写成 %{name}() { … }。' },
  },
  'function-none': {
    level: 'error',
    message: { en: '"%{name}" is no function, and so is never called', zh: '“%{name}”不是函数，不会被调用' },
    fix: { en: 'Write %{name}() { … }.', zh: '请写成 %{name}() { … }。' },
  },
  'code-text': {
    level: 'error',
    message: {
      en: '%{name} is given text to run as code, which a mini-program cannot do',
      zh: '%{name} 的参数是代码文本，小程序不能执行文本',
    },
    fix: { en: 'Give it a function: () => { … }.', zh: '请改为传入函数：() => { … }。' },
  },
  'style-property': {
    level: 'warning',
    message: {
      en: 'CSS has no property "%{name}": the line is left out',
      zh: 'CSS 没有属性“%{name}”，这一行不生效',
    },
    fix: { en: 'Take it out, or correct its name.', zh: '请去掉，或改正名称。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'style-value': {
    level: 'warning',
    message: {
      en: '%{name} does not take "%{value}": the line is left out',
      zh: '%{name} 不支持“%{value}”，这一行不生效',
    },
    fix: { en: 'Take it out, or correct it.', zh: '请去掉，或改正。' },
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
