import type { Words } from '../../words/table';

/** What the panel of elements says. */
export const words = {
  tab: { en: 'Elements', zh: '元素' },
  tree: { en: 'Elements of the page', zh: '页面元素' },
  keys: {
    en: 'Arrow keys walk the tree and unfold it, Enter shows the details.',
    zh: '方向键移动和展开，回车键查看详情。',
  },
  pick: { en: 'Pick on the phone', zh: '在手机上选取' },
  picking: { en: 'Tap an element on the phone; Escape gives up', zh: '请点按手机上的元素，按 Esc 取消' },
  waiting: { en: 'Waiting for the mini-program…', zh: '正在等待小程序…' },
  none: { en: 'Choose an element to see its details', zh: '选择一个元素查看详情' },
  more: { en: 'Elements that are not listed: %{count}', zh: '未列出的元素：%{count}' },
  detail: { en: 'Details of %{name}', zh: '%{name} 的详情' },
  'in-template': { en: 'in the template of', zh: '所在模板' },
  'is-component': { en: 'component', zh: '组件' },
  'is-page': { en: 'page', zh: '页面' },
  box: {
    en: '%{width} × %{height} px at %{left}, %{top}',
    zh: '%{width} × %{height} px，位置 %{left}, %{top}',
  },
  'not-drawn': { en: 'not drawn', zh: '未绘制' },
  attributes: { en: 'Attributes', zh: '属性' },
  dataset: { en: 'Dataset', zh: 'dataset 数据' },
  data: { en: 'Data', zh: '数据' },
  styles: { en: 'Computed styles', zh: '计算样式' },
  'filter-styles': { en: 'Filter styles', zh: '筛选样式' },
  nothing: { en: 'None', zh: '无' },
} as const satisfies Words;
