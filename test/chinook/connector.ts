// The SQL connector on Chinook through the shipped example mapping: same figures as plain SQL, one statement a kind.
import { join } from 'node:path';
import { createHttpFactory } from '../../platform/http/factory';
import { normaliseEmail } from '../../platform/identity/email';
import type { PersonRecord } from '../../platform/record';
import { sql } from '../../subgraphs/billing/vendors/sql';
import type { Invoice } from '../../subgraphs/billing/contract';
import { startStatementCounter } from '../support/statement-counter';
import { testCall } from '../support/call';
import type { ChinookDatabase } from './database';
import { decimalSum } from './decimal-sum';
import type { Report } from './report';

export const CHINOOK_MAPPING = join(__dirname, '../../docs/examples/chinook.mapping.yml');

/** Checks the connector alone, without the gateway. */
export async function checkConnector({ url, figures }: ChinookDatabase, report: Report): Promise<void> {
  const counter = await startStatementCounter(url);
  const connector = await sql.start({
    source: 'sql',
    settings: { URL: counter.url, MAPPING: CHINOOK_MAPPING },
    http: createHttpFactory({ source: 'sql', timeoutMs: 1_000, connections: 1 }),
    phoneRegion: undefined,
  });
  try {
    const { people } = figures;
    counter.reset();
    const lookUp = testCall();
    const found = await connector.find(
      people.map(({ email }) => ({ by: 'email', value: normaliseEmail(email) ?? email })),
      lookUp,
    );
    report.equal(
      `${people.length} customers by email: found`,
      found.map(onlyId),
      people.map(({ id }) => `sql:customer:${id}`),
    );
    report.equal('… in one statement, by the connector’s own count', lookUp.sentCount, 1);
    report.equal('… and by what the server was sent', counter.count(), 1);

    counter.reset();
    const reading = testCall();
    const lists = (
      await connector.invoices(
        people.map(({ id }) => `sql:customer:${id}`),
        reading,
      )
    ).map(orThrow);
    report.equal(`invoices of all: ${figures.invoices.length}`, lists.flat().length, figures.invoices.length);
    report.equal('… in one statement, by the connector’s own count', reading.sentCount, 1);
    report.equal('… and by what the server was sent', counter.count(), 1);
    report.equal(
      'sums a customer',
      lists.map((list) => decimalSum(list.map(({ total }) => total))),
      people.map(({ invoiced }) => invoiced),
    );
    report.equal(
      'every invoice: number, total, dates, thirty days, newest first',
      lists.map((list) => list.map(asFigure)),
      people.map(({ id }) => figures.invoices.filter(({ customer }) => customer === id)),
    );

    const [byPhone] = await connector.find([{ by: 'phone', value: '+551239235555' }], testCall());
    report.equal(
      '"+55 (12) 3923-5555" by phone',
      orThrow(byPhone).map(({ emails }) => emails[0]?.value),
      ['luisg@embraer.com.br'],
    );
    const [byId] = await connector.find([{ by: 'id', value: 'sql:customer:1' }], testCall());
    report.equal('a record', asSeen(orThrow(byId)[0]), {
      id: 'sql:customer:1',
      kind: 'PERSON',
      name: { full: 'Luís Gonçalves', given: 'Luís', family: 'Gonçalves' },
      phones: ['+551239235555'],
      company: 'Embraer - Empresa Brasileira de Aeronáutica S.A.',
    });
    const withPhone = people.filter(({ phone }) => phone !== null);
    const all = found.map(orThrow).flat();
    const phones = all.flatMap(({ phones }) => phones.map(({ value }) => value));
    const again = await connector.find(
      phones.map((value) => ({ by: 'phone', value })),
      testCall(),
    );
    report.equal(
      'every number that can be read finds its customer again',
      again.filter((records) => orThrow(records).length === 0).length,
      0,
    );
    console.log(`        (${phones.length} of ${withPhone.length} phone numbers are possible ones)`);
  } finally {
    await connector.close?.();
    await counter.stop();
  }
}

function onlyId(records: readonly PersonRecord[] | Error): string {
  return orThrow(records)
    .map(({ id }) => id)
    .join(', ');
}

function asFigure({ number, record, total, issueDate, dueDate }: Invoice): object {
  return { number, customer: record.split(':')[2], total, issueDate, dueDate };
}

function asSeen(record: PersonRecord | undefined): object | undefined {
  if (record === undefined) return undefined;
  const { id, kind, name, phones, company } = record;
  return { id, kind, name, phones: phones.map(({ value }) => value), company };
}

function orThrow<T>(value: T | Error | undefined): T {
  if (value === undefined) throw new Error('a slot is missing');
  if (value instanceof Error) throw value;
  return value;
}
