/** Limits of the platform: what `check` and the running simulator hold a program against, and panels show. */
const MB = 1024 * 1024;

export const MAIN_PACKAGE_BYTES = 4 * MB;
export const SUB_PACKAGE_BYTES = 2 * MB;
export const ALL_PACKAGES_BYTES = 16 * MB;

/** The most that one `setData` may carry, in KB of JSON. */
export const SET_DATA_KB = 1024;
/** What a program may store in all, and under one key. */
export const STORAGE_KB = 10_240;
export const STORAGE_ITEM_KB = 1024;
/** Pages that can be open at once. */
export const OPEN_PAGES = 10;

export const TAB_ITEMS = { least: 2, most: 5 };
export const TAB_ICON_BYTES = 40 * 1024;
