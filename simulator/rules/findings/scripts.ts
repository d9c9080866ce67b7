import type { FindingWords } from './shape';

/** What may be wrong with a script: of the program, or of its templates. */
export const SCRIPT_FINDINGS = {
  'script-syntax': {
    level: 'error',
    message: { en: '%{reason}', zh: '脚本语法错误：%{reason}' },
    fix: {
      en: 'Look here and just before for a bracket, quote or comma that is missing or one too many; until then this file only throws.',
      zh: '请检查此处及前面是否缺少或多出括号、引号、逗号；修好之前该文件只会抛出错误。',
    },
  },
  'sjs-syntax': {
    level: 'error',
    message: { en: '%{reason}', zh: 'SJS 语法错误：%{reason}' },
    fix: {
      en: 'Look here and just before for a bracket, quote or comma that is missing or one too many; until then the module is empty.',
      zh: '请检查此处及前面是否缺少或多出括号、引号、逗号；修好之前该模块为空。',
    },
  },
  'sjs-missing': {
    level: 'error',
    message: { en: 'cannot find script "%{spec}"', zh: '找不到脚本“%{spec}”' },
    fix: {
      en: 'Name an .sjs file by its path from here (./file.sjs) or from the root (/file.sjs).',
      zh: '请填写 .sjs 文件的路径：相对当前文件（./file.sjs）或相对根目录（/file.sjs）。',
    },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'sjs-name': {
    level: 'warning',
    message: { en: 'template scripts (SJS) have no %{name}', zh: 'SJS 中没有 %{name}' },
    fix: {
      en: 'Do this in the page, and hand the template the result.',
      zh: '请在页面脚本中处理，再把结果传给模板。',
    },
  },
  'sjs-instead': {
    level: 'warning',
    message: {
      en: '%{what} is not documented for template scripts (SJS)',
      zh: 'SJS 文档中没有 %{what}',
    },
    fix: { en: 'Write %{instead}.', zh: '请写 %{instead}。' },
  },
  'sjs-syntax-newer': {
    level: 'warning',
    message: {
      en: '%{what} is not documented for template scripts (SJS), which are a part of JavaScript',
      zh: 'SJS 只是 JavaScript 的子集，文档中没有 %{what}',
    },
    fix: {
      en: 'Use plain functions, or do this in the page.',
      zh: '请使用普通函数，或在页面脚本中处理。',
    },
  },
  'sjs-argument': {
    level: 'warning',
    message: {
      en: 'this changes the argument "%{name}", which is a copy of the data on a device',
      zh: '此处修改了参数“%{name}”，真机上它只是数据的副本',
    },
    fix: {
      en: 'Return a new value; only setData in the page changes its data.',
      zh: '请返回新的值；只有页面中的 setData 能修改数据。',
    },
  },
  'module-missing': {
    level: 'error',
    message: { en: 'cannot find module "%{spec}"', zh: '找不到模块“%{spec}”' },
    fix: {
      en: 'Name a file of this program from here (./file) or from its root (/file), or build the package that it is in.',
      zh: '请填写本小程序中的文件：相对当前文件（./file）或相对根目录（/file）；若在 npm 包中，请先构建 npm。',
    },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'module-ignored': {
    level: 'warning',
    message: {
      en: 'cannot find module "%{spec}": git ignores %{file}, and the copy is missing',
      zh: '找不到模块“%{spec}”：git 忽略了 %{file}，本地没有该文件',
    },
    fix: {
      en: 'Make the file, as the project says; an empty object stands for it here.',
      zh: '请按项目说明新建该文件；此处用空对象代替。',
    },
  },
  'module-outside': {
    level: 'error',
    message: { en: '"%{spec}" leads out of the mini-program', zh: '“%{spec}”指向小程序之外' },
    fix: {
      en: 'Move the file into the mini-program, or set miniprogramRoot to a folder that holds both.',
      zh: '请把文件移到小程序中，或把 miniprogramRoot 设为同时包含两者的文件夹。',
    },
  },
  'module-script': {
    level: 'error',
    message: {
      en: 'package "%{package}" in node_modules has no script "%{script}"',
      zh: 'node_modules 中的包“%{package}”没有脚本“%{script}”',
    },
    fix: {
      en: 'Let main in its package.json name a script that is there, or require that script by its path: require("%{package}/path/to/it"). A package for Node or browsers alone has none that runs here.',
      zh: '请让它的 package.json 中的 main 指向存在的脚本，或按路径引用：require("%{package}/脚本路径")。只用于 Node 或浏览器的包在这里没有可运行的脚本。',
    },
  },
  'npm-unbuilt': {
    level: 'warning',
    message: {
      en: 'package "%{package}" is taken from node_modules, which a device does not have',
      zh: '包“%{package}”取自 node_modules，真机上没有这个目录',
    },
    fix: {
      en: 'Build npm in the IDE (构建 npm), so that it is in miniprogram_npm.',
      zh: '请在开发者工具中执行“构建 npm”，使其进入 miniprogram_npm。',
    },
  },
  'paths-json': {
    level: 'warning',
    message: { en: 'not valid JSON: %{reason}', zh: '不是合法的 JSON：%{reason}' },
    fix: {
      en: 'Put keys and texts in double quotes and one comma between two items; "paths" are not used until then.',
      zh: '键名和文本用双引号，两项之间写一个逗号；在此之前“paths”不生效。',
    },
  },
  'name-unknown': {
    level: 'error',
    message: { en: '%{name} is not defined', zh: '%{name} 没有定义' },
    fix: {
      en: 'Declare or import it, or correct its name.',
      zh: '请声明或导入它，或改正名称。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'web-global': {
    level: 'error',
    message: {
      en: '%{name} belongs to a browser, and a mini-program has none',
      zh: '%{name} 属于浏览器，小程序中没有',
    },
    fix: {
      en: 'Use %{instead} instead, or ask typeof %{name} first.',
      zh: '请改用 %{instead}，或先用 typeof %{name} 判断。',
    },
  },
  'web-name': {
    level: 'error',
    message: {
      en: '%{name} belongs to a browser, and a mini-program has none',
      zh: '%{name} 属于浏览器，小程序中没有',
    },
    fix: {
      en: 'Look for a function of tt that does it, or ask typeof %{name} first.',
      zh: '请改用 tt 的对应接口，或先用 typeof %{name} 判断。',
    },
  },
  'platform-object': {
    level: 'warning',
    message: {
      en: '%{name} is the object of another platform; Douyin has none of that name',
      zh: '%{name} 是其他平台的对象，抖音没有',
    },
    fix: { en: 'Write tt.%{member}.', zh: '请写 tt.%{member}。' },
  },
  'api-unknown': {
    level: 'error',
    message: { en: 'tt.%{name} is not known', zh: '未知的接口 tt.%{name}' },
    fix: { en: 'Did you mean tt.%{near}?', zh: '是否想写 tt.%{near}？' },
  },
  'api-newer': {
    level: 'warning',
    message: {
      en: 'tt.%{name} needs base library %{since}; the program asks for %{asked}',
      zh: 'tt.%{name} 需要基础库 %{since}；本小程序要求的最低版本是 %{asked}',
    },
    fix: {
      en: "Ask tt.canIUse('%{name}') first, or raise the least base library to %{since}.",
      zh: "请先用 tt.canIUse('%{name}') 判断，或把最低基础库提高到 %{since}。",
    },
  },
  'tag-newer': {
    level: 'warning',
    message: {
      en: '<%{name}> needs base library %{since}; the program asks for %{asked}',
      zh: '<%{name}> 需要基础库 %{since}；本小程序要求的最低版本是 %{asked}',
    },
    fix: {
      en: "Show it only where tt.canIUse('%{name}') is true, or raise the least base library to %{since}.",
      zh: "请仅在 tt.canIUse('%{name}') 为真时显示，或把最低基础库提高到 %{since}。",
    },
  },
  'number-large': {
    level: 'error',
    message: {
      en: '%{text} has more digits than a number keeps: it becomes %{value}',
      zh: '%{text} 超出数字能保存的位数，会变成 %{value}',
    },
    fix: { en: "Write it as text: '%{text}'.", zh: "请写成文本：'%{text}'。" },
  },
  'page-function': {
    level: 'warning',
    message: {
      en: 'Page(): the platform calls no function "%{name}"',
      zh: 'Page()：平台不会调用名为“%{name}”的函数',
    },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'app-function': {
    level: 'warning',
    message: {
      en: 'App(): the platform calls no function "%{name}"',
      zh: 'App()：平台不会调用名为“%{name}”的函数',
    },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'component-option': {
    level: 'warning',
    message: { en: '%{kind}(): option "%{name}" is not known', zh: '%{kind}()：未知的选项“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'behavior-unknown': {
    level: 'warning',
    message: {
      en: 'behavior "%{name}" is not known and is left out',
      zh: '不认识 behavior“%{name}”，已忽略',
    },
    fix: {
      en: 'Put what Behavior({ … }) gives into the list; the built-in ones are tt://form-field, tt://form-field-group, tt://form-field-button and tt://component-export.',
      zh: '请放入 Behavior({ … }) 的返回值；内置的有 tt://form-field、tt://form-field-group、tt://form-field-button 和 tt://component-export。',
    },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'component-lifetime': {
    level: 'warning',
    message: { en: 'lifetimes: name "%{name}" is not known', zh: 'lifetimes：未知的名称“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'component-page-lifetime': {
    level: 'warning',
    message: { en: 'pageLifetimes: name "%{name}" is not known', zh: 'pageLifetimes：未知的名称“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'url-unlisted': {
    level: 'error',
    message: {
      en: '%{call} opens "%{url}", which app.json does not list',
      zh: '%{call} 要打开“%{url}”，但 app.json 没有列出这个页面',
    },
    fix: { en: 'Add "%{path}" to "pages" of app.json.', zh: '请在 app.json 的“pages”中加入“%{path}”。' },
    near: {
      en: 'Did you mean "%{near}"? Otherwise add "%{path}" to "pages" of app.json.',
      zh: '是否想写“%{near}”？否则请在 app.json 的“pages”中加入“%{path}”。',
    },
  },
  'url-outside': {
    level: 'warning',
    message: {
      en: '%{call} cannot open "%{url}": only pages of this mini-program',
      zh: '%{call} 不能打开“%{url}”：只能打开本小程序的页面',
    },
    fix: {
      en: 'Name a page of app.json; an address of the web needs a page with <web-view src>.',
      zh: '请填写 app.json 中的页面；网址要用带 <web-view src> 的页面打开。',
    },
  },
  'url-tab': {
    level: 'error',
    message: {
      en: '%{call} cannot open "%{url}": it is a page of the tab bar',
      zh: '%{call} 不能打开“%{url}”：它是 tabBar 页面',
    },
    fix: { en: 'Use tt.switchTab.', zh: '请使用 tt.switchTab。' },
  },
  'url-not-tab': {
    level: 'error',
    message: {
      en: 'tt.switchTab cannot open "%{url}": it is no page of the tab bar',
      zh: 'tt.switchTab 不能打开“%{url}”：它不是 tabBar 页面',
    },
    fix: {
      en: 'Use tt.navigateTo, or add the page to tabBar.list of app.json.',
      zh: '请使用 tt.navigateTo，或把该页面加入 app.json 的 tabBar.list。',
    },
  },
  'url-relative': {
    level: 'warning',
    message: {
      en: '%{call} opens "%{url}", a path from the page it stands in',
      zh: '%{call} 打开的“%{url}”是相对当前页面的路径',
    },
    fix: { en: 'Write "/%{path}", from the root.', zh: '请写成相对根目录的“/%{path}”。' },
  },
  'type-error': {
    level: 'error',
    message: { en: '%{code}: %{reason}', zh: '%{code}：%{reason}' },
    fix: {
      en: 'Change the value or the declared type until both agree.',
      zh: '请修改这里的值或声明的类型，使两者一致。',
    },
  },
  'type-name': {
    level: 'error',
    message: { en: '%{code}: %{reason}', zh: '%{code}：%{reason}' },
    fix: {
      en: 'Import or declare it, or install the types of the package that it comes from.',
      zh: '请导入或声明它，或安装它所在包的类型声明。',
    },
  },
  'type-member': {
    level: 'error',
    message: { en: '%{code}: %{reason}', zh: '%{code}：%{reason}' },
    fix: {
      en: 'Use a member that the type has, or declare this one in the type.',
      zh: '请使用类型中已有的成员，或在类型中声明它。',
    },
  },
  'type-value': {
    level: 'error',
    message: { en: '%{code}: %{reason}', zh: '%{code}：%{reason}' },
    fix: {
      en: 'Give a value of the wanted type, or widen the type where it is declared.',
      zh: '请传入所需类型的值，或在声明处放宽类型。',
    },
  },
  'type-arguments': {
    level: 'error',
    message: { en: '%{code}: %{reason}', zh: '%{code}：%{reason}' },
    fix: {
      en: 'Pass as many arguments as the function takes, or mark the others as optional with ?.',
      zh: '请传入函数所需数量的参数，或用 ? 把其余参数标为可选。',
    },
  },
  'type-config': {
    level: 'error',
    message: { en: '%{code}: %{reason}', zh: '%{code}：%{reason}' },
    fix: {
      en: 'Change the option in tsconfig.json; no types are checked until then.',
      zh: '请修改 tsconfig.json 中的该选项；在此之前不会检查类型。',
    },
  },
  'type-compiler': {
    level: 'warning',
    message: {
      en: 'the program has TypeScript, and its types are not checked: no compiler is installed',
      zh: '小程序使用了 TypeScript，但没有安装编译器，无法检查类型',
    },
    fix: { en: 'Run npm install -D typescript.', zh: '请执行 npm install -D typescript。' },
  },
  'type-failed': {
    level: 'warning',
    message: {
      en: "the types are not checked: the program's TypeScript ended with %{reason}",
      zh: '没有检查类型：小程序自带的 TypeScript 以 %{reason} 结束',
    },
    fix: {
      en: 'Run npx tsc --noEmit in the program to see what it says; install TypeScript anew if it does the same.',
      zh: '请在小程序目录执行 npx tsc --noEmit 查看原因；若结果相同，请重新安装 TypeScript。',
    },
  },
} as const satisfies Record<string, FindingWords>;
