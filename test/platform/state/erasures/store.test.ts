// Erased records on a real PostgreSQL, each store as a process of its own would have one.
import { silentLog } from '../../../../platform/log';
import { createStateDatabase, externalServer } from '../../../../platform/state/database';
import type { Erasures } from '../../../../platform/state/erasures/port';
import { createErasures } from '../../../../platform/state/erasures/store';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { startStatementCounter } from '../../../support/statement-counter';
import { until } from '../../../support/until';

const ADA = 'hubspot:contact:501';
const HER_TICKET = 'zendesk:ticket:9';

let postgres: RunningPostgres;
let tenants = 0;
let tenant: string;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(() => {
  tenant = `tenant-${(tenants += 1)}`;
});
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

function store(url = postgres.url, of = tenant): Erasures {
  const erasures = createErasures({ database: createStateDatabase(externalServer(url)), tenant: of, log: silentLog });
  open.push(erasures);
  return erasures;
}

test('what one process says is erased, every other knows within a second, and one that starts later too', async () => {
  const [one, other] = [store(), store()];
  const heard: string[] = [];
  other.onErased((ids) => heard.push(...ids));
  expect([one.some, one.has(ADA)]).toEqual([false, false]);
  await one.add([ADA, HER_TICKET, ADA]);
  expect([one.some, one.has(ADA), one.has(HER_TICKET), one.has('hubspot:contact:502')]).toEqual([true, true, true, false]);
  await until(() => other.has(HER_TICKET), 1_000);
  expect(heard.sort()).toEqual([ADA, HER_TICKET]);
  const later = store();
  await until(() => later.has(ADA), 3_000);
});

test('tenants do not meet', async () => {
  const stranger = store(postgres.url, 'somebody else');
  await store().add([ADA]);
  await stranger.add(['hubspot:contact:777']);
  expect(stranger.has(ADA)).toBe(false);
});

test('what cannot be kept is not said to be; the last known stands, and what was missed is caught up with', async () => {
  const wire = await startStatementCounter(postgres.url);
  const cut = store(wire.url);
  await cut.add([ADA]);
  wire.set('cut');
  await expect(cut.add([HER_TICKET])).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE' });
  expect([cut.has(ADA), cut.has(HER_TICKET)]).toEqual([true, false]);
  await store().add([HER_TICKET]);
  wire.set('open');
  await until(() => cut.has(HER_TICKET), 5_000);
  await cut.close();
  open.splice(open.indexOf(cut), 1);
  await wire.stop();
});

test('an erasure ends when it cannot matter any more', async () => {
  const erasures = store();
  await erasures.add([ADA]);
  const database = createStateDatabase(externalServer(postgres.url));
  open.push(database);
  await database.use((session) =>
    session.query("update customer_graph.erased_record set until = now() - interval '1 second' where tenant = $1", [tenant]),
  );
  const later = store();
  await later.add([HER_TICKET]);
  expect(later.has(ADA)).toBe(false);
  // The next word clears the table of it.
  const rows = await database.use((session) =>
    session.query('select record from customer_graph.erased_record where tenant = $1', [tenant]),
  );
  expect(rows).toEqual([{ record: HER_TICKET }]);
});
