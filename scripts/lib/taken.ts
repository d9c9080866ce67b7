/** Endings of the files that the official packer takes over from a package of type `tt-npm`. */
export const TAKEN: ReadonlySet<string> = new Set(['.js', '.json', '.ttml', '.ttss', '.sjs', '.png', '.svg']);
