// A package that is there, one that is not, and one without a build for this machine.
import { loadHivePackage } from '../../../../gateway/execution/planner/hive-package';

test('the package is loaded, and plans', () => {
  expect(() => loadHivePackage()('type Query { a: Int }')).not.toThrow(/PLANNER/);
});

test.each([
  ['MODULE_NOT_FOUND', /^The configuration has a fault:\n- PLANNER: hive needs a package that is not installed; run npm install/],
  ['ERR_DLOPEN_FAILED', /PLANNER: @graphql-hive\/router-query-planner does not load on this .*Leave PLANNER unset/],
])('%s is told with what to do', (code, words) => {
  const load = (): never => {
    throw Object.assign(new Error('inner words'), { code });
  };
  expect(() => loadHivePackage(load)).toThrow(words);
});
