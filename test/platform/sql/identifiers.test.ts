// Names become SQL text in one place: whatever a name holds, PostgreSQL must read it back as exactly that name.
import fc from 'fast-check';
import { Client } from 'pg';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { isIdentifier, quote } from '../../../platform/sql/identifiers';

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.stringMatching(/^[a-z"';\\ $.\-/*\n]{1,30}$/),
  fc.constantFrom('select', 'Customer', '"', '""', '";drop table x;--', "'", '\\', 'a b', '$1', 'ünï'),
);

describe('quote', () => {
  let postgres: RunningPostgres;
  let client: Client;
  beforeAll(async () => {
    postgres = await startPostgres({ port: 0 });
    client = new Client({ connectionString: postgres.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await postgres.stop();
  });

  it('makes a text that PostgreSQL reads as that name and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(name.filter(isIdentifier), async (text) => {
        const { fields, rows } = await client.query({ text: `select 1 as ${quote(text)}`, rowMode: 'array' });
        expect(fields.map((field) => field.name)).toEqual([text]);
        expect(rows).toEqual([[1]]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([[''], ['a\0b'], ['x'.repeat(64)], ['ü'.repeat(32)]])('refuses what cannot be a name: %j', (text) => {
    expect(isIdentifier(text)).toBe(false);
    expect(() => quote(text)).toThrow(RangeError);
  });
});
