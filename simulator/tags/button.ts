import { defineTag, flag, number, text } from './define';
import { closestTag } from './dom';
import type { FormTag } from './form';
import { currentPage, hostApi, plainTarget, quietly } from './host';
import { blockWhenDisabled, showDisabled, tapByKeyboard } from './keyboard';
import type { TagInstance } from './types';
import { own } from '../record';

type OpenTypeTag = Pick<TagInstance, 'id' | 'dataset' | 'triggerEvent'>;

/** Calls an API and hands what it gives, or why it fails, to the button's own event. */
function answer(tag: OpenTypeTag, event: string, call: ((options: object) => unknown) | undefined): void {
  call?.({ complete: (detail: unknown) => tag.triggerEvent(event, detail) });
}

const OPEN_TYPES: Record<string, (tag: OpenTypeTag) => void> = {
  getPhoneNumber: (tag) => answer(tag, 'getphonenumber', hostApi().getPhoneNumber),
  getUserInfo: (tag) => answer(tag, 'getuserinfo', hostApi().getUserInfo),
  openAwemeUserProfile: (tag) =>
    tag.triggerEvent('openawemeuserprofile', { errMsg: 'openAwemeUserProfile:ok' }),
  joinGroup: (tag) => tag.triggerEvent('joingroup', { errMsg: 'joinGroup:ok' }),
  contact: (tag) => tag.triggerEvent('contact', { errMsg: 'contact:ok', path: '', query: {} }),
  im: (tag) => tag.triggerEvent('im', { errMsg: 'im:ok' }),
  chooseAvatar: (tag) => tag.triggerEvent('chooseavatar', { avatarUrl: '' }),
  openSetting: (tag) => answer(tag, 'opensetting', hostApi().openSetting),
  share: (tag) => {
    const message = currentPage()?.onShareAppMessage?.({ from: 'button', target: plainTarget(tag) }) ?? {};
    quietly(hostApi().shareAppMessage?.(message));
  },
};

export const button = defineTag({
  role: 'button',
  template: '<h-span wx:if="{{loading}}" class="spinner" aria-hidden="true"/><slot/>',
  properties: {
    type: text('default'),
    size: text('default'),
    plain: flag(),
    disabled: flag(),
    loading: flag(),
    formType: text(),
    openType: text(),
    name: text(),
    groupId: text(),
    hoverClass: text('button-hover'),
    hoverStartTime: number(20),
    hoverStayTime: number(70),
    hoverStopPropagation: flag(),
  },
  reflect: true,
  observers: {
    disabled(disabled: boolean) {
      showDisabled(this, disabled);
    },
    loading(loading: boolean) {
      this.$$.setAttribute('aria-busy', String(loading));
    },
  },
  attached() {
    blockWhenDisabled(this);
    tapByKeyboard(this, () => !this.data.disabled);
    showDisabled(this, this.data.disabled);
    this.addListener('tap', () => {
      const form = this.data.formType === '' ? undefined : closestTag<FormTag>(this, 'form');
      if (this.data.formType === 'submit') form?.submit(plainTarget(this));
      if (this.data.formType === 'reset') form?.reset(plainTarget(this));
      own(OPEN_TYPES, this.data.openType)?.(this);
    });
  },
  css: `
tt-button { display: block; position: relative; box-sizing: border-box; margin: 0 auto; padding: 0 14px; overflow: hidden; border: 1px solid transparent; border-radius: 4px;
  background-color: #f1f1f2; color: #161823; font-size: 17px; line-height: 2.5; text-align: center; text-decoration: none; white-space: nowrap; cursor: pointer; user-select: none; }
tt-button:where([type=primary]) { background-color: var(--tt-primary); color: #fff; }
tt-button:where([type=warn]) { background-color: #c5281c; color: #fff; }
tt-button:where([size=mini]) { display: inline-block; padding: 0 1.32em; font-size: 13px; line-height: 2.3; }
tt-button:where([plain]) { border-color: #161823; background-color: transparent; color: #161823; }
tt-button:where([plain][type=primary]) { border-color: var(--tt-primary); color: var(--tt-primary); }
tt-button:where([plain][type=warn]) { border-color: #c5281c; color: #c5281c; }
tt-button:where(:not([disabled]):not([hover-class=none]):active) { filter: brightness(.92); }
tt-button:where([disabled]) { opacity: .5; cursor: not-allowed; }
@S@spinner { display: inline-block; width: 1em; height: 1em; margin-right: .4em; box-sizing: border-box; border: 2px solid currentColor; border-right-color: transparent; border-radius: 50%;
  vertical-align: -.12em; animation: ttb-button-spin 1s linear infinite; }
@keyframes ttb-button-spin { to { transform: rotate(1turn); } }`,
});
