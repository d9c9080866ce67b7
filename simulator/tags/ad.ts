import { number, text } from './define';
import { placeholderTag } from './placeholder';

export const ad = placeholderTag('ad', '广告位', 'width: 100%; height: 80px;', {
  unitId: text(),
  adIntervals: number(),
  type: text(),
  scale: number(100),
  fixed: text(),
});
