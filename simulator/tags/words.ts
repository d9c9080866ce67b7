/** What tags say by themselves: one table, by language. */
import { inLanguage } from './language';

const zh = {
  map: '地图（没有底图）',
  zoomIn: '放大',
  zoomOut: '缩小',
  video: '视频',
  videoFailed: (src: string) => `视频不能播放：${src || '没有 src'}`,
  webPage: '网页',
  webPageRefused: '模拟器只打开本机的网页。真机上这里是：',
  webPageFailed: '打不开这个网页：',
  fires: '触发事件',
  standsFor: (name: string) => `<${name}>：真机上的组件，模拟器里是占位框`,
  notOurs: (name: string) => `${name}：官方插件的组件，模拟器里是占位框`,
  foreign: (name: string) => `<${name}>：抖音没有这个标签`,
  progress: '进度',
};

const en: typeof zh = {
  map: 'Map (without tiles)',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  video: 'Video',
  videoFailed: (src) => `This video cannot be played: ${src || 'no src'}`,
  webPage: 'Web page',
  webPageRefused: 'The simulator opens pages of this machine only. A device shows:',
  webPageFailed: 'This page cannot be opened:',
  fires: 'Fire an event',
  standsFor: (name) => `<${name}>: a device has it, the simulator has this box`,
  notOurs: (name) => `${name}: a component of an official plug-in; the simulator has this box`,
  foreign: (name) => `<${name}>: Douyin has no such tag`,
  progress: 'Progress',
};

export const tagWords = (): typeof zh => inLanguage({ zh, en });
