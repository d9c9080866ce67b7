/**
 * References to the contract, as the catalogue of codes writes them: `pay-button §5.2, §5.4`, `jsapi.md §1`.
 */
import type { Language } from '../../words/language';

/** The page of the contract that the dev server shows in one language. */
export const contractPage = (document: string, language: Language): string =>
  `/__docs/${language}/contract/${document}.md`;

interface SectionLink {
  text: string;
  /** The page that the dev server shows of it, at that section. */
  href: string;
}

const REFERENCE = /(?:([\w-]+?)(?:\.md)? )?§([\d.]*\d)/g;

/** One link for each section that is named. A section without a document is of the one named before. */
export function sectionLinks(reference: string, language: Language): SectionLink[] {
  let document = '';
  return [...reference.matchAll(REFERENCE)].map(([, named, number]) => {
    document = named ?? document;
    return { text: `${document} §${number}`, href: `${contractPage(document, language)}#${number}` };
  });
}
