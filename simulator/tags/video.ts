import { flag, number, text } from './define';
import { placeholderTag } from './placeholder';

export const video = placeholderTag('video', '视频（模拟器中不播放）', 'width: 300px; height: 225px;', {
  src: text(),
  poster: text(),
  autoplay: flag(),
  controls: flag(true),
  loop: flag(),
  muted: flag(),
  initialTime: number(),
  objectFit: text('contain'),
  showFullscreenBtn: flag(true),
  showPlayBtn: flag(true),
  vslideGesture: flag(),
  enableProgressGesture: flag(true),
  direction: number(),
});
