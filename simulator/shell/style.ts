/** Styles of the shell. Colours are pairs that keep a contrast of 4.5 to 1 in both themes. */
export const SHELL_CSS = `
:root { color-scheme: light dark; --ground: #f2f3f5; --surface: #fff; --ink: #17181c; --quiet: #5a5d66; --line: #c9ccd3; --accent: #1457b8; --accent-ink: #fff;
  --error: #b3161f; --error-ground: #fdecec; --warning: #7a4b00; --warning-ground: #fff4dd; --good: #136c2e; --code: #eef0f4; }
@media (prefers-color-scheme: dark) { :root { --ground: #17181c; --surface: #202228; --ink: #eceef2; --quiet: #a9adb8; --line: #454954; --accent: #8ab6ff; --accent-ink: #0c1a30;
  --error: #ff9a9f; --error-ground: #3a1a1d; --warning: #f4c26b; --warning-ground: #352a14; --good: #7fd39a; --code: #15161a; } }
* { box-sizing: border-box; }
html, body, #app { height: 100%; margin: 0; }
body { background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
h2 { display: flex; align-items: center; gap: 8px; margin: 16px 0 8px; font-size: 15px; }
p { margin: 0; }
ul, ol { margin: 0; padding: 0; list-style: none; }
button, select, input { font: inherit; color: inherit; }
button, select, input[type=search], input[type=number] { min-height: 32px; padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
button { cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--accent); }
button:disabled { opacity: .55; cursor: default; }
button.small { min-height: 28px; padding: 1px 8px; font-size: 13px; }
button.danger { border-color: var(--error); background: var(--error-ground); color: var(--error); }
button[aria-pressed=true] { border-color: var(--accent); color: var(--accent); }
input[type=checkbox] { width: 16px; height: 16px; margin: 0; accent-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 12.5px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 8px; top: -60px; z-index: 10; padding: 8px 12px; background: var(--accent); color: var(--accent-ink); }
.skip:focus { top: 8px; }

.shell { display: grid; grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr); min-height: 100%; }
.toolbar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 6px 10px; border-bottom: 1px solid var(--line); background: var(--surface); }
.spring { flex: 1; }
.badge { border-color: transparent; font-weight: 600; }
.badge.errors { background: #b3161f; color: #fff; }
.badge.warnings { background: var(--warning-ground); color: var(--warning); }
.notice { display: flex; gap: 8px; align-items: center; padding: 6px 10px; background: var(--warning-ground); color: var(--warning); }
.notice.error { background: var(--error-ground); color: var(--error); }
.stage { display: flex; grid-row: 3; min-height: 0; padding: 8px; overflow: auto; }
.phone-room { flex: none; margin: auto; }
.panel { grid-row: 4; display: flex; flex-direction: column; min-width: 0; min-height: 60vh; border-top: 1px solid var(--line); background: var(--surface); }
.shell > .notice { grid-row: 2; }
@media (min-width: 860px) {
  .shell { height: 100%; }
  .shell.with-panel { grid-template-columns: minmax(0, 1fr) minmax(380px, 44%); }
  .toolbar, .shell > .notice { grid-column: 1 / -1; }
  .panel { grid-row: 3; grid-column: 2; min-height: 0; border-top: 0; border-left: 1px solid var(--line); }
}

.phone { width: max-content; border-radius: 38px; background: #0d0e11; box-shadow: 0 0 0 1px #4a4d57, 0 8px 30px rgba(0, 0, 0, .25); transform-origin: 0 0; }
.screen { display: flex; position: relative; flex-direction: column; overflow: hidden; border-radius: 28px; background: #fff; color: #161823; color-scheme: light; }
.status-bar { display: flex; align-items: center; justify-content: space-between; padding: 0 20px; font-size: 12px; font-weight: 600; }
.battery { width: 22px; height: 10px; border: 1px solid currentColor; border-radius: 3px; box-shadow: inset 0 0 0 1px transparent, inset 14px 0 0 currentColor; }
.navigation-bar { display: flex; position: relative; align-items: center; justify-content: center; height: 44px; }
.nav-title { overflow: hidden; max-width: 50%; margin: 0; font-size: 17px; font-weight: 500; text-overflow: ellipsis; white-space: nowrap; }
.nav-ring { display: inline-block; width: 14px; height: 14px; margin-right: 6px; border: 2px solid currentColor; border-right-color: transparent; border-radius: 50%; animation: turn 1s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
.screen button { min-height: 0; border: 0; background: none; }
.nav-back { position: absolute; left: 4px; padding: 8px; line-height: 0; }
.capsule { display: flex; position: absolute; top: 6px; right: 7px; width: 87px; height: 32px; border: 1px solid rgba(128, 128, 128, .45); border-radius: 16px; background: rgba(255, 255, 255, .6); color: #161823; }
.screen .capsule button { flex: 1; padding: 0; line-height: 0; }
.capsule button + button { border-left: 1px solid rgba(128, 128, 128, .35); }
.page-area { position: relative; flex: 1; min-height: 0; background: #fff; }
.page-area iframe { display: block; width: 100%; height: 100%; border: 0; }
.custom-navigation .bars { position: absolute; inset: 0 0 auto; z-index: 2; pointer-events: none; }
.custom-navigation .bars button { pointer-events: auto; }
.tab-bar { display: flex; height: 50px; border-top: 1px solid rgba(0, 0, 0, .1); background: #fff; }
.screen .tab-bar button { display: flex; position: relative; flex: 1; flex-direction: column; align-items: center; justify-content: center; padding: 0; font-size: 11px; line-height: 1.3; }
.tab-bar button:not(:has(img)) { font-size: 16px; }
.tab-badge, .tab-dot { position: absolute; top: 4px; left: calc(50% + 8px); border-radius: 8px; background: #c5281c; color: #fff; }
.tab-badge { min-width: 16px; padding: 0 4px; font-size: 10px; line-height: 16px; text-align: center; }
.tab-dot { width: 8px; height: 8px; }
.gesture-bar { flex: none; background: #fff; }
.gesture-bar::after { display: block; width: 36%; height: 5px; margin: 8px auto 0; border-radius: 3px; background: #161823; content: ""; }
.curtain { display: flex; position: absolute; inset: 0; z-index: 3; flex-direction: column; align-items: center; justify-content: center; gap: 12px; padding: 24px; background: #fff; color: #161823; text-align: center; }
.hidden-app { background: rgba(20, 21, 26, .92); color: #fff; }
.screen .hidden-app button { padding: 6px 16px; border: 1px solid #fff; border-radius: 6px; color: #fff; }

.tabs { display: flex; border-bottom: 1px solid var(--line); }
.tabs button { border: 0; border-bottom: 3px solid transparent; border-radius: 0; background: none; padding: 8px 14px; }
.tabs button[aria-selected=true] { border-bottom-color: var(--accent); color: var(--accent); font-weight: 600; }
.count { display: inline-block; min-width: 20px; margin-left: 6px; padding: 0 6px; border-radius: 10px; background: #b3161f; color: #fff; font-size: 12px; line-height: 20px; text-align: center; }
.panel-body { display: flex; flex: 1; flex-direction: column; min-height: 0; overflow: auto; padding: 10px; }
.problems { flex: none; margin-bottom: 10px; }
.problems h2 { margin-top: 0; }
.problem { margin-bottom: 8px; padding: 8px 10px; border-left: 4px solid; border-radius: 4px; overflow-wrap: anywhere; }
.problem.error { border-color: var(--error); background: var(--error-ground); }
.problem.warning { border-color: var(--warning); background: var(--warning-ground); }
.problem-head { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.problem-message { white-space: pre-wrap; }
.tag { padding: 0 6px; border-radius: 4px; font-size: 12px; font-weight: 600; }
.problem.error .tag { color: var(--error); }
.problem.warning .tag { color: var(--warning); }
.tag.plain { border: 1px solid currentColor; font-weight: 400; }
.log { display: flex; flex: 1; flex-direction: column; min-height: 240px; }
.filters { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding-bottom: 8px; }
.filters input[type=search] { flex: 1 1 120px; min-width: 0; }
fieldset { margin: 0; padding: 0; border: 0; }
.choice { display: flex; flex-wrap: wrap; gap: 2px 10px; }
.choice label, .switch, .inline { display: inline-flex; align-items: center; gap: 4px; }
.inline { font-size: 13px; font-weight: 400; }
.empty { padding: 12px; color: var(--quiet); }
.rows { flex: 1; min-height: 0; overflow: auto; border-top: 1px solid var(--line); font-size: 13px; }
.trade-rows { flex: none; max-height: 320px; }
.row { padding: 3px 4px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.row time, .row .kind { margin-right: 8px; color: var(--quiet); font-size: 12px; white-space: nowrap; }
.row .level { margin-right: 8px; font-size: 12px; font-weight: 600; }
.row .text { white-space: pre-wrap; }
.row.error { background: var(--error-ground); }
.row.error .text, .row.error .level { color: var(--error); }
.row.warn { background: var(--warning-ground); }
.row.warn .text, .row.warn .level { color: var(--warning); }
.row.error time, .row.error .kind, .row.warn time, .row.warn .kind { color: var(--ink); }
summary { cursor: pointer; }
.detail { padding: 4px 0 4px 14px; }
.detail pre { max-height: 320px; margin: 4px 0 0; padding: 8px; overflow: auto; border-radius: 4px; background: var(--code); white-space: pre-wrap; }
.copied { margin-left: 8px; color: var(--good); font-size: 12px; }
.trade { display: flex; flex-direction: column; gap: 10px; }
.trade h2 { margin: 8px 0 0; }
.field { display: flex; flex-direction: column; gap: 6px; min-width: 0; }
.field > label, .field > legend { font-weight: 600; }
.field select { width: 100%; }
.about { color: var(--quiet); font-size: 13px; }
.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
.buttons input[type=number] { width: 90px; }
.table-room { flex: none; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 5px 6px; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
.order-state.paid { color: var(--good); }
.order-state.unpaid { color: var(--warning); }
@media (prefers-reduced-motion: reduce) { * { animation-duration: .01ms !important; transition-duration: .01ms !important; } }`;
