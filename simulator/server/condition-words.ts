import type { Words } from '../words/table';

/** What the options of the conditions say. */
export const conditionWords = {
  'page-help': { en: "page that it starts with (the program's own)", zh: '启动页面（默认为小程序首页）' },
  'query-help': { en: 'query of that page (none)', zh: '启动参数（无）' },
  'scene-help': { en: 'scene number of the start (990001)', zh: '启动场景值（990001）' },
  'referrer-help': {
    en: 'appId of the mini-program that it is launched from (none)',
    zh: '来源小程序的 appId（无）',
  },
  'extra-help': {
    en: 'extraData of that mini-program, a JSON object (none)',
    zh: '来源小程序传来的 extraData，JSON 对象（无）',
  },
  'device-help': { en: 'phone around it (iphone-8)', zh: '机型（iphone-8）' },
  'orientation-help': { en: 'how the phone is held (portrait)', zh: '屏幕方向（portrait）' },
  'font-help': { en: 'font size of the phone, px (16)', zh: '系统字号，px（16）' },
  'dark-help': { en: 'dark mode of the phone', zh: '深色模式' },
  'safe-area-help': { en: "whether the phone's safe area is told (on)", zh: '是否提供安全区域（on）' },
  'keyboard-help': {
    en: 'draw the keyboard over what it would cover (off)',
    zh: '绘制会遮挡页面的键盘（off）',
  },
  'network-help': {
    en: "the phone's network, for requests; pictures load as ever (wifi)",
    zh: '网络状态，影响请求，图片照常加载（默认 wifi）',
  },
  'delivery-help': { en: 'how data crosses (sync)', zh: '数据传递方式（sync）' },
  'base-library-help': {
    en: 'base library, or its full version (the newest)',
    zh: '基础库，或完整版本号（最新）',
  },
  'login-help': { en: 'whether the user is logged in (as it is)', zh: '用户是否登录（保持不变）' },
  'page-wrong': {
    en: '%{option} %{text}: the path of a page, such as pages/goods/index.',
    zh: '%{option} %{text}：请填写页面路径，例如 pages/goods/index。',
  },
  'query-wrong': {
    en: '%{option} %{text}: a query without ? and #, such as id=1&from=share.',
    zh: '%{option} %{text}：请填写不含 ? 和 # 的参数，例如 id=1&from=share。',
  },
  'scene-wrong': {
    en: '%{option} %{text}: a scene is a number of up to nine digits, such as 990001.',
    zh: '%{option} %{text}：场景值应为不超过九位的数字，例如 990001。',
  },
  'referrer-wrong': {
    en: '%{option} %{text}: an appId has letters, digits and dashes.',
    zh: '%{option} %{text}：appId 只含字母、数字和短横线。',
  },
  'extra-wrong': {
    en: '%{option} %{text}: a JSON object, such as {"from":"live"}.',
    zh: '%{option} %{text}：请填写 JSON 对象，例如 {"from":"live"}。',
  },
  'page-near': {
    en: '%{option} %{text}: the mini-program has no such page. Did you mean %{near}?',
    zh: '%{option} %{text}：小程序没有这个页面。是否为 %{near}？',
  },
  'page-unknown': {
    en: '%{option} %{text}: the mini-program has no such page. It has %{pages}.',
    zh: '%{option} %{text}：小程序没有这个页面。已有页面：%{pages}。',
  },
} as const satisfies Words;
