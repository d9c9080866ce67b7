import { defineTag, flag, text } from './define';

export const swiperItem = defineTag({
  template: '<slot/>',
  properties: { itemId: text(), skipHiddenItemLayout: flag() },
  css: 'tt-swiper-item { display: block; position: absolute; top: 0; left: 0; width: 100%; height: 100%; overflow: hidden; }',
});
