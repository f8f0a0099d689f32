// The whole gateway on Chinook: CRM and helpdesk are pretend systems that know the same people, billing and sales are the shop's
// own database. Every figure must be that of plain SQL, and a list must cost statements per kind, not per customer.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStatementCounter, type StatementCounter } from '../support/statement-counter';
import { CHINOOK_MAPPING } from './connector';
import type { ChinookDatabase, ChinookPerson, Figures } from './database';
import { decimalSum } from './decimal-sum';
import { startGateway } from './gateway-process';
import { toPeopleCsv } from './people-file';
import { startPretendSystems } from './pretend-systems';
import { askByEmails, askOne, askOverdue, type CustomerAnswer } from './questions';
import { kindsOf, type Kinds } from './statement-kinds';
import type { Report } from './report';

const LUIS = 'luisg@embraer.com.br';
/** For any number of customers: the CRM says everything to look for, so one look-up does. */
const WITH_CRM: Kinds = { customers: 1, invoices: 1, orders: 1 };
/** Without it the customers are found by email first, and then, by the phones they hold, whether any stands there twice. */
const SQL_ALONE: Kinds = { customers: 2, invoices: 1, orders: 1 };
/** The list says whom to look for, whoever else knows them. */
const OVERDUE: Kinds = { overdue: 1, customers: 1, invoices: 1, orders: 1 };

/** Starts pretend systems and the built gateway, and asks. */
export async function checkGateway({ url, figures }: ChinookDatabase, report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chinook-'));
  const peopleFile = join(folder, 'people.csv');
  await writeFile(peopleFile, toPeopleCsv(figures.people));
  const systems = await startPretendSystems(peopleFile);
  const counter = await startStatementCounter(url);
  const sql = { BILLING_SOURCES: 'sql', SALES_SOURCES: 'sql', SQL_URL: counter.url, SQL_MAPPING: CHINOOK_MAPPING };
  try {
    const everything = await startGateway({ ...systems.env, ...sql });
    try {
      await report.group('Gateway: CRM and helpdesk, billing and sales from one database', async () => {
        await checkOne(everything.url, figures, report, systems.openTicketsOf(LUIS));
        await checkList(everything.url, figures, report, counter, 'hubspot:contact:', WITH_CRM);
        await checkOverdue(everything.url, figures, report, counter, 'hubspot:contact:');
        const { customers } = await askByEmails(
          everything.url,
          figures.people.map(({ email }) => email),
        );
        report.equal('all are known to the CRM', customers.filter((customer) => customer?.crm === null).length, 0);
        report.equal(
          'open tickets of all',
          customers.map((customer) => customer?.support?.openTickets ?? null),
          figures.people.map(({ email }) => systems.openTicketsOf(email)),
        );
      });
    } finally {
      await everything.stop();
    }
    const alone = await startGateway(sql);
    try {
      await report.group('Gateway: billing and sales from one database, and nothing else', async () => {
        await checkOne(alone.url, figures, report, null);
        await checkList(alone.url, figures, report, counter, 'sql:customer:', SQL_ALONE);
        await checkOverdue(alone.url, figures, report, counter, 'sql:customer:');
      });
    } finally {
      await alone.stop();
    }
  } finally {
    await systems.stop();
    await counter.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkOne(url: string, figures: Figures, report: Report, openTickets: number | null): Promise<void> {
  const luis = figures.people.find(({ email }) => email === LUIS);
  if (luis === undefined) throw new Error(`the shop has no ${LUIS}`);
  const { customers, errors } = await askOne(url, 'email', LUIS);
  report.equal('one customer by email: no errors', errors, []);
  report.equal('… name', customers[0]?.displayName, luis.name);
  report.equal('… billing', inTwoDigits(customers[0]?.billing), billingOf(luis, figures));
  report.equal('… open tickets', customers[0]?.support?.openTickets ?? null, openTickets);

  const ids: Record<string, unknown> = {};
  for (const [by, value] of [
    ['phone', '+55 (12) 3923-5555'],
    ['id', 'sql:customer:1'],
  ] as const) {
    ids[by] = (await askOne(url, by, value)).customers[0]?.id;
  }
  report.equal('… the same by phone and by the database’s id', ids, { phone: customers[0]?.id, id: customers[0]?.id });
}

async function checkList(
  url: string,
  figures: Figures,
  report: Report,
  counter: StatementCounter,
  anchors: string,
  statements: Kinds,
): Promise<void> {
  counter.reset();
  const { customers, errors, calls } = await askByEmails(
    url,
    figures.people.map(({ email }) => email),
  );
  const texts = counter.texts();
  report.equal(`${figures.people.length} customers by email: no errors`, errors, []);
  report.equal('… anchors', customers.filter((customer) => customer?.id.startsWith(anchors) !== true).length, 0);
  report.equal(
    '… names',
    customers.map((customer) => customer?.displayName),
    figures.people.map(({ name }) => name),
  );
  report.equal(
    '… billing of each',
    customers.map((customer) => inTwoDigits(customer?.billing)),
    figures.people.map((person) => billingOf(person, figures)),
  );
  report.equal(
    '… sales of each: orders, what they came to, and who looks after them',
    customers.map((customer) => customer?.sales && { ...customer.sales, lifetimeValue: inTwo(customer.sales.lifetimeValue) }),
    figures.people.map((person) => ({
      orderCount: person.invoices,
      lifetimeValue: [{ amount: person.invoiced, currency: 'USD' }],
      salesPerson: salesPersonOf(person),
    })),
  );
  checkKinds(report, texts, statements);
  report.equal('… and by the gateway’s own report', calls['sql'], texts.length);
}

/** Who owes us, what they were ever billed, and who looks after them: all 59, for one statement a kind. */
async function checkOverdue(url: string, figures: Figures, report: Report, counter: StatementCounter, anchors: string): Promise<void> {
  counter.reset();
  const { customers, complete, errors } = await askOverdue(url);
  const texts = counter.texts();
  report.equal(`${figures.people.length} overdue customers: no errors`, errors, []);
  report.equal('… all of them, and the list is complete', [customers.length, complete], [figures.people.length, true]);
  report.equal('… anchors', customers.filter((customer) => customer?.id.startsWith(anchors) !== true).length, 0);
  const byRecord = new Map(customers.map((customer) => [customer?.records.join(', '), customer]));
  const listed = figures.people.map(({ id }) => byRecord.get(`sql:customer:${id}`));
  report.equal(
    '… billed to each, and who looks after them',
    listed.map((customer) => [customer?.billing?.invoicedTotal.map(({ amount }) => decimalSum([amount])), customer?.sales?.salesPerson]),
    figures.people.map((person) => [[person.invoiced], salesPersonOf(person)]),
  );
  checkKinds(report, texts, OVERDUE);
}

function checkKinds(report: Report, texts: readonly string[], expected: Kinds): void {
  const kinds = kindsOf(texts);
  const words = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
  report.equal(`… statements by what the server was sent: ${words.join(', ')}`, kinds, expected);
}

function salesPersonOf({ rep, repName, repEmail }: ChinookPerson): object {
  return { id: `sql:staff:${rep}`, name: repName, email: repEmail };
}

/** Sums are compared by value: 39.6 is 39.60. */
function inTwoDigits(billing: CustomerAnswer['billing'] | undefined): CustomerAnswer['billing'] | undefined {
  if (billing === null || billing === undefined) return billing;
  return { ...billing, invoicedTotal: inTwo(billing.invoicedTotal) };
}

function inTwo(sums: readonly { amount: string; currency: string }[]): { amount: string; currency: string }[] {
  return sums.map(({ amount, currency }) => ({ amount: decimalSum([amount]), currency }));
}

function billingOf(person: ChinookPerson, figures: Figures): CustomerAnswer['billing'] {
  return {
    invoicedTotal: [{ amount: person.invoiced, currency: 'USD' }],
    invoices: {
      totalCount: person.invoices,
      nodes: figures.invoices
        .filter(({ customer }) => customer === person.id)
        .map(({ number, total, dueDate }) => ({ number, total: { amount: total, currency: 'USD' }, dueDate })),
    },
  };
}
