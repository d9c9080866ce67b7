/**
 * References to the contract, as the catalogue of codes writes them: `pay-button §5.2, §5.4`, `jsapi.md §1`.
 */

export interface SectionLink {
  text: string;
  /** The page that the dev server shows of it, at that section. */
  href: string;
}

const REFERENCE = /(?:([\w-]+?)(?:\.md)? )?§([\d.]*\d)/g;

/** One link for each section that is named. A section without a document is of the one named before. */
export function sectionLinks(reference: string): SectionLink[] {
  let document = '';
  return [...reference.matchAll(REFERENCE)].map(([, named, number]) => {
    document = named ?? document;
    return { text: `${document} §${number}`, href: `/__docs/contract/${document}.md#${number}` };
  });
}
