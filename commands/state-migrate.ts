// `npm run state:migrate`: brings the state's tables up to date, for deployments whose own role may not. With `-- --grant <role>`
// that role may then use them. DATABASE_URL is a role's that may make tables.
import { parseArgs } from 'node:util';
import { createEnvReader } from '../platform/env';
import { StateError } from '../platform/errors';
import { grantUse } from '../platform/state/grant';
import { migrate } from '../platform/state/migrate';
import { openStateServer } from '../platform/state/open';
import { openSession } from '../platform/state/session';
import { readStateSettings } from '../platform/state/settings';
import { wordsForPeople } from './words';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { grant: { type: 'string' } } });
  const env = createEnvReader();
  const settings = readStateSettings(env);
  env.check();
  const server = openStateServer(settings);
  try {
    const session = await openSession(await server.url(), { connectTimeoutMs: 10_000, queryTimeoutMs: 30_000 });
    try {
      const done = await migrate(session);
      process.stdout.write(done.length === 0 ? 'The state database is up to date.\n' : `Done: ${done.join(', ')}\n`);
      if (values.grant !== undefined) {
        await grantUse(session, values.grant);
        process.stdout.write('The role may use it.\n');
      }
    } finally {
      await session.end();
    }
  } catch (error) {
    throw new StateError({ cause: error });
  } finally {
    await server.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsForPeople(error)}\n`);
  process.exitCode = 1;
});
