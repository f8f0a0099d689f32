// `npm run test:real -- --sql <Chinook_PostgreSql.sql> [--write]`: a real Request Tracker, a real Vendure and a real PostgreSQL, started
// here, filled with the same people and asked the ten questions through the built gateway, with the sandbox's CRM, payments and marketing
// beside them. `--write` puts the figures into docs/real-systems.md. Needs the Debian archive and the npm registry the first time.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readQuestions } from '../../gateway/explorer/questions';
import { startSandbox } from '../../sandbox/sandbox';
import { parsePeopleFile } from '../../sandbox/world/people-file';
import { startChinook, type ChinookDatabase } from '../chinook/database';
import { startGateway, type GatewayProcess } from '../chinook/gateway-process';
import { toPeopleCsv } from '../chinook/people-file';
import { createReport, type Report } from '../chinook/report';
import { askQuestion } from './ask';
import { toPage, type Figures } from './page';
import { isKnownToHelpdesk, ordersOf, ticketsOf, toHelpdesk, toShop } from './people';
import { checkConformance } from './request-tracker/conformance';
import { startRequestTracker } from './request-tracker/start';
import { startVendure } from './vendure/start';

const ROOT = join(__dirname, '..', '..');
const TEN = 10;
/** Who has two tickets and one order. */
const TRIED = 2;

async function main(): Promise<0 | 1> {
  const { values } = parseArgs({ options: { sql: { type: 'string' }, write: { type: 'boolean' } } });
  if (values.sql === undefined) {
    console.error('Usage: npm run test:real -- --sql <Chinook_PostgreSql.sql> [--write]');
    return 1;
  }
  const ends: (() => Promise<void>)[] = [];
  const report = createReport();
  try {
    const figures = await run(values.sql, report, (end) => ends.push(end));
    if (values.write === true) writeFileSync(join(ROOT, 'docs', 'real-systems.md'), toPage(figures));
  } finally {
    for (const end of ends.reverse()) await end();
  }
  return report.end();
}

async function run(sqlFile: string, report: Report, atEnd: (end: () => Promise<void>) => void): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'real-systems-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const shopFolder = join(ROOT, 'test', 'real', 'vendure');
  if (!existsSync(join(shopFolder, 'node_modules'))) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: shopFolder, stdio: 'inherit' });
  }
  const database = await startChinook(sqlFile);
  atEnd(() => database.stop());
  const { people } = database.figures;
  const sandbox = await startSandbox({ people: parsePeopleFile(toPeopleCsv(people)), postgres: false });
  atEnd(() => sandbox.stop());
  const vendure = await startVendure({ people: toShop(people), folder });
  atEnd(() => vendure.stop());
  console.log(`Vendure: ${JSON.stringify(vendure.figures)}`);
  const requestTracker = await startRequestTracker({ people: toHelpdesk(people), folder: join(folder, 'rt') });
  atEnd(() => requestTracker.stop());
  console.log(`Request Tracker: ${JSON.stringify(requestTracker.figures)}`);

  const gateway = await startGateway({
    ...sandbox.env,
    ...{ CRM_SOURCES: 'hubspot', MARKETING_SOURCES: 'klaviyo', BILLING_SOURCES: 'sql,stripe', SALES_SOURCES: 'vendure' },
    ...{ SQL_URL: database.url, SQL_MAPPING: join(ROOT, 'docs', 'examples', 'chinook.mapping.yml') },
    ...{ VENDURE_URL: vendure.url, VENDURE_USERNAME: vendure.username, VENDURE_PASSWORD: vendure.password, VENDURE_EXTERNAL_ID: '' },
    ...{ SUPPORT_SOURCES: 'request-tracker', REQUEST_TRACKER_URL: requestTracker.url, REQUEST_TRACKER_TOKEN: requestTracker.token },
    ...{ REQUEST_TRACKER_EXTERNAL_ID: '', CACHE_MODE: 'off', VENDURE_TIMEOUT_MS: '9000', REQUEST_TRACKER_TIMEOUT_MS: '9000' },
  });
  atEnd(() => gateway.stop());
  await report.group('Request Tracker, real and pretend', async () => {
    const { asked, faults } = await checkConformance(requestTracker);
    report.equal(`${asked} questions are answered alike`, faults, []);
  });
  const questions = await askAll(gateway, database, report);
  await checkEverybody(gateway, database, report);
  return { questions, gatewayMb: residentMb(gateway.pid), requestTracker: requestTracker.figures, vendure: vendure.figures };
}

async function askAll(gateway: GatewayProcess, { figures }: ChinookDatabase, report: Report): Promise<Figures['questions']> {
  const person = figures.people[TRIED];
  if (person === undefined) throw new Error('there are too few people');
  const { data } = await askQuestion(gateway.url, {
    query: 'query ($email: String!) { customer(email: $email) { id } }',
    variables: { email: person.email },
  });
  const { customer } = z.object({ customer: z.object({ id: z.string() }) }).parse(data);
  const ready = (await readQuestions({ id: customer.id, email: person.email, phone: person.phone ?? '' })).slice(0, TEN);
  const questions: Figures['questions'] = [];
  await report.group('The ten questions', async () => {
    for (const question of ready) {
      const asked = await askQuestion(gateway.url, question);
      report.equal(
        `${question.title} (${Object.entries(asked.calls)
          .map(([name, calls]) => `${name} ${calls}`)
          .join(', ')})`,
        asked.errors,
        [],
      );
      questions.push({ title: question.title, asked });
    }
  });
  return questions;
}

const Everybody = z.object({
  customers: z.array(
    z.object({
      sales: z.object({ orders: z.object({ totalCount: z.number() }) }).nullable(),
      support: z.object({ tickets: z.object({ totalCount: z.number() }), openTickets: z.number() }).nullable(),
      billing: z.object({ invoices: z.object({ totalCount: z.number() }) }).nullable(),
      crm: z.object({ records: z.array(z.unknown()) }).nullable(),
    }),
  ),
});

const EVERYBODY = `query ($emails: [String!]!) { customers(emails: $emails) {
  sales { orders(first: 100) { totalCount } } support { tickets(first: 100) { totalCount } openTickets }
  billing { invoices(first: 100) { totalCount } } crm { records { updatedAt } } } }`;

/** All of them at once: nobody's history is missing, or somebody else's. */
async function checkEverybody(gateway: GatewayProcess, { figures }: ChinookDatabase, report: Report): Promise<void> {
  await report.group('Everybody at once', async () => {
    const { people } = figures;
    const { data, errors, calls } = await askQuestion(gateway.url, {
      query: EVERYBODY,
      variables: { emails: people.map(({ email }) => email) },
    });
    report.equal(`no error, at the cost of ${JSON.stringify(calls)}`, errors, []);
    const { customers } = Everybody.parse(data);
    const of = <Value>(pick: (customer: (typeof customers)[number]) => Value): Value[] => customers.map(pick);
    report.equal(
      'known to the CRM',
      of(({ crm }) => crm?.records.length),
      people.map(() => 1),
    );
    report.equal(
      'orders in Vendure',
      of(({ sales }) => sales?.orders.totalCount),
      people.map((_, index) => ordersOf(index).length),
    );
    report.equal(
      'tickets in Request Tracker',
      of(({ support }) => support?.tickets.totalCount),
      people.map((person, index) => (isKnownToHelpdesk(person) ? ticketsOf(index).length : undefined)),
    );
    report.equal(
      'open ones',
      of(({ support }) => support?.openTickets),
      people.map((person, index) => (isKnownToHelpdesk(person) ? Math.min(1, ticketsOf(index).length) : undefined)),
    );
    report.equal(
      'invoices in PostgreSQL',
      of(({ billing }) => billing?.invoices.totalCount),
      people.map(({ invoices }) => invoices),
    );
  });
}

/** Of a process of this machine. */
function residentMb(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
