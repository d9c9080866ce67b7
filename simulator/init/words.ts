import type { Words } from '../words/table';

/** What `create` and `init` say. */
export const words = {
  'not-empty': {
    en: '%{dir} is there already and is not empty: choose another name. "trade-sim init" puts the components into a project of yours.',
    zh: '%{dir} 已存在且不为空：请换一个名称。要给已有项目接入组件，请用 trade-sim init。',
  },
  'no-tarball': {
    en: '--packages %{folder}: there is no %{name}-<version>.tgz. "npm run release:pack" in the repository makes them.',
    zh: '--packages %{folder}：那里没有 %{name}-<版本>.tgz。在仓库中运行 npm run release:pack 可生成。',
  },
  created: {
    en: 'A shop is in %{dir}. It sells at once: npx trade-sim dev %{dir}\nFor the devtools, and to start it by itself: npm install in that folder, then npm start.',
    zh: '小店已建在 %{dir}，现在就能卖：npx trade-sim dev %{dir}\n要在开发者工具中打开，或独立启动：在该文件夹中执行 npm install，再执行 npm start。',
  },
} as const satisfies Words;
