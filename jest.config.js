const { availableParallelism } = require('node:os');

const swc = ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }];
// These are ES modules only; Node loads them from CommonJS, jest's own loader does not.
const ESM_ONLY = 'content-disposition|cookie|jose';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.tsx?$': swc, [`node_modules/(${ESM_ONLY})/.+\\.js$`]: swc },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY})/)`],
  // Loaded when somebody asks for it, by the name that it has once it is built.
  moduleNameMapper: {
    '^\\./exposition\\.js$': '<rootDir>/platform/metrics/exposition.ts',
    '^\\.\\./webhooks/open\\.js$': '<rootDir>/platform/webhooks/open.ts',
    '^\\./webhooks/endpoint\\.js$': '<rootDir>/gateway/webhooks/endpoint.ts',
    '^\\.\\./\\.\\./processes/(.*)\\.js$': '<rootDir>/processes/$1.ts',
    '^\\.\\./\\.\\./platform/state/open\\.js$': '<rootDir>/platform/state/open.ts',
    '^\\./subscriptions/open\\.js$': '<rootDir>/gateway/subscriptions/open.ts',
  },
  // In jest's world each mention of a global is looked up in its sandbox, which makes whatever is mentioned often several times as slow:
  // these are handed to every module. None that tests replace, such as Date and the timers.
  sandboxInjectedGlobals: ['Array', 'Error', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Reflect', 'Set', 'String', 'Symbol', 'WeakMap'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout: 20_000,
  // Jest's own choice, and never fewer than two: most tests wait for servers.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
