/** The least of a project of each framework, as its own generator writes it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

export type Files = Record<string, string>;

/** A folder of its own with these files, which goes with the test. */
export function project(t: TestContext, files: Files): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'trade-init-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  return dir;
}

export const NATIVE: Files = {
  'project.config.json': '{ "appid": "ttx", "miniprogramRoot": "mini/" }',
  'mini/app.json': `{
    // the shop's pages
    "pages": ["pages/index/index"], /* one so far */
    "window": { "navigationBarTitleText": "shop" }
}
`,
  'mini/app.js': "// my shop\nconst util = require('./util');\n\nApp({ util });\n",
  'mini/util.js': 'module.exports = {};\n',
  'mini/pages/index/index.ttml': '<view>shop</view>\n',
  'mini/pages/index/index.js': 'Page({});\n',
};

export const TARO_REACT: Files = {
  'package.json': `{
  "name": "shop",
  "dependencies": { "@tarojs/taro": "4.2.0", "react": "18.3.1" }
}
`,
  'src/app.config.ts': `export default defineAppConfig({
  // pages
  pages: [
    'pages/index/index'
  ],
  window: { navigationBarTitleText: 'shop' }
})
`,
  'src/app.ts': `import { PropsWithChildren } from 'react'
import { useLaunch } from '@tarojs/taro'
import './app.scss'

function App({ children }: PropsWithChildren<any>) {
  useLaunch(() => {
    console.log('App launched.')
  })
  return children
}

export default App
`,
};

export const TARO_VUE: Files = {
  'package.json': '{ "dependencies": { "@tarojs/taro": "4.2.0", "vue": "3.5.13" } }',
  'src/app.config.js': "export default { pages: ['pages/index/index'], window: {} }\n",
  'src/app.js': "import { createApp } from 'vue'\n\nconst App = createApp({})\n\nexport default App\n",
};

export const UNI_APP: Files = {
  'package.json': '{ "dependencies": { "@dcloudio/uni-app": "3.0.0" } }',
  'src/pages.json': `{
	"pages": [ //pages数组中第一项表示应用启动页
		{
			"path": "pages/index/index",
			"style": { "navigationBarTitleText": "uni-app" }
		}
	],
	"globalStyle": {
		"navigationBarTextStyle": "black"
	}
}
`,
  'src/main.ts': `import { createSSRApp } from "vue";
import App from "./App.vue";
export function createApp() {
  const app = createSSRApp(App);
  return { app };
}
`,
};

export const MPX: Files = {
  'package.json': '{ "dependencies": { "@mpxjs/core": "2.10.20" } }',
  'vue.config.js': `const { defineConfig } = require('@vue/cli-service')
module.exports = defineConfig({
  pluginOptions: {
    mpx: {
      plugin: {
        srcMode: 'wx',
        hackResolveBuildDependencies: ({ files, resolveDependencies }) => {}
      },
      loader: {}
    }
  }
})
`,
  'src/app.mpx': `<script>
import mpx, { createApp } from '@mpxjs/core'
import apiProxy from '@mpxjs/api-proxy'

mpx.use(apiProxy, { usePromise: true })
createApp({})
</script>

<script type="application/json">
{
  // 页面
  "pages": ["./pages/index"],
  "window": { "navigationBarTitleText": "Mpx" }
}
</script>
`,
};

export const SKELETONS: Record<string, Files> = {
  native: NATIVE,
  'Taro React': TARO_REACT,
  'Taro Vue': TARO_VUE,
  'uni-app': UNI_APP,
  mpx: MPX,
};
