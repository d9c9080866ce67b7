/**
 * Names that a mini-program may use, for telling a slip from a name of the program's own. What is not here is
 * not refused: only what is almost one of these is reported.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const APP_KEYS = words(`
  pages window tabBar entryPagePath subPackages subpackages usingComponents networkTimeout permission plugins
  ttPlugins navigateToMiniProgramAppIdList preloadRule sitemapLocation themeLocation darkmode resolveAlias
  lazyCodeLoading componentPlaceholder functionalPages requiredBackgroundModes workers fonts industrySDK
  industrySDKPages renderer resizable style debug prefetchRules prefetches supportedMaterials component2 cookie
  skeleton referrerPolicy usePrivacyCheck`);

/** Keys of `window` in app.json, and of a page's own JSON. */
export const WINDOW_KEYS = words(`
  navigationBarBackgroundColor navigationBarTextStyle navigationBarTitleText navigationStyle backgroundColor
  backgroundTextStyle backgroundColorTop backgroundColorBottom backgroundColorContent enablePullDownRefresh
  onReachBottomDistance disableScroll disableSwipeBack pageOrientation transparentTitle extendBodyHeight
  restartStrategy initialRenderingCache`);

/** Keys of `tabBar` in app.json. */
export const TAB_KEYS = words('color selectedColor backgroundColor borderStyle position list custom');

export const PAGE_KEYS = new Set([
  ...WINDOW_KEYS,
  ...words(
    'component usingComponents componentPlaceholder componentGenerics styleIsolation addGlobalClass renderer',
  ),
]);

export const COMPONENT_OPTIONS = words(`
  properties data methods behaviors lifetimes pageLifetimes observers options externalClasses relations created
  attached ready moved detached error definitionFilter export setUpdatePerformanceListener provide inject`);

export const LIFETIMES = words('created attached ready moved detached error');
export const PAGE_LIFETIMES = words('show hide resize routeDone');

/** Functions of a page that the platform calls. */
export const PAGE_FUNCTIONS = words(`
  onLoad onShow onReady onHide onUnload onPullDownRefresh onReachBottom onPageScroll onResize onTabItemTap
  onShareAppMessage onShareTimeline onAddToFavorites onSaveExitState onUserCaptureScreen onBackPress`);

/** Functions of `App` that the platform calls. */
export const APP_FUNCTIONS = words(
  'onLaunch onShow onHide onError onPageNotFound onUnhandledRejection onThemeChange',
);

/** Events that every tag has. */
export const EVENTS = words(`
  tap longpress longtap touchstart touchmove touchend touchcancel touchforcechange transitionend animationstart
  animationiteration animationend`);

/** Events of single tags. */
export const TAG_EVENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  button: words(
    'getphonenumber getuserinfo contact im chooseavatar opensetting openawemeuserprofile joingroup agreeprivacyauthorization error',
  ),
  form: words('submit reset'),
  image: words('load error'),
  'cover-image': words('load error'),
  input: words('input focus blur confirm keyboardheightchange'),
  textarea: words('input focus blur confirm linechange keyboardheightchange'),
  picker: words('change cancel columnchange'),
  'picker-view': words('change pickstart pickend'),
  'checkbox-group': words('change'),
  'radio-group': words('change'),
  switch: words('change'),
  slider: words('change changing'),
  swiper: words('change transition animationfinish'),
  'scroll-view': words(
    'scroll scrolltoupper scrolltolower refresherpulling refresherrefresh refresherrestore refresherabort dragstart dragging dragend',
  ),
  'movable-view': words('change scale htouchmove vtouchmove'),
  progress: words('activeend'),
  navigator: words('success fail complete'),
  'web-view': words('message load error'),
  ad: words('load error close'),
  'ad-custom': words('load error'),
  'aweme-data': words('error'),
  'aweme-user-card': words('error'),
  camera: words('stop error initdone scancode'),
  'live-player': words('statechange fullscreenchange error'),
  'live-pusher': words('statechange error'),
  map: words(
    'markertap labeltap callouttap updated regionchange anchorpointtap polylinetap controltap poitap',
  ),
  'open-data': words('error'),
  video: words(
    'play pause ended timeupdate waiting error progress loadedmetadata seekcomplete fullscreenchange adstart adended adclose aderror adload playbackratechange mutechange controltap enterbackground closebackground leavebackground',
  ),
  'contact-button': words('contact'),
  like: words('change'),
  'rate-button': words('rate'),
};

/** Attributes that every tag has. */
export const ATTRIBUTES = words(
  'id class style hidden slot is data name animation role tabindex hover-class hover-start-time hover-stay-time hover-stop-propagation src',
);

/** Behaviors that the platform has, behind its scheme. */
export const BEHAVIORS = words('form-field form-field-group form-field-button component-export');

/** Tags of the template language itself. */
export const LANGUAGE_TAGS = words('block template import include slot sjs wxs wxml page');

/** Tags that the platform documents. What the simulator draws none of is still no slip. */
export const PLATFORM_TAGS = words(`
  view text cover-view cover-image scroll-view swiper swiper-item movable-area movable-view icon progress rich-text
  button checkbox checkbox-group form input label picker picker-view picker-view-column radio radio-group slider
  switch textarea navigator image video camera live-player live-pusher canvas map open-data web-view ad ad-custom
  aweme-data aweme-user-card page-meta navigation-bar match-media share-element root-portal page-container editor
  contact-button rate-button official-account like list rtc-room audio sticky-header sticky-section comment-list
  video-player native-slot keyboard-accessory pay-button consume-card functional-page-navigator grid-view list-view
  scroll-x-view snapshot span-view voip-room`);

/** Those of them that other platforms have: a component of a program may well be called so. */
const ELSEWHERE = words(
  'ad-custom audio comment-list editor functional-page-navigator grid-view keyboard-accessory like list ' +
    'list-view live-pusher match-media native-slot navigation-bar official-account page-container ' +
    'root-portal rtc-room scroll-x-view share-element snapshot span-view sticky-header sticky-section ' +
    'video-player voip-room',
);

/** Tags whose names no component of a program can have. */
export const RESERVED_TAGS: ReadonlySet<string> = new Set(
  [...PLATFORM_TAGS].filter((tag) => !ELSEWHERE.has(tag)),
);

/** HTML elements -> the tag to write in their place. */
export const HTML_TAGS: Readonly<Record<string, string>> = {
  div: 'view',
  p: 'view',
  section: 'view',
  header: 'view',
  footer: 'view',
  main: 'view',
  nav: 'view',
  article: 'view',
  aside: 'view',
  ul: 'view',
  ol: 'view',
  li: 'view',
  dl: 'view',
  table: 'view',
  tr: 'view',
  td: 'view',
  th: 'view',
  tbody: 'view',
  h1: 'view',
  h2: 'view',
  h3: 'view',
  h4: 'view',
  h5: 'view',
  h6: 'view',
  hr: 'view',
  br: 'text',
  span: 'text',
  b: 'text',
  i: 'text',
  em: 'text',
  strong: 'text',
  small: 'text',
  u: 'text',
  img: 'image',
  a: 'navigator',
  select: 'picker',
  iframe: 'web-view',
  svg: 'image',
};
