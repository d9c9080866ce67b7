import type { FindingWords } from './shape';

/** Data of a page or component that does not reach its template as it was given. */
export const DATA_FINDINGS = {
  'data-function': {
    level: 'warning',
    message: {
      en: '%{doing} of %{is}: `%{path}` is a function, which does not reach the template',
      zh: '%{is} 的 %{doing}：`%{path}` 是函数，到不了模板',
    },
    fix: {
      en: 'Keep functions on the instance, not in its data.',
      zh: '请把函数放在实例上，不要放进 data。',
    },
  },
  'data-undefined': {
    level: 'warning',
    message: {
      en: '%{doing} of %{is}: `%{path}` is undefined: a device leaves the field as it was',
      zh: '%{is} 的 %{doing}：`%{path}` 是 undefined：真机不会改变这个字段',
    },
    fix: { en: 'Set null or an empty text.', zh: '请改为 null 或空字符串。' },
  },
  'data-cycle': {
    level: 'error',
    message: {
      en: '%{doing} of %{is}: `%{path}` contains itself: a device refuses the whole call',
      zh: '%{is} 的 %{doing}：`%{path}` 包含它自己：真机会拒绝整次调用',
    },
    fix: {
      en: 'Set a part that does not lead back to itself.',
      zh: '请只设置不会指回自身的部分。',
    },
  },
  'data-date': {
    level: 'warning',
    message: {
      en: '%{doing} of %{is}: `%{path}` is a Date, which arrives as a text',
      zh: '%{is} 的 %{doing}：`%{path}` 是 Date，到达时变成字符串',
    },
    fix: { en: 'Set a text or the number of getTime().', zh: '请设置字符串，或 getTime() 的数值。' },
  },
  'data-instance': {
    level: 'warning',
    message: {
      en: '%{doing} of %{is}: `%{path}` is an instance of %{of}, which arrives as its fields without its methods',
      zh: '%{is} 的 %{doing}：`%{path}` 是 %{of} 的实例，到达时只剩字段，没有方法',
    },
    fix: { en: 'Set a plain object.', zh: '请设置普通对象。' },
  },
  'data-symbol': {
    level: 'warning',
    message: {
      en: '%{doing} of %{is}: `%{path}` is a symbol, which does not arrive',
      zh: '%{is} 的 %{doing}：`%{path}` 是 Symbol，不会到达',
    },
    fix: { en: 'Set a text.', zh: '请改为字符串。' },
  },
  'data-bigint': {
    level: 'error',
    message: {
      en: '%{doing} of %{is}: `%{path}` is a BigInt: a device refuses the whole call',
      zh: '%{is} 的 %{doing}：`%{path}` 是 BigInt：真机会拒绝整次调用',
    },
    fix: { en: 'Set a text.', zh: '请改为字符串。' },
  },
  'data-number': {
    level: 'warning',
    message: {
      en: '%{doing} of %{is}: `%{path}` is no finite number, which arrives as null',
      zh: '%{is} 的 %{doing}：`%{path}` 不是有限的数，到达时变成 null',
    },
    fix: { en: 'Set a number, or null.', zh: '请设置数值或 null。' },
  },
  'data-depth': {
    level: 'error',
    message: {
      en: '%{doing} of %{is}: `%{path}` is nested too deeply to be copied',
      zh: '%{is} 的 %{doing}：`%{path}` 嵌套太深，无法复制',
    },
    fix: { en: 'Set a flatter object.', zh: '请设置层数更少的对象。' },
  },
  'data-path': {
    level: 'error',
    message: {
      en: '%{doing} of %{is}: `%{path}` leads to what every object has; it is left out',
      zh: '%{is} 的 %{doing}：`%{path}` 指向所有对象共有的内容，已略去',
    },
    fix: { en: 'Use another name for the field.', zh: '请给字段换一个名字。' },
  },
  'data-size': {
    level: 'error',
    message: {
      en: '%{doing} of %{is} carries %{kb} KB, and a device takes %{most} KB',
      zh: '%{is} 的 %{doing} 带了 %{kb} KB，真机最多 %{most} KB',
    },
    fix: {
      en: 'Set only what has changed, in parts: { "list[20]": item }.',
      zh: '请只设置变化的部分：{ "list[20]": item }。',
    },
  },
} as const satisfies Record<string, FindingWords>;
