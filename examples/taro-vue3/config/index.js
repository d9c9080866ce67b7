module.exports = {
  projectName: 'taro-vue3', date: '2026-11-29', designWidth: 750,
  deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
  sourceRoot: 'src', outputRoot: 'dist',
  plugins: ['@tarojs/plugin-framework-vue3', '@tarojs/plugin-platform-tt'],
  defineConstants: {}, copy: { patterns: [], options: {} },
  framework: 'vue3', compiler: 'webpack5', cache: { enable: false },
  mini: { postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } } },
}
