import { defineTag, flag } from './define';

export const movableArea = defineTag({
  template: '<slot/>',
  properties: { scaleArea: flag() },
  css: 'tt-movable-area { display: block; position: relative; width: 10px; height: 10px; }',
});
