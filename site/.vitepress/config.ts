import { readFileSync } from 'node:fs';
import path from 'node:path';
import fg from 'fast-glob';
import { defineConfig, type DefaultTheme } from 'vitepress';
import { placeOf } from '../../simulator/server/contract/markdown';
import { stateDiagrams } from '../diagrams';
import { liveExamples, plainBraces } from '../markdown';
import { sidebar, WORDS } from '../navigation';
import { FIRST_LANGUAGE } from '../first-language';
import { tokenize } from '../search';

const ROOT = path.resolve(import.meta.dirname, '../..');
const STAGED = path.join(ROOT, '.tmp/site');
/** The pages that the menu may lead to. */
const PAGES = new Set(
  fg
    .sync('**/*.md', { cwd: STAGED })
    .filter((file) => !/^---\n(?:.+\n)*?standIn: true\n/.test(readFileSync(path.join(STAGED, file), 'utf8')))
    .map((file) => file.slice(0, -'.md'.length)),
);

const search = (language: 'zh' | 'en') => ({
  translations: {
    button: { buttonText: WORDS[language].search, buttonAriaLabel: WORDS[language].search },
    modal: {
      noResultsText: WORDS[language].noResults,
      resetButtonTitle: WORDS[language].reset,
      footer: {
        selectText: WORDS[language].select,
        navigateText: WORDS[language].navigate,
        closeText: WORDS[language].close,
      },
    },
  },
});

const theme = (language: 'zh' | 'en'): DefaultTheme.Config => ({
  sidebar: sidebar(language, PAGES),
  outline: { level: [2, 3], label: WORDS[language].outline },
  docFooter: { prev: WORDS[language].previous, next: WORDS[language].next },
  darkModeSwitchLabel: WORDS[language].dark,
  lightModeSwitchTitle: WORDS[language].toLight,
  darkModeSwitchTitle: WORDS[language].toDark,
  sidebarMenuLabel: WORDS[language].menu,
  returnToTopLabel: WORDS[language].top,
  langMenuLabel: WORDS[language].language,
  skipToContentLabel: WORDS[language].skip,
  notFound: {
    title: WORDS[language].notFound,
    quote: WORDS[language].notFoundHint,
    linkLabel: WORDS[language].home,
    linkText: WORDS[language].home,
  },
});

export default defineConfig({
  title: 'microapp-trade-kit',
  base: '/docs/',
  srcDir: '../.tmp/site',
  outDir: 'dist',
  cacheDir: '../.tmp/vitepress',
  // Nothing of the site may ask another machine: it is read offline, behind a simulator.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  transformHead: ({ page }) => (page === 'index.md' ? [['script', {}, FIRST_LANGUAGE]] : []),
  locales: {
    root: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '抖音小程序交易组件、模拟器与沙箱',
      themeConfig: theme('zh'),
    },
    en: {
      label: 'English',
      lang: 'en',
      description: 'Trade components for Douyin mini-programs, a simulator and a sandbox',
      themeConfig: theme('en'),
    },
  },
  themeConfig: {
    i18nRouting: true,
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          options: { tokenize },
          searchOptions: { prefix: true, fuzzy: 0.1, boost: { title: 8, text: 2, titles: 1 } },
        },
        locales: { root: search('zh'), en: search('en') },
      },
    },
  },
  markdown: {
    anchor: { slugify: placeOf },
    // The pages are read on other sites too, and there text like <this> is text.
    html: false,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    languageAlias: { ttml: 'html', ttss: 'css', sjs: 'js' },
    config: (markdown) => markdown.use(plainBraces).use(stateDiagrams).use(liveExamples),
  },
  vite: { server: { fs: { allow: [ROOT] } }, build: { chunkSizeWarningLimit: 4000 } },
});
