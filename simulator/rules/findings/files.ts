import type { FindingWords } from './shape';

/** What may be wrong with the files of a program as such: JSON, pages, packages, links. */
export const FILE_FINDINGS = {
  'app-json-missing': {
    level: 'error',
    message: { en: 'there is no app.json', zh: '没有 app.json' },
    fix: {
      en: 'Name the folder that holds app.json, or set miniprogramRoot in project.config.json.',
      zh: '请指定 app.json 所在的文件夹，或在 project.config.json 中设置 miniprogramRoot。',
    },
  },
  'program-root': {
    level: 'error',
    message: {
      en: '"miniprogramRoot" is not a folder in this project: %{root}',
      zh: '“miniprogramRoot”不是本项目中的文件夹：%{root}',
    },
    fix: {
      en: 'Build the project first if a build makes that folder. Otherwise name one below project.config.json, without a link that leads elsewhere; "./" is this folder.',
      zh: '如果该文件夹由构建生成，请先构建。否则请填写 project.config.json 所在目录之下的文件夹，不要用指向别处的链接；“./”表示当前目录。',
    },
  },
  'json-syntax': {
    level: 'error',
    message: { en: 'not valid JSON: %{reason}', zh: '不是合法的 JSON：%{reason}' },
    fix: {
      en: 'Put keys and texts in double quotes, one comma between two items, and none behind the last.',
      zh: '键名和文本用双引号，两项之间只写一个逗号，最后一项后面不写逗号。',
    },
  },
  'json-comment': {
    level: 'warning',
    message: { en: 'a comment is not JSON; read over here', zh: 'JSON 中不能写注释；此处已忽略' },
    fix: { en: 'Remove the comment.', zh: '请删除注释。' },
  },
  'json-trailing-comma': {
    level: 'warning',
    message: {
      en: 'a trailing comma is not JSON; read over here',
      zh: 'JSON 末尾不能有多余的逗号；此处已忽略',
    },
    fix: { en: 'Remove the trailing comma.', zh: '请删除末尾的逗号。' },
  },
  'json-list': {
    level: 'error',
    message: { en: '"%{key}" is not a list', zh: '“%{key}”不是列表' },
    fix: { en: 'Write a list in square brackets: "%{key}": [].', zh: '请用方括号写成列表："%{key}": []。' },
  },
  'json-many': {
    level: 'error',
    message: {
      en: '"%{key}" has %{count} entries; those after the first %{most} are left out',
      zh: '“%{key}”有 %{count} 项，只读取前 %{most} 项',
    },
    fix: { en: 'List what the program has.', zh: '请只列出小程序中存在的项。' },
  },
  'pages-empty': {
    level: 'error',
    message: { en: 'names no page', zh: '没有列出任何页面' },
    fix: { en: 'List at least one page in "pages".', zh: '请在“pages”中至少列出一个页面。' },
  },
  'page-text': {
    level: 'error',
    message: { en: 'a page is a path in double quotes', zh: '页面应是双引号中的路径' },
    fix: { en: 'Write it as "pages/index/index".', zh: '请写成 "pages/index/index" 的形式。' },
  },
  'page-file': {
    level: 'error',
    message: { en: 'page "%{url}" has no file', zh: '页面“%{url}”没有对应的文件' },
    fix: {
      en: 'Add %{url}.ttml, or remove the page from app.json.',
      zh: '请新建 %{url}.ttml，或从 app.json 中删除这个页面。',
    },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'page-unlisted': {
    level: 'error',
    message: {
      en: '"%{key}" names a page that is not listed: %{url}',
      zh: '“%{key}”指向未在 app.json 中列出的页面：%{url}',
    },
    fix: { en: 'Add it to "pages".', zh: '请把它加入“pages”。' },
    near: {
      en: 'Did you mean "%{near}"? Otherwise add it to "pages".',
      zh: '是否想写“%{near}”？否则请把它加入“pages”。',
    },
  },
  'page-twice': {
    level: 'warning',
    message: { en: 'page "%{url}" is listed twice', zh: '页面“%{url}”重复列出' },
    fix: { en: 'Remove one of the two.', zh: '请删除其中一处。' },
  },
  'subpackage-shape': {
    level: 'error',
    message: { en: 'a sub-package needs "root" and "pages"', zh: '分包需要“root”和“pages”' },
    fix: {
      en: 'Write { "root": "packages/extra", "pages": ["pages/more/more"] }.',
      zh: '请写成 { "root": "packages/extra", "pages": ["pages/more/more"] }。',
    },
  },
  'subpackage-require': {
    level: 'error',
    message: {
      en: '"%{spec}" is in the sub-package "%{root}", which may not be there yet on a device',
      zh: '“%{spec}”位于分包“%{root}”，真机上此时可能还没有下载',
    },
    fix: {
      en: 'Move the file into the main package, or load it with require.async(path).then(…).',
      zh: '请把文件移到主包，或用 require.async(path).then(…) 异步加载。',
    },
  },
  'independent-outside': {
    level: 'error',
    message: {
      en: '"%{spec}" is outside of "%{root}", a sub-package that runs without the others',
      zh: '“%{spec}”不在独立分包“%{root}”内，而独立分包运行时没有其他包',
    },
    fix: {
      en: 'Copy it into the sub-package, or take "independent" out of app.json.',
      zh: '请复制到该分包内，或去掉 app.json 中的“independent”。',
    },
  },
  'preload-package': {
    level: 'error',
    message: { en: 'no sub-package is called "%{name}"', zh: '没有名为“%{name}”的分包' },
    fix: { en: 'Name one by its "root" or "name".', zh: '请填写分包的“root”或“name”。' },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'option-type': {
    level: 'error',
    message: { en: '"%{key}" cannot be %{value}, and is left out', zh: '“%{key}”不能是 %{value}，已忽略' },
    fix: { en: 'Write %{wanted}.', zh: '请写 %{wanted}。' },
  },
  'theme-file': {
    level: 'error',
    message: { en: '"themeLocation" names no file: %{url}', zh: '“themeLocation”指向的文件不存在：%{url}' },
    fix: {
      en: 'Add the file, with "light" and "dark" in it.',
      zh: '请新建该文件，其中包含“light”和“dark”。',
    },
  },
  'key-unknown': {
    level: 'warning',
    message: { en: 'key "%{name}" is not known', zh: '未知的键“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'window-key-unknown': {
    level: 'warning',
    message: { en: 'key of "window" "%{name}" is not known', zh: '“window”中未知的键“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'tab-key-unknown': {
    level: 'warning',
    message: { en: 'key of "tabBar" "%{name}" is not known', zh: '“tabBar”中未知的键“%{name}”' },
    fix: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'key-foreign': {
    level: 'warning',
    message: {
      en: 'key "%{name}" belongs in app.json under "window", and does nothing here',
      zh: '键“%{name}”应写在 app.json 的“window”里，写在这里无效',
    },
    fix: { en: 'Move it into "window": { … }.', zh: '请移到“window”: { … } 中。' },
  },
  'using-object': {
    level: 'error',
    message: { en: '"usingComponents" is not an object', zh: '“usingComponents”不是对象' },
    fix: {
      en: 'Write "usingComponents": { "my-tag": "/components/my-tag/my-tag" }.',
      zh: '请写成 "usingComponents": { "my-tag": "/components/my-tag/my-tag" }。',
    },
  },
  'using-text': {
    level: 'error',
    message: { en: 'usingComponents "%{tag}" is not a path', zh: 'usingComponents 的“%{tag}”不是路径' },
    fix: {
      en: 'Write the component\'s path in double quotes: "%{tag}": "/components/%{tag}/%{tag}".',
      zh: '请用双引号写出组件路径："%{tag}": "/components/%{tag}/%{tag}"。',
    },
  },
  'component-file': {
    level: 'error',
    message: { en: 'no component at "%{url}"', zh: '“%{url}”处没有组件' },
    fix: {
      en: 'Name the path of its files without extension: from here (./x/x), from the root (/x/x), or of a package in miniprogram_npm.',
      zh: '请填写不带扩展名的组件路径：相对当前文件（./x/x）、相对根目录（/x/x），或 miniprogram_npm 中的包。',
    },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'component-package': {
    level: 'error',
    message: {
      en: 'no component at "%{url}": the package "%{package}" is not there',
      zh: '“%{url}”处没有组件：没有安装包“%{package}”',
    },
    fix: {
      en: 'Run npm install %{package} and build npm; for a folder of the program write ./%{url} or /%{url}.',
      zh: '请执行 npm install %{package} 并构建 npm；如果是小程序内的目录，请写 ./%{url} 或 /%{url}。',
    },
  },
  'component-installed': {
    level: 'error',
    message: { en: 'no component at "%{url}"', zh: '“%{url}”处没有组件' },
    fix: {
      en: 'Package "%{package}" is installed: look into its package.json for "miniprogram", the folder of its components, and build npm.',
      zh: '包“%{package}”已安装：请查看它的 package.json 中“miniprogram”所指的组件目录，并执行构建 npm。',
    },
  },
  'component-flag': {
    level: 'warning',
    message: {
      en: 'a component whose JSON does not say that it is one',
      zh: '组件的 JSON 没有声明自己是组件',
    },
    fix: {
      en: 'Write "component": true: a device shows nothing for it otherwise.',
      zh: '请写上 "component": true，否则真机上什么也不显示。',
    },
  },
  'component-json': {
    level: 'warning',
    message: { en: 'a component without a JSON file', zh: '组件缺少 JSON 文件' },
    fix: {
      en: 'Add the file with { "component": true }: a device shows nothing for it otherwise.',
      zh: '请新建该文件并写上 { "component": true }，否则真机上什么也不显示。',
    },
  },
  'plugin-unknown': {
    level: 'error',
    message: { en: '"%{url}": the simulator has no such plugin', zh: '“%{url}”：模拟器没有这个插件' },
    fix: {
      en: 'A box stands for it here; try the plugin in the official IDE.',
      zh: '此处用占位框代替；请在官方开发者工具中调试该插件。',
    },
  },
  'plugin-foreign': {
    level: 'warning',
    message: {
      en: '"%{url}" is of a plug-in that a device may have and the simulator has not',
      zh: '“%{url}”属于真机上可能有、模拟器没有的插件',
    },
    fix: {
      en: 'A box stands for it here; try the plugin in the official IDE.',
      zh: '此处用占位框代替；请在官方开发者工具中调试该插件。',
    },
  },
  'plugin-page-unknown': {
    level: 'error',
    message: { en: '"%{url}" is not known to the simulator', zh: '模拟器不认识“%{url}”' },
    fix: { en: 'Known there: %{known}.', zh: '可用的有：%{known}。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'plugin-kit': {
    level: 'error',
    message: {
      en: '"%{url}" is served by %{kit}, which has no such component here',
      zh: '“%{url}”由 %{kit} 提供，但这里没有该组件',
    },
    fix: { en: 'Install %{kit} and build npm.', zh: '请安装 %{kit} 并执行构建 npm。' },
  },
  'plugin-target': {
    level: 'error',
    message: {
      en: '"%{url}" leads to %{target}, and there is no component there',
      zh: '“%{url}”指向 %{target}，但那里没有组件',
    },
    fix: {
      en: 'Let exports.components in its package.json name the files of the component, from there and without an extension: "./components/x/index".',
      zh: '请让该包 package.json 中的 exports.components 写出组件文件相对该包、不带扩展名的路径，例如 "./components/x/index"。',
    },
  },
  'plugin-export': {
    level: 'error',
    message: {
      en: '"%{url}": no package "%{package}" that exports a component "%{sub}"',
      zh: '“%{url}”：没有导出组件“%{sub}”的包“%{package}”',
    },
    fix: {
      en: 'Build npm into miniprogram_npm; the package.json there names the component under exports.components.',
      zh: '请执行构建 npm；miniprogram_npm 中该包的 package.json 要在 exports.components 下写出这个组件。',
    },
  },
  'link-outside': {
    level: 'error',
    message: {
      en: 'is a link that leads out of the mini-program, and is not read',
      zh: '是指向小程序之外的链接，不会读取',
    },
    fix: { en: 'Put the file itself here.', zh: '请把文件本身放到这里。' },
  },
  'file-folder': {
    level: 'error',
    message: { en: 'is a folder where a file has to be', zh: '这里应是文件，却是文件夹' },
    fix: { en: 'Rename the folder.', zh: '请重命名该文件夹。' },
  },
  'file-special': {
    level: 'error',
    message: {
      en: 'is neither a file nor a folder: nothing is read from it',
      zh: '既不是文件也不是文件夹，不会读取',
    },
    fix: { en: 'Put a file in its place.', zh: '请换成普通文件。' },
  },
  'file-large': {
    level: 'error',
    message: {
      en: 'has %{size} MB, and is not read: a source file has at most %{most}',
      zh: '大小为 %{size} MB，不会读取：源文件最大 %{most} MB',
    },
    fix: {
      en: 'Take the data out of it, or load it at run time.',
      zh: '请把数据移出该文件，或在运行时加载。',
    },
  },
  'file-unreadable': {
    level: 'error',
    message: { en: 'cannot be read (%{reason})', zh: '无法读取（%{reason}）' },
    fix: {
      en: 'Give your user the right to read it (EACCES, EPERM), or close the program that keeps it (EBUSY).',
      zh: '请给当前用户读取权限（EACCES、EPERM），或关闭占用它的程序（EBUSY）。',
    },
  },
  'file-binary': {
    level: 'error',
    message: { en: 'is not a text file', zh: '不是文本文件' },
    fix: { en: 'Save it as text, encoded as UTF-8.', zh: '请以 UTF-8 编码保存为文本。' },
  },
  'file-encoding': {
    level: 'error',
    message: {
      en: 'is not encoded as UTF-8, so that some characters are lost',
      zh: '不是 UTF-8 编码，部分字符会丢失',
    },
    fix: { en: 'Save it again, encoded as UTF-8.', zh: '请以 UTF-8 编码重新保存。' },
  },
  'rule-unknown': {
    level: 'warning',
    message: {
      en: 'tradeSim.check names "%{name}", which is no code of a finding',
      zh: 'tradeSim.check 中的“%{name}”不是问题代码',
    },
    fix: { en: 'docs/check.md lists the codes.', zh: '全部代码见 docs/zh/check.md。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'compiler-failed': {
    level: 'error',
    message: { en: 'the compiler failed: %{reason}', zh: '编译器出错：%{reason}' },
    fix: {
      en: 'The last good build is still shown. Undo the last edit, and please report this.',
      zh: '仍显示上一次成功的编译结果。请撤销最近的修改，并向我们反馈此问题。',
    },
  },
} as const satisfies Record<string, FindingWords>;
