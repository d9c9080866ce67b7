/** Limits of the platform for a program that is uploaded (Douyin's pages on sub-packages and app.json). */
const MB = 1024 * 1024;

export const MAIN_PACKAGE_BYTES = 4 * MB;
export const SUB_PACKAGE_BYTES = 2 * MB;
export const ALL_PACKAGES_BYTES = 16 * MB;

export const TAB_ITEMS = { least: 2, most: 5 };
export const TAB_ICON_BYTES = 40 * 1024;
