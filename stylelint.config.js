/** TTSS is CSS with `rpx`, and with element names of a mini-program. */
export default {
  extends: ['stylelint-config-standard'],
  ignoreFiles: [
    '**/node_modules/**',
    '**/dist/**',
    'coverage/**',
    'release/**',
    '.sim/**',
    '.tmp/**',
    '**/miniprogram_npm/**',
    'test/fixtures/**',
    // Copies of the built kit.
    'examples/**/ttcomponents/**',
    'examples/{taro-react,taro-vue3}/**',
  ],
  rules: {
    'unit-no-unknown': [true, { ignoreUnits: ['rpx'] }],
    'declaration-property-value-no-unknown': [true, { ignoreProperties: { '/.+/': '/rpx/' } }],
    'selector-type-no-unknown': [true, { ignoreTypes: ['page', /^[a-z]+(-[a-z]+)*$/] }],
    'selector-class-pattern': [
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9-]+)?(--[a-z0-9-]+)?$/,
      { message: 'class names are kebab-case' },
    ],
    'custom-property-pattern': [
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      { message: 'custom properties are kebab-case' },
    ],
    // Ids and `*` do not work across the boundary of a component.
    'import-notation': 'string',
    'selector-max-id': 0,
    'selector-max-universal': 0,
    // Old engines of the phones read rgba(), hex alpha and media ranges in their older spelling.
    'color-function-notation': 'legacy',
    'color-function-alias-notation': null,
    'alpha-value-notation': 'number',
    'media-feature-range-notation': 'prefix',
    'declaration-block-no-redundant-longhand-properties': null,
    'no-descending-specificity': null,
  },
  overrides: [
    {
      // Pages of the browser, not of a mini-program.
      files: ['simulator/**/*.css'],
      rules: { 'selector-max-id': null, 'selector-max-universal': null },
    },
  ],
};
