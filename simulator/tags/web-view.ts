import { defineTag, text } from './define';
import { inner } from './dom';

/** Names the page it would show; a page from outside is not opened inside the simulator. */
export const webView = defineTag({
  role: 'document',
  template: '<h-div class="title">网页</h-div><h-div class="address"/>',
  properties: { src: text(), progressBarColor: text() },
  observers: {
    src(src: string) {
      const address = inner(this, 'address');
      if (address) address.textContent = src;
    },
  },
  attached() {
    const address = inner(this, 'address');
    if (address) address.textContent = this.data.src;
    if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', '网页');
  },
  css: `
tt-web-view { display: flex; position: absolute; inset: 0; z-index: 1; flex-direction: column; align-items: center; justify-content: center; background: #eceef1; color: #50525a; }
@S@title { margin-bottom: 8px; font-size: 16px; }
@S@address { max-width: 90%; font-size: 12px; overflow-wrap: anywhere; }`,
});
