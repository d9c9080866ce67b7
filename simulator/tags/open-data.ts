import { defineTag, text } from './define';
import { own } from '../record';

/** What the platform would show of the user who is logged in. */
const WORDS: Record<string, string> = {
  userNickName: '测试用户',
  userAvatarUrl: '头像',
  userGender: '未知',
  userCity: '北京',
  userProvince: '北京',
  userCountry: '中国',
  userLanguage: 'zh_CN',
};

export const openData = defineTag({
  template: '<h-span>{{words}}</h-span>',
  properties: {
    type: text(),
    defaultText: text(),
    defaultAvatar: text(),
    useEmptyValue: text(),
    lang: text(),
  },
  data: { words: '' },
  observers: {
    'type, defaultText'() {
      this.setData({ words: own(WORDS, this.data.type) ?? this.data.defaultText });
    },
  },
  css: 'tt-open-data { display: inline-block; }',
});
