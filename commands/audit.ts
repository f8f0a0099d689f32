// `npm run audit -- verify|search`: who was shown whose personal data. Tables go to stdout, words for people to stderr; a chain that was
// tampered with ends it with 1.
import { parseArgs } from 'node:util';
import { createEnvReader } from '../platform/env';
import { StateError } from '../platform/errors';
import type { AuditBook } from '../platform/state/audit/append';
import type { AuditRow } from '../platform/state/audit/row';
import { searchRecords } from '../platform/state/audit/search';
import { readAuditKey } from '../platform/state/audit/secret';
import { verifyChain } from '../platform/state/audit/verify';
import { StateFault } from '../platform/state/fault';
import { openStateDatabase } from '../platform/state/open';
import type { Session } from '../platform/state/session';
import { readStateSettings } from '../platform/state/settings';
import { readTenant } from '../platform/tenant';
import { wordsForPeople } from './words';

const USAGE = `Usage: npm run -s audit -- verify [--head <head of an earlier verify>]
       npm run -s audit -- search [--subject <who>] [--customer <id>] [--since <time>] [--until <time>] [--limit 100]`;

const HEADER = [
  'record',
  'at',
  'decision',
  'kind',
  'subject',
  'purpose',
  'operation',
  'shown',
  'masked',
  'withheld',
  'customers',
  'request',
];
const MOST_ROWS = 10_000;

type Work = (session: Session, book: AuditBook) => Promise<void>;

function lineOf({ seq, at, decision, callerKind, subject, purpose, operation, shown, masked, withheld, ...row }: AuditRow): string {
  return [
    ...[String(seq), at.toISOString(), decision, callerKind, subject ?? '-', purpose ?? '-', operation ?? '-'],
    ...[shown.join(',') || '-', masked.join(',') || '-', String(withheld), String(row.customerCount), row.requestId],
  ].join('\t');
}

function toTime(text: string | undefined, option: string): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new Error(`--${option} takes a time such as 2026-01-31 or 2026-01-31T12:00:00Z`);
  return time;
}

function verify(head: string | undefined): Work {
  if (head !== undefined && !/^\d+:[0-9a-f]{64}$/.test(head)) throw new Error('--head takes what an earlier verify called the head');
  return async (session, book) => {
    const verdict = await verifyChain(session, book, head);
    const result = verdict.faults.length === 0 ? 'whole' : 'broken';
    process.stdout.write(
      [
        ['records', 'chain', 'head'],
        [String(verdict.records), result, verdict.head],
      ]
        .map(toLine)
        .join(''),
    );
    if (verdict.faults.length > 0) {
      process.stderr.write(verdict.faults.map((fault) => `- ${fault}\n`).join(''));
      process.exitCode = 1;
    }
  };
}

function toLine(cells: readonly string[]): string {
  return `${cells.join('\t')}\n`;
}

/** What to do, once the command line has been understood. */
function readCommand(args: string[]): Work {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { head: text, subject: text, customer: text, since: text, until: text, limit: text },
  });
  const [what, ...more] = positionals;
  if (more.length > 0) throw new Error(USAGE);
  if (what === 'verify') return verify(values.head);
  if (what !== 'search') throw new Error(USAGE);
  const { subject, customer } = values;
  const limit = Number(values.limit ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) throw new Error(`--limit takes a number from 1 to ${MOST_ROWS}`);
  const [since, until] = [toTime(values.since, 'since'), toTime(values.until, 'until')];
  return async (session, book) => {
    const rows = await searchRecords(session, book, { subject, customer, since, until, limit });
    process.stdout.write([HEADER.join('\t'), ...rows.map(lineOf), ''].join('\n'));
  };
}

async function main(): Promise<void> {
  const work = readCommand(process.argv.slice(2));
  const env = createEnvReader();
  const settings = readStateSettings(env);
  const tenant = readTenant(env);
  const keys = readAuditKey(env, settings.dataFolder);
  env.check();
  const database = openStateDatabase(settings);
  try {
    if (!database.exists()) throw new Error('Nothing was ever recorded here: there is no state database.');
    const book = { tenant, keys: keys(false) };
    const session = await database.connect({ queryTimeoutMs: 60_000 });
    try {
      await work(session, book);
    } catch (error) {
      throw new StateError({ cause: error });
    } finally {
      await session.end();
    }
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StateFault ? error.message : wordsForPeople(error)}\n`);
  process.exitCode = 1;
});
