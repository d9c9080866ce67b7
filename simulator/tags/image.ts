import { asText } from './as-text';
import { assetUrl } from './assets';
import { defineTag, flag, text, type Tag } from './define';
import { inner } from './dom';
import type { TagProperty } from './types';
import { own } from '../record';

/** `object-fit` and `object-position` of each mode; widthFix and heightFix are in the style sheet. */
const FIT: Record<string, [fit: string, position: string]> = {
  scaleToFill: ['fill', '50% 50%'],
  aspectFit: ['contain', '50% 50%'],
  aspectFill: ['cover', '50% 50%'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'top left'],
  'top right': ['none', 'top right'],
  'bottom left': ['none', 'bottom left'],
  'bottom right': ['none', 'bottom right'],
};

/** A device shows nothing for a picture that does not come; a browser draws a torn one. */
const FAILED = '@S@picture[failed] { opacity: 0; }';

const properties = {
  src: text(),
  mode: text('scaleToFill'),
  lazyLoad: flag(),
  alt: text(),
  showMenuByLongpress: flag(),
} satisfies Record<string, TagProperty>;

type ImageTag = Tag<typeof properties>;

function show(tag: ImageTag): void {
  const picture = inner<HTMLImageElement>(tag, 'picture');
  if (!picture) return;
  const [fit, position] = own(FIT, tag.data.mode) ?? ['fill', '50% 50%'];
  picture.style.objectFit = fit;
  picture.style.objectPosition = position;
  tag.$$.setAttribute('mode', tag.data.mode);
  // A picture without words for it is decoration; the empty text says so.
  picture.alt = asText(tag.data.ariaLabel) || tag.data.alt;
  picture.loading = tag.data.lazyLoad ? 'lazy' : 'eager';
  picture.hidden = tag.data.src === '';
  const url = assetUrl(tag, tag.data.src);
  if (url === '') picture.removeAttribute('src');
  else if (picture.getAttribute('src') !== url) picture.src = url;
}

export const image = defineTag({
  template: '<h-img class="picture" alt="" draggable="false"/>',
  properties,
  observers: {
    'src, mode, lazyLoad, alt, ariaLabel'() {
      show(this);
    },
  },
  attached() {
    const picture = inner<HTMLImageElement>(this, 'picture');
    picture?.addEventListener('load', () => {
      picture.removeAttribute('failed');
      this.triggerEvent('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    });
    picture?.addEventListener('error', () => {
      picture.setAttribute('failed', '');
      this.triggerEvent('error', { errMsg: `GET ${this.data.src} failed` });
    });
    show(this);
  },
  css: `
tt-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; }
@S@picture { display: block; width: 100%; height: 100%; }
${FAILED}
tt-image[mode=widthFix] { height: auto !important; }
tt-image[mode=widthFix] > @S@picture { height: auto; }
tt-image[mode=heightFix] { width: auto !important; }
tt-image[mode=heightFix] > @S@picture { width: auto; max-width: none; }`,
});

/** The same picture, laid over native components on a device; in a browser everything can be covered. */
export const coverImage = {
  ...image,
  css: `tt-cover-image { display: block; } @S@picture { display: block; width: 100%; height: 100%; } ${FAILED}`,
};
