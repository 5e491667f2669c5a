// Tests run on the sources: the `source` condition of each package's exports needs nothing built. Types are checked
// once for the whole repository, by `npm run typecheck`.
module.exports = {
  testMatch: [
    '<rootDir>/packages/*/test/**/*.test.ts',
    '<rootDir>/examples/**/*.test.ts',
    '<rootDir>/bench/test/*.test.ts',
  ],
  // Jest would leave one core idle.
  maxWorkers: '100%',
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: { '\\.ts$': ['ts-jest', { tsconfig: { isolatedModules: true, rootDir: '.', sourceMap: true } }] },
  reporters: ['default', '<rootDir>/tools/countReporter.js'],
};
