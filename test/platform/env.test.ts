import { z } from 'zod';
import { createEnvReader } from '../../platform/env';
import { ConfigError } from '../../platform/errors';

const SECRET = 'sk_live_do_not_show';

function faultsOf(reader: ReturnType<typeof createEnvReader>): readonly string[] {
  try {
    reader.check();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('the environment', () => {
  it('is read by schema and prefix; an empty variable is none', () => {
    const reader = createEnvReader({ HUBSPOT_TOKEN: 'a', HUBSPOT_URL: '', TOKEN: 'b' });
    const schema = z.object({ TOKEN: z.string(), URL: z.string().default('https://default.example') });
    expect(reader.read(schema, 'HUBSPOT_')).toEqual({ TOKEN: 'a', URL: 'https://default.example' });
    expect(reader.read(schema)?.TOKEN).toBe('b');
    reader.check();
  });

  it('tells every fault of every owner at once, and never a value', async () => {
    const given = { PORT: SECRET, MODE: SECRET, ADDRESS: SECRET, TENANT: SECRET, COUNT: '-1' };
    const reader = createEnvReader(given);
    const schema = z.object({
      PORT: z.coerce.number().int(),
      MODE: z.enum(['off', 'full']),
      ADDRESS: z.url(),
      TENANT: z.string().regex(/^[A-Z]+$/, 'may hold capitals only'),
      COUNT: z.coerce.number().min(0),
    });
    expect(reader.read(schema)).toBeUndefined();
    expect(reader.read(z.object({ TOKEN: z.string() }), 'HUBSPOT_')).toBeUndefined();
    reader.fault('CRM_SOURCES: lists a source it cannot have');
    await expect(reader.collect(() => Promise.reject(new ConfigError(['SQL_MAPPING: line 3'])))).resolves.toBeUndefined();
    const faults = faultsOf(reader);
    expect(faults).toEqual([
      expect.stringMatching(/^PORT: /),
      'MODE: must be one of off, full',
      'ADDRESS: is no valid url',
      'TENANT: may hold capitals only',
      expect.stringMatching(/^COUNT: /),
      'HUBSPOT_TOKEN: is required',
      'CRM_SOURCES: lists a source it cannot have',
      'SQL_MAPPING: line 3',
    ]);
    expect(faults.join('\n')).not.toContain(SECRET);
  });

  it('collects results, and does not swallow other errors', async () => {
    const reader = createEnvReader({});
    await expect(reader.collect(() => Promise.resolve(1))).resolves.toBe(1);
    await expect(reader.collect(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect(faultsOf(reader)).toEqual([]);
  });
});
