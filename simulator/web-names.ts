/**
 * Names of a browser that a mini-program does not have. The compiler writes another name in their place where
 * a program means the browser's; the frame answers those. A name that a script declares is its own.
 */
export const WEB_NAMES: readonly string[] = (
  'window document self top parent frames opener frameElement external name status event origin closed length ' +
  'localStorage sessionStorage indexedDB caches cookieStore Storage ' +
  'fetch Headers Request Response XMLHttpRequest WebSocket EventSource RTCPeerConnection ' +
  'Worker SharedWorker ServiceWorker BroadcastChannel MessageChannel importScripts ' +
  'location history navigation navigator clientInformation screen visualViewport devicePixelRatio ' +
  'innerWidth innerHeight outerWidth outerHeight scrollX scrollY pageXOffset pageYOffset ' +
  'eval alert confirm prompt print open close find stop focus blur postMessage scrollTo scrollBy matchMedia ' +
  'getComputedStyle getSelection addEventListener removeEventListener dispatchEvent requestIdleCallback ' +
  'Image Audio Option Window Document DocumentFragment Node NodeList Text Element SVGElement HTMLElement ' +
  'HTMLCanvasElement HTMLImageElement HTMLInputElement HTMLVideoElement HTMLIFrameElement Range Selection ' +
  'Event CustomEvent EventTarget MouseEvent TouchEvent PointerEvent KeyboardEvent MutationObserver ' +
  'ResizeObserver IntersectionObserver DOMParser XMLSerializer FormData Blob File FileReader Notification ' +
  'URL URLSearchParams TextEncoder TextDecoder atob btoa crypto performance structuredClone AbortController ' +
  'AbortSignal requestAnimationFrame cancelAnimationFrame createImageBitmap OffscreenCanvas Path2D ImageData ' +
  'DOMException DOMRect DOMMatrix FontFace CSS ReadableStream WritableStream CompressionStream ' +
  'customElements speechSynthesis'
).split(' ');

/** Names of the language itself, and the few of a browser that a mini-program has too. */
export const LANGUAGE_NAMES: readonly string[] = (
  'Object Function Array Number Boolean String Symbol BigInt Date Promise RegExp Error AggregateError EvalError ' +
  'RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer SharedArrayBuffer DataView Uint8Array ' +
  'Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray ' +
  'BigUint64Array BigInt64Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry Proxy Reflect JSON Math ' +
  'Intl Atomics parseFloat parseInt isNaN isFinite NaN Infinity undefined decodeURI decodeURIComponent ' +
  'encodeURI encodeURIComponent escape unescape setTimeout clearTimeout setInterval clearInterval console'
).split(' ');

/** What to use in place of a browser's name: names of functions, which need no language. */
export const INSTEAD: Readonly<Record<string, string>> = {
  fetch: 'tt.request',
  XMLHttpRequest: 'tt.request',
  localStorage: 'tt.setStorageSync, tt.getStorageSync',
  sessionStorage: 'tt.setStorageSync, tt.getStorageSync',
  document: 'setData, tt.createSelectorQuery',
  location: 'tt.navigateTo, onLoad(query)',
  history: 'tt.navigateBack',
  navigator: 'tt.getSystemInfoSync',
  screen: 'tt.getSystemInfoSync',
  alert: 'tt.showModal',
  confirm: 'tt.showModal',
  WebSocket: 'tt.connectSocket',
  Worker: 'tt.createWorker',
  Image: 'canvas.createImage()',
  Audio: 'tt.createInnerAudioContext',
  FileReader: 'tt.getFileSystemManager',
  atob: 'tt.base64ToArrayBuffer',
  btoa: 'tt.arrayBufferToBase64',
  performance: 'Date.now, tt.performance',
  requestAnimationFrame: 'setTimeout, canvas.requestAnimationFrame()',
  OffscreenCanvas: 'tt.createOffscreenCanvas',
};

/** What a template script (SJS) does not have beside: the mini-program's own names. */
export const LOGIC_NAMES: readonly string[] = [
  ...['tt', 'wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages', 'global'],
];

/** In front of a name that is read. */
export const READ = '__simAbsent_';

/** In front of one that only `typeof` looks at; as long as `READ`, so that columns stay. */
export const TYPE_TEST = '__simNoName_';

/** In place of `Function` where a script makes `return this` of text, to get at `globalThis`. */
export const RETURN_THIS = '__simReturnThis';

/** In place of `globalThis`. */
export const GLOBAL = '__simGlobalObject';

/** Called with `this` of a function that is not strict, where it may be the window: in the logic, in SJS. */
export const LOGIC_THIS = '__simThis';
export const SJS_THIS = '__simSjsThis';
