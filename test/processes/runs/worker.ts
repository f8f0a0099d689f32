// One process that does runs for the suite of runs, told by its environment where the database and the vendor are: calls come on stdin,
// answers go to stdout, one line each.
import { createInterface } from 'node:readline';
import { InputError } from '../../../platform/errors';
import { externalServer } from '../../../platform/state/database';
import type { Asked } from '../../../processes/runs/runs';
import type { OperationFilter } from '../../../processes/runs/book';
import { startTrialRuns, type Answer, type AskedRuns, type Call } from './houses';

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function act(runs: AskedRuns, { method, argument }: Call): Promise<unknown> {
  if (method === 'ask') return runs.ask(argument as Asked);
  if (method === 'list') return runs.list(argument as OperationFilter);
  return runs[method](String(argument));
}

async function main({ DATABASE_URL: database = '', VENDOR_URL: vendor = '', KEYS: keys = '' }: NodeJS.ProcessEnv): Promise<void> {
  const runs = await startTrialRuns(externalServer(database), vendor, keys);
  say({ id: 0, value: 'ready' });
  for await (const line of createInterface({ input: process.stdin })) {
    const call = JSON.parse(line) as Call;
    // Not one after the other: what comes at once is done at once.
    void act(runs, call).then(
      (value) => say({ id: call.id, value }),
      (error: unknown) => {
        const extensions = error instanceof InputError ? { ...error.extensions } : { code: 'UNEXPECTED' };
        say({ id: call.id, message: error instanceof Error ? error.message : String(error), extensions });
      },
    );
  }
}

main(process.env).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
