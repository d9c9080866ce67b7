/** Lowest in a page's own tree, so that `:root` of a program may change it. */
export const PAGE_CSS = ':host { background: #fff; }';

/** Styles of the frame itself; those of tags and of the host's panels stand with them. */
export const FRAME_CSS = `
#app { position: relative; height: 100%; overflow: hidden; }
.sim-page { position: absolute; inset: 0; overflow-x: hidden; overflow-y: auto; }
.sim-page[hidden] { display: none; }
.sim-problems { position: fixed; inset: auto 0 0; z-index: 100000; max-height: 60%; overflow: auto; padding: 12px 16px; background: #2b1114; color: #fff;
  font: 13px/1.5 ui-monospace, monospace; }
.sim-problems h2 { margin: 0; font-size: 14px; }
.sim-problems button { position: absolute; top: 8px; right: 12px; border: 1px solid #fff; border-radius: 4px; background: none; color: #fff; }
.sim-problems li { margin-top: 8px; word-break: break-word; }
.sim-problems code { display: block; color: #ffb3b8; }
.sim-problems p { margin: 0; color: #ddd; }`;
