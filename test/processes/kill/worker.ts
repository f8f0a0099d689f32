// One process that does runs, for tests which kill it: told by its environment where the database and the vendor are, told on stdin what
// to begin (`<process> <key>`), and saying on stdout when it is ready.
import { createInterface } from 'node:readline';
import { parseCacheKeys } from '../../../platform/cache/keys';
import { silentLog } from '../../../platform/log';
import { externalServer } from '../../../platform/state/database';
import { startRuns } from '../../../processes/runs/runs';
import { createSeal } from '../../../processes/runs/seal';
import { offering, performAt } from '../../support/action-vendor';
import { ACTIONS, EMAIL, known, pivoting, reversible, SOURCE } from '../trials';

async function main({ DATABASE_URL: database = '', VENDOR_URL: vendor = '', KEYS: keys = '' }: NodeJS.ProcessEnv): Promise<void> {
  const seal = createSeal(parseCacheKeys(keys).secrets);
  const runs = await startRuns({
    ...{ server: externalServer(database), tenant: 'default', seal: () => seal, log: silentLog },
    ...{ processes: [reversible, pivoting], ask: known, perform: performAt(vendor), offers: offering([SOURCE], ACTIONS) },
    backoffMs: () => 50,
  });
  process.stdout.write('ready\n');
  for await (const line of createInterface({ input: process.stdin })) {
    const [name = '', key = ''] = line.split(' ');
    const { id } = await runs.ask({ name, input: { email: EMAIL }, key, askedBy: null, acceptsGaps: false });
    process.stdout.write(`began ${key} ${id}\n`);
  }
}

main(process.env).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
