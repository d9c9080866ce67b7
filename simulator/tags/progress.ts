import { defineTag, flag, number, text } from './define';

export const progress = defineTag({
  role: 'progressbar',
  template: `<h-div class="rail" style="height:{{strokeWidth}}px;border-radius:{{borderRadius}}px;background-color:{{backgroundColor}}"><h-div class="bar {{active ? 'moving' : ''}}" style="width:{{percent < 0 ? 0 : percent > 100 ? 100 : percent}}%;background-color:{{activeColor || color}}"/></h-div><h-span wx:if="{{showInfo}}" class="info" style="font-size:{{fontSize}}px" aria-hidden="true">{{percent}}%</h-span>`,
  properties: {
    percent: number(),
    showInfo: flag(),
    borderRadius: number(),
    fontSize: number(16),
    strokeWidth: number(6),
    color: text('#e0234d'),
    activeColor: text(),
    backgroundColor: text('#e3e3e5'),
    active: flag(),
    activeMode: text('backwards'),
    duration: number(30),
  },
  observers: {
    percent(percent: number) {
      this.$$.setAttribute('aria-valuenow', String(percent));
    },
  },
  attached() {
    this.$$.setAttribute('aria-valuemin', '0');
    this.$$.setAttribute('aria-valuemax', '100');
    this.$$.setAttribute('aria-valuenow', String(this.data.percent));
    if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', '进度');
  },
  css: `
tt-progress { display: flex; align-items: center; }
@S@rail { flex: 1; overflow: hidden; }
@S@bar { height: 100%; }
@S@moving { transition: width .6s; }
@S@info { margin-left: 12px; }`,
});
