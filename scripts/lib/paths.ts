import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
