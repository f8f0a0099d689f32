// The queue in front of the audit trail, on a real PostgreSQL whose wire can be cut or fall silent.
import { randomUUID } from 'node:crypto';
import type { Log } from '../../../../platform/log';
import { createAuditKeys } from '../../../../platform/state/audit/keys';
import type { AuditRecord } from '../../../../platform/state/audit/record';
import { verifyChain } from '../../../../platform/state/audit/verify';
import { createAuditWriter, type AuditWriter } from '../../../../platform/state/audit/writer';
import { createStateDatabase, externalServer } from '../../../../platform/state/database';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { startStatementCounter, type StatementCounter } from '../../../support/statement-counter';
import { until } from '../../../support/until';

jest.setTimeout(30_000);

const keys = createAuditKeys('a secret that is kept elsewhere than the rows');
const lines: string[] = [];
const say = (message: string, fields: object = {}): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
const log: Log = { info: say, warn: say, error: say };

let postgres: RunningPostgres;
let wire: StatementCounter;
let tenants = 0;
let tenant: string;
const open: AuditWriter[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  wire = await startStatementCounter(postgres.url);
});
afterAll(async () => {
  await wire.stop();
  await postgres.stop();
});
beforeEach(() => {
  tenant = `tenant-${(tenants += 1)}`;
  lines.splice(0);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  wire.set('open');
});

function writer(room?: number): AuditWriter {
  const database = createStateDatabase(externalServer(wire.url));
  const made = createAuditWriter({ database, tenant, keys: () => keys, log, ...(room === undefined ? {} : { room }) });
  open.push(made);
  return made;
}

function record(): AuditRecord {
  return {
    ...{ id: randomUUID(), at: Date.now(), requestId: 'request-1', callerKind: 'person', subject: 'agent-7', purpose: null },
    ...{ operation: null, document: 'ab'.repeat(32), customers: [], shown: ['CONTACT'], masked: [], withheld: 0, decision: 'shown' },
  };
}

async function verdict() {
  const database = createStateDatabase(externalServer(postgres.url));
  try {
    return await database.use((session) => verifyChain(session, { tenant, keys }));
  } finally {
    await database.close();
  }
}

test('what several processes add is written in few batches, to one chain', async () => {
  const [one, other] = [writer(), writer()];
  one.open();
  other.open();
  await Promise.all([one.keep(record()), other.keep(record())]);
  wire.reset();
  for (let n = 0; n < 150; n += 1) for (const each of [one, other]) each.add(record());
  await until(() => Promise.resolve(one.counts().written + other.counts().written === 302), 5_000);
  expect(wire.count()).toBeLessThan(40);
  expect(await verdict()).toMatchObject({ records: 302, faults: [] });
  expect(one.state()).toBe('audit records are written');
});

test('what waits at the end is written', async () => {
  const one = writer();
  for (let n = 0; n < 450; n += 1) one.add(record());
  await one.close();
  expect(one.counts()).toEqual({ written: 450, lost: 0, waiting: 0 });
  expect(await verdict()).toMatchObject({ records: 450, faults: [] });
});

test('while the database is down records wait, operators are told, and all are written once in the end', async () => {
  const one = writer();
  await one.keep(record());
  wire.set('cut');
  for (let n = 0; n < 250; n += 1) one.add(record());
  await until(() => Promise.resolve(one.isFailing()), 5_000);
  expect(one.state()).toMatch(/^audit records cannot be written since .*: \d+ wait$/);
  expect(lines).toEqual([expect.stringMatching(/^audit records cannot be written .*AUDIT_UNAVAILABLE/)]);
  const startedAt = performance.now();
  await expect(one.keep(record())).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE' });
  expect(performance.now() - startedAt).toBeLessThan(50);
  wire.set('open');
  await until(() => Promise.resolve(!one.isFailing() && one.counts().waiting === 0), 10_000);
  expect(await verdict()).toMatchObject({ records: 251, faults: [] });
  await one.keep(record());
});

test('a database that says nothing is not waited for longer than two seconds, and adding waits for nothing', async () => {
  const one = writer();
  await one.keep(record());
  wire.set('silent');
  const startedAt = performance.now();
  one.add(record());
  expect(performance.now() - startedAt).toBeLessThan(20);
  await expect(one.keep(record())).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE' });
  expect(performance.now() - startedAt).toBeLessThan(2_500);
});

test('more than there is room for is lost, and said so', async () => {
  wire.set('cut');
  const one = writer(10);
  for (let n = 0; n < 25; n += 1) one.add(record());
  expect(one.counts()).toEqual({ written: 0, lost: 15, waiting: 10 });
  expect(one.state()).toMatch(/: 10 wait; 15 were lost$/);
  expect(lines.join('\n')).toContain('too many wait');
  await one.close();
  expect(one.counts().lost).toBe(25);
  expect(lines.join('\n')).toContain('10 waited at the end');
});
