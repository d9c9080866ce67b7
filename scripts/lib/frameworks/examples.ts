/** The examples that the matrix shows, and how each is built. */

/** In what its shop differs from the others, as a user sees it. */
export interface Manner {
  /** Leads to the order by itself once it is paid; the others show a link. */
  opensOrder?: true;
  /** Its goods page has the large button, as wide as its card. */
  largeButton?: true;
}

export interface Example extends Manner {
  /** Folder below `examples/`. */
  name: string;
  /** How it is called in tables. */
  title: string;
  /** Copies the kit's components where the framework takes native components from. */
  needsTtcomponents?: true;
  /** The script that builds it, or at least reads all of it; the tools take native sources as they are. */
  script?: string;
}

export const EXAMPLES: readonly Example[] = [
  { name: 'native-ts', title: 'native TS', script: 'typecheck', opensOrder: true, largeButton: true },
  { name: 'native-js', title: 'native JS', opensOrder: true, largeButton: true },
  { name: 'taro-react', title: 'Taro 4 React', script: 'build' },
  { name: 'taro-vue3', title: 'Taro 4 Vue 3', script: 'build' },
  { name: 'uniapp-vue3', title: 'uni-app Vue 3', script: 'build', needsTtcomponents: true },
  { name: 'mpx', title: 'mpx', script: 'build' },
];

/** The name under which each example depends on the kit: a file beside its package.json. */
export const TARBALL = 'microapp-trade-kit.tgz';
