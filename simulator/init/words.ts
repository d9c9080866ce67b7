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
  unknown: {
    en: '%{dir}: no native, Taro, uni-app or mpx project is recognised there. Name the folder with its package.json or project.config.json; "trade-sim create" makes a new one.',
    zh: '%{dir}：没有识别出原生、Taro、uni-app 或 mpx 项目。请指定 package.json 或 project.config.json 所在的文件夹；新建项目请用 trade-sim create。',
  },
  'two-frameworks': {
    en: 'This is a project of %{one} and of %{other}: it is not clear which one builds it. Put the kit in by hand, as the documents of the framework say.',
    zh: '这个项目同时用到 %{one} 和 %{other}，无法判断由谁构建。请按对应框架的文档手动接入。',
  },
  dirty: {
    en: 'Nothing was written: git knows of changes that are not committed (%{count}). Commit or stash them, so that you can take this back; or pass --force.',
    zh: '没有写入：git 中有未提交的改动（%{count}）。请先提交或暂存，以便随时撤回；或加上 --force。',
  },
  'no-file': { en: '%{file}: there is no such file.', zh: '%{file}：没有这个文件。' },
  'no-json': {
    en: '%{file}: is no JSON object, so nothing was written. It has to begin with { and end with }, keys and texts in double quotes; comments are fine.',
    zh: '%{file}：不是 JSON 对象，因此没有写入。应以 { 开头、以 } 结尾，键名和文本用双引号；可以有注释。',
  },
  'no-script': {
    en: '%{file}: cannot be read as JavaScript, so nothing was written. Put the kit in by hand there.',
    zh: '%{file}：无法作为 JavaScript 读取，因此没有写入。请手动修改该文件。',
  },
  'no-list': {
    en: '%{file}: no list "%{list}" is written there, so nothing was written. Put the kit in by hand there.',
    zh: '%{file}：其中没有写明列表“%{list}”，因此没有写入。请手动修改该文件。',
  },
  'no-json-block': {
    en: '%{file}: has no <script type="application/json">, so nothing was written.',
    zh: '%{file}：没有 <script type="application/json">，因此没有写入。',
  },
  'no-script-block': {
    en: '%{file}: has no <script>, so nothing was written.',
    zh: '%{file}：没有 <script>，因此没有写入。',
  },
  'leads-out': {
    en: '%{file}: leads out of the project by a link, so nothing was written.',
    zh: '%{file}：经由链接指向项目之外，因此没有写入。',
  },
  recognised: { en: 'Project: %{framework}.', zh: '项目类型：%{framework}。' },
  'nothing-to-do': { en: 'All of it is there already.', zh: '所需内容都已就绪，无需改动。' },
  'dry-run': {
    en: 'Files that would change: %{count}. Nothing was written.',
    zh: '将改动的文件：%{count}。没有写入。',
  },
  written: { en: 'Files written: %{count}.', zh: '已写入文件：%{count}。' },
  'next-native': {
    en: 'Next: npm install, 构建 npm in the devtools, and <pay-button-sdk> on the page that sells.',
    zh: '接下来：npm install，在开发者工具中构建 npm，再在卖货的页面放上 <pay-button-sdk>。',
  },
  'next-taro': {
    en: "Next: npm install, and <pay-button-sdk> on the page that sells, whose config says usingComponents: { 'pay-button-sdk': 'microapp-trade-kit/pay-button/index' }.",
    zh: "接下来：npm install，再在卖货的页面放上 <pay-button-sdk>，并在该页 config 中写 usingComponents: { 'pay-button-sdk': 'microapp-trade-kit/pay-button/index' }。",
  },
  'next-uni-app': {
    en: 'Next: npm install, npx trade-sim ttcomponents . (again after each update of the kit), and <pay-button-sdk> on the page that sells.',
    zh: '接下来：npm install，npx trade-sim ttcomponents .（每次升级组件包后再执行一次），再在卖货的页面放上 <pay-button-sdk>。',
  },
  'next-mpx': {
    en: 'Next: npm install, and <pay-button-sdk> on the page that sells.',
    zh: '接下来：npm install，再在卖货的页面放上 <pay-button-sdk>。',
  },
  'next-mode-rules': {
    en: "The options of MpxWebpackPlugin were not found. Add modeRules: { tt: { include: [path.resolve('node_modules/microapp-trade-kit')] } } to them: without it mpx emits none of the kit's templates.",
    zh: "没有找到 MpxWebpackPlugin 的选项。请在其中加入 modeRules: { tt: { include: [path.resolve('node_modules/microapp-trade-kit')] } }：否则 mpx 不会输出组件的模板。",
  },
} as const satisfies Words;
