import { defineTag, text, type Tag } from './define';
import { privateState } from './dom';
import { replaceRpx } from './rpx';
import type { TagProperty } from './types';

const properties = {
  backgroundColor: text(),
  backgroundTextStyle: text(),
  pageStyle: text(),
  scrollTop: text(),
  scrollDuration: text('300'),
  rootFontSize: text(),
} satisfies Record<string, TagProperty>;

type MetaTag = Tag<typeof properties>;

const stateOf = privateState<{ written: string[]; stop: () => void }>(() => ({
  written: [],
  stop: () => undefined,
}));

/** The element of the page: it scrolls, and its tree holds the tag. */
function pageOf(tag: { $$: HTMLElement }): HTMLElement | undefined {
  const root = tag.$$.getRootNode();
  return root instanceof ShadowRoot ? (root.host as HTMLElement) : undefined;
}

/** Writes what the tag says of its page, and takes back what it said before. */
function show(tag: MetaTag): void {
  const page = pageOf(tag);
  if (!page) return;
  const state = stateOf(tag);
  for (const name of state.written) page.style.removeProperty(name);
  const { backgroundColor, pageStyle, rootFontSize } = tag.data;
  const wanted = document.createElement('div').style;
  wanted.cssText = replaceRpx(pageStyle);
  if (backgroundColor !== '' && !wanted.backgroundColor) wanted.backgroundColor = backgroundColor;
  state.written = [...wanted];
  for (const name of state.written)
    page.style.setProperty(name, wanted.getPropertyValue(name), wanted.getPropertyPriority(name));
  // `rem` counts by the document.
  document.documentElement.style.fontSize = replaceRpx(rootFontSize);
}

/** Holds what surrounds a page. */
export const pageMeta = defineTag({
  template: '<slot/>',
  properties,
  observers: {
    'backgroundColor, pageStyle, rootFontSize'() {
      show(this);
    },
    scrollTop(top: string) {
      const to = Number.parseFloat(top);
      if (Number.isFinite(to))
        pageOf(this)?.scrollTo({ top: to, behavior: this.data.scrollDuration === '0' ? 'auto' : 'smooth' });
    },
  },
  attached() {
    show(this);
    const page = pageOf(this);
    const scrolled = (): void => this.triggerEvent('scroll', { scrollTop: page?.scrollTop ?? 0 });
    page?.addEventListener('scroll', scrolled, { passive: true });
    stateOf(this).stop = () => page?.removeEventListener('scroll', scrolled);
  },
  detached() {
    stateOf(this).stop();
    document.documentElement.style.removeProperty('font-size');
  },
  css: 'tt-page-meta { display: block; }',
});
