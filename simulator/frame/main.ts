/** Entry of `/runtime.js`: runs the program that `/program.js` has put on the window. */
import type { ProgramBundle, TagTemplates } from '../protocol';
import { boot, type TradeSim } from './boot';
import { readShift, shiftClock } from '../runtime/device-clock';
import { parseDelivery } from '../runtime/crossing';
import { parseProfile } from '../host/profile';

interface FrameWindow {
  __TRADE_SIM_PROGRAM__?: ProgramBundle;
  __TRADE_SIM_TAG_TEMPLATES__?: TagTemplates;
  __tradeSim?: TradeSim;
}

const frame = window as unknown as FrameWindow;
const search = new URLSearchParams(location.search);
const script = document.querySelector<HTMLScriptElement>('script[src*="program.js"]');

shiftClock(window as unknown as { Date: DateConstructor }, readShift(document.documentElement));

if (frame.__TRADE_SIM_PROGRAM__) {
  frame.__tradeSim = boot(frame.__TRADE_SIM_PROGRAM__, {
    templates: frame.__TRADE_SIM_TAG_TEMPLATES__ ?? {},
    profile: parseProfile(search),
    delivery: parseDelivery(search.get('delivery')),
    programUrl: script?.src ?? new URL('/program.js', location.href).href,
  });
} else {
  document.body.textContent = '小程序没有编译成功：请看模拟器的控制台。';
}
