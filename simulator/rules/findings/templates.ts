import type { FindingWords } from './shape';

/** What may be wrong with a template. */
export const TEMPLATE_FINDINGS = {
  'template-missing': {
    level: 'error',
    message: { en: 'the %{kind} has no template', zh: '缺少模板文件' },
    fix: { en: 'Add %{name}.ttml.', zh: '请新建 %{name}.ttml。' },
  },
  'template-foreign': {
    level: 'error',
    message: { en: 'the %{kind} has no template', zh: '缺少模板文件' },
    fix: {
      en: 'Rename %{name}%{extension} to %{name}.ttml.',
      zh: '请把 %{name}%{extension} 重命名为 %{name}.ttml。',
    },
  },
  'template-unclosed': {
    level: 'error',
    message: { en: 'missing end tag', zh: '标签没有关闭' },
    fix: {
      en: 'Close this tag: write </%{tag}>, or /> if it is empty.',
      zh: '请关闭该标签：写上 </%{tag}>，没有内容时写 />。',
    },
  },
  'template-end': {
    level: 'error',
    message: { en: '%{reason}', zh: '%{reason}' },
    fix: {
      en: 'Close the tags in the reverse order in which they are opened, or remove this end tag.',
      zh: '请按打开的相反顺序关闭标签，或删除这个结束标签。',
    },
  },
  'template-expression': {
    level: 'error',
    message: { en: '%{reason}', zh: '%{reason}' },
    fix: {
      en: 'Complete the expression in {{ }}: an operator needs a value on both sides, a bracket its partner. Statements belong in the script or in an .sjs file.',
      zh: '请补全 {{ }} 中的表达式：运算符两侧都要有值，括号要成对。语句请写在脚本或 .sjs 文件中。',
    },
  },
  'template-markup': {
    level: 'error',
    message: { en: '%{reason}', zh: '%{reason}' },
    fix: {
      en: 'Write attributes as name="value", each once, with a space before the next; this part is left out until then.',
      zh: '属性请写成 name="value"，每个只写一次，之间用空格隔开；在此之前这部分不生效。',
    },
  },
  'template-children': {
    level: 'warning',
    message: { en: '%{reason}', zh: '%{reason}' },
    fix: {
      en: 'What stands between the tags is left out: close the tag at once, and put it beside the tag.',
      zh: '两个标签之间的内容会被忽略：请直接闭合标签，并把内容写在标签旁边。',
    },
  },
  'generic-missing': {
    level: 'warning',
    message: {
      en: '<%{tag}> has a placeholder "%{name}" that nothing is given for; it shows nothing there',
      zh: '<%{tag}> 的抽象节点“%{name}”没有指定组件，此处不显示任何内容',
    },
    fix: {
      en: 'Write generic:%{name}="x", where x is a tag of usingComponents.',
      zh: '请写 generic:%{name}="x"，x 是 usingComponents 中的标签名。',
    },
  },
  'template-dead': {
    level: 'error',
    message: {
      en: 'the template cannot be compiled, and is shown empty',
      zh: '模板无法编译，显示为空',
    },
    fix: {
      en: 'Split it: put parts of it into components or templates of their own.',
      zh: '请拆分：把其中的部分移到单独的组件或模板。',
    },
  },
  'template-deep': {
    level: 'error',
    message: {
      en: 'the template is nested too deeply here, and is shown empty',
      zh: '模板嵌套过深，显示为空',
    },
    fix: {
      en: 'Move an inner part into a component or a <template> of its own.',
      zh: '请把内层部分移到组件或单独的 <template>。',
    },
  },
  'template-import': {
    level: 'error',
    message: { en: 'cannot find template "%{spec}"', zh: '找不到模板“%{spec}”' },
    fix: {
      en: "Name a .ttml file by its path from here (./file.ttml) or from the mini-program's root (/file.ttml).",
      zh: '请填写 .ttml 文件的路径：相对当前文件（./file.ttml）或相对根目录（/file.ttml）。',
    },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'component-endless': {
    level: 'error',
    message: {
      en: '%{component} contains itself without an end: %{chain}; it is left empty from there on',
      zh: '%{component} 无止境地包含自身：%{chain}；此后留空',
    },
    fix: {
      en: 'Put a tt:if on the tag that becomes false at the innermost level.',
      zh: '请给该标签加上在最内层变为 false 的 tt:if。',
    },
  },
  'template-comment': {
    level: 'error',
    message: {
      en: 'this comment does not end: nothing behind it is shown',
      zh: '该注释没有结束，其后的内容不会显示',
    },
    fix: { en: 'Close it with -->.', zh: '请用 --> 结束注释。' },
  },
  'not-shown': {
    level: 'warning',
    message: {
      en: 'the simulator does nothing with "%{name}" of %{of}; a device may',
      zh: '模拟器不处理 %{of} 的 “%{name}”，真机可能会',
    },
    fix: { en: 'Look at it on a device.', zh: '请在真机上查看效果。' },
  },
  'template-circle': {
    level: 'error',
    message: {
      en: '"%{spec}" includes this template again, and so without an end; it is left out here',
      zh: '“%{spec}”又包含了当前模板，形成循环；此处已略去',
    },
    fix: {
      en: 'Put what both of them need into a third template, or use <template name> with data.',
      zh: '请把两者共用的部分移到第三个模板，或使用带 data 的 <template name>。',
    },
  },
  'template-foreign-name': {
    level: 'warning',
    message: {
      en: '{{ %{text} }} uses %{name}, which is nothing in a template unless data or an <sjs> has that name',
      zh: '{{ %{text} }} 用到了 %{name}，除非 data 或 <sjs> 有此名称，否则在模板中不存在',
    },
    fix: {
      en: 'Work the value out in the script, or in an .sjs file.',
      zh: '请在脚本或 .sjs 文件中计算好这个值。',
    },
  },
  'directive-foreign': {
    level: 'warning',
    message: {
      en: '"%{name}" is a directive of another platform and is left out',
      zh: '“%{name}”是其他平台的指令，已忽略',
    },
    fix: { en: 'Write tt:%{directive}.', zh: '请写 tt:%{directive}。' },
  },
  'directive-wx': {
    level: 'warning',
    message: {
      en: '"wx:" directives work here, but belong to another platform; this is said once for the whole program',
      zh: '“wx:”指令在这里可用，但属于其他平台；整个小程序只提示一次',
    },
    fix: { en: 'Write tt: in place of wx:.', zh: '请把 wx: 改为 tt:。' },
  },
  'directive-hyphen': {
    level: 'warning',
    message: {
      en: 'tt-if, tt-for and the like work with a hyphen, too, but the documents have a colon; this is said once for the whole program',
      zh: 'tt-if、tt-for 等用连字符也可用，但文档中写的是冒号；整个小程序只提示一次',
    },
    fix: { en: 'Write tt: in place of tt-.', zh: '请把 tt- 改为 tt:。' },
  },
  'directive-unknown': {
    level: 'warning',
    message: { en: 'directive "%{name}" is not known', zh: '未知的指令“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'condition-text': {
    level: 'warning',
    message: {
      en: '%{name}="%{value}" is a plain text, and so always true',
      zh: '%{name}="%{value}" 是普通文本，条件恒为真',
    },
    fix: { en: 'Write %{name}="{{%{value}}}".', zh: '请写成 %{name}="{{%{value}}}"。' },
  },
  'for-text': {
    level: 'warning',
    message: {
      en: '%{name}="%{value}" is a plain text: each of its letters becomes an item',
      zh: '%{name}="%{value}" 是普通文本：会把每个字当作一项',
    },
    fix: { en: 'Write %{name}="{{%{value}}}".', zh: '请写成 %{name}="{{%{value}}}"。' },
  },
  'for-else': {
    level: 'error',
    message: {
      en: 'tt:for and %{name} stand on one tag: the branch belongs to no tt:if',
      zh: 'tt:for 与 %{name} 写在同一个标签上：这个分支不属于任何 tt:if',
    },
    fix: {
      en: 'Put %{name} on a <block> around this tag.',
      zh: '请在外面加一层 <block>，把 %{name} 写在 <block> 上。',
    },
  },
  'else-alone': {
    level: 'error',
    message: {
      en: '%{name} has no tt:if right before it',
      zh: '%{name} 前面没有紧邻的 tt:if',
    },
    fix: {
      en: 'Put it directly behind the tag with tt:if, with nothing between.',
      zh: '请紧跟在带 tt:if 的标签之后，中间不要有其他标签。',
    },
  },
  'attribute-unquoted': {
    level: 'warning',
    message: {
      en: 'the value of "%{name}" has no quotes: it is read here as it stands, and no document says that a device does',
      zh: '属性“%{name}”的值没有加引号：模拟器照原样读取，而没有文档说明真机也会如此',
    },
    fix: { en: 'Write %{name}=%{value}.', zh: '请写成 %{name}=%{value}。' },
  },
  'tag-html': {
    level: 'warning',
    message: {
      en: '<%{tag}> is an element of HTML, which a mini-program does not have',
      zh: '<%{tag}> 是 HTML 元素，小程序中没有',
    },
    fix: { en: 'Write <%{instead}>.', zh: '请改用 <%{instead}>。' },
  },
  'tag-unknown': {
    level: 'warning',
    message: {
      en: '<%{tag}> is neither a built-in tag nor declared in "usingComponents"; nothing is shown for it',
      zh: '<%{tag}> 既不是内置标签，也没有在“usingComponents”中声明；不会显示任何内容',
    },
    fix: {
      en: 'Declare it in "usingComponents" of %{file}: { "%{tag}": "/path/to/the/component" }.',
      zh: '请在 %{file} 的“usingComponents”中声明：{ "%{tag}": "/path/to/the/component" }。',
    },
    near: { en: 'Did you mean <%{near}>?', zh: '是否想写 <%{near}>？' },
  },
  'attribute-unknown': {
    level: 'warning',
    message: { en: '<%{tag}>: attribute "%{name}" is not known', zh: '<%{tag}>：未知的属性“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'event-unknown': {
    level: 'warning',
    message: { en: '<%{tag}>: event "%{name}" is not known', zh: '<%{tag}>：未知的事件“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'event-none': {
    level: 'warning',
    message: {
      en: '<%{tag}> has no event "%{name}": this handler is never called',
      zh: '<%{tag}> 没有事件“%{name}”：这个处理函数不会被调用',
    },
    fix: { en: 'Listen to one of its own: %{known}.', zh: '请监听它自己的事件：%{known}。' },
  },
  'attribute-none': {
    level: 'warning',
    message: {
      en: '<%{tag}> has no attribute "%{name}": nothing reads it',
      zh: '<%{tag}> 没有属性“%{name}”：写了也不生效',
    },
    fix: {
      en: 'Take it out, or use one of its own: %{known}.',
      zh: '请删除，或改用它自己的属性：%{known}。',
    },
  },
  'attribute-elsewhere': {
    level: 'warning',
    message: {
      en: '<%{tag}> has no attribute "%{name}": it belongs to another tag',
      zh: '<%{tag}> 没有属性“%{name}”：它属于别的标签',
    },
    fix: { en: 'Write it on %{others}, or take it out.', zh: '请写在 %{others} 上，或删除。' },
  },
  'boolean-text': {
    level: 'warning',
    message: {
      en: '%{name}="%{value}" is a text, and any text counts as true',
      zh: '%{name}="%{value}" 是文本，任何非空文本都视为真',
    },
    fix: { en: 'Write %{name}="{{%{value}}}".', zh: '请写成 %{name}="{{%{value}}}"。' },
  },
  'handler-missing': {
    level: 'error',
    message: {
      en: '%{event} calls "%{name}", and %{script} has no such method',
      zh: '%{event} 调用“%{name}”，但 %{script} 中没有这个方法',
    },
    fix: {
      en: 'Add %{name}(event) { } to %{script}.',
      zh: '请在 %{script} 中添加 %{name}(event) { }。',
    },
    near: {
      en: 'There is "%{near}": did you mean that? Otherwise add %{name}(event) { } to %{script}.',
      zh: '存在“%{near}”，是否想写它？否则请在 %{script} 中添加 %{name}(event) { }。',
    },
  },
  'handler-unfound': {
    level: 'warning',
    message: {
      en: '"%{script}" has no function "%{name}": nothing handles this event',
      zh: '“%{script}”没有函数“%{name}”：这个事件没有被处理',
    },
    fix: {
      en: 'Write %{name}() in its script, or take the handler out.',
      zh: '请在它的脚本中写 %{name}()，或去掉这个绑定。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'handler-empty': {
    level: 'warning',
    message: { en: '%{event} names no method', zh: '%{event} 没有写方法名' },
    fix: {
      en: 'Write %{event}="onSomething", or remove it.',
      zh: '请写成 %{event}="onSomething"，或删除它。',
    },
  },
} as const satisfies Record<string, FindingWords>;
