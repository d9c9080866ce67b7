/** Which language the site begins in: the one chosen here before, else that of the browser. */

/** Where the choice is kept. */
export const LANGUAGE_KEY = 'trade-docs-language';

/**
 * Runs in the head of the first page, before it is drawn. `/docs/?lang=zh` is a choice, too: the shell's
 * reader has made it there.
 */
export const FIRST_LANGUAGE = `(() => {
  let language = new URLSearchParams(location.search).get('lang');
  try {
    if (language === 'zh' || language === 'en') localStorage.setItem('${LANGUAGE_KEY}', language);
    else language = localStorage.getItem('${LANGUAGE_KEY}');
  } catch {}
  if (!/^zh/i.test(language ?? navigator.language)) location.replace('en/' + location.hash);
})();`;

const inChinese = (path: string): string => path.replace(/^\/docs\/en\//, '/docs/');

/** The language that a way from page to page chooses: the same page in the other language. */
export function chosenBy(from: string, to: string): 'zh' | 'en' | undefined {
  const [one = '', other = ''] = [from, to].map((path) =>
    path.replace(/[?#].*$/, '').replace(/\/index(?:\.html)?$/, '/'),
  );
  if (one === other || inChinese(one) !== inChinese(other)) return undefined;
  return inChinese(other) === other ? 'zh' : 'en';
}
