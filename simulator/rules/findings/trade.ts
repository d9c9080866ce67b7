import type { FindingWords } from './shape';

/** What may be wrong with the trade components, their set-up and the platform's limits. */
export const TRADE_FINDINGS = {
  'setup-missing': {
    level: 'error',
    message: {
      en: 'components of %{kit} are used, and nothing calls setup()',
      zh: '使用了 %{kit} 的组件，但没有调用 setup()',
    },
    fix: {
      en: "In the app entry: import { setup } from '%{kit}'; setup({ merchant: { baseUrl: 'https://…/merchant' } });",
      zh: "请在应用入口写：import { setup } from '%{kit}'; setup({ merchant: { baseUrl: 'https://…/merchant' } });",
    },
  },
  'adapter-missing': {
    level: 'error',
    message: {
      en: 'handlers that return promises are bound, and the app entry imports no adapter: their values are lost',
      zh: '绑定了返回 Promise 的处理函数，但应用入口没有引入适配器：返回值会丢失',
    },
    fix: {
      en: "Write import '%{adapter}' as the first line of %{file}.",
      zh: "请在 %{file} 的第一行写 import '%{adapter}'。",
    },
  },
  'adapter-framework': {
    level: 'error',
    message: {
      en: '%{found} is the adapter of another framework',
      zh: '%{found} 是另一种框架的适配器',
    },
    fix: { en: "Import '%{adapter}' in its place.", zh: "请改为引入 '%{adapter}'。" },
  },
  'adapter-late': {
    level: 'error',
    message: {
      en: '%{adapter} is imported here, and not in the app entry: pages made before it are not covered',
      zh: '%{adapter} 在这里才引入，而不是在应用入口：之前定义的页面不受其作用',
    },
    fix: {
      en: 'Move the import to the first line of %{file}.',
      zh: '请把它移到 %{file} 的第一行。',
    },
  },
  'trade-page': {
    level: 'error',
    message: {
      en: 'the button opens "%{url}" (%{page}), which app.json does not list',
      zh: '按钮要打开“%{url}”（%{page}），但 app.json 没有列出这个页面',
    },
    fix: {
      en: 'Add that page to "pages", or name yours in setup({ pages: { %{page}: \'/…\' } }).',
      zh: "请把该页面加入“pages”，或在 setup({ pages: { %{page}: '/…' } }) 中填写你的页面。",
    },
    near: {
      en: 'Did you mean "%{near}"? setup({ pages: { %{page} } }) has to name a page of app.json.',
      zh: '是否想写“%{near}”？setup({ pages: { %{page} } }) 须填写 app.json 中的页面。',
    },
  },
  'merchant-address': {
    level: 'error',
    message: {
      en: 'baseUrl "%{url}" is no address: tt.request takes complete ones only',
      zh: 'baseUrl “%{url}”不是完整地址：tt.request 只接受完整地址',
    },
    fix: {
      en: "Write 'https://your.server/merchant'; '/merchant' alone works in the simulator, for its own merchant.",
      zh: "请写 'https://your.server/merchant'；只写 '/merchant' 仅在模拟器中可用，指向模拟器自带的商家服务。",
    },
  },
  'tag-reserved': {
    level: 'error',
    message: {
      en: '"%{tag}" is the name of a built-in tag, and cannot stand for a component of yours',
      zh: '“%{tag}”是内置标签的名称，不能用作你的组件名',
    },
    fix: {
      en: 'Name it "%{instead}", here and in the templates.',
      zh: '请改名为“%{instead}”，此处和模板中都要改。',
    },
  },
  'official-mixed': {
    level: 'warning',
    message: {
      en: 'two generations of the official button in one program: %{first} and %{second}',
      zh: '同一小程序中混用了两代官方按钮：%{first} 与 %{second}',
    },
    fix: {
      en: 'Keep one, best the life-service plugin (tta5a3d31e3aecfb9b11://pay-button) or %{kit}.',
      zh: '请只保留一种，建议使用生服插件（tta5a3d31e3aecfb9b11://pay-button）或 %{kit}。',
    },
  },
  'official-pages': {
    level: 'error',
    message: {
      en: 'the built-in <%{tag}> needs the page ext://microapp-trade-plugin/%{page}, which app.json does not list',
      zh: '内置的 <%{tag}> 需要页面 ext://microapp-trade-plugin/%{page}，但 app.json 没有列出',
    },
    fix: {
      en: 'Add "ext://microapp-trade-plugin/%{page}" to "pages".',
      zh: '请把“ext://microapp-trade-plugin/%{page}”加入“pages”。',
    },
  },
  'official-plugin': {
    level: 'warning',
    message: {
      en: 'pages of %{plugin} are listed, but package.json does not declare the plugin',
      zh: '列出了 %{plugin} 的页面，但 package.json 没有声明该插件',
    },
    fix: {
      en: 'Add it to ttPlugins.dependencies: "%{plugin}": { "version": "1.1.2", "isDynamic": true }.',
      zh: '请加入 ttPlugins.dependencies："%{plugin}": { "version": "1.1.2", "isDynamic": true }。',
    },
  },
  'official-unused-pages': {
    level: 'warning',
    message: {
      en: 'pages of microapp-trade-plugin are listed, and only the built-in tags open them; here %{tag} is used',
      zh: '列出了 microapp-trade-plugin 的页面，但只有内置标签会打开它们；这里使用的是 %{tag}',
    },
    fix: {
      en: 'Remove the ext:// pages: %{tag} brings its own.',
      zh: '请删除这些 ext:// 页面：%{tag} 自带页面。',
    },
  },
  'official-sdk': {
    level: 'warning',
    message: {
      en: 'ext://industry/%{name} is used, but package.json does not ask for the industry SDK',
      zh: '使用了 ext://industry/%{name}，但 package.json 没有声明行业 SDK',
    },
    fix: {
      en: 'Add "industrySDK": true to package.json.',
      zh: '请在 package.json 中加入 "industrySDK": true。',
    },
  },
  'property-missing': {
    level: 'error',
    message: {
      en: '<%{tag}>: %{when} needs %{name} (%{code})',
      zh: '<%{tag}>：%{when} 时需要 %{name}（%{code}）',
    },
    fix: { en: 'Add %{example}.', zh: '请添加 %{example}。' },
  },
  'property-type': {
    level: 'warning',
    message: {
      en: '%{name}="%{value}" is a text where a %{type} is wanted',
      zh: '%{name}="%{value}" 是文本，应为 %{type} 类型',
    },
    fix: { en: 'Write %{name}="{{%{value}}}".', zh: '请写成 %{name}="{{%{value}}}"。' },
  },
  'property-value': {
    level: 'error',
    message: {
      en: '%{name}: %{value} is none of %{known} (%{code})',
      zh: '%{name}：%{value} 不在可用值 %{known} 之内（%{code}）',
    },
    fix: { en: 'Write one of %{known}.', zh: '请填写 %{known} 之一。' },
  },
  'id-number': {
    level: 'error',
    message: {
      en: '%{name} is the number %{value}, and an id is a text',
      zh: '%{name} 是数字 %{value}，而编号应为文本',
    },
    fix: { en: "Write it as text: '%{value}'.", zh: "请写成文本：'%{value}'。" },
  },
  'id-made-number': {
    level: 'error',
    message: {
      en: '%{name} gets a number here, and an id is a text: digits beyond the 16th are lost',
      zh: '%{name} 在这里得到的是数字，而编号应为文本：超过 16 位的数字会丢失精度',
    },
    fix: {
      en: 'Leave out what makes it a number (Number, parseInt, +), and pass the text as it came.',
      zh: '请去掉转换成数字的写法（Number、parseInt、+），直接传入原来的文本。',
    },
  },
  'id-digits': {
    level: 'error',
    message: {
      en: '%{name} is a number, and loses digits: %{value} becomes %{kept}',
      zh: '%{name} 是数字，会丢失位数：%{value} 变成 %{kept}',
    },
    fix: { en: "Write it as text: '%{value}'.", zh: "请写成文本：'%{value}'。" },
  },
  'handler-silent': {
    level: 'error',
    message: {
      en: '%{name} answers %{event}, and returns nothing (%{code})',
      zh: '%{name} 用于应答 %{event}，但没有返回值（%{code}）',
    },
    fix: {
      en: 'Return the object, or a promise of it: return { minLimits: 1, maxLimits: 5 };',
      zh: '请返回对象或其 Promise，例如 return { minLimits: 1, maxLimits: 5 };',
    },
  },
  'package-large': {
    level: 'error',
    message: {
      en: 'package "%{package}" has %{size} MB; the platform takes %{most} MB',
      zh: '包“%{package}”大小为 %{size} MB；平台上限为 %{most} MB',
    },
    fix: {
      en: 'Move pages into a sub-package and pictures to a server; the largest file is %{file} (%{part} MB).',
      zh: '请把页面移到分包，把图片放到服务器；最大的文件是 %{file}（%{part} MB）。',
    },
  },
  'program-large': {
    level: 'error',
    message: {
      en: 'all packages together have %{size} MB; the platform takes %{most} MB',
      zh: '所有包合计 %{size} MB；平台上限为 %{most} MB',
    },
    fix: {
      en: 'Move pictures and data to a server; the largest file is %{file} (%{part} MB).',
      zh: '请把图片和数据放到服务器；最大的文件是 %{file}（%{part} MB）。',
    },
  },
  'tab-count': {
    level: 'error',
    message: {
      en: 'a tab bar has 2 to 5 items; here it has %{count}',
      zh: 'tabBar 应有 2 至 5 项；这里有 %{count} 项',
    },
    fix: {
      en: 'Keep the most important ones, and open the others with tt.navigateTo.',
      zh: '请只保留最重要的几项，其余用 tt.navigateTo 打开。',
    },
  },
  'tab-count-low': {
    level: 'error',
    message: {
      en: 'a tab bar has 2 to 5 items; here it has %{count}',
      zh: 'tabBar 应有 2 至 5 项；这里有 %{count} 项',
    },
    fix: { en: 'Add a second page, or leave "tabBar" out.', zh: '请再加一个页面，或去掉“tabBar”。' },
  },
  'tab-icon-missing': {
    level: 'error',
    message: { en: 'there is no file "%{file}"', zh: '文件“%{file}”不存在' },
    fix: {
      en: 'Add the picture, or name another by its path from the root of the program.',
      zh: '请放入该图片，或填写相对小程序根目录的其他图片路径。',
    },
    near: { en: 'There is "%{near}": did you mean that?', zh: '存在“%{near}”，是否想写它？' },
  },
  'tab-icon-large': {
    level: 'error',
    message: {
      en: 'the icon "%{file}" has %{size} KB; the platform takes %{most} KB',
      zh: '图标“%{file}”大小为 %{size} KB；平台上限为 %{most} KB',
    },
    fix: { en: 'Save it as a PNG of 81 × 81 pixels.', zh: '请保存为 81 × 81 像素的 PNG。' },
  },
  'tab-icon-remote': {
    level: 'error',
    message: { en: 'the icon "%{file}" is on a server', zh: '图标“%{file}”是网络图片' },
    fix: {
      en: 'Copy it into the mini-program: icons of the tab bar are local files.',
      zh: '请复制到小程序中：tabBar 图标只能用本地文件。',
    },
  },
  'tab-subpackage': {
    level: 'error',
    message: {
      en: 'the page "%{url}" of the tab bar is in a sub-package',
      zh: 'tabBar 页面“%{url}”位于分包中',
    },
    fix: { en: 'Move it into the main package.', zh: '请把它移到主包。' },
  },
} as const satisfies Record<string, FindingWords>;
