import { NavigationError } from '../runtime/router';
import { ApiError } from './callback';
import type { AsyncApi, Family, HostContext, Result } from './context';
import { numberOr, requireText, textOr } from './options';
import type { PullDown } from './pull-down';

async function navigate(run: () => Promise<unknown>): Promise<Result> {
  try {
    await run();
    return {};
  } catch (error) {
    if (error instanceof NavigationError) throw new ApiError(error.message);
    throw error;
  }
}

export function navigation(host: HostContext, pull: PullDown): Family {
  const { router, bars } = host;
  const current = (): NonNullable<typeof router.current> => {
    if (!router.current) throw new ApiError('no page is open');
    return router.current;
  };
  const index = (options: Readonly<Record<string, unknown>>): number => numberOr(options.index, -1);

  const calls: Record<string, AsyncApi> = {
    navigateTo: ({ url }) => navigate(() => router.navigateTo(url)),
    redirectTo: ({ url }) => navigate(() => router.redirectTo(url)),
    reLaunch: ({ url }) => navigate(() => router.reLaunch(url)),
    switchTab: ({ url }) => navigate(() => router.switchTab(url)),
    navigateBack: ({ delta }) => navigate(() => router.navigateBack(delta)),
    setNavigationBarTitle: (options) => bars.setTitle(current(), requireText(options, 'title')),
    setNavigationBarColor: (options) =>
      bars.setColors(current(), {
        background: requireText(options, 'backgroundColor'),
        front: requireText(options, 'frontColor'),
      }),
    showNavigationBarLoading: () => bars.setLoading(true),
    hideNavigationBarLoading: () => bars.setLoading(false),
    hideHomeButton: () => undefined,
    setTabBarBadge: (options) => bars.setBadge(index(options), { badge: requireText(options, 'text') }),
    removeTabBarBadge: (options) => bars.setBadge(index(options), {}),
    showTabBarRedDot: (options) => bars.setBadge(index(options), { dot: true }),
    hideTabBarRedDot: (options) => bars.setBadge(index(options), {}),
    showTabBar: () => bars.setTabBarHidden(false),
    hideTabBar: () => bars.setTabBarHidden(true),
    setTabBarItem: ({ index: at, text, iconPath, selectedIconPath }) =>
      bars.setTabBarItem(numberOr(at, -1), {
        ...(typeof text === 'string' ? { text } : {}),
        ...(typeof iconPath === 'string' ? { iconPath } : {}),
        ...(typeof selectedIconPath === 'string' ? { selectedIconPath } : {}),
      }),
    setTabBarStyle: ({ color, selectedColor, backgroundColor, borderStyle }) =>
      bars.setTabBarStyle({
        ...(typeof color === 'string' ? { color } : {}),
        ...(typeof selectedColor === 'string' ? { selectedColor } : {}),
        ...(typeof backgroundColor === 'string' ? { backgroundColor } : {}),
        ...(typeof borderStyle === 'string' ? { borderStyle } : {}),
      }),
    startPullDownRefresh: () => pull.start(),
    stopPullDownRefresh: () => pull.stop(),
    pageScrollTo: (options) => scrollPage(current().element, options),
    setBackgroundColor: ({ backgroundColor }) => {
      current().element.style.backgroundColor = textOr(backgroundColor, '');
    },
    setBackgroundTextStyle: ({ textStyle }) => pull.colour(current(), textStyle),
    exitMiniProgram: () => {
      current().hide();
      host.app.emit('hide');
    },
  };
  return { calls };
}

function scrollPage(
  page: HTMLElement,
  { scrollTop, selector, duration }: Readonly<Record<string, unknown>>,
): void {
  const behavior = duration === 0 ? 'auto' : 'smooth';
  if (typeof selector === 'string')
    (page.shadowRoot ?? page).querySelector(selector)?.scrollIntoView({ behavior });
  else page.scrollTo({ top: numberOr(scrollTop, 0), behavior });
}
