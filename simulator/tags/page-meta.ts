import { defineTag, text } from './define';

/** Holds what surrounds a page; the values it takes are set in the page's own JSON here. */
export const pageMeta = defineTag({
  template: '<slot/>',
  properties: {
    backgroundColor: text(),
    backgroundTextStyle: text(),
    pageStyle: text(),
    scrollTop: text(),
    rootFontSize: text(),
  },
  css: 'tt-page-meta { display: block; }',
});
