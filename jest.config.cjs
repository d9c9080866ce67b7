/** Component tests: the kit's own sources in miniprogram-simulate. Everything else runs in node:test. */
module.exports = {
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/test/component/**/*.test.ts'],
  moduleFileExtensions: ['ts', 'js', 'json', 'cjs'],
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      // Types are checked by `npm run typecheck`.
      {
        tsconfig: {
          target: 'ES2019',
          module: 'CommonJS',
          moduleResolution: 'node10',
          isolatedModules: true,
          esModuleInterop: true,
          resolveJsonModule: true,
        },
      },
    ],
  },
  globalSetup: '<rootDir>/scripts/sim-setup.cjs',
  watchPathIgnorePatterns: ['/.sim/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  collectCoverageFrom: ['src/**/*.ts', 'components/**/*.ts'],
  coverageProvider: 'v8',
  snapshotSerializers: ['miniprogram-simulate/jest-snapshot-plugin'],
};
