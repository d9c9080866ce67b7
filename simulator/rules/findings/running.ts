import type { FindingWords } from './shape';

/** Where to look for what a script threw. */
const THREW = {
  en: 'Open the first place of the stack below: what is used there is not there yet, or not of that kind.',
  zh: '请打开下面调用栈中的第一处：那里用到的值还不存在，或类型不对。',
};

/** What a running program meets: the code of the program itself has failed, or the frame cannot follow it. */
export const RUN_FINDINGS = {
  'run-error': { level: 'error', message: { en: '%{error}', zh: '抛出了错误：%{error}' }, fix: THREW },
  'run-threw': {
    level: 'error',
    message: { en: '%{method} of %{where}: %{error}', zh: '%{where} 的 %{method}：%{error}' },
    fix: THREW,
  },
  'run-engine': {
    level: 'error',
    message: { en: '%{where}: %{error}', zh: '%{where} 出错：%{error}' },
    fix: THREW,
  },
  'run-rejection': {
    level: 'error',
    message: { en: 'unhandled rejection: %{error}', zh: '未处理的 Promise 拒绝：%{error}' },
    fix: {
      en: 'Add .catch(…) to the promise, or try … catch around the await, and tell the user what failed.',
      zh: '请给这个 Promise 加上 .catch(…)，或在 await 外面写 try … catch，并告诉用户出了什么问题。',
    },
  },
  'run-callback': {
    level: 'error',
    message: {
      en: '%{callback} callback of tt.%{api}: %{error}',
      zh: 'tt.%{api} 的 %{callback} 回调：%{error}',
    },
    fix: THREW,
  },
  'run-listener': {
    level: 'error',
    message: { en: 'listener of %{of}: %{error}', zh: '%{of} 的监听函数：%{error}' },
    fix: THREW,
  },
  'run-app-listener': {
    level: 'error',
    message: { en: 'tt.%{of} listener: %{error}', zh: 'tt.%{of} 的监听函数：%{error}' },
    fix: THREW,
  },
  'run-intersection': {
    level: 'error',
    message: {
      en: 'intersection observer: %{error}',
      zh: '相交监听（IntersectionObserver）的回调：%{error}',
    },
    fix: THREW,
  },
  'run-animation': {
    level: 'error',
    message: { en: 'callback of an animation: %{error}', zh: '动画的回调：%{error}' },
    fix: THREW,
  },
  'run-worker': {
    level: 'error',
    message: { en: 'tt.createWorker: %{error}', zh: 'tt.createWorker 的脚本：%{error}' },
    fix: THREW,
  },
  'run-canvas': {
    level: 'error',
    message: { en: 'tt.createCanvasContext: %{error}', zh: 'tt.createCanvasContext 绘制时：%{error}' },
    fix: {
      en: 'Give the drawing call that the stack names finite numbers for places and sizes, and an image that has loaded.',
      zh: '请给调用栈中的绘制调用传入有限的数字作为坐标和尺寸，图片要等加载完成后再传入。',
    },
  },
  'canvas-absent': {
    level: 'error',
    message: {
      en: 'tt.createCanvasContext: no canvas has the canvas-id "%{id}" on this page',
      zh: 'tt.createCanvasContext：本页没有 canvas-id 为“%{id}”的画布',
    },
    fix: {
      en: 'Write <canvas canvas-id="%{id}"> in the template, and inside a component pass `this` as the second argument.',
      zh: '请在模板中写 <canvas canvas-id="%{id}">；在组件里调用时把 this 作为第二个参数传入。',
    },
  },
  'video-absent': {
    level: 'warning',
    message: {
      en: 'createVideoContext: no video has the id "%{id}"',
      zh: 'createVideoContext：没有 id 为“%{id}”的 video',
    },
    fix: {
      en: 'Write <video id="%{id}">, and inside a component pass `this` as the second argument.',
      zh: '请写 <video id="%{id}">；在组件里调用时把 this 作为第二个参数传入。',
    },
  },
  'intersection-absent': {
    level: 'warning',
    message: {
      en: 'createIntersectionObserver: nothing is "%{selector}"',
      zh: 'createIntersectionObserver：没有匹配“%{selector}”的节点',
    },
    fix: {
      en: 'Observe when the node is there: in onReady, or after setData has drawn it.',
      zh: '请等节点出现后再监听：在 onReady 里，或在 setData 的回调里。',
    },
  },
  'template-script-threw': {
    level: 'error',
    message: {
      en: 'a script of a template (SJS) failed: %{error}',
      zh: '模板脚本（SJS）执行失败：%{error}',
    },
    fix: {
      en: 'Ask first whether what is used here is there, as in a ? a.b : ""; until then the template gets nothing from this module.',
      zh: '此处用到的值不存在或类型不对，请先判断，例如 a ? a.b : ""；在那之前，模板从这个模块得不到任何值。',
    },
  },
  'template-threw': {
    level: 'error',
    message: { en: '{{ %{text} }}: %{error}', zh: '{{ %{text} }} 计算失败：%{error}' },
    fix: {
      en: 'Give the fields a value in `data`, or ask first: {{ a ? a.b : "" }}. Until then nothing is shown here.',
      zh: '请在 data 里给这些字段初值，或先判断：{{ a ? a.b : "" }}。在那之前此处显示为空。',
    },
  },
  'template-name': {
    level: 'warning',
    message: { en: '{{ %{text} }}: %{error}', zh: '{{ %{text} }} 用到了模板看不到的名字：%{error}' },
    fix: {
      en: 'Templates see data, properties and <sjs> modules: methods of the page are not among them.',
      zh: '模板只能看到 data、properties 和 <sjs> 模块，看不到页面的方法。',
    },
  },
  'script-threw': {
    level: 'error',
    message: { en: 'the script of "%{unit}" failed: %{error}', zh: '“%{unit}”的脚本执行失败：%{error}' },
    fix: {
      en: 'What this line uses is not there when the file is loaded: require it above, or move the line into onLoad of a page, attached of a component. Until then this one is shown without its logic.',
      zh: '加载文件时，这一行用到的值还不存在：请先在前面 require 它，或把这一行移到页面的 onLoad、组件的 attached 中。在那之前，该页面或组件没有逻辑，只有界面。',
    },
  },
  'script-defines-nothing': {
    level: 'warning',
    message: {
      en: 'the script of "%{unit}" calls neither Page() nor Component()',
      zh: '“%{unit}”的脚本既没有调用 Page()，也没有调用 Component()',
    },
    fix: {
      en: 'Call Page({ … }) in the script of a page, Component({ … }) in that of a component.',
      zh: '页面的脚本请调用 Page({ … })，组件的脚本请调用 Component({ … })。',
    },
  },
  'unit-unshown': {
    level: 'error',
    message: { en: '"%{unit}" cannot be shown: %{error}', zh: '“%{unit}”无法显示：%{error}' },
    fix: {
      en: 'Declare what the message names in the JSON of this page or component, or take it out of its template.',
      zh: '请在该页面或组件的 JSON 中声明上面提到的内容，或从模板中去掉它。',
    },
  },
  'page-unmade': {
    level: 'error',
    message: { en: 'page "%{path}" cannot be made: %{error}', zh: '页面“%{path}”无法创建：%{error}' },
    fix: THREW,
  },
  'page-absent': {
    level: 'error',
    message: { en: 'page "%{path}" is not in the mini-program', zh: '小程序中没有页面“%{path}”' },
    fix: { en: 'List it in `pages` of app.json.', zh: '请在 app.json 的 pages 中列出它。' },
  },
  'page-first': {
    level: 'error',
    message: { en: 'the first page cannot be opened: %{error}', zh: '无法打开首页：%{error}' },
    fix: {
      en: 'Choose a start page that app.json lists (Start page of the panel Conditions, or --page); without one, the first entry of `pages` is opened.',
      zh: '请选择 app.json 中列出的启动页面（“运行条件”面板的启动页面，或 --page）；没有选择时打开 pages 的第一项。',
    },
  },
  'page-late': {
    level: 'error',
    message: {
      en: 'the page did not come up within %{seconds} s',
      zh: '页面在 %{seconds} 秒内没有打开',
    },
    fix: {
      en: 'Look for a loop that does not end; --timeout <seconds> gives it more time.',
      zh: '请查找不会结束的循环；--timeout <秒数> 可以给它更多时间。',
    },
  },
  'page-unvisited': {
    level: 'error',
    message: { en: 'the browser cannot show the page: %{error}', zh: '浏览器无法显示该页面：%{error}' },
    fix: {
      en: 'Open the page in trade-sim dev: what keeps it busy is shown there.',
      zh: '请在 trade-sim dev 中打开该页面，那里会显示它卡在哪里。',
    },
  },
  'set-data-object': {
    level: 'warning',
    message: { en: 'setData of %{is} was given no object', zh: '%{is} 的 setData 没有收到对象' },
    fix: { en: 'Write setData({ field: value }).', zh: '请写 setData({ 字段: 值 })。' },
  },
  'mini-program-unlisted': {
    level: 'error',
    message: {
      en: 'tt.navigateToMiniProgram: app.json does not list "%{appId}"',
      zh: 'tt.navigateToMiniProgram：app.json 未列出“%{appId}”',
    },
    fix: {
      en: 'Add it to "navigateToMiniProgramAppIdList" of app.json.',
      zh: '请加入 app.json 的“navigateToMiniProgramAppIdList”。',
    },
  },
  'api-unsimulated': {
    level: 'warning',
    message: { en: 'tt.%{api} is not simulated', zh: '模拟器没有实现 tt.%{api}' },
    fix: {
      en: 'It answers in the declared shape, with `fail` where it has one. Try this path on a device.',
      zh: '它按声明的形状应答，有 fail 的一律走 fail。请在真机上验证这条路径。',
    },
  },
  'observer-method': {
    level: 'warning',
    message: {
      en: 'the observer of "%{fields}" names the method "%{method}", which is not there',
      zh: '“%{fields}”的 observer 指向方法“%{method}”，但它不存在',
    },
    fix: {
      en: 'Write %{method}() under `methods`, or take the observer out.',
      zh: '请在 methods 中写 %{method}()，或删除这个 observer。',
    },
  },
  'definition-function': {
    level: 'warning',
    message: {
      en: '`%{part}` needs to be a function, and is left out',
      zh: '`%{part}` 应为函数，已忽略',
    },
    fix: { en: 'Write %{part}() { … }.', zh: '请写成函数：%{part}() { … }。' },
  },
  'definition-object': {
    level: 'warning',
    message: {
      en: '`%{part}` needs to be an object, and is left out',
      zh: '`%{part}` 应为对象，已忽略',
    },
    fix: { en: 'Write %{part}: { … }.', zh: '请写成对象：%{part}: { … }。' },
  },
  'definition-list': {
    level: 'warning',
    message: {
      en: '`%{part}` needs to be a list, and is left out',
      zh: '`%{part}` 应为数组，已忽略',
    },
    fix: { en: 'Write %{part}: [ … ].', zh: '请写成数组：%{part}: [ … ]。' },
  },
  'definition-object-or-list': {
    level: 'warning',
    message: {
      en: '`%{part}` needs to be an object or a list, and is left out',
      zh: '`%{part}` 应为对象或数组，已忽略',
    },
    fix: { en: 'Write %{part}: { … }.', zh: '请写成对象：%{part}: { … }。' },
  },
  'definition-object-or-function': {
    level: 'warning',
    message: {
      en: '`%{part}` needs to be an object or a function, and is left out',
      zh: '`%{part}` 应为对象或函数，已忽略',
    },
    fix: { en: 'Write %{part}: { … }.', zh: '请写成对象：%{part}: { … }。' },
  },
  'definition-reserved': {
    level: 'warning',
    message: {
      en: 'the simulator keeps `%{part}` for itself: the field is left out',
      zh: '模拟器自己使用 `%{part}`：该字段已忽略',
    },
    fix: { en: 'Give the field another name.', zh: '请给这个字段换一个名字。' },
  },
  'property-kind': {
    level: 'warning',
    message: {
      en: 'property "%{property}" has a type that no device knows (%{type}): any value is accepted',
      zh: '属性“%{property}”的类型 %{type} 真机不认识：任何值都会被接受',
    },
    fix: {
      en: 'Write String, Number, Boolean, Object, Array or null.',
      zh: '请写 String、Number、Boolean、Object、Array 或 null。',
    },
  },
  'files-full': {
    level: 'warning',
    message: {
      en: "the browser's storage is full: files last until the next reload (%{error})",
      zh: '浏览器存储已满：文件只保留到下次刷新（%{error}）',
    },
    fix: {
      en: 'Remove files with tt.getFileSystemManager().unlink, or clear the storage of this address.',
      zh: '请用 tt.getFileSystemManager().unlink 删除文件，或清除本地址的浏览器存储。',
    },
  },
  'header-unsent': {
    level: 'warning',
    message: {
      en: '%{origin} does not get the header "%{name}": a browser sends none for a page, a device does',
      zh: '%{origin} 收不到请求头 “%{name}”：浏览器不替页面发送它，真机会发送',
    },
    fix: { en: 'Start with --map %{origin}=%{origin}.', zh: '请用 --map %{origin}=%{origin} 启动。' },
  },
  'cookie-store': {
    level: 'warning',
    message: {
      en: 'a server sets cookies: a device keeps them only for a program whose app.json says so',
      zh: '服务端设置了 Cookie：只有 app.json 中声明了，真机才会保存',
    },
    fix: {
      en: 'Add "cookie": { "enableStore": true }.',
      zh: '请加上 "cookie": { "enableStore": true }。',
    },
  },
  'alias-wx': {
    level: 'warning',
    message: {
      en: 'the mini-program uses the name `wx`: Douyin has no such object',
      zh: '小程序用到了 `wx`：抖音没有这个对象',
    },
    fix: { en: 'Write `tt` instead.', zh: '请改写为 `tt`。' },
  },
  'style-object': {
    level: 'warning',
    message: {
      en: '`style` is bound to an object: a device draws the tag without a style',
      zh: '`style` 绑定了对象：真机会丢掉这个标签的样式',
    },
    fix: {
      en: 'Bind `style` to a text, such as "color: red".',
      zh: '请绑定字符串，例如 "color: red"。',
    },
  },
  'device-name': {
    level: 'error',
    message: { en: 'a device has no such thing: %{error}', zh: '真机上没有这个名字：%{error}' },
    fix: {
      en: 'Leave `%{of}` out, or ask `typeof %{of}` first.',
      zh: '请去掉 `%{of}`，或先用 `typeof %{of}` 判断。',
    },
  },
  'device-name-sjs': {
    level: 'error',
    message: { en: 'a device has no such thing: %{error}', zh: '真机上没有这个名字：%{error}' },
    fix: {
      en: 'A template script sees its arguments only: pass it what it needs, or do this in the page.',
      zh: '模板脚本只能看到自己的参数：请把需要的值传给它，或在页面里处理。',
    },
  },
  'code-from-text': {
    level: 'warning',
    message: { en: 'a device runs no such thing: %{error}', zh: '真机不会执行由文本生成的代码：%{error}' },
    fix: {
      en: 'Write the code into a file of the mini-program.',
      zh: '请把代码写进小程序的文件。',
    },
  },
  'return-this': {
    level: 'warning',
    message: { en: 'a device runs no such thing: %{error}', zh: '真机不会执行由文本生成的代码：%{error}' },
    fix: { en: 'Write `globalThis`, or `global`.', zh: '请写 `globalThis` 或 `global`。' },
  },
  'query-owner': {
    level: 'warning',
    message: {
      en: 'createSelectorQuery: in() was given no page or component',
      zh: 'createSelectorQuery：in() 的参数不是页面或组件',
    },
    fix: {
      en: 'Write .in(this) in a method of the page or component.',
      zh: '请在页面或组件的方法中写 .in(this)。',
    },
  },
  'query-inside': {
    level: 'warning',
    message: {
      en: 'createSelectorQuery: "%{selector}" is null, as it is within %{component}, where this query does not look',
      zh: 'createSelectorQuery：“%{selector}”的结果是 null：该节点在组件 %{component} 内部，这个查询不会进入其中',
    },
    fix: {
      en: 'Write this.createSelectorQuery(), or tt.createSelectorQuery().in(this), in a method of that component.',
      zh: '请在该组件的方法中写 this.createSelectorQuery()，或 tt.createSelectorQuery().in(this)。',
    },
  },
  'panel-change': {
    level: 'error',
    message: { en: 'a change from the panel: %{error}', zh: '面板中的修改没有生效：%{error}' },
    fix: {
      en: 'Set only fields that the page or component has, each with a value of its kind.',
      zh: '请只设置该页面或组件已有的字段，并使用同类的值。',
    },
  },
} as const satisfies Record<string, FindingWords>;
