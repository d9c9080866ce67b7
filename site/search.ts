/**
 * Words of a text for the search: those between spaces, and the words of Chinese sentences. The site takes
 * this function with it, so it uses nothing around it. A text is cut first: each segment keeps a copy of its
 * whole text, which for a long section took gigabytes.
 */
export function tokenize(text: string): string[] {
  const words = new Intl.Segmenter('zh', { granularity: 'word' });
  return text
    .toLowerCase()
    .split(/[\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+/)
    .flatMap((piece) =>
      [...words.segment(piece)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
    );
}
