import { readMaskingSettings } from '../../../gateway/authorisation/masking-settings';
import { createEnvReader } from '../../../platform/env';

const KEY = Buffer.alloc(32, 7).toString('base64');

function faultsOf(values: Record<string, string>): string {
  const env = createEnvReader(values);
  readMaskingSettings(env);
  try {
    env.check();
    return '';
  } catch (error) {
    return String(error);
  }
}

it('reads a mask a class, and shows in part what is left out', () => {
  const { masks, key } = readMaskingSettings(createEnvReader({ MASKING: 'contact=hash, free-text=null', MASKING_KEY: KEY }));
  expect(masks).toEqual({ CONTACT: 'hash', IDENTITY: 'masked', FINANCIAL: 'masked', FREE_TEXT: 'null' });
  expect(key).toHaveLength(32);
  expect(readMaskingSettings(createEnvReader({})).masks.CONTACT).toBe('masked');
});

it('names what is wrong, and no value', () => {
  expect(faultsOf({})).toBe('');
  expect(faultsOf({ MASKING: 'contact=canary' })).toMatch(/MASKING: takes class=mask/);
  expect(faultsOf({ MASKING: 'canary=null' })).not.toContain('canary');
  expect(faultsOf({ MASKING: 'identity=hash' })).toMatch(/MASKING_KEY: is required/);
  expect(faultsOf({ MASKING: 'identity=hash', MASKING_KEY: 'canary' })).toMatch(/MASKING_KEY: must be 32 bytes/);
});
