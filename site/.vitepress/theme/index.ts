import DefaultTheme from 'vitepress/theme-without-fonts';
import type { Theme } from 'vitepress';
import { chosenBy, LANGUAGE_KEY } from '../../first-language';
import LiveExample from './LiveExample.vue';
import './site.css';

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app, router }) {
    app.component('LiveExample', LiveExample);
    const before = router.onBeforeRouteChange;
    router.onBeforeRouteChange = (to) => {
      const { path, data } = router.route;
      // A page that only says where the text is leads there; that chooses nothing.
      const chosen = data.frontmatter.standIn === true ? undefined : chosenBy(path, to);
      try {
        if (chosen) localStorage.setItem(LANGUAGE_KEY, chosen);
      } catch {
        // A browser that keeps nothing asks its own language again.
      }
      return before?.(to);
    };
  },
};
export default theme;
