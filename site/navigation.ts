/** What the site's frame says, and its menu, in both languages. */
import type { DefaultTheme } from 'vitepress';

type Language = 'zh' | 'en';

const words = {
  search: ['搜索', 'Search'],
  noResults: ['没有找到', 'Nothing found for'],
  reset: ['清空', 'Clear'],
  select: ['打开', 'open'],
  navigate: ['移动', 'move'],
  close: ['关闭', 'close'],
  outline: ['本页内容', 'On this page'],
  previous: ['上一页', 'Previous page'],
  next: ['下一页', 'Next page'],
  dark: ['外观', 'Appearance'],
  toLight: ['切换到浅色', 'Switch to the light look'],
  toDark: ['切换到深色', 'Switch to the dark look'],
  menu: ['目录', 'Menu'],
  top: ['回到顶部', 'To the top'],
  language: ['切换语言', 'Change language'],
  skip: ['跳到正文', 'Skip to content'],
  notFound: ['没有这个页面', 'There is no such page'],
  notFoundHint: [
    '地址可能已改变，请用搜索或目录。',
    'Its address may have changed: use the search or the menu.',
  ],
  home: ['回到首页', 'To the first page'],
} as const;

type Words = Record<keyof typeof words, string>;
const inLanguage = (index: 0 | 1): Words =>
  Object.fromEntries(Object.entries(words).map(([key, both]) => [key, both[index]])) as Words;

export const WORDS: Record<Language, Words> = { zh: inLanguage(0), en: inLanguage(1) };

/** Page -> its title, Chinese and English. */
type Entry = readonly [page: string, zh: string, en: string];

const MENU: readonly { title: readonly [zh: string, en: string]; pages: readonly Entry[] }[] = [
  {
    title: ['开始', 'Start'],
    pages: [
      ['index', '总览', 'Overview'],
      ['start', '五分钟上手', 'Start in five minutes'],
      ['packages', '五个包', 'Packages'],
      ['migration', '从官方三代组件迁移', 'Moving from the three official generations'],
      ['faq', '常见问题', 'Questions and answers'],
    ],
  },
  {
    title: ['组件', 'Components'],
    pages: [
      ['components/pay-button', 'pay-button 交易按钮', 'pay-button'],
      ['components/consume-card', 'consume-card 抖音码', 'consume-card'],
      ['components/order-confirm', '提单页', 'Order page'],
      ['components/refund-apply', '退款申请页', 'Refund application page'],
      ['components/refund-detail', '退款详情页', 'Refund detail page'],
      ['properties', '属性', 'Properties'],
      ['handlers', '应答函数', 'Answering events'],
      ['errors', '错误码', 'Errors'],
    ],
  },
  {
    title: ['服务端', 'Your server'],
    pages: [
      ['merchant', '你的服务端', 'Your server'],
      ['mocks', '映射、Mock 规则与录制', 'Mapping, mock rules, recording'],
      ['server', '服务端套件', 'Server kit'],
      ['sandbox', '沙箱与持续集成', 'Sandbox and CI'],
      ['scenarios', '场景', 'Scenarios'],
    ],
  },
  {
    title: ['契约', 'The contract'],
    pages: [
      ['contract/index', '契约总览', 'About the contract'],
      ['contract/pay-button', 'pay-button', 'pay-button'],
      ['contract/consume-card', 'consume-card', 'consume-card'],
      ['contract/templates', '模板页面与回调', 'Template pages and callbacks'],
      ['contract/jsapi', 'JSAPI', 'JSAPIs'],
      ['contract/open-api', '服务端接口', 'Server interfaces'],
    ],
  },
  {
    title: ['工具', 'Tools'],
    pages: [
      ['simulator', '模拟器', 'The simulator'],
      ['check', '静态检查', 'Static check'],
      ['mocks', '数据：映射、模拟与录制', 'Data: map, mock, record'],
      ['console', '控制台', 'The console'],
      ['automation', '自动化与 MCP', 'Automation and MCP'],
      ['devtools', '官方开发者工具与真机', 'Devtools and phones'],
    ],
  },
  {
    title: ['框架', 'Frameworks'],
    pages: [['frameworks', 'Taro、uni-app、mpx', 'Taro, uni-app, mpx']],
  },
  {
    title: ['项目', 'The project'],
    pages: [
      ['changelog', '版本', 'Versions'],
      ['architecture', '架构（英文）', 'Architecture'],
      ['design', '设计规则（英文）', 'Design rules'],
      ['decisions', '决定（英文）', 'Decisions'],
      ['contributing', '参与（英文）', 'Contributing'],
    ],
  },
];

/**
 * The menu of one language; a page that it lacks leads to the English one.
 * @param has all pages of the site
 */
export function sidebar(language: Language, has: ReadonlySet<string>): DefaultTheme.SidebarItem[] {
  return MENU.map(({ title, pages }) => ({
    text: title[language === 'zh' ? 0 : 1],
    items: pages.flatMap(([page, zh, en]) => {
      const own = language === 'zh' ? page : `en/${page}`;
      const goal = [own, `en/${page}`].find((one) => has.has(one));
      return goal === undefined ? [] : [{ text: language === 'zh' ? zh : en, link: `/${goal}` }];
    }),
  })).filter(({ items }) => items.length > 0);
}
