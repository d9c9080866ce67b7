const path = require('path')
const MpxWebpackPlugin = require('@mpxjs/webpack-plugin')

const kit = path.resolve('node_modules/microapp-trade-kit')

module.exports = {
  mode: 'production',
  devtool: false,
  entry: { app: './src/app.mpx' },
  output: { path: path.resolve('dist'), publicPath: '/', filename: '[name].js' },
  resolve: { extensions: ['.mpx', '.js', '.wxml'], modules: ['node_modules'] },
  optimization: { minimize: false },
  module: {
    rules: [
      { test: /\.mpx$/, use: MpxWebpackPlugin.loader({ loaders: {} }) },
      {
        test: /\.js$/,
        use: {
          loader: 'babel-loader',
          options: { babelrc: false, presets: [['@babel/preset-env', { modules: false, targets: { ios: '9', android: '5' } }]] },
        },
        include: [path.resolve('src'), /@mpxjs/],
      },
      { test: /\.json$/, resourceQuery: /asScript/, type: 'javascript/auto' },
      { test: /\.(wxs|sjs|qs)$/, use: [MpxWebpackPlugin.wxsPreLoader()], enforce: 'pre' },
      { test: /\.(wxss|css|ttss)$/, use: [MpxWebpackPlugin.wxssLoader()] },
      { test: /\.(wxml|ttml)$/, use: [MpxWebpackPlugin.wxmlLoader()] },
    ],
  },
  plugins: [
    new MpxWebpackPlugin({
      mode: 'tt',
      srcMode: 'wx',
      // The kit is written for Douyin already: without this line mpx emits none of its templates and sheets.
      modeRules: { tt: { include: [kit] } },
    }),
  ],
}
