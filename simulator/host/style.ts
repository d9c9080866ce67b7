/** Styles of what the host draws over the pages. */
export const HOST_CSS = `
.sim-dialog { padding: 0; border: 0; color: #161823; font-size: 16px; max-width: none; }
.sim-dialog::backdrop { background: rgb(0 0 0 / 50%); }
.sim-dialog button { border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
.sim-modal { width: min(300px, 84%); border-radius: 12px; text-align: center; }
.sim-modal h2 { margin: 20px 20px 0; font-size: 17px; }
.sim-modal p { margin: 12px 20px 20px; color: #4a4a52; white-space: pre-line; overflow-wrap: anywhere; }
.sim-modal input { width: calc(100% - 40px); box-sizing: border-box; margin: 0 20px 20px; padding: 8px; border: 1px solid #c8c8cc; border-radius: 6px; font: inherit; }
.sim-modal footer { display: flex; border-top: 1px solid #e5e5e8; }
.sim-modal footer button { flex: 1; padding: 13px 0; }
.sim-modal footer button + button { border-left: 1px solid #e5e5e8; }
.sim-sheet { width: 100%; margin: auto 0 0; border-radius: 16px 16px 0 0; background: #fff; }
.sim-sheet button { display: block; width: 100%; box-sizing: border-box; padding: 14px 16px; border-top: 1px solid #f0f0f2; text-align: center; }
.sim-sheet header { padding: 20px 16px 16px; text-align: center; }
.sim-sheet h2 { margin: 0; font-size: 17px; overflow-wrap: anywhere; }
.sim-sheet header p { margin: 8px 0 0; color: #4a4a52; font-size: 13px; overflow-wrap: anywhere; }
.sim-sheet .sim-channels { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 12px 16px; border: 0; font-size: 14px; color: #161823; }
.sim-sheet .sim-channels legend { float: left; margin-right: 8px; color: #50525a; }
.sim-sheet .sim-amount { color: #161823; font-size: 30px; font-weight: 600; }
.sim-sheet .sim-main { background: #e0234d; color: #fff; }
.sim-sheet details > summary { padding: 14px 16px; border-top: 1px solid #f0f0f2; text-align: center; color: #4a4a52; cursor: pointer; }
.sim-toast { position: fixed; inset: 0; z-index: 99990; display: flex; align-items: center; justify-content: center; pointer-events: none; }
.sim-toast[data-mask] { pointer-events: auto; }
.sim-toast > div { max-width: 70%; padding: 12px 18px; border-radius: 8px; background: rgb(22 24 35 / 90%); color: #fff; font-size: 14px; text-align: center; overflow-wrap: anywhere; }
.sim-spinner { display: block; width: 24px; height: 24px; margin: 0 auto 8px; border: 3px solid #fff; border-right-color: transparent; border-radius: 50%;
  box-sizing: border-box; animation: sim-spin 1s linear infinite; }
.sim-pull { position: absolute; inset: 0 0 auto; padding: 12px; text-align: center; color: #4a4a52; font-size: 13px; }
.sim-pull.sim-light { color: #fff; }
.sim-toast-icon { display: block; width: 36px; height: 36px; margin: 0 auto 8px; object-fit: contain; }
.sim-toast-icon path { fill: none; stroke: currentColor; stroke-width: 2; }
.sim-sheet .sim-row { display: flex; align-items: center; gap: 8px; margin: 0; padding: 10px 16px; color: #161823; font-size: 15px; }
.sim-sheet .sim-row input:not([type=checkbox]) { flex: 1; min-width: 0; box-sizing: border-box; padding: 8px; border: 1px solid #85868c; border-radius: 6px; font: inherit; }
.sim-sheet header code { font-size: 12px; overflow-wrap: anywhere; }
.sim-sheet header img { max-width: 60%; max-height: 160px; margin-top: 8px; }
.sim-preview { width: 100vw; height: 100%; max-height: none; background: #000; color: #fff; text-align: center; }
.sim-preview img { display: block; width: 100%; height: calc(100% - 96px); object-fit: contain; }
.sim-preview p { margin: 8px; }
.sim-preview footer { display: flex; }
.sim-preview footer button { flex: 1; padding: 14px 0; }
@keyframes sim-spin { to { transform: rotate(1turn); } }`;
