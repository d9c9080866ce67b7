/** The sub-packages of app.json. */
import { isRecord } from '../record';

export interface SubPackage {
  /** Its folder, with a '/' at the end. */
  root: string;
  name?: string;
  /** Runs without the main package. */
  isIndependent: boolean;
}

export function subPackagesOf(app: Readonly<Record<string, unknown>>): SubPackage[] {
  return [app.subPackages, app.subpackages]
    .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
    .flatMap((one) => {
      if (!isRecord(one) || typeof one.root !== 'string') return [];
      const root = `${one.root.replace(/^\/+|\/+$/g, '')}/`;
      const name = typeof one.name === 'string' ? one.name : undefined;
      return [{ root, ...(name !== undefined && { name }), isIndependent: one.independent === true }];
    });
}

/** The independent sub-package that a file is in, and another file is not. */
export const leftBehind = (
  packages: readonly SubPackage[],
  from: string,
  to: string,
): SubPackage | undefined =>
  to.startsWith('npm:')
    ? undefined
    : packages.find(
        ({ root, isIndependent }) => isIndependent && from.startsWith(root) && !to.startsWith(root),
      );
