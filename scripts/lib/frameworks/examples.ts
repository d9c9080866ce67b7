/** The examples of other people's frameworks, and how each is built. `native-*` need none. */

export interface Example {
  /** Folder below `examples/`. */
  name: string;
  /** How it is called in tables. */
  title: string;
  /** Copies the kit's components where the framework takes native components from. */
  needsTtcomponents?: true;
}

export const EXAMPLES: readonly Example[] = [
  { name: 'taro-react', title: 'Taro 4 React' },
  { name: 'taro-vue3', title: 'Taro 4 Vue 3' },
  { name: 'uniapp-vue3', title: 'uni-app Vue 3', needsTtcomponents: true },
  { name: 'mpx', title: 'mpx' },
];

/** The name under which each example depends on the kit: a file beside its package.json. */
export const TARBALL = 'microapp-trade-kit.tgz';
