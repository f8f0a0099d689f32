import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  describe('with secrets in files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'));
    const file = join(folder, 'token');
    writeFileSync(file, `${SECRET}\n`);
    afterAll(() => rmSync(folder, { recursive: true }));
    const schema = z.object({ TOKEN: z.string() });

    it('takes the text of the file, without the line end', () => {
      expect(createEnvReader({ HUBSPOT_TOKEN_FILE: file, HUBSPOT_TOKEN: '' }).read(schema, 'HUBSPOT_')).toEqual({ TOKEN: SECRET });
    });

    it('refuses both at once, and a file that cannot be read, by name alone', () => {
      const both = createEnvReader({ TOKEN: 'a', TOKEN_FILE: file });
      both.read(schema);
      expect(faultsOf(both)).toEqual(['TOKEN_FILE: is set beside TOKEN; only one of them can count']);
      const none = createEnvReader({ TOKEN_FILE: join(folder, SECRET) });
      none.read(schema);
      expect(faultsOf(none)).toEqual(['TOKEN_FILE: names a file that cannot be read', 'TOKEN: is required']);
    });

    it('follows what is in a file, once a second, as long as it is what it has to be', () => {
      const followed = join(folder, 'followed');
      writeFileSync(followed, 'first\n');
      let time = 0;
      const numbered = z.object({ TOKEN: z.string().min(3), PAGE: z.coerce.number() });
      const current = createEnvReader({ A_TOKEN_FILE: followed, A_PAGE: '7' }, () => time).follow(numbered, 'A_');
      const first = current?.();
      expect(first).toEqual({ TOKEN: 'first', PAGE: 7 });
      writeFileSync(followed, 'second');
      time = 999;
      expect(current?.()).toBe(first);
      time = 1_000;
      expect(current?.()).toEqual({ TOKEN: 'second', PAGE: 7 });
      // Nothing, too little, and no file at all: as while it is written.
      for (const text of ['', 'x', null]) {
        if (text === null) rmSync(followed);
        else writeFileSync(followed, text);
        time += 1_000;
        expect(current?.()).toEqual({ TOKEN: 'second', PAGE: 7 });
      }
      writeFileSync(followed, 'third');
      time += 1_000;
      expect(current?.()).toEqual({ TOKEN: 'third', PAGE: 7 });
      const faulty = createEnvReader({ A_PAGE: '7' });
      expect(faulty.follow(numbered, 'A_')).toBeUndefined();
      expect(faultsOf(faulty)).toEqual(['A_TOKEN: is required']);
    });

    it('leaves alone what is a setting of that name', () => {
      const own = z.object({ DOCUMENTS: z.string().default('off'), DOCUMENTS_FILE: z.string().optional() });
      expect(createEnvReader({ DOCUMENTS_FILE: file }).read(own)).toEqual({ DOCUMENTS: 'off', DOCUMENTS_FILE: file });
    });
  });

  it('collects results, and does not swallow other errors', async () => {
    const reader = createEnvReader({});
    await expect(reader.collect(() => Promise.resolve(1))).resolves.toBe(1);
    await expect(reader.collect(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect(faultsOf(reader)).toEqual([]);
  });
});
