// `npm run -s links -- export > links.jsonl` and `npm run links -- import links.jsonl`: what people have said of records, one word a
// line. Works on a database that runs, and starts and ends our own where it does not.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createEnvReader } from '../platform/env';
import { StateError } from '../platform/errors';
import { LineFaults, parseLines } from '../platform/state/constraints/lines';
import { isEverywhere } from '../platform/state/constraints/say';
import { exportWords, importWords } from '../platform/state/constraints/transfer';
import type { StateDatabase } from '../platform/state/database';
import { openStateDatabase } from '../platform/state/open';
import type { Session } from '../platform/state/session';
import { readStateSettings } from '../platform/state/settings';
import { readTenant } from '../platform/tenant';
import { wordsForPeople } from './words';

const USAGE = 'Usage: npm run -s links -- export > links.jsonl\n       npm run links -- import links.jsonl';

async function exportTo(output: NodeJS.WritableStream, database: StateDatabase, tenant: string): Promise<void> {
  // Where nothing was ever said, nothing is started to find that out.
  if (!database.exists()) return;
  await withSession(database, (session) =>
    exportWords(session, tenant, async (line) => {
      if (!output.write(line)) await once(output, 'drain');
    }),
  );
}

async function importFrom(path: string, database: StateDatabase, tenant: string): Promise<string> {
  const lines = parseLines(readFileSync(path, 'utf8'));
  return withSession(database, async (session) => {
    const { taken, known, version } = await importWords(session, tenant, lines);
    const everywhere = taken === 0 || (await isEverywhere(session, tenant, version));
    return `${taken} taken, ${known} known already or older than what is known${everywhere ? '' : '; a process that runs has not read them yet'}\n`;
  });
}

async function withSession<T>(database: StateDatabase, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await database.connect({ queryTimeoutMs: 60_000 });
  try {
    return await work(session);
  } catch (error) {
    throw error instanceof LineFaults ? error : new StateError({ cause: error });
  } finally {
    await session.end();
  }
}

async function main(): Promise<void> {
  const [what, path, ...more] = process.argv.slice(2);
  if (more.length > 0 || (what === 'export') !== (path === undefined) || !['export', 'import'].includes(what ?? '')) throw new Error(USAGE);
  const env = createEnvReader();
  const settings = readStateSettings(env);
  const tenant = readTenant(env);
  env.check();
  const database = openStateDatabase(settings);
  try {
    if (path === undefined) await exportTo(process.stdout, database, tenant);
    else process.stdout.write(await importFrom(path, database, tenant));
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsForPeople(error)}\n`);
  process.exitCode = 1;
});
