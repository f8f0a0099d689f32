// `npm run -s sql:suggest -- postgres://… > my.mapping.yml`: proposes a mapping for a database of somebody's own. The address
// may stand in SQL_URL instead, where no list of processes shows it. YAML on stdout, everything else on stderr.
import { z } from 'zod';
import { createEnvReader } from '../platform/env';
import { ConfigError, UpstreamError, type UpstreamCode } from '../platform/errors';
import { createDatabase, type Database } from '../platform/sql/database';
import { suggest } from './sql-suggest/suggest';

const STATEMENT_TIMEOUT_MS = 15_000;

const WORDS: Readonly<Partial<Record<UpstreamCode, string>>> = {
  UPSTREAM_TIMEOUT: 'it did not answer in time',
  UPSTREAM_UNAVAILABLE: 'it cannot be reached, or there is no database of that name',
  UPSTREAM_DENIED: 'it refused the user, the password or the rights',
};

async function main(): Promise<0 | 1> {
  const database = open();
  try {
    const { text, roles, doubts } = await suggest({
      database,
      today: new Date().toISOString().slice(0, 10),
      call: { signal: new AbortController().signal, sent: () => undefined },
      say,
    });
    process.stdout.write(text);
    if (roles.length === 0) {
      say('no table looks like customers');
      return 1;
    }
    say(`proposed: ${roles.join(', ')}; ${doubts === 1 ? '1 line' : `${doubts} lines`} to look at`);
    return 0;
  } finally {
    await database.close();
  }
}

function open(): Database {
  const env = createEnvReader();
  const settings = env.read(z.object({ SQL_URL: z.string().optional() }));
  const [argument, ...more] = process.argv.slice(2);
  const url = argument ?? settings?.SQL_URL;
  if (more.length > 0) env.fault('one address at most: npm run -s sql:suggest -- postgres://user:password@host:5432/database');
  if (url === undefined)
    env.fault('which database? Set SQL_URL, or: npm run -s sql:suggest -- postgres://user:password@host:5432/database');
  else if (!/^postgres(ql)?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    env.fault(`${argument === undefined ? 'SQL_URL' : 'the address'}: expected postgres://user:password@host:5432/database`);
  }
  env.check();
  try {
    return createDatabase({ source: 'sql', url: () => url ?? '', statementTimeoutMs: STATEMENT_TIMEOUT_MS, connections: 1 });
  } catch {
    // Such as a certificate's file that is not there; the message would name it.
    throw new ConfigError(['the address: its settings cannot be used']);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(wordsFor(error));
    process.exitCode = 1;
  },
);

/** One line, without an address, a password or a stack. */
function wordsFor(error: unknown): string {
  if (error instanceof ConfigError) return error.faults.join('; ');
  if (!(error instanceof UpstreamError)) return 'The database gave an answer that is not understood.';
  // The cause is a code of PostgreSQL's or the system's, and no more.
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `The database cannot be read: ${WORDS[error.code] ?? 'it gave an answer that is not understood'}${cause}.`;
}
