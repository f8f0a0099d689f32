// `npm run audit` as a person runs it, on records of a gateway and on a chain that somebody meddled with.
import { randomUUID } from 'node:crypto';
import { appendRecords } from '../../platform/state/audit/append';
import { createAuditKeys } from '../../platform/state/audit/keys';
import { createStateDatabase, externalServer } from '../../platform/state/database';
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startProgram } from '../support/program';

jest.setTimeout(90_000);

const AUDIT_KEY = 'a key that is kept elsewhere than the records';

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function audit(args: string[], env: Record<string, string> = { DATABASE_URL: postgres.url, TENANT: 'acme', AUDIT_KEY }) {
  const program = startProgram('commands/audit.js', { args, env });
  return { code: await program.ended, out: program.stdout(), words: program.stderr() };
}

it('prints what was recorded, and says whether the chain is whole', async () => {
  const database = createStateDatabase(externalServer(postgres.url));
  await database.use((session) =>
    appendRecords(
      session,
      ['crm:a:1', 'crm:a:2', 'crm:a:1'].map((customer) => ({
        ...{ id: randomUUID(), at: Date.UTC(2026, 0, 1), requestId: 'request-1', callerKind: 'person', subject: 'agent-7' },
        ...{ purpose: 'case 4711', operation: 'WhoIsCalling', document: 'ab', customers: [customer] },
        ...{ shown: ['CONTACT'], masked: [], withheld: 0, decision: 'shown' },
      })),
      { tenant: 'acme', keys: createAuditKeys(AUDIT_KEY) },
    ),
  );
  const found = await audit(['search', '--customer', 'crm:a:1']);
  expect(found).toMatchObject({ code: 0, words: '' });
  const row = '2026-01-01T00:00:00.000Z\tshown\tperson\tagent-7\tcase 4711\tWhoIsCalling\tCONTACT\t-\t0\t1\trequest-1';
  expect(found.out.split('\n')).toEqual([expect.stringMatching(/^record\tat\tdecision\t/), `3\t${row}`, `1\t${row}`, '']);
  const whole = await audit(['verify']);
  expect(whole).toMatchObject({ code: 0, words: '' });
  const head = /^3\twhole\t(3:[0-9a-f]{64})$/m.exec(whole.out)?.[1] ?? '';
  expect(await audit(['verify', '--head', head])).toMatchObject({ code: 0 });

  await database.use(async (session) => {
    await session.query(`alter table customer_graph.audit_record disable trigger append_only`);
    await session.query(`update customer_graph.audit_record set subject = 'agent-8' where seq = 2`);
  });
  await database.close();
  const broken = await audit(['verify', '--head', head]);
  expect(broken).toMatchObject({ code: 1, out: expect.stringContaining('\tbroken\t') });
  expect(broken.words).toBe('- record 2 does not fit: it was changed, or does not follow what is before it\n');
});

it.each<[string[], string]>([
  [[], 'Usage'],
  [['show'], 'Usage'],
  [['verify', '--head', 'x'], '--head takes'],
  [['search', '--since', 'soon'], '--since takes'],
  [['search', '--limit', '0'], '--limit takes'],
])('says of %j what is wrong', async (args, words) => {
  const said = await audit(args);
  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.words).toContain(words);
  expect(said.words).not.toContain('    at ');
});

it.each([
  [{}, 'Nothing was ever recorded'],
  [{ DATABASE_URL: 'postgres://127.0.0.1:1/none' }, 'AUDIT_KEY'],
  [{ DATABASE_URL: 'postgres://127.0.0.1:1/none', AUDIT_KEY }, 'ECONNREFUSED'],
  [{ AUDIT_KEY: 'short' }, 'AUDIT_KEY: must be at least 32'],
])('with the settings %j it says what is missing', async (env, words) => {
  expect(await audit(['verify'], env)).toMatchObject({ code: 1, words: expect.stringContaining(words) });
});
