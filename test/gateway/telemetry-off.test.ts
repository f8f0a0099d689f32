import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '../../gateway/telemetry-off';

test('telemetry is off before the library that sends it is loaded', () => {
  expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('1');
  // Imports run in their order.
  const imports = readFileSync(join(__dirname, '..', '..', 'gateway', 'gateway.ts'), 'utf8').match(/from '.*'|import '.*'/g);
  expect(imports?.[0]).toBe("import './telemetry-off'");
});
