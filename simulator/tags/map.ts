import { anything, flag, list, number } from './define';
import { placeholderTag } from './placeholder';

export const map = placeholderTag('map', '地图（模拟器中不显示）', 'width: 300px; height: 225px;', {
  latitude: number(),
  longitude: number(),
  scale: number(16),
  markers: list(),
  polyline: list(),
  circles: list(),
  includePoints: list(),
  showLocation: flag(),
  setting: anything(null),
});
