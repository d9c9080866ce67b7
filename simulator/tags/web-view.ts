import { defineTag, text, type Tag } from './define';
import { inner, privateState } from './dom';
import { isLoopback } from '../../src/contract/loopback';
import type { TagProperty } from './types';
import { tagWords } from './words';

/** The bar's colour goes by two spellings: the documents' and the one that Taro writes. */
const properties = {
  src: text(),
  progressBarColor: text(),
  progressbarColor: text(),
  type: text(),
} satisfies Record<string, TagProperty>;

type WebTag = Tag<typeof properties>;

const stateOf = privateState<{ messages: unknown[]; stop?: () => void; asked: number }>(() => ({
  messages: [],
  asked: 0,
}));

/** Of the simulator's own two sides: neither is a page to show, and the shell holds the console. */
const isOwn = ({ port }: URL): boolean => {
  const { shellOrigin = location.origin } = document.documentElement.dataset;
  return port === location.port || port === new URL(shellOrigin).port;
};

/** The page to show: one of this machine, by its whole address, as a device wants it. */
function pageOf(src: string): URL | undefined {
  try {
    const url = new URL(src);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return isWeb && isLoopback(url.hostname) && !isOwn(url) ? url : undefined;
  } catch {
    return undefined;
  }
}

function say(tag: WebTag, title: string): void {
  const [head, address] = [inner(tag, 'title'), inner(tag, 'address')];
  if (head) head.textContent = title;
  if (address) address.textContent = title === '' ? '' : tag.data.src;
}

/** A frame tells nothing of a page that does not answer: it is asked for once beforehand. */
async function answers(url: URL): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors' });
    return true;
  } catch {
    return false;
  }
}

async function show(tag: WebTag): Promise<void> {
  const frame = inner<HTMLIFrameElement>(tag, 'frame');
  const { src } = tag.data;
  if (!frame) return;
  const state = stateOf(tag);
  state.asked += 1;
  const turn = state.asked;
  const url = src === '' ? undefined : pageOf(src);
  frame.hidden = url === undefined;
  if (!url) {
    frame.removeAttribute('src');
    say(tag, src === '' ? tagWords().webPage : tagWords().webPageRefused);
    if (src !== '') tag.triggerEvent('error', { src, errMsg: `not a page of this machine: ${src}` });
    return;
  }
  say(tag, '');
  // Its scripts may run, and lead nobody away: neither the frame around it nor the tab.
  frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-same-origin');
  frame.src = url.href;
  if (await answers(url)) return;
  if (turn !== state.asked) return;
  frame.hidden = true;
  say(tag, tagWords().webPageFailed);
  tag.triggerEvent('error', { src, errMsg: `nothing answers at ${url.origin}` });
}

/** Shows a page of this machine in a frame. A page from outside is named, and not opened. */
export const webView = defineTag({
  role: 'document',
  template: '<h-div class="title"/><h-div class="address"/><h-iframe class="frame"/>',
  properties,
  observers: {
    src() {
      void show(this);
    },
  },
  attached() {
    if (!this.$$.hasAttribute('aria-label')) this.$$.setAttribute('aria-label', tagWords().webPage);
    const frame = inner<HTMLIFrameElement>(this, 'frame');
    if (!frame) return;
    frame.title = tagWords().webPage;
    frame.addEventListener('load', () => {
      if (frame.hasAttribute('src') && !frame.hidden) this.triggerEvent('load', { src: this.data.src });
    });
    // `tt.miniProgram.postMessage({ data })` in the page; what came is reported when the page is left.
    const heard = (event: MessageEvent): void => {
      if (event.source !== frame.contentWindow) return;
      const { data } = (event.data ?? {}) as { data?: unknown };
      if (data !== undefined) stateOf(this).messages.push(data);
    };
    window.addEventListener('message', heard);
    stateOf(this).stop = () => window.removeEventListener('message', heard);
    // An address that was there from the beginning has been shown already.
    if (stateOf(this).asked === 0) void show(this);
  },
  detached() {
    const { messages, stop } = stateOf(this);
    stop?.();
    if (messages.length > 0) this.triggerEvent('message', { data: messages });
  },
  css: `
tt-web-view { display: flex; position: absolute; inset: 0; z-index: 1; flex-direction: column; align-items: center; justify-content: center; background: #eceef1; color: #50525a; }
@S@title { max-width: 90%; margin-bottom: 8px; font-size: 16px; text-align: center; }
@S@address { max-width: 90%; font-size: 12px; overflow-wrap: anywhere; }
@S@frame { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; background: #fff; }
@S@frame[hidden] { display: none; }`,
});
