/** What `<text decode>` takes for one character each in the text that is bound. */
const NAMED: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  ensp: '\u2002',
  emsp: '\u2003',
};
const REFERENCE = /&(nbsp|lt|gt|amp|apos|ensp|emsp);/g;

/** What the page gave each text, and what is shown of it. */
const texts = new WeakMap<Text, { given: string; shown: string }>();
const watched = new WeakSet<Element>();

function show(text: Text, isOn: boolean): void {
  const known = texts.get(text);
  const given = known?.shown === text.data ? known.given : text.data;
  const shown = isOn ? given.replace(REFERENCE, (whole, name: string) => NAMED[name] ?? whole) : given;
  texts.set(text, { given, shown });
  if (text.data !== shown) text.data = shown;
}

/** Shows the texts of a `<text>` decoded for as long as it has the attribute, whatever they change to. */
export function decodeTexts(element: Element): void {
  if (watched.has(element)) return;
  watched.add(element);
  const showAll = (): void => {
    const isOn = element.hasAttribute('decode') && element.getAttribute('decode') !== 'false';
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) show(walker.currentNode as Text, isOn);
  };
  new MutationObserver(showAll).observe(element, {
    attributeFilter: ['decode'],
    characterData: true,
    childList: true,
    subtree: true,
  });
}
