// The chain of audit records on a real PostgreSQL: it does not fork, and whoever meddles with it is found out.
import { randomUUID } from 'node:crypto';
import { appendRecords } from '../../../../platform/state/audit/append';
import { createAuditKeys } from '../../../../platform/state/audit/keys';
import type { AuditRecord } from '../../../../platform/state/audit/record';
import { searchRecords } from '../../../../platform/state/audit/search';
import { verifyChain } from '../../../../platform/state/audit/verify';
import { createStateDatabase, externalServer } from '../../../../platform/state/database';
import { grantUse } from '../../../../platform/state/grant';
import { openSession, type Session } from '../../../../platform/state/session';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';

const keys = createAuditKeys('a secret that is kept elsewhere than the rows');
const TABLE = 'customer_graph.audit_record';

let postgres: RunningPostgres;
let session: Session;
let other: Session;
let tenants = 0;
let book: { tenant: string; keys: typeof keys };

beforeAll(async () => {
  postgres = await startPostgres();
  const database = createStateDatabase(externalServer(postgres.url));
  [session, other] = await Promise.all([database.connect(), database.connect()]);
});
afterAll(async () => {
  await Promise.all([session.end(), other.end()]);
  await postgres.stop();
});
beforeEach(() => {
  book = { tenant: `tenant-${(tenants += 1)}`, keys };
});

function record(more: Partial<AuditRecord> = {}): AuditRecord {
  return {
    ...{ id: randomUUID(), at: Date.UTC(2026, 0, 1) + 1, requestId: 'request-1', callerKind: 'person', subject: 'agent-7' },
    ...{ purpose: 'support case 4711', operation: 'WhoIsCalling', document: 'ab'.repeat(32), customers: ['hubspot:contact:501'] },
    ...{ shown: ['CONTACT'], masked: [], withheld: 0, decision: 'shown', ...more },
  };
}

const verdict = (head?: string) => verifyChain(session, book, head);

/** As somebody who owns the tables may. */
async function meddle(sql: string): Promise<void> {
  await session.query(`alter table ${TABLE} disable trigger append_only`);
  await session.query(sql.replaceAll('TABLE', TABLE).replaceAll('TENANT', `tenant = '${book.tenant}'`));
  await session.query(`alter table ${TABLE} enable trigger append_only`);
}

test('records of several writers follow each other in one chain', async () => {
  const write = async (by: Session): Promise<void> => {
    for (let n = 0; n < 20; n += 1) await appendRecords(by, [record(), record()], book);
  };
  await Promise.all([write(session), write(other)]);
  expect(await verdict()).toMatchObject({ records: 80, faults: [], head: expect.stringMatching(/^80:[0-9a-f]{64}$/) });
  expect(await verifyChain(session, { tenant: 'nobody', keys })).toMatchObject({ records: 0, faults: [] });
});

test.each<[what: string, sql: string, fault: string]>([
  ['changed', `update TABLE set purpose = 'none' where TENANT and seq = 2`, 'record 2 does not fit'],
  ['dated back', `update TABLE set at = at - interval '1 day' where TENANT and seq = 2`, 'record 2 does not fit'],
  ['relieved of a customer', `update TABLE set customers = '{}' where TENANT and seq = 3`, 'record 3 does not fit'],
  ['taken out', `delete from TABLE where TENANT and seq = 2`, 'record 2 is missing'],
  ['taken from the beginning', `delete from TABLE where TENANT and seq < 3`, 'records 1 to 2 are missing'],
  ['taken from the end', `delete from TABLE where TENANT and seq = 4`, 'the chain ends at record 3, and should at 4'],
  ['put elsewhere', `update TABLE set seq = case seq when 2 then 30 else 20 end where TENANT and seq in (2, 3)`, 'record 20 does not fit'],
  [
    'taken out, the others moved up',
    `delete from TABLE where TENANT and seq = 2; update TABLE set seq = seq - 1 where TENANT and seq > 2`,
    'record 2 does',
  ],
])('a record that was %s is found', async (_, sql, fault) => {
  await appendRecords(session, [record(), record(), record(), record()], book);
  await meddle(sql);
  expect((await verdict()).faults.join('\n')).toContain(fault);
});

test('an end that was made shorter is found, whatever is written after it', async () => {
  await appendRecords(session, [record(), record(), record()], book);
  const { head } = await verdict();
  await meddle(`delete from TABLE where TENANT and seq = 3;
    update customer_graph.audit_head set seq = 2, hash = (select hash from TABLE where TENANT and seq = 2) where TENANT`);
  expect((await verdict()).faults).toEqual(['the entry of the end of the chain was changed']);
  await appendRecords(session, [record()], book);
  expect((await verdict(head)).faults).toEqual([
    expect.stringContaining('record 3 does not fit'),
    expect.stringContaining('the head that you know is not a part'),
  ]);
  await meddle('delete from customer_graph.audit_head where TENANT');
  expect((await verdict()).faults).toContain('the end of the chain is not known: its entry was taken away');
  await appendRecords(session, [record()], book);
  expect((await verdict()).faults.join('\n')).toContain('record 4 does not fit');
  await meddle('delete from TABLE where TENANT; delete from customer_graph.audit_head where TENANT');
  expect([(await verdict()).faults, (await verdict(head)).faults.length]).toEqual([[], 1]);
});

test('nobody without the key makes records that fit, or knows who is meant', async () => {
  await appendRecords(session, [record()], book);
  const theirs = { ...book, keys: createAuditKeys('a guess of somebody who has the rows, and no key') };
  expect((await verifyChain(session, theirs)).faults.length).toBeGreaterThan(0);
  expect(await searchRecords(session, theirs, { customer: 'hubspot:contact:501', limit: 9 })).toEqual([]);
  const rows = JSON.stringify(await session.query(`select r::text as row from ${TABLE} r where tenant = $1`, [book.tenant]));
  for (const kept of ['hubspot', '501', 'ab'.repeat(32)]) expect(rows).not.toContain(kept);
});

test('the table is only added to, and a role of its own needs no more', async () => {
  await appendRecords(session, [record()], book);
  for (const sql of [`update ${TABLE} set subject = null`, `delete from ${TABLE}`, `truncate ${TABLE}`]) {
    await expect(session.query(sql)).rejects.toThrow('only ever added to');
  }
  await session.query(`create role auditor login password 'secret'`);
  await grantUse(session, 'auditor');
  const target = new URL(postgres.url);
  [target.username, target.password] = ['auditor', 'secret'];
  const granted = await openSession(target.href);
  await appendRecords(granted, [record()], book);
  expect(await verifyChain(granted, book)).toMatchObject({ records: 2, faults: [] });
  await granted.end();
});

test('records are found by who asked, about whom, and when; the newest first', async () => {
  const at = Date.UTC(2026, 5, 1);
  const [first, second, third] = [
    record({ at, subject: 'agent-1', customers: ['crm:a:1', 'crm:a:2'] }),
    record({ at: at + 1_000, subject: 'agent-2', customers: ['crm:a:2'] }),
    record({ at: at + 2_000, subject: 'agent-1', customers: [], decision: 'denied' }),
  ];
  await appendRecords(session, [first, second, third], book);
  const found = async (query: object) => (await searchRecords(session, book, { limit: 9, ...query })).map(({ id }) => id);
  expect(await found({})).toEqual([third.id, second.id, first.id]);
  expect(await found({ limit: 1 })).toEqual([third.id]);
  expect(await found({ subject: 'agent-1' })).toEqual([third.id, first.id]);
  expect(await found({ customer: 'crm:a:2' })).toEqual([second.id, first.id]);
  expect(await found({ customer: 'crm:a:2', subject: 'agent-1' })).toEqual([first.id]);
  expect(await found({ since: new Date(at + 1_000), until: new Date(at + 2_000) })).toEqual([second.id]);
  expect(await searchRecords(session, { ...book, tenant: 'other' }, { limit: 9 })).toEqual([]);
});

test('what is written again is kept once, and no text stops those behind it', async () => {
  const [one, two] = [record(), record({ subject: `a\u0000b\ud800${'c'.repeat(500)}`, purpose: null, operation: null })];
  await appendRecords(session, [one], book);
  await appendRecords(session, [one, two], book, true);
  expect(await verdict()).toMatchObject({ records: 2, faults: [] });
  await expect(appendRecords(other, [two], book)).rejects.toThrow('audit_record_id');
  await other.query('rollback');
  // More than a page of many customers.
  for (let n = 0; n < 6; n += 1)
    await appendRecords(
      session,
      Array.from({ length: 200 }, () => record()),
      book,
    );
  await appendRecords(session, [record({ customers: Array.from({ length: 1_200 }, (_, n) => `crm:a:${n}`) })], book);
  expect(await verdict()).toMatchObject({ records: 1_203, faults: [] });
  expect(await searchRecords(session, book, { limit: 1 })).toMatchObject([{ customerCount: 1_200, customers: { length: 1_000 } }]);
});
